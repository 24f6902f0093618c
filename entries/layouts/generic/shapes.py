"""The forms of clocks with which lines of unknown newsrooms start, and which of them a page has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..base import Line
from ..dates import NUMBERS, WEEKDAY
from ..stamped.description import Stamped
from ..stamped.pieces import ANY_DAY, HALF, HOUR_12, HOUR_24, MINUTE, ZONE

NAME = "clocks-in-order"
LONGEST_TIME = 80  # characters of a line that prints a time and nothing else
# A cheap test that every line with a clock at its start passes, and few other lines.
HINT = re.compile(
    r"[\[(•*]? ?(?:\d|(?i:posted|published|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul"
    r"|aug|sep|oct|nov|dec))"
)
UHR = "(?: Uhr)?"
FOUR_DIGITS = r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?:hrs|hours)\b"
POSTED = r"(?:(?:Posted|Published)(?: at| on)?:? )?"


def renamed(match: re.Match[str]) -> str:
    return f"?P<{match[1]}_7{(match[2] or '')[1:]}>"


# The day again, with its groups called otherwise, for patterns that have it twice.
DAY_BEHIND = re.sub(r"\?P<([a-z]+)(_\d)?>", renamed, ANY_DAY)


def alone(clock: str) -> re.Pattern[str]:
    """A line that prints a clock and perhaps its day, and nothing else."""
    return re.compile(
        rf"{POSTED}[\[(]?(?:(?:{ANY_DAY}|{NUMBERS}|{WEEKDAY})[,;]?(?: at| [-–|])? )?"
        rf"{clock}{UHR}(?:,? \(?{ZONE}\)?)?[\])]?"
        rf"(?:[,;]?(?: [-–|]| on)? {DAY_BEHIND})?[:.]?"
    )


def before_text(clock: str) -> re.Pattern[str]:
    """A line that begins with a clock; where no mark sets it apart, a sentence begins behind."""
    return re.compile(
        rf"[\[(•*]? ?{clock}{UHR}(?: \(?{ZONE}\)?)?[\])]?"
        r"(?: ?[:|–—-](?=\s|[^\W\d]) ?|,? (?=[^\Wa-z\d_]|[\"'“‘„«]))"
        r"(?P<rest>(?!(?:[A-Z]{2,4} )?\d{1,2}[:.h]\d\d).*)",
        re.DOTALL,
    )


def of_12_hours(mark: str) -> str:
    return rf"{HOUR_12}(?:{mark}{MINUTE})?{HALF}"


def of_24_hours(mark: str) -> str:
    return rf"{HOUR_24}{mark}{MINUTE}(?::(?P<second>[0-5]\d))?(?!:?\d| ?[aApP]\.?[mM]\b)"


def shape(stamp: re.Pattern[str]) -> Stamped:
    return Stamped(
        name=NAME,
        source=None,
        zone=None,
        stamp=stamp,
        rest="perhaps headline",
        below=("perhaps headline", "byline"),
        strays=True,
    )


SHAPES: tuple[Stamped, ...] = tuple(
    shape(place(clock(mark)))
    for mark in (":", r"\.", " ?h ?")
    for clock in (of_12_hours, of_24_hours)
    for place in (alone, before_text)
) + (shape(alone(FOUR_DIGITS)), shape(before_text(FOUR_DIGITS)))


def shapes_of(lines: Sequence[Line]) -> list[tuple[Stamped, int]]:
    """The shapes of clocks at the starts of lines, the most frequent first, with their numbers."""
    counts = Counter(found for line in lines for found in shape_of(line))
    return [(SHAPES[index], count) for index, count in counts.most_common()]


def shape_of(line: Line) -> Iterator[int]:
    """The number of the first shape that a line has, if it has one."""
    if found := shape_in(line.text):
        yield found[0]


def stamp_of(text: str) -> re.Match[str] | None:
    """The match of the first shape that a text has, the text behind the clock being its "rest"."""
    found = shape_in(text)
    return found[1] if found else None


def shape_in(text: str) -> tuple[int, re.Match[str]] | None:
    if HINT.match(text):
        for index, known in enumerate(SHAPES):
            short = "rest" in known.stamp.groupindex or len(text) <= LONGEST_TIME
            if short and (match := known.stamp.fullmatch(text)):
                return index, match
    return None
