"""The lines of a page that print the time of an entry, as its markup tells them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..base import Line, PrintedTime
from ..dates import groups_of
from ..furniture import furniture_of
from ..generic.shapes import HINT, LONGEST_TIME, SHAPES
from ..sentences import ends_sentence
from ..stamped.order import running_order
from ..stamped.pieces import AGE, read_time
from ..stamped.stamps import Stamp

FEWEST, FEWEST_CLOCKS = 2, 3
NOT_TOLD = ("title", "quote", "caption", "picture")
SEPARATORS = " |·•–—-,:;()[]/"
CHANGED = re.compile(
    r"(?:Block-time updated-time |Last |First published .{0,60})?"
    r"(?:Updated?|Modified|Edited|Mis à jour|Aktualisiert|Actualizado|Aggiornato)\b",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"(?:Block-time published-time|First published|Published|Posted|Posted by|Publié|Veröffentlicht"
    r"|Publicado|Time|Date)?(?: (?:at|on|à|um|am|le))?",
    re.IGNORECASE,
)
ALONE = tuple(shape.stamp for shape in SHAPES if "rest" not in shape.stamp.groupindex)
AGO = re.compile(AGE)
MARKER = re.compile(r"^(?:\d{1,9}\.|•) ")
LONG_TEXT = 100  # characters without a stop that are more than a headline or a link


@dataclass(frozen=True, slots=True)
class Time:
    """A line with the time of an entry: its place among the lines, from 0.

    `before` and `behind` are the other words of its line.
    """

    index: int
    line: Line
    time: PrintedTime
    before: str = ""
    behind: str = ""

    @property
    def changed(self) -> bool:
        """Whether it is the time of a change: "Updated at 3.45pm"."""
        return bool(CHANGED.match(f"{self.before} {self.time.text}".strip()))


@dataclass(frozen=True, slots=True)
class Times:
    """The times of a page's entries. `others` are lines with times that start none."""

    starts: tuple[Time, ...]
    others: tuple[Time, ...] = ()
    told: Literal["instants", "clocks"] = "instants"


def find_times(lines: Sequence[Line], may_start: Callable[[int], bool]) -> Times:
    """The times of the markup where there are enough, else clocks alone on their lines.

    `may_start` says of a clock's place whether the markup around it is that of an entry's head.
    """
    found = [time for at, line in enumerate(lines) if (time := time_of(at, line))]
    first = [time for time in found if not time.changed]
    if distinct(first) >= FEWEST:
        others = [time for time in found if time.changed]
        return Times(tuple(first), tuple(others))
    if distinct(found) >= FEWEST:
        return Times(tuple(found))
    return Times(tuple(clocks_of(lines, may_start)), told="clocks")


def distinct(times: Sequence[Time]) -> int:
    return len({time.line.mark.instant for time in times})


def time_of(index: int, line: Line) -> Time | None:
    """The time of a line with a `<time datetime>`; None where that stands in a sentence."""
    mark = line.mark
    if mark.instant is None or mark.kind in NOT_TOLD:
        return None
    text = own_text(line)
    printed = mark.printed if mark.printed in text else ""
    before, _, behind = text.partition(printed) if printed else ("", "", text)
    before, behind = before.strip(SEPARATORS), behind.strip()
    if before and (len(before) > LONGEST_TIME or len(behind) > LONGEST_TIME):
        return None
    if before and (ends_sentence(before) or ends_sentence(behind)):
        return None
    again = behind.strip(SEPARATORS)
    if printed and (clock_in(again) or AGO.fullmatch(again)):
        printed, behind = f"{printed} {behind}", ""
    time = read_time({}, printed or mark.instant.isoformat(), mark)
    return Time(index, line, time, before, opened(behind)) if time else None


def own_text(line: Line) -> str:
    """A line's text without the number or the point of the list that it stands in."""
    return MARKER.sub("", line.text) if line.raw.startswith(" ") else line.text


def opened(behind: str) -> str:
    """The words behind a time without the mark that sets them apart from it."""
    return behind.lstrip(" |·•–—-,:;)]")


def clock_in(text: str) -> re.Match[str] | None:
    """The clock that a text prints and nothing else."""
    if len(text) > LONGEST_TIME or not HINT.match(text):
        return None
    return next((match for form in ALONE if (match := form.fullmatch(text))), None)


def clocks_of(lines: Sequence[Line], may_start: Callable[[int], bool]) -> list[Time]:
    """The clocks alone on their lines that the markup shows to start entries, in their order."""
    found = [time for time in clocks_alone(lines) if may_start(time.index)]
    if len(found) < FEWEST_CLOCKS:
        return []
    stamps = [Stamp(time.index, time.index, time.index + 1, time.time) for time in found]
    kept = {stamp.index for stamp in running_order(stamps, strays=False)[0]}
    return [time for time in found if time.index in kept]


def clocks_alone(lines: Sequence[Line]) -> Iterator[Time]:
    for at, line in enumerate(lines):
        match = clock_in(line.text) if not line.mark.kind else None
        time = read_time(groups_of(match), line.text) if match else None
        if time:
            yield Time(at, line, time)


def tells(lines: Sequence[Line]) -> bool:
    """Whether some of the lines under an entry's head report something."""
    return any(map(is_text, lines))


def is_text(line: Line) -> bool:
    """Whether a line is a sentence, or too long for a headline, a link or a name."""
    if line.mark.kind not in ("", "item", "quote") or furniture_of(line):
        return False
    return ends_sentence(line.text) or len(line.text) > LONG_TEXT
