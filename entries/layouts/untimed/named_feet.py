"""Pages that print under each entry the name of who wrote it, alone: the Express's, in copies.

Other pages print the name above: there nothing but the page's head stands above the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..base import NO_FIT, Fit, Line, Page
from ..sentences import ends_sentence
from ..stamped.bylines import names_in
from .cues import has_times, said_in
from .description import Head, Untimed, heads_in
from .engine import layout_of
from .live_words import says_live
from .shapes import kind_of, says_by
from .starts import after_closing, after_top

LONGEST_NAME, MOST_WORDS = 40, 4
FEWEST = 2
MANY = 0.5  # of the entries are signed
TITLE = re.compile(r".*\bLIVE\b.*")
PUBLISHER = re.compile(r"\bExpress\b|express\.co\.uk")


def is_name_alone(line: Line) -> bool:
    short = len(line.text) <= LONGEST_NAME and len(line.text.split()) <= MOST_WORDS
    bare = short and not line.mark.kind and not says_by(line)
    return bare and bool(names_in(line.text))


FIND = after_closing(is_name_alone, TITLE, parts=True)


def heads(lines: Sequence[Line]) -> list[Head]:
    """The entries; the name that closes the last of them is no headline that was cut off."""
    return [head for head in FIND(lines) if not is_name_alone(lines[head.first])]


def feet_of(lines: Sequence[Line]) -> list[int]:
    """The names under a text, with a headline or nothing below them."""
    return [
        at
        for at, line in enumerate(lines)
        if at
        and len(line.text) <= LONGEST_NAME
        and ends_sentence(lines[at - 1].text)
        and is_name_alone(line)
        and (at + 1 == len(lines) or kind_of(lines[at + 1]) == "heading")
    ]


def stand_above(lines: Sequence[Line], feet: Sequence[int]) -> bool:
    """Whether the names are rather those of who wrote what is below them."""
    if feet[-1] == len(lines) - 1:
        return False
    kinds = [kind_of(line) for line in lines[after_top(lines, TITLE) : feet[0]]]
    return "heading" not in kinds


def fit(page: Page, lines: tuple[Line, ...]) -> Fit:
    if not says_live(page, lines) or len(feet := feet_of(lines)) < FEWEST:
        return NO_FIT
    why = f"{len(feet)} names alone under a text and above a headline"
    if stand_above(lines, feet) or has_times(page):
        return Fit(0.2, f"{why}, but they open entries, or the page prints times")
    found = heads_in(lines, heads)
    if len(found) < FEWEST or len(feet) < MANY * len(found):
        return Fit(0.3, f"{why}, of {len(found)} entries")
    named = said_in(page, lines[: found[0].first], PUBLISHER)
    return Fit(0.8 if named else 0.65, why)


LAYOUT = layout_of(
    Untimed(
        name="name-at-foot-untimed",
        source="daily-express",
        zone="Europe/London",
        fit=fit,
        heads=heads,
        named=True,
    )
)
