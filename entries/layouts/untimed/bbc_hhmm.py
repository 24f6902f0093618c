"""BBC live pages up to 2011: entries that open with four digits, "1216 The leader rises."

Such pages stand in the archive of an observer of changes as tables too, a column for each of two
versions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..base import NO_FIT, Byline, Fit, Line, Page, PrintedTime
from ..bbc_bylines import split_byline
from ..furniture import rules
from ..remembering import remembered
from ..stamped.bylines import is_name, names_in
from ..wrapping import unwrapped
from .description import FitLines, Head, Untimed, heads_in
from .engine import layout_of

# In 2010 the clock was an element of its own, so that copies lost the space behind it.
START = re.compile(
    r"(?:By (?P<by>[A-Z][^\d.:;]{2,80}) )?(?P<clock>(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d))"
    r"(?::? |(?=[A-Z“‘\"']))"
    r"(?!(?:GMT|BST|UTC)\b)"  # a title, or a page that prints its zone with every time
    r"(?P<rest>[^\W_a-z].*|[\"'“‘(\[£$€].*)"
    r"|(?P<alone>(?P<hour_2>[01]\d|2[0-3])(?P<minute_2>[0-5]\d)):?",
    re.DOTALL,
)
BBC = re.compile(r"\bBBC\b|\bbbc\b")
BBC_ADDRESS = re.compile(r"//[^/]*\bbbc\.")
DAY = 24 * 60
NEAR = 3 * 60  # minutes: a year ("2010 was ...") is seldom so near to the clocks around it
YEARS = range(19 * 60, 20 * 60 + 30)  # 1900 to 1959 and 2000 to 2029, read as clocks
AROUND = 2  # clocks before and behind
FEWEST = 3
MOST_MARKED = 0.8
CELLS = re.compile(r"(?P<left>[^|]*)\|(?P<right>[^|]*)\|?")
MOST_CELLS = 0.6
NOTES = 5  # lines above the table among which the observer says where it comes from
SEEN = re.compile(r"\bon [A-Z][a-z]+ \d{1,2}, \d{4}|\bon \d{1,2} [A-Z][a-z]+ \d{4}")
ICONS = rules(
    (r"tweets?|envelope(?: \w)?|e-?mail|phone|text message|quote", "word for a picture"),
    (r"Media playback is (?:un|not )supported on (?:your|this) device", "player"),
)
OBSERVER = rules(
    (
        r"This article is from the source .{0,150}|The (?:article|page) has changed .{0,80}"
        r"|You can find the current article .{0,150}|(?:There is an|Subscribe to) RSS .{0,80}"
        r"|Version \d{1,4}|Next check .{0,80}"
        r"|\(.{1,40} later\)",
        "observer of changes",
    ),
)


def heads(lines: Sequence[Line]) -> list[Head]:
    """The entries, in the order of the page, which need not be that of their clocks."""
    found = [(at, match) for at, line in enumerate(lines) if (match := START.fullmatch(line.text))]
    clocks = [60 * hour + minute for hour, minute in (clock_of(match) for _, match in found)]
    return [
        read_head(lines, at, match)
        for (at, match), clock, near in zip(found, clocks, nearness(clocks), strict=True)
        if near or clock not in YEARS
    ]


def nearness(clocks: Sequence[int]) -> list[bool]:
    """For each clock, in minutes, whether one of those around it is near; one alone is."""
    return [
        len(clocks) == 1
        or any(
            min((clock - other) % DAY, (other - clock) % DAY) <= NEAR
            for other in (*clocks[max(0, at - AROUND) : at], *clocks[at + 1 : at + 1 + AROUND])
        )
        for at, clock in enumerate(clocks)
    ]


def clock_of(match: re.Match[str]) -> tuple[int, int]:
    return int(match["hour"] or match["hour_2"]), int(match["minute"] or match["minute_2"])


def read_head(lines: Sequence[Line], at: int, match: re.Match[str]) -> Head:
    """The head in a line; a reporter's name may stand on the line above."""
    people = reporter_in(lines[at - 1].text) if at else ()
    hour, minute = clock_of(match)
    time = PrintedTime(match["clock"] or match["alone"], hour=hour, minute=minute)
    claimed = ((at, "time and text" if match["rest"] else "time"),)
    return Head(
        first=at - 1 if people else at,
        body=at + 1,
        opening=match["rest"] or "",
        bylines=people,
        time=time,
        claimed=(((at - 1, "byline"), *claimed) if people else claimed),
    )


def reporter_in(text: str) -> tuple[Byline, ...]:
    """The people of a line that names them alone, or one with the role: "Ada Moreno, editor".

    With "By" before them, they wrote the page.
    """
    if text.startswith("By "):
        return ()
    name, role = split_byline(text)
    return (Byline(name, role),) if role and is_name(name) else names_in(text)


def fitting(what: str, wanted: bool) -> FitLines:
    """A test for such pages; `wanted` says whether they have to be tables."""

    def fit(page: Page, lines: tuple[Line, ...]) -> Fit:
        if is_table(page.text_lines) != wanted:
            return NO_FIT
        starts = [line for line in lines if START.fullmatch(line.text)]
        if len(starts) < FEWEST or len(heads_in(lines, heads)) < 0.8 * len(starts):
            return NO_FIT
        named = any(BBC.search(line.text[:300]) for line in page.text_lines[:40])
        why = f"{len(starts)} {what} begin with four digits that are a clock"
        if BBC_ADDRESS.search(page.url or "") or named and not are_marked(starts):
            return Fit(0.9, why)
        return Fit(0.65, why)

    return fit


def are_marked(starts: Sequence[Line]) -> bool:
    """Whether a colon stands behind most clocks, as others print them who write of the BBC."""
    return sum(line.text[4:5] == ":" for line in starts) > MOST_MARKED * len(starts)


@remembered
def is_table(lines: tuple[Line, ...]) -> bool:
    rows = sum(1 for line in lines if line.text.endswith("|"))
    return rows >= max(FEWEST, MOST_CELLS * len(lines))


@remembered
def newest_column(page: Page) -> tuple[Line, ...]:
    """The cells of the page's newest version, which is the right one where it has entries."""
    lines = unwrapped(page)[0].text_lines
    if not is_table(lines):
        return lines
    pairs = [(line, CELLS.fullmatch(line.text)) for line in lines]
    side = "right" if any(m and START.fullmatch(m["right"].strip()) for _, m in pairs) else "left"
    cells = (
        Line(line.number, match[side], line.mark) if match else with_first_seen(line, at)
        for at, (line, match) in enumerate(pairs)
    )
    return tuple(cell for cell in cells if cell.text)


def with_first_seen(line: Line, at: int) -> Line:
    """The line; of one on where the table comes from, what it says of the page's day alone."""
    says = at < NOTES and line.text.startswith("This article is from")
    match = SEEN.search(line.text) if says else None
    return Line(line.number, f"First published {match[0]}") if match else line


LAYOUTS = (
    layout_of(
        Untimed(
            name="bbc-hhmm",
            source="bbc-news",
            zone="Europe/London",
            fit=fitting("lines", wanted=False),
            heads=heads,
            furniture=ICONS,
        )
    ),
    layout_of(
        Untimed(
            name="newssniffer-table-hhmm",
            source="bbc-news",
            zone="Europe/London",
            fit=fitting("cells of a table", wanted=True),
            heads=heads,
            lines=newest_column,
            furniture=OBSERVER,
        )
    ),
)
