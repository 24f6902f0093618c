"""Which of a page's times start an entry, and where the last entry ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..base import Line
from ..furniture import FOOTER, LONGEST_FURNITURE, RELATED, furniture_of
from .headings import Headings, find_headings, heading_beside
from .times import LONG_TEXT, Time, Times, find_times, tells

BARE = 0.6  # of the times may lack what most have, a heading or an id: then it is a rule
HEADED = 0.8  # of the clocks have a heading, where nothing but headings tells them
NEAR_TITLE = 4  # lines
FEWEST_LISTED = 2  # times in a list of contents, or of related stories


@dataclass(frozen=True, slots=True)
class Starts:
    """The times that start an entry, their headings, and the place after the last entry's lines.

    `others` are the times in entries that start none.
    """

    times: tuple[Time, ...]
    others: tuple[Time, ...]
    headings: Headings
    end: int
    by_instants: bool


def find_starts(lines: Sequence[Line]) -> Starts:
    def has_heading(at: int) -> bool:
        above = heading_beside(lines, at, -1, 0)
        return above is not None or heading_beside(lines, at, +1, len(lines)) is not None

    found = find_times(lines, has_heading)
    by_instants = found.told == "instants"
    times = without_repeated(lines, found) if by_instants else list(found.starts)
    times = without_contents(lines, times)
    kept, end = without_related(lines, times)
    kept = own_times(lines, kept) if by_instants else with_headings(lines, kept)
    others = {time.index for time in kept}
    return Starts(
        times=tuple(kept),
        others=tuple(time for time in (*found.starts, *found.others) if time.index not in others),
        headings=find_headings(lines, kept),
        end=end,
        by_instants=by_instants,
    )


def with_headings(lines: Sequence[Line], times: list[Time]) -> list[Time]:
    """Clocks without a `<time>`, where so many have a heading on one side that it is a rule."""
    places = find_headings(lines, times).places
    headed = [time for time, at in zip(times, places, strict=True) if at is not None]
    return headed if len(headed) >= HEADED * len(times) else []


def ends_of(lines: Sequence[Line], times: Sequence[Time]) -> list[int]:
    return [*(time.index for time in times[1:]), len(lines)] if times else []


def told(lines: Sequence[Line], times: Sequence[Time]) -> list[bool]:
    """Which of the times have text behind them or under them."""
    return [
        len(time.behind) > LONG_TEXT
        or time.behind.endswith(".")
        or tells(lines[time.index + 1 : end])
        for time, end in zip(times, ends_of(lines, times), strict=True)
    ]


def without_repeated(lines: Sequence[Line], found: Times) -> list[Time]:
    """The times but for those that print once more the one right above."""
    kept: list[Time] = []
    for time in found.starts:
        last = kept[-1] if kept else None
        again = last and last.line.mark.instant == time.line.mark.instant
        between = lines[last.index + 1 : time.index] if last else ()
        if not again or tells(between) or any(line.mark.kind for line in between):
            kept.append(time)
    return kept


def without_contents(lines: Sequence[Line], times: list[Time]) -> list[Time]:
    """The times but for those of a list of key events at the top, which come again below."""
    later = Counter(time.line.mark.instant for time in times)
    count = 0
    for time, has_text in zip(times, told(lines, times), strict=True):
        later[time.line.mark.instant] -= 1
        if time.line.mark.instant is None or not later[time.line.mark.instant]:
            break
        count += 1
        if has_text:  # the last of the list: the first entry's head follows, or the standfirst
            break
    return times[count:] if count >= FEWEST_LISTED else times


def without_related(lines: Sequence[Line], times: list[Time]) -> tuple[list[Time], int]:
    """The times but for those of related stories at the foot, and the place where these begin."""
    have_text = told(lines, times)
    count = len(times)
    while count and not have_text[count - 1]:
        count -= 1
    if not count or count == len(times):
        return times, len(lines)
    first = times[count]
    gap = lines[times[count - 1].index + 1 : first.index]
    foot = next((at for at, line in enumerate(gap) if is_foot(line)), None)
    strange = not any(time.line.mark.anchor for time in times[count:]) and all(
        time.line.mark.anchor for time in times[:count]
    )
    if foot is None and len(times) - count < FEWEST_LISTED and not strange:
        return times, len(lines)
    if foot is not None:
        return times[:count], times[count - 1].index + 1 + foot
    heading = heading_beside(lines, first.index, -1, times[count - 1].index + 1)
    return times[:count], first.index if heading is None else heading


def is_foot(line: Line) -> bool:
    if len(line.text) > LONGEST_FURNITURE:
        return False
    related = line.mark.kind == "heading" and furniture_of(line) == RELATED
    return related or bool(FOOTER.fullmatch(line.text))


def own_times(lines: Sequence[Line], times: list[Time]) -> list[Time]:
    """The times but for the page's own, and for those that entries tell of."""
    places = find_headings(lines, times).places
    bare = [
        at is None and not time.line.mark.anchor and time.line.mark.kind != "heading"
        for time, at in zip(times, places, strict=True)
    ]
    rule = 0 < sum(bare) <= BARE * len(times)
    strange = [
        bare[index] and (rule or index == 0) and is_strange(lines, times, index, rule)
        for index in range(len(times))
    ]
    if rule and sum(strange) > sum(bare) / 2:
        strange = bare  # so is the oldest of them, though it stands last
    return [time for time, out in zip(times, strange, strict=True) if not out]


def is_strange(lines: Sequence[Line], times: Sequence[Time], index: int, rule: bool) -> bool:
    """Whether a time without a sign stands under the page's title, or out of the page's order."""
    place = times[index].index
    near = lines[max(0, place - NEAR_TITLE) : place]
    titled = index == 0 and any(line.mark.kind == "title" for line in near)
    if rule and titled:
        return True
    return (titled or index > 0) and not in_order(times, index)


def in_order(times: Sequence[Time], index: int) -> bool:
    """Whether a time stands between those around it, as the page runs without it."""
    if len(times) <= FEWEST_LISTED:
        return True
    first, last = times[1 if index == 0 else 0], times[-2 if index == len(times) - 1 else -1]
    down = instant(first) >= instant(last)
    above = instant(times[index - 1]) if index else None
    below = instant(times[index + 1]) if index + 1 < len(times) else None
    now = instant(times[index]) if down else -instant(times[index])
    high, low = (one if down or one is None else -one for one in (above, below))
    return (high is None or high >= now) and (low is None or now >= low)


def instant(time: Time) -> float:
    moment = time.line.mark.instant
    return moment.timestamp() if moment else 0.0
