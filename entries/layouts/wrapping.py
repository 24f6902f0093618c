"""Dumps whose tool broke long lines at a width: the lines as they were before.

A line was broken where the next word did not fit, so two lines belong together if the first
word of the second would have passed the width. Names, roles and other short lines stay apart.
Where no blank line parts paragraphs, one that ends right at the width joins the next, since
nothing shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .base import Fit, Line, Page, ParsedEntry, ParsedLiveblog
from .remembering import remembered

WIDTHS = range(40, 121)  # characters at which tools break lines
FEWEST_BREAKS = 4
LONG, MOST = 0.75, 0.7  # of the lines that nearly fill the width, most go on in the next
# Words in the middle of a sentence begin small; a headline and the text under it do not.
MANY = 0.6
# How a line begins that opens something new, however full the one above it.
OPENING = re.compile(r"[•*▪‣] |\d{1,3}\. |\d{1,2}[:.h]\d\d|\d{1,2} ?[ap]\.?m\b|published at ")


@remembered
def unwrapped(page: Page) -> tuple[Page, dict[int, int]]:
    """The page with its broken lines joined, and the last line's number by the first's.

    A page that shows no width is given back as it is.
    """
    if any(len(line.raw.rstrip()) >= WIDTHS.stop for line in page.lines):
        return page, {}
    width = max((len(line.raw.rstrip()) for line in page.lines), default=0)
    if width not in WIDTHS:
        return page, {}
    pairs = list(zip(page.lines, page.lines[1:], strict=False))
    broken = {other.number for one, other in pairs if is_broken(one, other, width)}
    long = sum(1 for one, other in pairs if other.text and len(one.raw.rstrip()) > LONG * width)
    small = sum(1 for _, other in pairs if other.number in broken and other.text[0].islower())
    if len(broken) < max(FEWEST_BREAKS, MOST * long) or small < MANY * len(broken):
        return page, {}
    return joined(page, broken)


def is_broken(line: Line, below: Line, width: int) -> bool:
    """Whether a line goes on in the one below."""
    if not line.text or not below.text:
        return False
    word = below.text.split(" ", 1)[0]
    too_long = len(line.raw.rstrip()) + 1 + len(word) > width
    return too_long and not OPENING.match(below.text)


def joined(page: Page, broken: set[int]) -> tuple[Page, dict[int, int]]:
    groups: list[list[Line]] = []
    for line in page.lines:
        if line.number in broken:
            groups[-1].append(line)
        else:
            groups.append([line])
    lines = tuple(with_rest(first, rest) if rest else first for first, *rest in groups)
    ends = {group[0].number: group[-1].number for group in groups if len(group) > 1}
    return replace(page, lines=lines), ends


def with_rest(first: Line, rest: list[Line]) -> Line:
    """The first of some lines with the text of all."""
    return Line(first.number, " ".join([first.raw, *(line.text for line in rest)]), first.mark)


def fitting_unwrapped(fit: Callable[[Page], Fit]) -> Callable[[Page], Fit]:
    """The layout's test, on whole lines."""
    return lambda page: fit(unwrapped(page)[0])


def parsing_unwrapped(parse: Callable[[Page], ParsedLiveblog]) -> Callable[[Page], ParsedLiveblog]:
    """The layout's reading of whole lines, told by the numbers of the lines as they stand."""

    def parse_whole(page: Page) -> ParsedLiveblog:
        whole, ends = unwrapped(page)
        liveblog = parse(whole)
        return with_all_lines(liveblog, ends) if ends else liveblog

    return parse_whole


def with_all_lines(liveblog: ParsedLiveblog, ends: dict[int, int]) -> ParsedLiveblog:
    def whole(entry: ParsedEntry) -> ParsedEntry:
        return replace(entry, last_line=ends.get(entry.last_line, entry.last_line))

    claims = dict(liveblog.claims)
    for first, last in ends.items():
        if first in claims:
            claims |= dict.fromkeys(range(first, last + 1), claims[first])
    return replace(liveblog, entries=tuple(map(whole, liveblog.entries)), claims=claims)
