"""Dates that one capture prints and another of the same source, in the same run, leaves out.

Two captures show the same entry if its headline, its clock and as much of its date as both print
are the same. That source and day agree is no evidence: a newsroom has many 20ths of March.
"""

from __future__ import annotations

import datetime as dt

from entries.layouts.base import ParsedEntry
from entries.models import Source
from entries.parsing import ParsedCapture

from .keys import normal

Mark = tuple[int, str, int, int]


class KnownDates:
    """The dates of entries read so far, by what identifies an entry across captures."""

    def __init__(self) -> None:
        self.dates: dict[Mark, set[dt.date]] = {}

    def learn(self, parsed: ParsedCapture, source: Source) -> None:
        for entry, time in parsed.entries:
            mark = mark_of(entry, source)
            if mark and time.instant:
                self.dates.setdefault(mark, set()).add(time.instant.date())

    def of(self, parsed: ParsedCapture, source: Source) -> dict[int, dt.date]:
        """The dates of a capture's entries that others fix, by index; none that is in doubt."""
        found: dict[int, dt.date] = {}
        for index, entry in enumerate(parsed.liveblog.entries):
            mark = mark_of(entry, source)
            dates = {date for date in self.dates.get(mark, ()) if fits(entry, date)} if mark else ()
            if len(dates) == 1:
                found[index] = next(iter(dates))
        return found


def mark_of(entry: ParsedEntry, source: Source) -> Mark | None:
    time = entry.time
    if not entry.headline or time is None or time.hour is None:
        return None
    return source.pk, normal(entry.headline), time.hour, time.minute or 0


def fits(entry: ParsedEntry, date: dt.date) -> bool:
    """Whether a date agrees with the day and month that the entry prints, if it prints them."""
    assert entry.time is not None
    return entry.time.day in (None, date.day) and entry.time.month in (None, date.month)
