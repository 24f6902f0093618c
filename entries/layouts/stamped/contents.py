"""A list of contents above the entries: their times and headlines, which come again below."""

from __future__ import annotations

from collections.abc import Sequence

from ..base import Line
from .stamps import Stamp

FEWEST = 2  # entries that such a list names


def without_contents(stamps: Sequence[Stamp], lines: Sequence[Line]) -> list[Stamp]:
    """The stamps of a page but for those of a list of contents at its top.

    A listed entry has one line at most, and comes again below with more.
    """
    ends = [stamp.first for stamp in stamps[1:]] + [len(lines)]
    sizes = [end - stamp.after for stamp, end in zip(stamps, ends, strict=True)]
    keys = [key_of(stamp, lines) for stamp in stamps]
    last = {key: at for at, key in enumerate(keys)}
    listed = 0
    while listed < len(stamps) and keys[listed] and sizes[listed] == 1:
        again = last[keys[listed]]
        if again == listed or sizes[again] <= 1:
            break
        listed += 1
    return list(stamps[listed:] if listed >= FEWEST else stamps)


def key_of(stamp: Stamp, lines: Sequence[Line]) -> tuple[int, str] | None:
    """The clock of an entry and the line under it; None where it has none, or text beside it."""
    if stamp.rest or stamp.minutes is None or stamp.after >= len(lines):
        return None
    return stamp.minutes, lines[stamp.after].text
