"""A comparison: which columns, on whose clock, what fits the filters, which page of it.

Each of its parts is worked out once, when it is first asked for.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entries import search
from entries.filters.parameters import shown as shortened
from entries.models import Entry, Liveblog, Source
from entries.models.entry import EntryQuerySet

from ..paging import linked
from . import grid
from .asked import Asked
from .clock import Clock, anchor, in_utc


class Way(NamedTuple):
    """A link to the same comparison seen otherwise; the one that is shown is `current`."""

    name: str
    address: str
    current: bool


class Comparison:
    """Columns on a clock, with the minutes at which something stands in one of them."""

    def __init__(
        self, asked: Asked, found: Sequence[Liveblog | Source], own_zone: ZoneInfo | None = None
    ) -> None:
        """`own_zone` is the one that the reader wants to see times in too."""
        self.asked = asked
        self.found = found
        self.data = asked.data
        self.own_zone = own_zone
        self.error = ""

    @cached_property
    def clocks(self) -> list[Clock]:
        """Those of the columns' sources, the first one's before the others, the reader's, UTC."""
        sources = [of.source if isinstance(of, Liveblog) else of for of in self.found]
        own = [self.own_zone] if self.own_zone else []
        zones = [*(source.zone for source in sources), *own, ZoneInfo("UTC")]
        return [Clock(zone) for zone in dict.fromkeys(zones)]

    @cached_property
    def clock(self) -> Clock:
        """The clock asked for; where it is none of these, the first."""
        wanted = self.data.get("zone", "")
        return next((one for one in self.clocks if one.zone.key == wanted), self.clocks[0])

    @cached_property
    def every_entry(self) -> EntryQuerySet:
        """The columns' entries, filtered by nothing else."""
        entries = Entry.objects.in_columns(self.asked.field, [of.pk for of in self.found])
        return entries.on_day(self.asked.day) if self.asked.field == "source" else entries

    @cached_property
    def entries(self) -> EntryQuerySet:
        """Those that fit the filters. Raises SearchUnavailable where the index must say which."""
        if not self.asked.narrowing:
            return self.every_entry
        return self.every_entry.with_ids(search.ids(self.asked.filters.query))

    @cached_property
    def counts(self) -> list[tuple[int, dt.datetime, int]]:
        """How many entries each column has at each minute."""
        return list(self.entries.with_clock().minutes_of(self.asked.field))

    @cached_property
    def minutes(self) -> list[dt.datetime]:
        """The minutes that have an entry, in order."""
        return list(dict.fromkeys(minute for _key, minute, _count in self.counts))

    @cached_property
    def columns(self) -> list[grid.Column]:
        totals: Counter[int] = Counter()
        for key, _minute, count in self.counts:
            totals[key] += count
        return grid.columns_of(self.found, self.asked.field, self.every_entry, totals)

    @cached_property
    def instant(self) -> dt.datetime | None:
        """The minute asked for by `at`; None where none is, or what is given is none."""
        return self.read("at")

    def read(self, parameter: str) -> dt.datetime | None:
        """The minute that a parameter gives; None without, or with an `error` to tell."""
        text = self.data.get(parameter, "").strip()
        if not text:
            return None
        try:
            return self.clock.read(text)
        except ValueError:
            message = _("“%(text)s” is no minute. Give a day and a time, such as 2022-03-24T14:32.")
            self.error = message % {"text": shortened(text)}
            return None

    @cached_property
    def page(self) -> Any:
        """The page that holds the minute asked for, or the one whose number is given."""
        paginator = Paginator(self.minutes, grid.MINUTES_A_PAGE)
        if self.instant and self.minutes:
            place = grid.place_from(self.minutes, self.instant)
            return linked(paginator.get_page(place // grid.MINUTES_A_PAGE + 1))
        return linked(paginator.get_page(self.data.get("page")))

    @property
    def shown(self) -> range:
        """The places of the minutes on the page."""
        return range(max(self.page.start_index() - 1, 0), self.page.end_index())

    def address(self, clock: Clock | None = None, **place: str) -> str:
        """The comparison on a clock; `place` is a page or a minute of it."""
        zone = self.zone_of(clock or self.clock)
        return self.asked.address(zone=zone, **place)

    def zone_of(self, clock: Clock) -> str:
        """A clock as addresses have it: not at all where it is that of the first column."""
        return clock.zone.key if clock != self.clocks[0] else ""

    def minute_address(self, instant: dt.datetime) -> str:
        """A minute's own address, which leads to it however many pages come before it."""
        return f"{self.address(at=self.clock.written(instant))}#{anchor(instant)}"

    @property
    def here(self) -> str:
        """The one address of what is asked for."""
        if self.data.get("at", "").strip():
            at = self.clock.written(self.instant) if self.instant else self.data["at"]
            return self.address(at=at)
        return self.address(page=str(self.page.number) if self.page.number > 1 else "")

    @property
    def minute_shown(self) -> dt.datetime | None:
        """The minute that stands for the one asked for: the first from then on."""
        if self.instant is None or not self.minutes:
            return None
        return self.minutes[grid.place_from(self.minutes, self.instant)]

    @property
    def minute_shown_address(self) -> str:
        return self.minute_address(self.minute_shown)

    @property
    def first_shown(self) -> dt.datetime:
        """The minute that the page begins with."""
        return self.minutes[self.shown.start]

    @property
    def chosen_zone(self) -> str:
        return self.zone_of(self.clock)

    @property
    def has_days(self) -> bool:
        """Whether a time of day alone does not say which of the minutes is meant."""
        first, last = self.clock.shows(self.minutes[0]), self.clock.shows(self.minutes[-1])
        return first.date() != last.date()

    @property
    def at(self) -> str:
        """The address of any minute up to the minute itself."""
        address = self.address(at="-")
        return address.removesuffix("-")

    @property
    def width(self) -> int:
        """How many columns the table has, with that of the times."""
        return len(self.columns) + 1

    @property
    def first_address(self) -> str:
        """The page that tells who had first what the filters ask for."""
        day = {}
        if self.minutes and not self.has_days:
            day = {"on": self.clock.shows(self.minutes[0]).date().isoformat()}
        query = self.asked.address(**{**day, **self.asked.parameters}).partition("?")[2]
        return f"{reverse('entries:first')}?{query}"

    @property
    def meet(self) -> bool:
        """Whether any two of the columns that have minutes ran at the same time."""
        spans = sorted((one.first, one.last) for one in self.columns if one.first and one.last)
        return len(spans) < 2 or any(
            start <= end for (_start, end), (start, _end) in pairwise(spans)
        )

    @cached_property
    def apart(self) -> list[grid.Apart]:
        """What of each column cannot stand at a minute."""
        return grid.apart_of(self.entries, self.columns, self.asked.field)

    @property
    def rows(self) -> list[grid.Row]:
        """The minutes of the page; where words are asked for, each entry has its `hit`."""
        entries = list(grid.entries_of_page(self.entries, self.minutes, self.shown))
        if words := self.asked.filters.query.words:
            for hit in search.hits(words, entries):
                hit.entry.hit = hit
        by_minute = grid.by_minute(entries, self.asked.field)
        return list(grid.rows_of(self.minutes, self.shown, self.columns, by_minute, self.clock))

    @property
    def zones(self) -> list[Way]:
        """The clocks to choose from, each at the same place."""
        place = {"at": in_utc(self.instant)} if self.instant else {}
        if not place and self.page.number > 1:
            place = {"page": str(self.page.number)}
        return [
            Way(clock.name, self.address(clock, **place), clock == self.clock)
            for clock in self.clocks
        ]

    @property
    def pages(self) -> list[Way]:
        """The pages to offer, called by their first minute; an ellipsis has no address."""
        result = []
        for number in self.page.links:
            if number == self.page.paginator.ELLIPSIS:
                result.append(Way("…", "", False))
                continue
            first = self.clock.shows(self.minutes[(number - 1) * grid.MINUTES_A_PAGE])
            address = self.address(page=str(number) if number > 1 else "")
            name = date_format(
                first, "SHORT_MONTH_DAY_TIME_FORMAT" if self.has_days else "TIME_FORMAT"
            )
            result.append(Way(name, address, number == self.page.number))
        return result
