"""Clocks at the beginning of lines, and which of them make up a page's running order.

A line may begin with a clock and yet start no entry: a timetable inside a post, the length of a
video. The entries are those clocks that, kept together, run most smoothly down the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .base import Line, PrintedTime
from .printed import DAY_LINE, hour_of_day

DAY = 24 * 60

CLOCK = re.compile(
    r"""(?P<time>
          (?P<hour>\d{1,2}) (?: \s?[:.h]\s? (?P<minute>[0-5]\d) )?
          (?: \s? (?P<half>[ap]) (?: \.\s?m\. | \.?m\b ) )?
          (?: \s \(?(?P<zone>Paris\stime)\)? )?
        )
        \s? (?P<mark> :(?!\d\d(?:\D|$)) | [-–—|](?=\s) | $ ) \s? (?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
UNTIL = re.compile(r"\d{1,2}(?:[:.h]\d\d|\s?[ap]\.?m)", re.IGNORECASE)

# What a clock weighs, and what a step from one clock to the next costs. A clock that breaks the
# order takes the page a whole day back and so costs more than it weighs; a night between two
# entries, or a few minutes of disorder, costs less.
WEIGHT = 1.0
DOUBTFUL = 0.5
SURE = 2.0  # a day on the line above
PRICE_OF_DISORDER = 0.6
PRICE_OF_A_DAY = 1.5
PRICE_WITHIN_A_DAY = 0.95
DISORDER = 2 * 60
LONGEST_DETOUR = 40
NOISE = 1e-6  # Of two ways that cost the same, the clock higher on the page is kept.


@dataclass(frozen=True, slots=True)
class Start:
    """A line that begins with a clock. `index` is its place among the lines, from 0.

    `minutes` count from midnight; `rest` is what follows the clock and its mark; `day` is the
    line right above, if that prints a day and nothing else.
    """

    index: int
    minutes: int
    time: PrintedTime
    rest: str
    has_mark: bool
    has_half: bool
    day: str | None = None

    @property
    def first(self) -> int:
        """The index of the line with which the entry opens: its day's or its clock's."""
        return self.index - 1 if self.day else self.index

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


def read_dated_start(lines: Sequence[Line], index: int) -> Start | None:
    """The clock that a line begins with, and the day on the line above it."""
    start = read_start(index, lines[index])
    above = lines[index - 1].text if index else ""
    return replace(start, day=above) if start and DAY_LINE.fullmatch(above) else start


def find_starts(lines: Sequence[Line]) -> tuple[list[Start], bool]:
    """The lines that start an entry, as the page has them, and whether the newest is first."""
    at = [index for index, line in enumerate(lines) if CLOCK.match(line.text)]
    starts = [start for index in at if (start := read_dated_start(lines, index))]
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


def smoothest(
    clocks: Sequence[int | None],
    days: Sequence[object],
    weights: Sequence[float],
    prices: Sequence[float],
    first_prices: Sequence[float] | None = None,
) -> tuple[float, list[int]]:
    """The indices of the clocks that run best from the newest to the oldest, and their worth.

    `clocks` are minutes from midnight. `prices` are those of a step by the newer's less the
    older's, of which between different `days` there is none; `first_prices` what it costs to
    begin with a clock.
    """
    worth: list[float] = []
    before: list[int | None] = []
    for at, older in enumerate(clocks):
        best, chosen = -first_prices[at] if first_prices else 0.0, None
        for other in range(max(0, at - LONGEST_DETOUR), at):
            newer, way = clocks[other], worth[other]
            if older is not None and newer is not None and days[other] == days[at]:
                way -= prices[newer - older]
            if way > best + NOISE:
                best, chosen = way, other
        worth.append(weights[at] + best)
        before.append(chosen)
    last: int | None = max(range(len(worth)), key=worth.__getitem__)
    total, kept = max(worth), []
    while last is not None:
        kept.append(last)
        last = before[last]
    return total, kept[::-1]


def running_order(starts: Sequence[Start], weights: Sequence[float]) -> tuple[float, list[Start]]:
    """The clocks that run best from the newest to the oldest, and what they are worth together."""
    clocks, days = [start.minutes for start in starts], [start.day for start in starts]
    worth, kept = smoothest(clocks, days, weights, PRICES)
    return worth, [starts[at] for at in kept]


def weigh(starts: Sequence[Start]) -> list[float]:
    """What each clock weighs: less where it is set unlike the others or like a timetable."""
    usual = usual_style(starts)
    found = [WEIGHT if start.style == usual else DOUBTFUL for start in starts]
    for at, (one, other) in enumerate(zip(starts, starts[1:], strict=False)):
        rises = 0 < other.minutes - one.minutes < DAY // 2
        if rises and other.index == one.index + 1:
            found[at] = found[at + 1] = DOUBTFUL
    return [SURE if start.day else weight for start, weight in zip(starts, found, strict=True)]


def step_price(difference: int) -> float:
    """What going back from one clock to the next costs: by the newer's minutes less the older's."""
    back = difference % DAY
    if DAY - back < DISORDER:
        return PRICE_OF_DISORDER
    price = PRICE_OF_A_DAY * back / DAY
    return min(price, PRICE_WITHIN_A_DAY) if difference >= 0 else price


# By the difference, negative ones counted from the end, as Python's indices are.
PRICES = [step_price(minutes) for minutes in (*range(DAY), *range(1 - DAY, 0))]


def count_midnights(starts: Sequence[Start]) -> int:
    """How many midnights lie between the clocks, which run from the newest to the oldest."""
    pairs = zip(starts, starts[1:], strict=False)
    return sum(1 for newer, older in pairs if older.minutes - newer.minutes >= DISORDER)
