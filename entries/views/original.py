"""What the archive holds of an original address: `/?url=` leads to the liveblog or entry there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import SplitResult, unquote, urlsplit

from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entries.keys import slug_of
from entries.models import Appearance, Entry, Liveblog, Source
from entries.publishers import publisher_of
from entries.readers.sidefile import LONGEST_ADDRESS, is_address

from .written import addresses_in, forms_of, ids_in, page_above, tails_of, texts, written

MOST = 20  # liveblogs and entries that are offered where several have the address
MOST_STANDING = 200  # places of posts that are looked at
MOST_WORDS = 6
WORD = re.compile(r"[^\W\d_]{3,}")
# What ends a path and says nothing of the page.
ENDINGS = {"html", "htm", "php", "aspx", "amp"}

# What of the address stands behind that of the page, and the key of the entry that has it.
Post = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What has an address: posts with that very address or anchor, else pages that it names."""

    liveblogs: list[Liveblog] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def all(self) -> list[Liveblog | Entry]:
        return [*self.liveblogs, *self.entries]


def original(request: HttpRequest) -> HttpResponse:
    """On to what the original address in `url` names; a page where that is nothing, or several."""
    asked = request.GET.get("url", "").strip()
    taken = is_taken(asked)
    found = found_at(asked) if taken else Found()
    if len(found.all) == 1:
        return redirect(found.all[0])
    context = {"asked": asked, "is_taken": taken, "found": found, "longest": LONGEST_ADDRESS}
    if taken and not found.all:
        source = publisher_of(addresses_in(asked)[-1]) or ""
        context["words"] = words_in(asked)
        context["source"] = Source.objects.called(source, slug_of(source, 80))
    return render(request, "entries/original.html", context, status=200 if found.all else 404)


def is_taken(url: str) -> bool:
    """Whether it is an address that can be looked for."""
    return len(url) <= LONGEST_ADDRESS and all(map(is_address, addresses_in(url)))


def found_at(url: str) -> Found:
    """What has the address, however it begins and whatever follows it; always as many queries."""
    asked = [urlsplit(address) for address in addresses_in(url)]
    pages = texts(form for parts in asked for form in forms_of(parts))
    liveblogs = liveblogs_at(pages)
    ids = ids_in(asked[-1])
    posts = posts_in({each.pk: ids for each in liveblogs}) or posts_at(pages, asked[-1])
    if not (liveblogs or posts):
        posts = posts_above(asked[-1])
    if posts and posts[0][0]:
        liveblogs = []
    rows = Entry.objects.for_listing().in_bulk([key for _, key in posts[:MOST]])
    return Found(liveblogs, [rows[key] for _, key in posts[:MOST]])


def liveblogs_at(pages: Sequence[str]) -> list[Liveblog]:
    return list(Liveblog.objects.at_addresses(pages).newest_first()[:MOST])


def posts_above(parts: SplitResult) -> list[Post]:
    """The entries whose id is the last part of the path, below the address of their page."""
    above, last = page_above(parts)
    ids = written(texts([last]))
    return posts_in({each.pk: ids for each in liveblogs_at(texts(forms_of(above)))})


def posts_in(ids: Mapping[int, Sequence[str]]) -> list[Post]:
    """The entries that have one of the ids in the pages of liveblogs, given by liveblog.

    The ids stand in the order of their likelihood: those with the likeliest one alone.
    """
    wanted = {anchor for those in ids.values() for anchor in those}
    standing = Appearance.objects.in_liveblogs(ids).anchored_at(wanted)
    rows = standing.order_by("entry").values_list("entry", "anchor", "capture__liveblog")
    ranked = [
        (ids[liveblog].index(anchor), key)
        for key, anchor, liveblog in rows.distinct()[:MOST_STANDING]
        if anchor in ids[liveblog]
    ]
    best = min((rank for rank, _ in ranked), default=0)
    return [("#", key) for key in dict.fromkeys(key for rank, key in ranked if rank == best)]


def posts_at(pages: Sequence[str], parts: SplitResult) -> list[Post]:
    """The entries whose own address it is, with as much behind the page's as any of them have."""
    tails = tails_of(parts)
    own = {tail: texts(page + tail for page in pages) for tail in tails}
    standing = Appearance.objects.anchored_at(chain.from_iterable(own.values()))
    whens = [When(anchor__in=own[tail], then=rank) for rank, tail in enumerate(tails)]
    ranked = standing.annotate(rank=Case(*whens)).order_by("rank", "entry")
    posts = list(ranked.values_list("rank", "entry").distinct()[:MOST])
    return [(tails[rank], key) for rank, key in posts if rank == posts[0][0]]


def words_in(url: str) -> str:
    """The words of the part of an address that says most, to search for."""
    parts = [WORD.findall(unquote(part)) for part in urlsplit(url).path.split("/")]
    told = ([word for word in part if word.lower() not in ENDINGS] for part in parts)
    return " ".join(max(told, key=lambda words: sum(map(len, words)))[:MOST_WORDS])
