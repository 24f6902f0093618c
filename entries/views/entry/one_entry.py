"""The page of an entry."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from entries.keys import KEY_PATTERN
from entries.models import Entry
from entries.search import Related, SearchUnavailable, related

from .elsewhere import elsewhere_of
from .linked import linked_blocks
from .reasons import links_of, subjects_of

# What people write where Crockford's alphabet has a digit or nothing.
MISREADINGS = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None})


# Captures told of beside an entry; the page of its versions has them all.
ORIGINS_SHOWN = 5


@require_safe
def entry(request: HttpRequest, key: str, slug: str = "") -> HttpResponse:
    """An entry at its one address; a key miswritten or an old slug redirects there."""
    found = entry_or_404(key)
    if (key, slug) != (found.key, found.slug_shown):
        return redirect(found, permanent=True)
    origins = list(found.origins()[: ORIGINS_SHOWN + 1])
    mentions = list(found.links())
    earlier, later = found.earlier(), found.later()
    elsewhere = elsewhere_of(found, mentions)
    told = [earlier, later, *(each.entry for each in elsewhere.entries)]
    context = {
        "entry": found,
        "short_address": short_address(request, found),
        "blocks": linked_blocks(found.headline, found.blocks, links_of(mentions)),
        "subjects": subjects_of(found, mentions, found.topic_links.select_related("topic")),
        "origins": origins[:ORIGINS_SHOWN],
        "more_origins": len(origins) > ORIGINS_SHOWN,
        "gone": found.changes.last_gone(),
        "earlier": earlier,
        "later": later,
        "elsewhere": elsewhere,
        "related": related_to(found, {each.pk for each in told if each}),
    }
    return render(request, "entries/entry.html", context)


def short_address(request: HttpRequest, entry: Entry) -> str:
    """An entry's address to be passed on: by the key alone, as the words behind it may change."""
    return request.build_absolute_uri(entry.permanent_path)


def related_to(entry: Entry, others: set[int]) -> list[Related]:
    """Entries like this one but for `others`; none where there is no index to ask."""
    try:
        return related(entry, others)
    except SearchUnavailable:
        return []


def entry_or_404(key: str) -> Entry:
    """The entry that a key means, letter case and misread letters mended."""
    mended = key.lower().translate(MISREADINGS)
    found = None
    if re.fullmatch(KEY_PATTERN, mended):
        found = Entry.objects.for_page().with_key(mended)
    if found is None:
        raise Http404("No entry has this address.")
    return found
