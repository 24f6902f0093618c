"""The longest stretches that two sequences have in common, in order, at a bounded cost.

What comes once in both sequences is matched first, which takes sorting alone; difflib, whose cost
can grow with the cube of the length, is left the short stretches in between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

# About half a second's worth of steps, see `Effort`.
MOST_STEPS = 2_000_000

Items = Sequence[Hashable]


class Run(NamedTuple):
    """`length` items from `old` on in the one sequence equal those from `new` on in the other."""

    old: int
    new: int
    length: int


class Stretch(NamedTuple):
    """A part of both sequences, ends not included."""

    old: int
    old_end: int
    new: int
    new_end: int


@dataclass(slots=True)
class Effort:
    """How many steps a comparison may still take; `exceeded` once something was too much."""

    left: int = MOST_STEPS
    exceeded: bool = False

    def affords(self, steps: int) -> bool:
        """Whether so many steps can be taken; they then are."""
        if steps > self.left:
            self.exceeded = True
            return False
        self.left -= steps
        return True


def matching(old: Items, new: Items, effort: Effort) -> list[Run]:
    """What both sequences have in common, as runs in order that neither overlap nor touch.

    Where the effort does not suffice, a stretch is taken to have nothing in common.
    """
    runs: list[Run] = []
    todo = [Stretch(0, len(old), 0, len(new))]
    while todo:
        stretch = trimmed(old, new, todo.pop(), runs)
        if stretch.old == stretch.old_end or stretch.new == stretch.new_end:
            continue
        if not effort.affords(stretch.old_end - stretch.old + stretch.new_end - stretch.new):
            continue
        anchors = anchors_in(old, new, stretch)
        if anchors:
            todo += between(anchors, stretch)
            runs += anchors
        else:
            runs += closely(old, new, stretch, effort)
    return joined(sorted(runs))


def trimmed(old: Items, new: Items, stretch: Stretch, runs: list[Run]) -> Stretch:
    """The stretch without what it has in common at its ends, which is added to the runs."""
    start, end, new_start, new_end = stretch
    while start < end and new_start < new_end and old[start] == new[new_start]:
        start, new_start = start + 1, new_start + 1
    while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
        end, new_end = end - 1, new_end - 1
    for run in (
        Run(stretch.old, stretch.new, start - stretch.old),
        Run(end, new_end, stretch.old_end - end),
    ):
        if run.length:
            runs.append(run)
    return Stretch(start, end, new_start, new_end)


def anchors_in(old: Items, new: Items, stretch: Stretch) -> list[Run]:
    """The most items that come once on either side, and in the same order on both."""
    ours = once(old, stretch.old, stretch.old_end)
    theirs = once(new, stretch.new, stretch.new_end)
    pairs = [(at, theirs[item]) for item, at in ours.items() if item in theirs]
    return [Run(at, there, 1) for at, there in longest_rise(pairs)]


def once(items: Items, start: int, end: int) -> dict[Hashable, int]:
    """The items between two indices that come once there, with their index, in order."""
    found: dict[Hashable, int] = {}
    again: set[Hashable] = set()
    for at in range(start, end):
        if items[at] in found:
            again.add(items[at])
        found[items[at]] = at
    return {item: at for item, at in found.items() if item not in again}


def longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs in the order of their first numbers, the most whose second ones rise too."""
    ends: list[int] = []  # the lowest second number that a rise of each length ends with
    last: list[int] = []  # and the pair that it belongs to
    before: list[int | None] = []
    for number, (_, value) in enumerate(pairs):
        length = bisect_left(ends, value)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [value]
        last[length : length + 1] = [number]
    rise: list[tuple[int, int]] = []
    at = last[-1] if last else None
    while at is not None:
        rise.append(pairs[at])
        at = before[at]
    return rise[::-1]


def between(anchors: Sequence[Run], stretch: Stretch) -> list[Stretch]:
    """The stretches before, between and after the anchors."""
    starts = [(stretch.old, stretch.new), *((run.old + 1, run.new + 1) for run in anchors)]
    ends = [*((run.old, run.new) for run in anchors), (stretch.old_end, stretch.new_end)]
    return [
        Stretch(start, end, new_start, new_end)
        for (start, new_start), (end, new_end) in zip(starts, ends, strict=True)
    ]


def closely(old: Items, new: Items, stretch: Stretch, effort: Effort) -> list[Run]:
    """What difflib finds in a stretch, if its worst case is affordable."""
    ours, theirs = old[stretch.old : stretch.old_end], new[stretch.new : stretch.new_end]
    counts, others = Counter(ours), Counter(theirs)
    pairs = sum(count * others[item] for item, count in counts.items() if item in others)
    if not pairs or not effort.affords(pairs * min(len(ours), len(theirs))):
        return []
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return [Run(stretch.old + at, stretch.new + there, size) for at, there, size in blocks if size]


def joined(runs: Sequence[Run]) -> list[Run]:
    """The runs, those that follow at once on both sides as one."""
    result: list[Run] = []
    for run in runs:
        last = result[-1] if result else None
        if last and (last.old + last.length, last.new + last.length) == (run.old, run.new):
            result[-1] = Run(last.old, last.new, last.length + run.length)
        else:
            result.append(run)
    return result
