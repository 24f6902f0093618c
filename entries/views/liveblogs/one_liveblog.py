"""One live page with its entries in full."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entries.models import Liveblog
from entries.models.entry import EntryQuerySet

from ..paging import IN_FULL_A_PAGE, page_of
from .catching_up import since_of
from .outline import Outline, outline_of
from .parts import parts_of
from .streams import Stream, steps
from .tempo import has_days, tempo_of


@require_safe
def liveblog(request: HttpRequest, source_slug: str, slug: str) -> HttpResponse:
    """A live page with its entries in full."""
    stream = Stream.asked_for(request, source_slug, slug)
    found = stream.liveblog
    entries = found.entries.all()
    minutes = entries.with_clock().per_minute(found.source.zone) if found.ends_at else {}
    typed = request.GET.get("since", "")
    since = since_of(typed, minutes, found.source.zone, found.starts_at)
    read = entries.since(since.moment) if since and since.moment else entries
    page = page_of(request, stream.ordered(read.for_listing()), IN_FULL_A_PAGE)
    context = {
        "liveblog": found,
        "stream": stream,
        "order": stream.order,
        "page": page,
        "steps": list(steps(page)),
        "first_minute": min(minutes, default=None),
        "has_days": has_days(minutes),
        "outline": outline_of(stream, entries, minutes, page),
        "parts": parts_of(found),
        "change_count": found.changes.quiet().count(),
        "since": since,
    }
    if not since or since.moment:
        context["understood"] = True
    if since and since.moment:
        context |= caught_up(entries, since.moment, context["outline"])
    else:
        context["tempo"] = tempo_of(stream, minutes, page.paginator.count)
        context["elsewhere"] = [] if page else Liveblog.objects.sharing_posts_with(found)
    return render(request, "entries/liveblog.html", context)


def caught_up(
    entries: EntryQuerySet, moment: dt.datetime, outline: Outline | None
) -> dict[str, object]:
    """What differs where only what came since the moment is read.

    `perhaps` are the entries that may have come since: their times are not exact.
    """
    later = outline.since(moment) if outline else None
    return {"outline": later, "perhaps": entries.perhaps_since(moment).count()}
