"""A list of contents above the entries: their times and headlines, which come again below."""

from __future__ import annotations

from collections.abc import Sequence

from ..base import Line
from .stamps import Stamp

FEWEST = 2  # entries that such a list names


def without_contents(stamps: Sequence[Stamp], lines: Sequence[Line]) -> list[Stamp]:
    """The stamps of a page but for those of a list of contents at its top.

    A listed entry has one line, and the first of them comes again below the list with more.
    """
    ends = [stamp.first for stamp in stamps[1:]] + [len(lines)]
    for at, (stamp, end) in enumerate(zip(stamps, ends, strict=True)):
        size = end - stamp.after
        if at >= FEWEST and size > 1 and key_of(stamp, lines) == key_of(stamps[0], lines):
            return list(stamps[at:])
        if size != 1 or key_of(stamp, lines) is None:
            break
    return list(stamps)


def key_of(stamp: Stamp, lines: Sequence[Line]) -> tuple[int, str] | None:
    """The clock of an entry and the line under it; None where it has none, or text beside it."""
    if stamp.rest or stamp.minutes is None or stamp.after >= len(lines):
        return None
    return stamp.minutes, lines[stamp.after].text
