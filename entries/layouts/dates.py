"""Dates as live pages print them, in English, German, French, Ukrainian and Russian.

A page prints them in its head, in its title, in its address and on lines of their own between its
entries. Knows nothing of clocks; what a page leaves out is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .printed import MONTH_NAMES, any_of

GERMAN = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
UKRAINIAN = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
MONTH_NUMBERS = {
    word.lower(): number
    for names in (MONTH_NAMES, *map(str.split, (GERMAN, FRENCH, UKRAINIAN, RUSSIAN)))
    for number, word in enumerate(names, 1)
} | {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
MONTH_NUMBERS |= {"sept": 9, "jänner": 1, "dez": 12, "okt": 10, "mrz": 3}

MONTH = any_of(MONTH_NUMBERS)
WEEKDAY = (
    r"(?=[DFJLMSTVWdfjlmstvw])"
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
    r"|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
)
DAY_FIRST = (
    rf"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|er|\.)? (?:of )?(?P<month>{MONTH})\b\.?"
    r"(?:,? (?P<year>(?:19|20)\d\d))?"
)
MONTH_FIRST = (
    rf"(?P<month_2>{MONTH})(?:\.? |\.)(?P<day_2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.:]\d)"
    r"(?:,? (?P<year_2>(?:19|20)\d\d))?"
)
NUMBERS = (
    r"(?P<year_3>(?:19|20)\d\d)-(?P<month_3>0\d|1[0-2])-(?P<day_3>[0-2]\d|3[01])"
    r"|(?P<day_4>[0-2]?\d|3[01])\.(?P<month_4>0?\d|1[0-2])\.(?P<year_4>(?:19|20)\d\d)"
)
DATE = rf"(?:{DAY_FIRST}|{MONTH_FIRST}|{NUMBERS})"
# A year may stick to the next word: "14. Mai 2022Der Tag", "March 22, 2022Updated".
PRINTED = re.compile(rf"(?<![\w.:]){DATE}(?!(?-i:[a-z\d_-]))", re.IGNORECASE)
DAY_LINE = re.compile(
    rf"[–—-]* ?(?:(?:{WEEKDAY}),?\.? )?(?:(?:the|den|le) )?{DATE}:?[.,]? ?[–—-]*", re.IGNORECASE
)
LONGEST_DAY_LINE = 60  # characters
IN_ADDRESS = re.compile(
    r"/(?P<year_6>(?:19|20)\d\d)/(?P<month_6>1[0-2]|[1-9])/(?P<day_6>[12]\d|3[01]|[1-9])(?=/)"
    r"|/(?P<year>(?:19|20)\d\d)[/-](?P<month>0\d|1[0-2]|[a-z]{3})(?:[/-](?P<day>[0-2]\d|3[01]))?(?!\d)"
    r"|-(?P<month_2>0\d|1[0-2])-(?P<day_2>[0-2]\d|3[01])-(?P<year_2>\d\d)(?=$|[/?#]|-[a-z])"
    rf"|[-/](?P<month_3>{MONTH})-(?P<day_3>[0-2]?\d|3[01])(?:-(?P<year_3>(?:19|20)\d\d))?(?!\w)"
    rf"|[-/](?P<day_4>[0-2]?\d|3[01])-(?P<month_4>{MONTH})-(?P<year_4>(?:19|20)\d\d)(?!\w)"
    r"|-(?P<year_5>(?:19|20)\d\d)-(?P<month_5>0\d|1[0-2])-(?P<day_5>[0-2]\d|3[01])(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: the year, or the day, may be missing."""

    text: str
    month: int
    day: int | None = None
    year: int | None = None


def read_date(match: re.Match[str]) -> PrintedDate:
    """The date of a match of one of this module's patterns."""
    found = groups_of(match)
    month, day, year = found.get("month", ""), found.get("day"), found.get("year")
    number = MONTH_NUMBERS.get(month.lower()) or int(month)
    full_year = int(year) + 2000 if year and len(year) == 2 else int(year) if year else None
    return PrintedDate(match[0], number, int(day) if day else None, full_year)


def groups_of(match: re.Match[str]) -> dict[str, str]:
    """What the groups of a match took, "day_2" of another branch being called "day"."""
    found: dict[str, str] = {}
    for name, index in names_of(match.re):
        taken = match[index]
        if taken is not None:
            found.setdefault(name, taken)
    return found


@cache
def names_of(pattern: re.Pattern[str]) -> tuple[tuple[str, int], ...]:
    """The groups of a pattern by their names without the number of their branch."""
    return tuple((name.rstrip("_23456789"), index) for name, index in pattern.groupindex.items())


def find_dates(text: str) -> Iterator[PrintedDate]:
    """The dates in a text, of which the year may be missing."""
    for match in PRINTED.finditer(text):
        yield read_date(match)


def read_day_line(text: str) -> PrintedDate | None:
    """The date of a line that prints a day and nothing else: "Freitag, 24. November"."""
    match = DAY_LINE.fullmatch(text) if len(text) <= LONGEST_DAY_LINE else None
    return read_date(match) if match else None


def date_in_address(url: str) -> PrintedDate | None:
    """The date that a page's address names, of which the year or the day may be missing."""
    found = [
        read_date(match)
        for match in IN_ADDRESS.finditer(url)
        if not match["month"] or known_month(match["month"])
    ]
    return next((date for date in found if date.day), found[0] if found else None)


def known_month(text: str) -> bool:
    return text.isdecimal() or text.lower() in MONTH_NUMBERS
