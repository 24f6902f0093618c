"""Times as data prints them: "2022-03-01T14:10:00.000+0000", and what emitters write instead.

What is no time of the calendar or of this age is kept as printed and gives no date.
"""

from __future__ import annotations

import datetime as dt
import re

from .base import PrintedTime
from .dates import MONTH, MONTH_NUMBERS

YEARS = range(1990, 2101)
CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
COMPACT = r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?"
ZONE = (
    r"(?P<zone>Z|UTC|GMT|[A-Z]{2,5}T)?\s?(?:(?P<sign>[+−-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?)?"
)
# Behind the time: a second zone by mistake, or its name in brackets.
REST = r"Z?(?:\s?\[[\w/+-]+\]|\s?\([\w ./'’+-]{1,60}\))?"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]\s?{CLOCK}\s?{ZONE}{REST})?",
        rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d)(?:T{COMPACT}{ZONE})?",
        rf"(?:[a-z]{{3,9}},? )?(?P<day>\d{{1,2}}) (?P<month>{MONTH})\.?,? (?P<year>\d{{4}})"
        rf"(?:,? (?:at )?{CLOCK}\s?{ZONE}{REST})?",
        rf"(?:[a-z]{{3,9}},? )?(?P<month>{MONTH})\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})"
        rf"(?:,? (?:at )?{CLOCK}\s?(?P<half>[ap])?(?:\.?m\.?)?\s?{ZONE}{REST})?",
    )
)
SECONDS = re.compile(r"(?P<seconds>\d{10})(?:\d{3}|\.\d+)?")
LONGEST = 80


def read_time(text: str) -> PrintedTime:
    """The time that a text prints; its text alone where it is none that can be read."""
    if len(text) > LONGEST:
        return PrintedTime(f"{text[:LONGEST]}…")
    if seconds := SECONDS.fullmatch(text):
        return of_instant(text, dt.datetime.fromtimestamp(int(seconds["seconds"]), dt.UTC))
    match = next(filter(None, (pattern.fullmatch(text) for pattern in PATTERNS)), None)
    if match is None or int(match["year"]) not in YEARS:
        return PrintedTime(text)
    parts = match.groupdict()
    month = parts["month"].lower()
    hour = hour_of(parts)
    day = PrintedTime(
        text,
        day=int(parts["day"]),
        month=int(month) if month.isdecimal() else MONTH_NUMBERS[month],
        year=int(parts["year"]),
    )
    return day if hour is None else with_clock(day, hour, parts)


def with_clock(day: PrintedTime, hour: int, parts: dict[str, str | None]) -> PrintedTime:
    """The day with the clock that follows it; alone where that is none (25:00, 10:75)."""
    minute, second = int(parts["minute"] or 0), parts["second"]
    if hour > 23 or minute > 59:
        return day
    return PrintedTime(
        text=day.text,
        hour=hour,
        minute=minute,
        second=min(int(second), 59) if second else None,
        day=day.day,
        month=day.month,
        year=day.year,
        zone=zone_of(parts),
    )


def hour_of(parts: dict[str, str | None]) -> int | None:
    if parts["hour"] is None:
        return None
    hour, half = int(parts["hour"]), (parts.get("half") or "").lower()
    return hour % 12 + (12 if half == "p" else 0) if half and hour <= 12 else hour


def zone_of(parts: dict[str, str | None]) -> str | None:
    """The offset as "+01:00", else the zone's name as printed; None where neither can be meant."""
    if parts["sign"] is None:
        return parts["zone"]
    hours, minutes = int(parts["hours"] or 0), int(parts["minutes"] or 0)
    if hours > 14 or minutes > 59:
        return None
    return f"{'+' if parts['sign'] == '+' else '-'}{hours:02}:{minutes:02}"


def of_instant(text: str, instant: dt.datetime) -> PrintedTime:
    if instant.year not in YEARS:
        return PrintedTime(text)
    return PrintedTime(
        text=text,
        hour=instant.hour,
        minute=instant.minute,
        second=instant.second,
        day=instant.day,
        month=instant.month,
        year=instant.year,
        zone="UTC",
    )
