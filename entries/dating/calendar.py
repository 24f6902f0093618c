"""Which day each entry of a page belongs to, where the page prints less than a full date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from entries.layouts.base import PrintedTime

# A clock that rises by less while reading down a newest-first page is disorder, not midnight.
STEP = dt.timedelta(hours=2)
# A clock that falls by more goes on over midnight: an entry that stands a little out of order.
LEAP = dt.timedelta(hours=23)
HALF_A_DAY = dt.timedelta(hours=12)
HALF_A_YEAR = dt.timedelta(days=183)


def full_date(time: PrintedTime) -> dt.date | None:
    """The date that a printed time gives in full; None too for 31 June and its like."""
    if time.year is None or time.month is None or time.day is None:
        return None
    return real_date(time.year, time.month, time.day)


def real_date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def clock(time: PrintedTime | None) -> dt.timedelta | None:
    """The time of day as the time since midnight."""
    if time is None or time.hour is None:
        return None
    return dt.timedelta(hours=time.hour, minutes=time.minute or 0, seconds=time.second or 0)


def runs_newest_first(times: Sequence[PrintedTime | None], declared: bool) -> bool:
    """The order of a page by its small steps; as its layout declares where they do not tell."""
    clocks = [value for value in map(clock, times) if value is not None]
    steps = [b - a for a, b in zip(clocks, clocks[1:], strict=False) if abs(b - a) < STEP]
    rises = sum(step > dt.timedelta(0) for step in steps)
    falls = sum(step < dt.timedelta(0) for step in steps)
    return declared if rises == falls else falls > rises


def days_back(times: Sequence[PrintedTime | None], may_pin: bool = False) -> list[int]:
    """For each entry, newest first, how many midnights lie between it and the first: 0, -1, …

    An entry that stands below one from shortly before midnight may be from the day after it: 1.
    `may_pin` says that the first may be an older one that the page keeps on its top.
    """
    back = 0
    previous: dt.timedelta | None = None
    pinned = may_pin and is_pinned(times)
    steps: list[int] = []
    for time in times:
        now = clock(time)
        if now is not None:
            if previous is not None and now - previous >= STEP:
                back -= not pinned
                pinned = False
            elif previous is not None and previous - now > LEAP:
                back += 1
            previous = now
        steps.append(back)
    return steps


def is_pinned(times: Sequence[PrintedTime | None]) -> bool:
    """Whether the first clock is one of those that the clocks below it run down through.

    Were it from the day after the second's, nothing would have come for more than half a day.
    """
    clocks = [value for value in map(clock, times) if value is not None]
    if len(clocks) < 3 or not STEP <= clocks[1] - clocks[0] < HALF_A_DAY:
        return False
    steps = zip(clocks[1:], clocks[2:], strict=False)
    return any(later >= clocks[0] >= earlier for later, earlier in steps)


def latest_year(month: int, day: int, not_after: dt.date) -> dt.date | None:
    """The latest such date that is not after the given one; leap days look eight years back."""
    for year in range(not_after.year, not_after.year - 9, -1):
        date = real_date(year, month, day)
        if date and date <= not_after:
            return date
    return None


def nearest_year(month: int, day: int, anchor: dt.date) -> dt.date | None:
    """The such date nearest to another; None where none is within half a year of it."""
    dates = [real_date(anchor.year + shift, month, day) for shift in (-1, 0, 1)]
    known = [date for date in dates if date]
    best = min(known, key=lambda date: abs(date - anchor), default=None)
    return best if best and abs(best - anchor) <= HALF_A_YEAR else None
