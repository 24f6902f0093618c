"""Who had something first: when each source first had it, as exactly as the clocks allow.

A page may give the second, the minute, an age in hours or the day alone. Each time is therefore
an interval; one comes before another for sure only where the intervals do not meet.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entries.models import Entry, Source
from entries.templatetags.time_tags import duration
from entries.zones import zone_name

from .clock import MINUTE

Precision = Entry.Precision
HOUR = dt.timedelta(hours=1)
NO_TIME = dt.timedelta()


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which instants a time lies: from `earliest` on, before `latest`."""

    earliest: dt.datetime
    latest: dt.datetime

    def is_before(self, other: Bounds) -> bool:
        """Whether it is so for sure."""
        return self.latest <= other.earliest


@dataclass(frozen=True, slots=True)
class First:
    """The first entry of a source, and when it came at the earliest and at the latest.

    `maybe` is another one that may have come before it, its time being less exact.
    """

    entry: Entry
    bounds: Bounds
    maybe: Entry | None = None

    @property
    def source(self) -> Source:
        return self.entry.source

    @property
    def is_exact(self) -> bool:
        """Whether the time is known to the minute."""
        return self.entry.has_clock

    @property
    def minute(self) -> dt.datetime:
        return self.entry.published_minute

    @property
    def own_time(self) -> str:
        """The time on its source's clock, such as 13:30 GMT; for one known to the minute."""
        local = self.entry.local_time
        return f"{date_format(local, 'TIME_FORMAT')} {zone_name(local)}"

    @property
    def utc_time(self) -> str:
        """The time in UTC; empty where the source's clock shows the same, or none is known."""
        local = self.entry.local_time
        if not self.is_exact or not local.utcoffset():
            return ""
        utc = local.astimezone(dt.UTC)
        same_day = utc.date() == local.date()
        shown = date_format(utc, "TIME_FORMAT" if same_day else "SHORT_MONTH_DAY_TIME_FORMAT")
        return f"{shown} UTC"

    @property
    def precision(self) -> str:
        """How exact the clock is, in words."""
        return {
            Precision.SECOND: _("to the second"),
            Precision.MINUTE: _("to the minute"),
            Precision.HOUR: _("within the hour: counted back from an age"),
            Precision.DAY: _("the day alone"),
        }[Precision(self.entry.time_precision)]


@dataclass(frozen=True, slots=True)
class Standing:
    """A source's first entry, and in words how long after the very first one it came."""

    first: First
    lag: str
    is_first: bool = False

    @property
    def entry(self) -> Entry:
        return self.first.entry


@dataclass(frozen=True, slots=True)
class Order:
    """The sources in the order in which they had it, and those whose clocks do not tell.

    `leaders` came before all others of `exact`: one, or several in the same minute. `rivals` are
    the others that may have come before them.
    """

    exact: Sequence[Standing]
    inexact: Sequence[Standing]
    leaders: Sequence[First]
    rivals: Sequence[First]

    @property
    def count(self) -> int:
        return len(self.exact) + len(self.inexact)


def bounds_of(entry: Entry) -> Bounds:
    """Between which instants an entry came. An age such as “4h ago” may be rounded either way."""
    when = entry.published_at
    match entry.time_precision:
        case Precision.SECOND:
            return Bounds(when, when + dt.timedelta(seconds=1))
        case Precision.MINUTE:
            return Bounds(entry.published_minute, entry.published_minute + MINUTE)
        case Precision.HOUR:
            return Bounds(when - HOUR, when + HOUR)
    # The day has not always 24 hours.
    next_day = entry.day + dt.timedelta(days=1)
    return Bounds(when, dt.datetime.combine(next_day, dt.time.min, entry.source.zone))


def first_of(entries: Iterable[Entry]) -> First:
    """When a source first had it: the entry that is surest to be early, and one that may be."""
    bounds = [(bounds_of(entry), entry) for entry in entries]
    surest, entry = min(bounds, key=lambda pair: (pair[0].latest, pair[0].earliest))
    earliest, sooner = min(bounds, key=lambda pair: pair[0].earliest)
    maybe = sooner if earliest.earliest < surest.earliest else None
    return First(entry, Bounds(earliest.earliest, surest.latest), maybe)


def firsts_of(entries: Iterable[Entry]) -> list[First]:
    """The first of each source, by the latest time at which it came."""
    by_source = defaultdict(list)
    for entry in entries:
        by_source[entry.source_id].append(entry)
    firsts = [first_of(group) for group in by_source.values()]
    return sorted(firsts, key=lambda first: (first.bounds.latest, first.source.name))


def order_of(firsts: Sequence[First]) -> Order:
    """The order of the firsts, as far as it is known."""
    exact = sorted((one for one in firsts if one.is_exact), key=lambda one: one.minute)
    leaders = [one for one in exact if one.minute == exact[0].minute]
    inexact = [one for one in firsts if not one.is_exact]
    reference = leaders[0] if leaders else None
    return Order(
        [Standing(one, lag_of(one, exact[0]), one in leaders) for one in exact],
        [Standing(one, range_of(one, reference)) for one in inexact],
        leaders,
        [one for one in firsts if one not in leaders and may_precede(one, reference)],
    )


def may_precede(one: First, reference: First | None) -> bool:
    return reference is not None and one.bounds.earliest < reference.minute + MINUTE


def lag_of(one: First, very_first: First) -> str:
    """The minutes between two entries whose clocks are exact."""
    lag = one.minute - very_first.minute
    if not lag:
        return _("the same minute") if one is not very_first else ""
    return _("%(time)s later") % {"time": duration(lag)}


def range_of(one: First, very_first: First | None) -> str:
    """Between which lags an entry came whose clock is not exact."""
    is_day = one.entry.time_precision == Precision.DAY
    if very_first is None or (is_day and meet(one.bounds, very_first.bounds)):
        return _("not known")
    start = very_first.minute
    low, high = one.bounds.earliest - start, one.bounds.latest - start
    if low >= NO_TIME:
        times = {"low": duration(low) or _("0 min"), "high": duration(high)}
        return _("between %(low)s and %(high)s later") % times
    if high <= NO_TIME:
        times = {"low": duration(-high) or _("0 min"), "high": duration(-low)}
        return _("between %(low)s and %(high)s before") % times
    times = {"before": duration(-low), "after": duration(high)}
    return _("not known: from %(before)s before to %(after)s later") % times


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether two intervals have a time in common."""
    return not (one.is_before(other) or other.is_before(one))
