"""Where the headings of a page's entries stand: above their times or below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..base import Line
from ..sentences import ends_sentence
from .times import Time

BETWEEN = 4  # lines at most between a heading and its time
LONGEST_ASIDE = 80  # characters of a name, a role, a label


@dataclass(frozen=True, slots=True)
class Headings:
    """The heading of each time by its place among the lines, None for those without, and their
    level.
    """

    places: tuple[int | None, ...]
    level: int | None


def find_headings(lines: Sequence[Line], times: Sequence[Time]) -> Headings:
    """The headings on the side of the times that most of them have one on."""
    if not times:
        return Headings((), None)
    above = of_one_level(lines, headings_above(lines, times))
    below = of_one_level(lines, headings_below(lines, times))
    if count(above) == count(below):
        return above if opens_above(lines, times, above, below) else below
    return above if count(above) > count(below) else below


def headings_above(lines: Sequence[Line], times: Sequence[Time]) -> list[int | None]:
    floors = [0, *(time.index + 1 for time in times)]
    return [
        heading_beside(lines, time.index, -1, floor)
        for time, floor in zip(times, floors, strict=False)
    ]


def headings_below(lines: Sequence[Line], times: Sequence[Time]) -> list[int | None]:
    ends = [*(time.index for time in times[1:]), len(lines)]
    return [
        heading_beside(lines, time.index, +1, end) for time, end in zip(times, ends, strict=True)
    ]


def heading_beside(lines: Sequence[Line], at: int, step: int, limit: int) -> int | None:
    """The place of the heading next to a time; `limit` bounds the lines, see `headings_above`."""
    last = max(limit, at - BETWEEN) - 1 if step < 0 else min(limit, at + BETWEEN + 1)
    for index in range(at + step, last, step):
        if lines[index].mark.kind == "heading":
            return index
        if not is_aside(lines[index]):
            return None
    return None


def is_aside(line: Line) -> bool:
    """Whether a line may be a name, a role or a label in an entry's head."""
    return not line.mark.kind and len(line.text) <= LONGEST_ASIDE and not ends_sentence(line.text)


def of_one_level(lines: Sequence[Line], places: Sequence[int | None]) -> Headings:
    """The headings without those of other levels than the usual one."""
    levels = Counter(lines[at].mark.level for at in places if at is not None)
    if not levels:
        return Headings(tuple(places), None)
    level = levels.most_common(1)[0][0]
    kept = (at if at is not None and lines[at].mark.level == level else None for at in places)
    return Headings(tuple(kept), level)


def count(headings: Headings) -> int:
    return sum(at is not None for at in headings.places)


def opens_above(
    lines: Sequence[Line], times: Sequence[Time], above: Headings, below: Headings
) -> bool:
    """Which side it is where each time has a heading on both: what opens an element tells."""
    if any(time.line.mark.anchor for time in times):
        return False
    if any(lines[at].mark.anchor for at in above.places if at is not None):
        return True
    return above.places[0] is not None and below.places[-1] is None
