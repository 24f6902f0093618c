"""Pages whose entries are the items of a list, with all of their text set in under the bullet.

Scribble, which many newsrooms hired, wrote such lists, and The Sun, which prints the address of
the writer first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..base import NO_FIT, Byline, Fit, Line, Page
from ..furniture import rules
from .beginning import lines_with
from .cues import has_times
from .description import Head, Untimed
from .engine import layout_of
from .live_words import says_live

BULLET = re.compile(r"[•*] (?P<rest>\S.*)")
MAIL = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,3}")
FEWEST = 3
MANY = 0.5  # of the entries have more than one line
SET_IN = 0.9  # of the lines below the first bullet
FURNITURE = rules((r"Font Size|Viewer Comments|Translate posts and comments\.", "buttons"))


def indent_of(line: Line) -> int:
    return len(line.raw) - len(line.raw.lstrip())


def starts_of(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """The items of the outermost list, with the text behind their bullets."""
    found = [(at, m["rest"]) for at, line in enumerate(lines) if (m := BULLET.match(line.text))]
    if not found:
        return []
    outer = indent_of(lines[found[0][0]])
    return [(at, rest) for at, rest in found if indent_of(lines[at]) <= outer]


def heads(lines: Sequence[Line]) -> list[Head]:
    return [read_head(lines, at, rest) for at, rest in starts_of(lines)]


def read_head(lines: Sequence[Line], at: int, rest: str) -> Head:
    """The head of an item: its first words, or who wrote it and the headline below."""
    if not MAIL.fullmatch(rest):
        return Head(at, at + 1, opening=rest, claimed=((at, "bullet and text"),))
    below = lines[at + 1].text if at + 2 < len(lines) else ""
    headed = below.isupper()
    return Head(
        first=at,
        body=at + 2 if headed else at + 1,
        headline=below if headed else None,
        bylines=(Byline(rest),),
        claimed=((at, "byline"), (at + 1, "headline")) if headed else ((at, "byline"),),
    )


def fit(page: Page, lines: Sequence[Line]) -> Fit:
    starts = starts_of(lines) if lines_with(page, ("\n•", "\n*")) else []
    if len(starts) < FEWEST:
        return NO_FIT
    why = f"{len(starts)} items of a list with more text set in below"
    first, outer = starts[0][0], indent_of(lines[starts[0][0]])
    inner = sum(1 for line in lines[first:] if indent_of(line) > outer)
    if inner + len(starts) < SET_IN * (len(lines) - first):
        return NO_FIT
    ends = [*(at for at, _ in starts[1:]), len(lines)]
    full = sum(end - at > 1 for (at, _), end in zip(starts, ends, strict=True))
    if full < MANY * len(starts) or has_times(page) or not says_live(page, lines):
        return Fit(0.2, f"{why} of {full}, but no more tells that the page is live")
    mails = sum(1 for _, rest in starts if MAIL.fullmatch(rest))
    return Fit(0.75 if mails > len(starts) / 2 else 0.6, why)


LAYOUT = layout_of(
    Untimed(
        name="bulleted-untimed", source=None, zone=None, fit=fit, heads=heads, furniture=FURNITURE
    )
)
