"""The pieces that the patterns of stamps are built of, and how a match of them is read.

A stamp is what an entry prints of its time. Its pattern names what it holds: hour, minute,
second, half (the “a” of “am”), zone, day, month, year, age, epoch, name, label, rest. Where a
pattern has branches, a group in the second is called as in the first with “_2” behind it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Literal

from ..base import NO_MARK, Line, Mark, PrintedTime
from ..dates import DAY_FIRST, MONTH_FIRST, MONTH_NUMBERS, WEEKDAY, group_of

HOUR_12 = r"(?P<hour>1[0-2]|0?\d)"
HOUR_24 = r"(?P<hour>2[0-3]|[01]?\d)"
MINUTE = r"(?P<minute>[0-5]\d)"
HALF = r" ?(?P<half>[aApP])\.? ?[mM]\b\.?"
# "5.51pm", "6: 10 p.m.", "6pm"; and "17:51", "17.51", "15h02".
CLOCK_12 = rf"{HOUR_12}(?: ?[.:] ?{MINUTE})?{HALF}"
CLOCK_24 = rf"{HOUR_24}[:.]{MINUTE}"
ZONE = r"(?P<zone>(?:GMT|UTC)(?: ?[+-]\d{1,2}(?::?\d\d)?)?|[A-Z]{1,4}[SD]?T)"
ANY_DAY = rf"(?i:(?:{WEEKDAY},?\.? )?(?:{DAY_FIRST}|{MONTH_FIRST}))"
NAME = r"(?P<name>[^\W\d_][^\d|:;!?()]{1,80}?)"
UNIT = (
    r"(?:seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|hr|h|days?|d|weeks?|wks?|w|months?|mo"
    r"|years?|yrs?|y)"
)
AGE = rf"(?P<age>(?i:(?:(?:\d{{1,5}}|an?|one) ?{UNIT}\b[.,]?(?: and)? ?){{1,2}}ago|just now|now))"
AGE_PART = re.compile(rf"(?P<count>\d{{1,5}}|an?|one) ?(?P<unit>{UNIT})\b", re.IGNORECASE)

Unit = Literal["second", "minute", "hour", "day"]
UNITS: dict[str, tuple[Unit, dt.timedelta]] = {
    "s": ("second", dt.timedelta(seconds=1)),
    "m": ("minute", dt.timedelta(minutes=1)),
    "h": ("hour", dt.timedelta(hours=1)),
    "d": ("day", dt.timedelta(days=1)),
}


def pattern(*pieces: str) -> re.Pattern[str]:
    """One pattern of these pieces, which a stamp's whole line must match."""
    return re.compile("".join(pieces))


def read_age(text: str) -> tuple[dt.timedelta, Unit] | None:
    """An age and the smallest unit it is printed in: "1 hr 10 min ago".

    None for weeks, months and years, which tell not even the day.
    """
    if text.lower().endswith("now"):
        return dt.timedelta(), "minute"
    age, unit = dt.timedelta(), None
    for part in AGE_PART.finditer(text):
        word = part["unit"].lower()
        known = UNITS.get(word[0])
        if known is None or word.startswith("mo"):
            return None
        count = int(part["count"]) if part["count"].isdecimal() else 1
        unit, length = known
        age += count * length
    return (age, unit) if unit else None


def hour_of_day(hour: int, half: str | None) -> int:
    """12 am is 0 and 1 pm 13; an hour that needs no half ("15:30 pm", "00:15 am") stays."""
    if half is None or hour > 12:
        return hour
    return hour % 12 + (12 if half in "pP" and hour else 0)


def read_time(match: re.Match[str], text: str, line: Line | None = None) -> PrintedTime | None:
    """The time that a stamp prints; None where its clock or its day cannot be.

    `text` is what of it is kept as printed. A `<time datetime>` in the line completes it.
    """
    found = {name: group_of(match, name) for name in ("hour", "minute", "second", "zone", "epoch")}
    if found["epoch"]:
        return from_epoch(int(found["epoch"]), text)
    time = PrintedTime(text, zone=found["zone"])
    if found["hour"]:
        hour = hour_of_day(int(found["hour"]), group_of(match, "half"))
        if hour > 23:
            return None
        second = found["second"]
        time = replace(
            time,
            hour=hour,
            minute=int(found["minute"] or 0),
            second=int(second) if second else None,
        )
    time = with_date(with_age(time, group_of(match, "age")), match)
    return with_instant(time, line.mark if line else NO_MARK)


def with_age(time: PrintedTime, text: str | None) -> PrintedTime:
    age = read_age(text) if text else None
    return replace(time, age=age[0], age_unit=age[1]) if age else time


def with_date(time: PrintedTime, match: re.Match[str]) -> PrintedTime:
    day, month, year = (group_of(match, name) for name in ("day", "month", "year"))
    if not day or not month:
        return time
    number = int(month) if month.isdecimal() else MONTH_NUMBERS[month.lower()]
    return replace(time, day=int(day), month=number, year=int(year) if year else None)


def from_epoch(seconds: int, text: str) -> PrintedTime:
    """The time that counts seconds since 1970."""
    return in_full(dt.datetime.fromtimestamp(seconds, dt.UTC), text, "UTC")


def with_instant(time: PrintedTime, mark: Mark) -> PrintedTime:
    """The time completed by what the page's markup says of it."""
    if mark.instant is None or mark.instant.tzinfo is None:
        return time
    offset = f"{mark.instant:%z}"
    return in_full(mark.instant, time.text, f"{offset[:3]}:{offset[3:5]}")


def in_full(instant: dt.datetime, text: str, zone: str) -> PrintedTime:
    return PrintedTime(
        text,
        hour=instant.hour,
        minute=instant.minute,
        second=instant.second or None,
        day=instant.day,
        month=instant.month,
        year=instant.year,
        zone=zone,
    )
