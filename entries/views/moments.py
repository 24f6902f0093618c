"""Moments as addresses and readers write them: 14:32Z, 2022-03-24 or 2022-03-24T14:32.

Knows what was written; what a time without a day or a zone means is for those who ask.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

# A plus that was not encoded in an address arrives as a space.
WRITTEN = re.compile(
    r"(?:(?P<day>\d{4}-\d\d-\d\d)(?:[T ]|$))?(?P<clock>\d\d?:\d\d(?::\d\d)?)?"
    r"(?P<offset>Z|[-+ ]\d\d:?\d\d)?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """The parts of a moment that were written: a day, a time of day or both, and a zone."""

    day: dt.date | None
    clock: dt.time | None
    zone: dt.tzinfo | None


def read_moment(text: str) -> Moment:
    """What a text says. Raises ValueError where it says no moment, or the calendar has none such.

    An offset from UTC, or a Z, is understood behind a time, not behind a day alone.
    """
    match = WRITTEN.fullmatch(text.strip())
    if match is None or not (match["day"] or match["clock"]):
        raise ValueError(f"{text!r} is no moment")
    day = dt.date.fromisoformat(match["day"]) if match["day"] else None
    clock = clock_of(match["clock"]) if match["clock"] else None
    if not match["offset"]:
        return Moment(day, clock, None)
    if clock is None:
        raise ValueError(f"{text!r} has an offset, but no time")
    offset = match["offset"].upper().replace(" ", "+")
    return Moment(day, clock, dt.time.fromisoformat(f"00:00{offset}").tzinfo)


def clock_of(text: str) -> dt.time:
    """A time of day whose hour has one digit or two."""
    return dt.time.fromisoformat(text if text.index(":") == 2 else f"0{text}")
