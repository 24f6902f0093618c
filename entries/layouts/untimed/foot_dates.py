"""The Independent's own pages: a headline, its text, and "Ada Moreno25 February 2022 10:55".

Who wrote an entry and when stands at its foot; in copies the name and the date are often glued.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..base import Byline, Line, PrintedTime
from ..dates import MONTH, groups_of
from ..furniture import rules
from ..stamped.bylines import read_signature
from ..stamped.pieces import AGE, pattern, read_time
from .cues import Cue, best_of, cued
from .description import Head, Untimed
from .engine import layout_of
from .shapes import Kind, headline_of, kinds_of, runs_of
from .starts import after_top

NAME = r"(?P<name>[^\W\d_][^\d:;!?|]{2,80}?)"
WHEN = (
    rf"(?i:(?P<day>\d{{1,2}}) (?P<month>{MONTH})|(?P<month_2>{MONTH}) (?P<day_2>\d{{1,2}}),?)"
    r" (?P<year>20\d\d),? (?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?: ?(?P<half>[AaPp])[Mm])?"
)
FOOT = pattern(NAME, " ?", WHEN)
GLUED = pattern(r"[^\d:;!?|]{2,80}?[^\W\d_]\.?", WHEN)
# How such a line ends; without it the patterns above, which take long, need not be tried.
CLOCK_AT_END = re.compile(r"20\d\d,? (?:[01]?\d|2[0-3]):[0-5]\d(?: ?[AaPp][Mm])?$")
LONGEST_END = 24  # characters
YEAR = (" 20",)  # how that of every foot begins
FURNITURE = rules(
    (rf"{AGE}|As it happenedended.*|Live ?updated.*|\d+ ?Comments?|1\d{{9}}", "page header"),
    (r"Stay up to date with notifications .{0,60}|Notifications can be managed .{0,60}", "buttons"),
    (r"Please allow a moment for the live ?blog to load|Show latest update", "buttons"),
)
# Under it stand the entries, where the page's head has been kept.
LOADS = re.compile(r"Please allow a moment for the live ?blog to load|Show latest update", re.I)
NAMED = re.compile(r"\b[Ii]ndependent\b")


def matched(foot: re.Pattern[str], line: Line) -> re.Match[str] | None:
    """The line as a foot, if it is one."""
    ends = CLOCK_AT_END.search(line.text[-LONGEST_END:])
    return foot.fullmatch(line.text) if ends else None


def is_glued(line: Line) -> bool:
    return matched(GLUED, line) is not None


def is_foot(line: Line) -> bool:
    return matched(FOOT, line) is not None


def heads(lines: Sequence[Line]) -> list[Head]:
    """The entries, each from below the foot of the one above to its own foot."""
    kinds = kinds_of(lines, FURNITURE)
    found: list[Head] = []
    start = after_top(lines, LOADS)
    for at, line in enumerate(lines):
        match = matched(FOOT, line)
        people = read_signature(", ".join(re.split(", ?", match["name"]))) if match else ()
        if match is None or not people:
            continue
        time = read_time(groups_of(match), line.text[match.end("name") :].strip())
        if time:
            found.append(read_head(lines, kinds, start, at, people, time))
            start = at + 1
    return found


def read_head(
    lines: Sequence[Line],
    kinds: Sequence[Kind],
    start: int,
    foot: int,
    people: tuple[Byline, ...],
    time: PrintedTime,
) -> Head:
    """The entry above a foot, of which the first line stands at `start` or below."""
    at = headline_above(lines, kinds, start, foot)
    first = next((i for i in range(start, foot) if kinds[i] != "furniture"), foot)
    claimed = ((foot, "byline and time"),)
    if at is None:
        return Head(first, first, bylines=people, time=time, claimed=claimed)
    return Head(
        first=at,
        body=at + 1,
        headline=lines[at].text,
        bylines=people,
        time=time,
        claimed=((at, "headline"), *claimed),
    )


def headline_above(
    lines: Sequence[Line], kinds: Sequence[Kind], start: int, foot: int
) -> int | None:
    """The place of an entry's headline: first, and where the page's head is above, the last."""
    if start:
        first = next((at for at in range(start, foot) if kinds[at] != "furniture"), foot)
        return first if first < foot and kinds[first] in ("heading", "byline") else None
    runs = runs_of(lines, kinds, start, foot)
    if runs:
        return headline_of(runs[-1])
    return next((at for at in reversed(range(foot)) if kinds[at] == "heading"), None)


LAYOUT = layout_of(
    Untimed(
        name="headline-foot-date",
        source="independent",
        zone="Europe/London",
        heads=heads,
        furniture=FURNITURE,
        fit=best_of(
            cued(
                heads,
                Cue(is_glued, YEAR),
                "lines with a name, a date and a clock glued together",
                NAMED,
                named=0.93,
                alone=0.85,
                untimed=False,
            ),
            cued(
                heads,
                Cue(is_foot, YEAR),
                "lines with a name, a date and a clock",
                NAMED,
                alone=0.3,
                untimed=False,
            ),
        ),
    )
)
