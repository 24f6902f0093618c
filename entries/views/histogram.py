"""Entries over time as bars, each of which narrows the search to its period.

Knows what to draw and where it leads; the template draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entries.filters import address_of
from entries.search import Timeline
from entries.search.coverage import Coverage
from entries.search.periods import UNITS, Period, periods_between, unit_for

from .charts import (
    EMPTY,
    FULL,
    MOST_TICKS,
    NOT_ARCHIVED,
    Bar,
    Tick,
    count_in_words,
    share,
    standing,
    ticks_at,
)

# How many periods may lie between two labels.
STEPS = {
    "year": (1, 2, 5, 10, 20, 50),
    "month": (1, 2, 3, 6, 12),
    "day": (1, 2, 4, 7, 14),
    "hour": (1, 2, 3, 6, 12),
}

BY_UNIT = {
    "year": gettext_lazy("Entries by year"),
    "month": gettext_lazy("Entries by month"),
    "day": gettext_lazy("Entries by day"),
    "hour": gettext_lazy("Entries by hour"),
}
UNIT_NAMES = {
    "year": gettext_lazy("Year"),
    "month": gettext_lazy("Month"),
    "day": gettext_lazy("Day"),
    "hour": gettext_lazy("Hour"),
}
ALL_WITHIN = {
    "year": gettext_lazy("%(time)s: %(entries)s, all within this year."),
    "month": gettext_lazy("%(time)s: %(entries)s, all within this month."),
    "day": gettext_lazy("%(time)s: %(entries)s, all within this day."),
    "hour": gettext_lazy("%(time)s: %(entries)s, all within this hour."),
}


@dataclass(frozen=True, slots=True)
class WayUp:
    """A wider time than the present one."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """A chart of entries over time; without bars the sentences say it all.

    `earlier` counts the entries before the first bar where there are too many periods to draw.
    """

    unit: str
    bars: Sequence[Bar]
    bar_width: str
    ticks: Sequence[Tick]
    ways_up: Sequence[WayUp]
    sentences: Sequence[str]
    earlier: int = 0
    earlier_address: str = ""

    @property
    def about(self) -> str:
        """What the bars are, such as entries by day."""
        return str(BY_UNIT[self.unit])

    @property
    def unit_name(self) -> str:
        """What each bar stands for, in the reader's language."""
        return str(UNIT_NAMES[self.unit])

    @property
    def highest(self) -> Bar | None:
        """The first of the fullest periods, None where no bar stands for an entry."""
        fullest = max(self.bars, key=lambda bar: bar.count, default=None)
        return fullest if fullest and fullest.count else None

    @property
    def has_gaps(self) -> bool:
        """Whether any period is not archived."""
        return any(bar.state == NOT_ARCHIVED for bar in self.bars)


def histogram(timeline: Timeline, params: QueryDict, coverage: Coverage) -> Histogram | None:
    """The chart of what was found with these parameters of the list of entries.

    It spans the time that the parameters give, else that of the entries. `coverage` is that of
    the sources searched. None where there is nothing to say.
    """
    span = period_of(params, "from"), period_of(params, "to")
    periods = periods_drawn(timeline, *span)
    if not (periods or timeline.undated or timeline.clockless):
        return None
    bars = bars_of(periods, timeline, params, coverage)
    earlier = sum(timeline.counts.values()) - sum(bar.count for bar in bars)
    return Histogram(
        unit=periods[0].unit if periods else timeline.unit,
        bars=bars if len(bars) > 1 else [],
        bar_width=share(100 / max(len(bars), 1)),
        ticks=ticks_of(periods),
        ways_up=ways_up(params, *span),
        sentences=sentences(timeline, bars, periods),
        earlier=earlier,
        earlier_address=address(params, None, periods[0].previous()) if earlier else "",
    )


def period_of(params: QueryDict, name: str) -> Period | None:
    """The bound that a parameter gives; None where it is blank or no period."""
    try:
        return Period.parse(params.get(name, ""))
    except ValueError:
        return None


def periods_drawn(timeline: Timeline, since: Period | None, until: Period | None) -> list[Period]:
    """Every period from the first to the last, with entries or without."""
    first = since or min(timeline.counts, default=None)
    last = until or max(timeline.counts, default=None)
    if first is None or last is None:
        return []
    unit = timeline.unit if timeline.counts else unit_for(first, last)
    return periods_between(first, last, unit)


def bars_of(
    periods: Sequence[Period], timeline: Timeline, params: QueryDict, coverage: Coverage
) -> list[Bar]:
    highest = max((timeline.counts.get(period, 0) for period in periods), default=0)
    bars = []
    for position, period in enumerate(periods):
        count = timeline.counts.get(period, 0)
        bar = Bar(
            period.name,
            count,
            state=FULL if count else EMPTY if coverage.holds(period) else NOT_ARCHIVED,
            address=address(params, period, period) if count else "",
            **standing(count, highest, position, len(periods)),
        )
        bars.append(bar)
    return bars


def ticks_of(periods: Sequence[Period]) -> list[Tick]:
    """Labels at round numbers of years, months and hours; of days at even distances."""
    if len(periods) < 2:
        return []
    steps = STEPS[periods[0].unit]
    step = next((each for each in steps if each * MOST_TICKS >= len(periods)), steps[-1])
    start = periods[0].start
    number = {"year": start.year, "month": start.month - 1, "day": 0, "hour": start.hour}
    marked = range(-number[periods[0].unit] % step, len(periods), step)
    return ticks_at(((at, tick_text(periods[at])) for at in marked), len(periods))


def tick_text(period: Period) -> str:
    """A short name; the midnight of an hourly chart shows its day."""
    start = period.start
    if period.unit == "year":
        return str(start.year)
    if period.unit == "month":
        return date_format(start, "SHORT_YEAR_MONTH_FORMAT")
    if period.unit == "day" or start.hour == 0:
        return date_format(start, "SHORT_MONTH_DAY_FORMAT")
    return f"{start:%H:%M}"


def ways_up(params: QueryDict, since: Period | None, until: Period | None) -> list[WayUp]:
    """All dates, then each wider period that the present time lies in, the widest first."""
    if since is None and until is None:
        return []
    ways = [WayUp(_("All dates"), address(params, None, None))]
    if since is None or until is None:
        return ways
    for unit in UNITS:
        period = Period.of(since.start, unit)
        holds = period.end >= until.end
        if holds and (period.start, period.end) != (since.start, until.end):
            ways.append(WayUp(period.name, address(params, period, period)))
    return ways


def address(params: QueryDict, since: Period | None, until: Period | None) -> str:
    """The list of entries with these parameters but this time, from its first page on."""
    query = params.copy()
    for name in ("page", "from", "to"):
        query.pop(name, None)
    for name, period in (("from", since), ("to", until)):
        if period:
            query[name] = str(period)
    return address_of(dict(query.lists()))


def sentences(timeline: Timeline, bars: Sequence[Bar], periods: Sequence[Period]) -> list[str]:
    """What the bars do not show."""
    said = [the_only_period(bars[0], periods[0].unit)] if len(bars) == 1 else []
    if count := timeline.clockless:
        said.append(
            ngettext(
                "%(number)s entry has a day but no exact time of day.",
                "%(number)s entries have a day but no exact time of day.",
                count,
            )
            % {"number": intcomma(count)}
        )
    if count := timeline.undated:
        told = ngettext("%(number)s entry has no date.", "%(number)s entries have no date.", count)
        said.append(told % {"number": intcomma(count)})
    return said


def the_only_period(bar: Bar, unit: str) -> str:
    if bar.state == NOT_ARCHIVED:
        told = _("%(time)s: the archive holds no live page of this time.")
    elif bar.count:
        told = ALL_WITHIN[unit]
    else:
        told = _("%(time)s: no entries.")
    return str(told) % {"time": bar.name, "entries": count_in_words(bar.count)}
