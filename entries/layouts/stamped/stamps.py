"""The lines of a page that print a time as an entry's start does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..base import Line, PrintedTime
from ..dates import groups_of, read_day_line
from ..tweets import dates_tweet
from .description import Stamped
from .pieces import read_time

HALF_A_DAY = 12  # hours
TIME = re.compile(r"\d|ago\b|now\b", re.IGNORECASE)
FEWEST_AGES = 3  # entries of a page that prints one above each


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line with the time of an entry. `index` is its place among the lines, from 0.

    `first` and `after` bound the lines of the stamp with what else prints its time; `rest` is
    what follows the time on its line, `title` the page's title where that stands before it.
    `section` counts the days on lines of their own down to it, each right above a stamp.
    """

    index: int
    first: int
    after: int
    time: PrintedTime
    rest: str = ""
    name: str = ""
    label: str = ""
    title: str = ""
    section: int = 0

    @property
    def is_told(self) -> bool:
        """Whether it prints any time; what has lost it may start an entry all the same."""
        return TIME.search(self.time.text) is not None

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


def find_stamps(lines: Sequence[Line], at: Iterable[int], layout: Stamped) -> list[Stamp]:
    """The lines that print a time as the layout's entries do, whether they start one or not.

    `at` are the indices of the lines that may.
    """
    stamps: list[Stamp] = []
    after = 0
    for index in at:
        match = layout.stamp.fullmatch(lines[index].text) if index >= after else None
        if match and (stamp := read_stamp(match, lines, index, after, layout)):
            stamps.append(stamp)
            after = stamp.after
    return without_page_age(stamps, lines)


def read_stamp(
    match: re.Match[str], lines: Sequence[Line], index: int, floor: int, layout: Stamped
) -> Stamp | None:
    """The stamp of a match, with the lines above and below that print more of its time.

    `floor` is the index of the first line that may belong to it.
    """
    found = groups_of(match)
    time = read_time(found, text_of(match, found), lines[index].mark)
    if time is None:
        return None
    time, first = with_lead(time, lines, index, floor, layout)
    if layout.led and first == index and not layout.own_cue.fullmatch(match[0]):
        return None
    return Stamp(
        index=index,
        first=first,
        after=after_again(time, lines, index + 1, layout),
        time=time,
        rest=found.get("rest", "").strip(),
        name=found.get("name", "").strip(" ,"),
        label=found.get("label", "").strip(),
        title=found.get("title", ""),
    )


def text_of(match: re.Match[str], found: Mapping[str, str]) -> str:
    """What the line prints of the time: all but its name, its label and its text."""
    text = match[0].removeprefix(found.get("title", ""))
    for part in ("rest", "label"):
        if found.get(part):
            at = text.rfind(found[part])
            text = text[:at] or text[len(found[part]) :]
    name = found.get("name", "")
    if name:
        above, _, below = text.rpartition(name)
        text = below if any(map(str.isdigit, below)) else above
    return text.strip(" |–—-,•*+:·") or match[0]


def with_lead(
    time: PrintedTime, lines: Sequence[Line], index: int, floor: int, layout: Stamped
) -> tuple[PrintedTime, int]:
    """The time with the age, the day or the clock that the line above it prints, and the index of
    the first line.
    """
    above = lines[index - 1].text if layout.lead and index > floor else ""
    match = layout.lead.fullmatch(above) if layout.lead and above else None
    if match is None:
        return time, index
    lead = read_time(groups_of(match), above)
    if lead and lead.age is not None:
        text = f"{lead.text} {time.text}"
        time = replace(time, text=text, age=lead.age, age_unit=lead.age_unit)
    elif lead and lead.day:
        time = on_day_of(lead, time)
    elif lead and time.hour is None:
        text = f"{lead.text} {time.text}"
        time = replace(time, text=text, hour=lead.hour, minute=lead.minute)
    return time, index - 1


def in_sections(stamps: Sequence[Stamp], lines: Sequence[Line]) -> list[Stamp]:
    """The stamps, told which of the page's days they stand under."""
    found: list[Stamp] = []
    section = 0
    for stamp in stamps:
        above = stamp.first - 1
        if above >= 0 and read_day_line(lines[above].text) and not dates_tweet(lines, above):
            section += 1
        found.append(replace(stamp, section=section) if section else stamp)
    return found


def without_page_age(stamps: list[Stamp], lines: Sequence[Line]) -> list[Stamp]:
    """The stamps; an age above the first of them alone is the page's: "9 hours ago"."""
    if len(stamps) < FEWEST_AGES or stamps[0].first == stamps[0].index:
        return stamps
    first, *others = stamps
    if first.time.age is None or any(stamp.time.age is not None for stamp in others):
        return stamps
    text = first.time.text.removeprefix(f"{lines[first.first].text} ")
    time = replace(first.time, text=text, age=None, age_unit=None)
    return [replace(first, first=first.index, time=time), *others]


def on_day_of(lead: PrintedTime, time: PrintedTime) -> PrintedTime:
    """The time with the day of its lead, which may print the same moment's clock elsewhere.

    "7 Mar 2023 - 01:30" above "(22:30 GMT)" is the day before in that zone.
    """
    day, month, year = lead.day, lead.month, lead.year
    if lead.hour is not None and time.hour is not None and day and month and year:
        apart = lead.hour - time.hour
        shift = -1 if apart < -HALF_A_DAY else 1 if apart > HALF_A_DAY else 0
        date = dt.date(year, month, day) + dt.timedelta(days=shift)
        day, month, year = date.day, date.month, date.year
    return replace(time, text=f"{lead.text} {time.text}", day=day, month=month, year=year)


def after_again(time: PrintedTime, lines: Sequence[Line], after: int, layout: Stamped) -> int:
    """The index after the lines below a stamp that print its time once more."""
    while layout.again and after < len(lines):
        match = layout.again.fullmatch(lines[after].text)
        again = read_time(groups_of(match), match[0]) if match else None
        if again is None or not is_same(again, time):
            break
        after += 1
    return after


def is_same(again: PrintedTime, time: PrintedTime) -> bool:
    """Whether a time is another once more: its clock, or its day alone."""
    if again.hour is None:
        return (again.day, again.month) == (time.day, time.month)
    return (again.hour, again.minute) == (time.hour, time.minute)
