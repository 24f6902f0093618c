"""Pages that print the time of an entry below its text: its lines in the usual order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..base import Line
from .times import Time, own_text, tells, time_of

FEWEST = 3
MOST = 0.8  # of the times stand at the foot of an element with an id, where they are below


def with_times_on_top(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, each time above the text that it closes; they keep their numbers.

    Such a page opens an element with an id right below each of its times, and text stands between.
    """
    times = [time for at, line in enumerate(lines) if (time := time_of(at, line))]
    times = [time for time in times if not time.changed]
    starts = [
        opening(lines, time, above) for time, above in zip(times, [None, *times], strict=False)
    ]
    closing = [(time, at) for time, at in zip(times, starts, strict=True) if at is not None]
    if len(closing) < max(FEWEST, MOST * len(times)):
        return lines
    moved: list[Line] = []
    done = 0
    for time, at in closing:
        first = lines[at]
        mark = replace(time.line.mark, anchor=first.mark.anchor)
        moved += [*lines[done:at], replace(time.line, mark=mark), as_text(first)]
        moved += lines[at + 1 : time.index]
        done = time.index + 1
    return [*moved, *lines[done:]]


def as_text(line: Line) -> Line:
    """The first line of an entry, without the point or number where the entry is one of a list."""
    if line.mark.kind != "item":
        return line
    return Line(line.number, own_text(line), replace(line.mark, kind=""))


def opening(lines: Sequence[Line], time: Time, above: Time | None) -> int | None:
    """The place where the element opens whose text a time closes; None where it closes none."""
    if time.line.mark.anchor:
        return None
    if above is not None:
        at = above.index + 1
        opens = bool(lines[at].mark.anchor)
    else:
        places = range(time.index - 1, -1, -1)
        found = next((place for place in places if lines[place].mark.anchor), None)
        at, opens = found or 0, found is not None
    return at if opens and tells(lines[at : time.index]) else None
