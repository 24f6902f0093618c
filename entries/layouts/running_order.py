"""Clocks at the beginning of lines, and which of them make up a page's running order.

A line may begin with a clock and yet start no entry: a timetable inside a post, the length of a
video. The entries are those clocks that, kept together, run most smoothly down the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .base import Line, PrintedTime

DAY = 24 * 60

CLOCK = re.compile(
    r"""(?P<time>
          (?P<hour>\d{1,2}) (?: \s?[:.h]\s? (?P<minute>[0-5]\d) )?
          (?: \s? (?P<half>[ap]) (?: \.\s?m\. | \.?m\b ) )?
          (?: \s \(?(?P<zone>Paris\stime)\)? )?
        )
        \s? (?P<mark> : | [-–—|](?=\s) | $ ) \s? (?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
UNTIL = re.compile(r"\d{1,2}(?:[:.h]\d\d|\s?[ap]\.?m)", re.IGNORECASE)

# What a clock weighs, and what a step from one clock to the next costs. A clock that breaks the
# order takes the page a whole day back and so costs more than it weighs; a night between two
# entries, or a few minutes of disorder, costs less.
WEIGHT = 1.0
DOUBTFUL = 0.5
PRICE_OF_DISORDER = 0.6
PRICE_OF_A_DAY = 1.5
PRICE_WITHIN_A_DAY = 0.95
DISORDER = 2 * 60
LONGEST_DETOUR = 20


@dataclass(frozen=True, slots=True)
class Start:
    """A line that begins with a clock. `index` is its place among the lines, from 0.

    `minutes` count from midnight; `rest` is what follows the clock and its mark.
    """

    index: int
    minutes: int
    time: PrintedTime
    rest: str
    has_mark: bool
    has_half: bool

    @property
    def style(self) -> tuple[bool, bool]:
        return self.has_mark, self.has_half


def read_start(index: int, line: Line) -> Start | None:
    """The clock that a line begins with, if a mark or the line's end sets it apart."""
    match = CLOCK.match(line.text)
    if match is None or not (match["minute"] or match["half"]):
        return None
    if match["mark"] not in (":", "") and UNTIL.match(match["rest"]):
        return None  # "10:00 – 11:30 ..." is a span.
    hour, minute = hour_of_day(int(match["hour"]), match["half"]), int(match["minute"] or 0)
    if hour > 23:
        return None
    return Start(
        index=index,
        minutes=hour * 60 + minute,
        time=PrintedTime(match["time"], hour=hour, minute=minute, zone=match["zone"]),
        rest=match["rest"],
        has_mark=bool(match["mark"]),
        has_half=bool(match["half"]),
    )


def hour_of_day(hour: int, half: str | None) -> int:
    """12 am is 0 and 1 pm 13; an hour that needs no half ("15:30 pm", "00:15 am") stays."""
    if half is None or hour > 12:
        return hour
    return hour % 12 + (12 if half in "pP" and hour else 0)


def find_starts(lines: Sequence[Line]) -> tuple[list[Start], bool]:
    """The lines that start an entry, as the page has them, and whether the newest is first."""
    starts = [start for index, line in enumerate(lines) if (start := read_start(index, line))]
    if not starts:
        return [], True
    mark, half = usual_style(starts)
    starts = [start for start in starts if start.style != (not mark, not half)]
    weights = weigh(starts)
    worth, newest_first = running_order(starts, weights)
    other_worth, oldest_first = running_order(starts[::-1], weights[::-1])
    if other_worth > worth + WEIGHT:
        return oldest_first[::-1], False
    return newest_first, True


def usual_style(starts: Sequence[Start]) -> tuple[bool, bool]:
    styles = [start.style for start in starts]
    return max(sorted(set(styles), reverse=True), key=styles.count)


def running_order(starts: Sequence[Start], weights: Sequence[float]) -> tuple[float, list[Start]]:
    """The clocks that run best from the newest to the oldest, and what they are worth together."""
    worth: list[float] = []
    before: list[int | None] = []
    for at, weight in enumerate(weights):
        ways: list[tuple[float, int | None]] = [(0.0, None)]
        for other in range(max(0, at - LONGEST_DETOUR), at):
            price = step_price(starts[other].minutes, starts[at].minutes)
            ways.append((worth[other] - price, other))
        best, chosen = max(ways, key=lambda way: way[0])
        worth.append(weight + best)
        before.append(chosen)
    last: int | None = max(range(len(worth)), key=worth.__getitem__)
    total, kept = max(worth), []
    while last is not None:
        kept.append(starts[last])
        last = before[last]
    return total, kept[::-1]


def weigh(starts: Sequence[Start]) -> list[float]:
    """What each clock weighs: less where it is set unlike the others or like a timetable."""
    usual = usual_style(starts)
    found = [WEIGHT if start.style == usual else DOUBTFUL for start in starts]
    for at, (one, other) in enumerate(zip(starts, starts[1:], strict=False)):
        rises = 0 < other.minutes - one.minutes < DAY // 2
        if rises and other.index == one.index + 1:
            found[at] = found[at + 1] = DOUBTFUL
    return found


def step_price(newer: int, older: int) -> float:
    """What going back from one clock to the next costs; both in minutes after midnight."""
    back = (newer - older) % DAY
    if DAY - back < DISORDER:
        return PRICE_OF_DISORDER
    price = PRICE_OF_A_DAY * back / DAY
    return min(price, PRICE_WITHIN_A_DAY) if older <= newer else price


def count_midnights(starts: Sequence[Start]) -> int:
    """How many midnights lie between the clocks, which run from the newest to the oldest."""
    pairs = zip(starts, starts[1:], strict=False)
    return sum(1 for newer, older in pairs if older.minutes - newer.minutes >= DISORDER)
