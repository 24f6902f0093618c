"""Dates as pages print them: the month names and the patterns that the layouts share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from .base import PrintedTime

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)} | {
    name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)
}


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first.

    By its first letter most text is told to be none of them, and the others tried are few.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(word[1:])
    parts = (f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return f"(?=[{''.join(rests)}])(?:{'|'.join(parts)})"


# "24 March" or "24 March 2022", as groups day, month, year.
DATE = (
    rf"(?P<day>[12]?\d|3[01]|0\d) (?P<month>{'|'.join(MONTH_NAMES)})(?:,? (?P<year>(?:19|20)\d\d))?"
)

# A day on a line of its own: "Wednesday, November 22, 2023", "22 November:".
DAY_LINE = re.compile(
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    rf"(?:{DATE}|(?P<month_first>{'|'.join(MONTH_NAMES)}) (?P<day_second>[12]?\d|3[01]|0\d)"
    r"(?:,? (?P<year_last>(?:19|20)\d\d))?):?",
    re.IGNORECASE,
)


def hour_of_day(hour: int, half: str | None) -> int:
    """12 am is 0 and 1 pm 13; an hour that needs no half ("15:30 pm", "00:15 am") stays."""
    if half is None or hour > 12:
        return hour
    return hour % 12 + (12 if half in "pP" and hour else 0)


def with_day(time: PrintedTime, line: str) -> PrintedTime:
    """A clock with the day that a line above it prints; unchanged if the line is no such one."""
    match = DAY_LINE.fullmatch(line)
    if match is None:
        return time
    year = match["year"] or match["year_last"]
    return replace(
        time,
        text=f"{time.text} {line.rstrip(':')}",
        day=int(match["day"] or match["day_second"]),
        month=MONTHS[(match["month"] or match["month_first"]).lower()],
        year=int(year) if year else None,
    )
