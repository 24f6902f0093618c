"""Two liveblogs to set side by side, and how to read the page that does."""

from __future__ import annotations

import datetime as dt
import re

from django.http import HttpResponse, QueryDict

from entries.models import Entry, Liveblog
from tests.factories import make_entry, make_liveblog, make_source, new_entry, utc
from tests.views.world import text_of

TWO = "/compare/?liveblog=harbour-news/storm&liveblog=coast-news/gale"
DAY = "/compare/?source=harbour-news&source=coast-news&on=2022-03-24"


def storm() -> Liveblog:
    """A liveblog in London."""
    return make_liveblog("Storm", make_source())


def gale() -> Liveblog:
    """One in Paris, an hour ahead."""
    return make_liveblog("Gale", make_source("Coast News", timezone="Europe/Paris"))


def both() -> tuple[Liveblog, Liveblog]:
    """Both, with entries of the same afternoon: the bridge at 13:30, the pier at 13:34 UTC."""
    ours, theirs = storm(), gale()
    make_entry("Bridge closed", "2022-03-24 13:30", liveblog=ours)
    make_entry("Pier closed", "2022-03-24 13:34", liveblog=theirs)
    make_entry("Bridge open", "2022-03-24 15:44", liveblog=ours)
    return ours, theirs


def rows(page: HttpResponse) -> list[str]:
    """What each row of the table says, its cells apart."""
    table = re.search(r"(?s)<tbody>(.*?)</tbody>", page.content.decode())
    found = re.findall(r"(?s)<tr[^>]*>(.*?)</tr>", table[1]) if table else []
    return [" | ".join(cells_of(row)).strip() for row in found]


def cells_of(row: str) -> list[str]:
    """What the cells of a row say."""
    return [text_of(cell) for cell in re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row)]


def parameters(address: str) -> dict[str, list[str]]:
    """The parameters of an address, each with its values."""
    return dict(QueryDict(address.partition("?")[2]).lists())


def many(liveblog: Liveblog, count: int, every: int = 1) -> None:
    """So many entries of 24 March 2022, from six o’clock UTC on, some minutes apart."""
    start = utc("2022-03-24 06:00")
    Entry.objects.bulk_create(
        new_entry(
            f"Entry {number}", start + dt.timedelta(minutes=every * number), liveblog=liveblog
        )
        for number in range(count)
    )
