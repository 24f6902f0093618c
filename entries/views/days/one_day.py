"""A day of the archive: its entries as one timeline, or under their sources and liveblogs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entries.models import Entry, Liveblog, Source

from ..charts import count_in_words
from ..paging import IN_FULL_A_PAGE, page_of
from .every_year import in_every_year
from .missing import helpful
from .ways import (
    date_or_404,
    neighbours,
    way_to_day,
    way_to_every_year,
    way_to_month,
    way_to_week,
    way_to_year,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A liveblog's entries of a day: `first` is the place of the first of them, from 0.

    `entries` are those on the page that is shown.
    """

    liveblog: Liveblog
    first: int
    entry_count: int
    entries: Sequence[Entry] = ()

    @property
    def count_in_words(self) -> str:
        return count_in_words(self.entry_count)


@dataclass(frozen=True, slots=True)
class Group:
    """A source with its parts of a day, or those of them that are on a page.

    `first` is the place of its first entry of the day, from 0; `entry_count` is that of the day.
    """

    source: Source
    parts: Sequence[Part]
    first: int
    entry_count: int

    @property
    def count_in_words(self) -> str:
        return count_in_words(self.entry_count)

    @property
    def page(self) -> int:
        """The number of the page that it starts on."""
        return self.first // IN_FULL_A_PAGE + 1


@require_safe
@helpful
def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    """The entries of a day by the local calendar of each source; `by=source` groups them."""
    date = date_or_404(year, month, day)
    by_source = request.GET.get("by") == "source"
    page = page_of(request, entries_of(date, by_source=by_source), IN_FULL_A_PAGE)
    others = [other for other in in_every_year(date) if other != date]
    context = {
        "day": date,
        "page": page,
        "count_in_words": count_in_words(page.paginator.count),
        "by_source": by_source,
        "ways": [way_to_year(date), way_to_month(date), way_to_week(date)],
        "other_years": way_to_every_year(date) if Entry.objects.on_days(others).exists() else None,
        "neighbours": neighbours(date, date, way_to_day),
    }
    if by_source:
        groups = groups_of(date)
        context |= {"groups": groups, "shown": list(on_page(groups, page))}
    return render(request, "entries/day.html", context)


def entries_of(date: dt.date, *, by_source: bool) -> Sequence[Entry]:
    entries = Entry.objects.on_day(date)
    if by_source:
        return entries.select_related("source").grouped_by_source()
    return entries.for_listing().oldest_first()


def groups_of(date: dt.date) -> list[Group]:
    """The sources that have entries of the day, in the order of `grouped_by_source`."""
    groups = []
    for source, part in groupby(parts_of(date), key=lambda part: part.liveblog.source):
        parts = list(part)
        entry_count = sum(part.entry_count for part in parts)
        groups.append(Group(source, parts, parts[0].first, entry_count))
    return groups


def parts_of(date: dt.date) -> list[Part]:
    """The liveblogs that have entries of the day, in the order of `grouped_by_source`."""
    rows = list(Entry.objects.on_day(date).liveblogs_by_source())
    liveblogs = Liveblog.objects.select_related("source")
    found = liveblogs.in_bulk([row["liveblog"] for row in rows])
    parts, first = [], 0
    for row in rows:
        parts.append(Part(found[row["liveblog"]], first, row["entry_count"]))
        first += row["entry_count"]
    return parts


def on_page(groups: Sequence[Group], page: Page) -> Iterator[Group]:
    """The groups that have entries on the page, with these alone."""
    by_liveblog = groupby(page, key=lambda entry: entry.liveblog_id)
    entries = {pk: list(group) for pk, group in by_liveblog}
    for group in groups:
        parts = [part for part in group.parts if part.liveblog.pk in entries]
        if parts:
            shown = [replace(part, entries=entries[part.liveblog.pk]) for part in parts]
            yield replace(group, parts=shown)
