"""The lines of a page that print a time as an entry's start does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..base import Line, PrintedTime
from ..dates import group_of
from .description import Stamped
from .pieces import read_time

LONGEST_STAMP = 200  # characters within which a line's time and its marks end
# A cheap test that every stamp passes within its first characters, and few other lines.
HINT = re.compile(r"\d|\bago\b|\b[Nn]ow\b|Timestamp")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line with the time of an entry. `index` is its place among the lines, from 0.

    `first` and `after` bound the lines of the stamp with what else prints its time; `rest` is
    what follows the time on its line.
    """

    index: int
    first: int
    after: int
    time: PrintedTime
    rest: str = ""
    name: str = ""
    label: str = ""

    @property
    def minutes(self) -> int | None:
        """The clock in minutes from midnight; None for an age or a day alone."""
        if self.time.hour is None:
            return None
        return self.time.hour * 60 + (self.time.minute or 0)

    @property
    def day(self) -> int | None:
        """A number that grows by the day, where the stamp prints one."""
        time = self.time
        if time.day is None or time.month is None:
            return None
        return ((time.year or 0) * 12 + time.month) * 31 + time.day


def find_stamps(lines: Sequence[Line], layout: Stamped) -> list[Stamp]:
    """The lines that print a time as the layout's entries do, whether they start one or not."""
    stamps: list[Stamp] = []
    after = 0
    for index, line in enumerate(lines):
        if index < after or not HINT.search(line.text, 0, LONGEST_STAMP):
            continue
        if stamp := read_stamp(lines, index, after, layout):
            stamps.append(stamp)
            after = stamp.after
    return stamps


def read_stamp(lines: Sequence[Line], index: int, floor: int, layout: Stamped) -> Stamp | None:
    """The stamp in a line; the one above it belongs to it where it matches the layout's lead."""
    line = lines[index]
    match = layout.stamp.fullmatch(line.text)
    time = read_time(match, text_of(match), line) if match else None
    if match is None or time is None:
        return None
    stamp = Stamp(
        index=index,
        first=index,
        after=index + 1,
        time=time,
        rest=(group_of(match, "rest") or "").strip(),
        name=(group_of(match, "name") or "").strip(" ,"),
        label=(group_of(match, "label") or "").strip(),
    )
    return with_again(with_lead(stamp, lines, floor, layout), lines, layout)


def text_of(match: re.Match[str]) -> str:
    """What the line prints of the time: all but its name, its label and its text."""
    ends = [match.start(name) for name in match.groupdict() if is_text(name) and match[name]]
    text = match.string[: min((end for end in ends if end > 0), default=len(match.string))]
    name = group_of(match, "name")
    if name and text.startswith(name):
        text = text[len(name) :]
    return text.strip(" |–—-,•*+:").strip() or match.string


def is_text(name: str) -> bool:
    return name.rstrip("_2") in ("rest", "label", "name")


def with_lead(stamp: Stamp, lines: Sequence[Line], floor: int, layout: Stamped) -> Stamp:
    """The stamp with the age, or the words, that the line above it prints."""
    above = lines[stamp.index - 1] if stamp.index > floor else None
    match = layout.lead.fullmatch(above.text) if layout.lead and above else None
    if match is None or above is None:
        return stamp
    time = stamp.time
    lead = read_time(match, above.text)
    if lead and lead.age is not None:
        time = replace(time, text=f"{lead.text} {time.text}", age=lead.age, age_unit=lead.age_unit)
    return replace(stamp, first=stamp.index - 1, time=time)


def with_again(stamp: Stamp, lines: Sequence[Line], layout: Stamped) -> Stamp:
    """The stamp with the lines below that print its time once more, with its zone or without."""
    while layout.again and stamp.after < len(lines):
        match = layout.again.fullmatch(lines[stamp.after].text)
        time = read_time(match, match[0]) if match else None
        if time is None or (time.hour, time.minute) != (stamp.time.hour, stamp.time.minute):
            break
        stamp = replace(stamp, after=stamp.after + 1)
    return stamp
