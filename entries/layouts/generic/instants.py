"""Pages whose markup tells times: `<time datetime="2022-03-24T13:30Z">1 hr ago</time>`.

Such lines are set in one form, which an entry starts with, and their words put back afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..base import Line, Page, ParsedEntry, ParsedLiveblog
from ..stamped.description import Stamped
from .shapes import LONGEST_TIME, SHAPES, shape

FEWEST = 3
WORD = "Time 0"
MARKED = shape(re.compile(rf"{WORD}(?: (?P<rest>.*))?", re.DOTALL))
MOST = 0.7  # of the times with a heading beside them, so many make it a rule of the page
BYLINES_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Marked:
    """A page with its times in one form, the lines as they were, and where headlines stand."""

    page: Page
    printed: dict[int, str]
    description: Stamped


def with_instants(page: Page) -> Marked | None:
    """The page as its markup tells its times; None where it tells too few."""
    lines = page.text_lines
    at = [index for index, line in enumerate(lines) if tells_time(line)]
    if len(at) < FEWEST:
        return None
    above = [index for index in at if has_heading(lines, index, -1)]
    below = [index for index in at if has_heading(lines, index, +1)]
    description = MARKED
    if len(above) >= max(FEWEST, MOST * len(at), len(below)):
        # A time without a headline is the page's own.
        at, description = above, replace(MARKED, above=("headline", "byline"), below=("byline",))
    elif len(below) >= max(FEWEST, MOST * len(at)):
        at, description = below, replace(MARKED, below=("headline", "byline"))
    printed = {lines[index].number: lines[index].text for index in at}
    changed = [in_one_form(line) if line.number in printed else line for line in page.lines]
    return Marked(replace(page, lines=tuple(changed)), printed, description)


def tells_time(line: Line) -> bool:
    instant = line.mark.instant
    if instant is None or instant.tzinfo is None:
        return False
    return len(line.text) <= LONGEST_TIME or any(known.stamp.match(line.text) for known in SHAPES)


def has_heading(lines: Sequence[Line], index: int, step: int) -> bool:
    """Whether the markup says that the line beside is a heading, bylines in between aside."""
    for away in range(1, BYLINES_BETWEEN + 2):
        at = index + step * away
        if not 0 <= at < len(lines) or lines[at].mark.instant:
            return False
        if lines[at].mark.kind == "heading":
            return True
        if len(lines[at].text) > LONGEST_TIME:
            return False
    return False


def in_one_form(line: Line) -> Line:
    matches = (known.stamp.fullmatch(line.text) for known in SHAPES)
    match = next((found for found in matches if found), None)
    rest = match.groupdict().get("rest") if match else None
    return Line(line.number, f"{WORD} {rest}" if rest else WORD, line.mark)


def as_printed(liveblog: ParsedLiveblog, marked: Marked) -> ParsedLiveblog:
    """The page read, with the words of its times as they were printed."""

    def worded(entry: ParsedEntry) -> ParsedEntry:
        numbers = range(entry.first_line, entry.last_line + 1)
        text = next((marked.printed[n] for n in numbers if n in marked.printed), None)
        if entry.time is None or text is None:
            return entry
        return replace(entry, time=replace(entry.time, text=text[:LONGEST_TIME]))

    return replace(liveblog, entries=tuple(map(worded, liveblog.entries)))
