"""The pieces that the patterns of stamps are built of, and how a match of them is read.

A stamp is what an entry prints of its time. Its pattern names what it holds: hour, minute,
second, half (the “a” of “am”), zone, day, month, year, age, epoch, name, label, rest. Where a
pattern has branches, a group in the second is called as in the first with “_2” behind it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from ..base import NO_MARK, Mark, PrintedTime
from ..dates import DAY_FIRST, MONTH_FIRST, MONTH_NUMBERS, WEEKDAY
from ..printed import hour_of_day


def or_else(piece: str) -> str:
    """A piece for the second branch of a pattern, its groups named anew: "hour_9", "day_92"."""
    return re.sub(r"\(\?P<([a-z]+)(?:_(\d))?>", r"(?P<\1_9\2>", piece)


HOUR_12 = r"(?P<hour>1[0-2]|0?\d)"
HOUR_24 = r"(?P<hour>2[0-3]|[01]?\d)"
MINUTE = r"(?P<minute>[0-5]\d)"
HALF = r" ?(?P<half>[aApP])\.? ?[mM]\b(?: ?\.)?"
# "5.51pm", "6: 10 p.m.", "6:10: p.m.", "6pm"; and "17:51", "17.51", "15h02".
CLOCK_12 = rf"{HOUR_12}(?: ?[.:] ?{MINUTE}:?)?{HALF}"
# The same where a slip has left out the half: "6.10: ...".
CLOCK_12_OR_SLIP = rf"(?:{CLOCK_12}|{or_else(HOUR_12)}[.:]{or_else(MINUTE)}(?=:))"
# How a line ends that ends with such a clock.
ENDS_12 = ("m\n", "M\n", "m.\n", "M.\n", "m .\n", "M .\n")
CLOCK_24 = rf"{HOUR_24}[:.]{MINUTE}"
ZONE = r"(?P<zone>(?:GMT|UTC)(?: ?[+-]\d{1,2}(?::?\d\d)?)?|[A-Z]{1,4}[SD]?T)"
ANY_DAY = rf"(?i:(?:{WEEKDAY},?\.? )?(?:{DAY_FIRST}|{MONTH_FIRST}))"
NAME = r"(?P<name>[^\W\d_][^\d|:;!?()]{1,80}?)"
UNIT = (
    r"(?:seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|hr|h|days?|d|weeks?|wks?|w|months?|mo"
    r"|years?|yrs?|y)"
)
COUNT = r"(?:\d{1,2},\d{3}|\d{1,5}|an?|one)"
AGE = rf"(?P<age>(?i:(?=[\dajno])(?:{COUNT} ?{UNIT}\b[.,]?(?: and)? ?){{1,2}}ago|just now|now))"
AGE_PART = re.compile(rf"(?P<count>{COUNT}) ?(?P<unit>{UNIT})\b", re.IGNORECASE)

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


def read_age(text: str) -> tuple[dt.timedelta, Unit] | tuple[None, None]:
    """An age and the smallest unit it is printed in: "1 hr 10 min ago".

    None for weeks, months and years, which tell not even the day.
    """
    if text.lower().endswith("now"):
        return dt.timedelta(), "minute"
    age, smallest = dt.timedelta(), None
    for part in AGE_PART.finditer(text):
        word = part["unit"].lower()
        if word[0] not in UNITS or word.startswith("mo"):
            return None, None
        number = part["count"].replace(",", "")
        count = int(number) if number.isdecimal() else 1
        smallest, length = UNITS[word[0]]
        age += count * length
    return (age, smallest) if smallest else (None, None)


def read_time(found: Mapping[str, str], text: str, mark: Mark = NO_MARK) -> PrintedTime | None:
    """The time that a stamp prints; None where its clock cannot be.

    `found` are the groups of its match, `text` what of it is kept as printed. A `<time datetime>`
    in the line, told by its `mark`, completes it.
    """
    if mark.instant is not None and mark.instant.tzinfo is not None:
        offset = f"{mark.instant:%z}"
        return in_full(mark.instant, text, f"{offset[:3]}:{offset[3:5]}")
    if "epoch" in found:
        return in_full(dt.datetime.fromtimestamp(int(found["epoch"]), dt.UTC), text, "UTC")
    hour = hour_of_day(int(found["hour"]), found.get("half")) if "hour" in found else None
    if hour is not None and hour > 23:
        return None
    day, month, year = day_of(found)
    age, unit = read_age(found["age"]) if "age" in found else (None, None)
    return PrintedTime(
        text,
        hour=hour,
        minute=None if hour is None else int(found.get("minute", 0)),
        second=int(found["second"]) if "second" in found else None,
        day=day,
        month=month,
        year=year,
        zone=found.get("zone"),
        age=age,
        age_unit=unit,
    )


def day_of(found: Mapping[str, str]) -> tuple[int, int, int | None] | tuple[None, None, None]:
    """The day, month and year of a match; all None where it has no day that can be."""
    month = found.get("month", "").lower()
    number = int(month) if month.isdecimal() else MONTH_NUMBERS.get(month)
    if number is None or "day" not in found:
        return None, None, None
    return int(found["day"]), number, int(found["year"]) if "year" in found else None


def with_day_of(time: PrintedTime, found: Mapping[str, str]) -> PrintedTime:
    """The time with the day that a match tells, where it tells one."""
    day, month, year = day_of(found)
    return replace(time, day=day, month=month, year=year) if day else time


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
