"""BBC pages saved as HTML: “published at 13:30 …” in an element of its own under the headline.

What their text has in one line is put into one here, so that one layout reads both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .base import Fit, Line, Page, ParsedEntry, ParsedLiveblog
from .remembering import remembered
from .stamped.pieces import read_time

# The second print is for those who see the page, the first for those who hear it.
PUBLISHED = re.compile(
    r"(?P<first>published at (?P<clock>\d{1,2}[:.]\d\d)\b.{0,60}?)"
    r"(?: ?(?P=clock)(?!\d).{0,40})?"
)
LONGEST = 160  # characters
HEAD = 5  # lines, blank ones too


def fitting_whole_heads(fit: Callable[[Page], Fit]) -> Callable[[Page], Fit]:
    """The layout's test, on a page whose headlines have their times behind them."""
    return lambda page: fit(with_whole_heads(page)[0])


def parsing_whole_heads(
    parse: Callable[[Page], ParsedLiveblog],
) -> Callable[[Page], ParsedLiveblog]:
    """The layout's reading of such a page; the lines of the times are accounted for."""

    def parse_whole(page: Page) -> ParsedLiveblog:
        whole, taken = with_whole_heads(page)
        liveblog = parse(whole)
        entries = tuple(with_instant(entry, page) for entry in liveblog.entries)
        claims = liveblog.claims | dict.fromkeys(taken, "time")
        return replace(liveblog, entries=entries, claims=claims)

    return parse_whole


def with_instant(entry: ParsedEntry, page: Page) -> ParsedEntry:
    """The entry with the full time that the markup of its head tells, where it tells one."""
    head = page.lines[entry.first_line - 1 : entry.last_line][:HEAD]
    mark = next((line.mark for line in head if line.mark.instant), None)
    if mark is None or entry.time is None:
        return entry
    return replace(entry, time=read_time({}, entry.time.text, mark))


@remembered
def with_whole_heads(page: Page) -> tuple[Page, tuple[int, ...]]:
    """The page with each time moved behind the headline above it, and the times' line numbers."""
    moved: dict[int, Line] = {}
    taken: list[int] = []
    heading: Line | None = None
    for line in page.lines:
        if not line.text:
            continue
        match = PUBLISHED.fullmatch(line.text) if heading and len(line.text) <= LONGEST else None
        if heading and match:
            moved[heading.number] = replace(heading, raw=f"{heading.raw} {match['first']}")
            moved[line.number] = Line(line.number, "")
            taken.append(line.number)
        heading = line if line.mark.kind == "heading" else None
    if not taken:
        return page, ()
    lines = tuple(moved.get(line.number, line) for line in page.lines)
    return replace(page, lines=lines), tuple(taken)
