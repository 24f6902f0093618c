"""What a line looks like: the end of a sentence, a heading, a caption, furniture.

Where a page has lost its markup, a heading is a short line that ends in no stop, with text below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..base import Byline, Line
from ..body import BULLET, NUMBERED
from ..captions import read_caption
from ..furniture import Furniture, furniture_of
from ..remembering import remembered
from ..sentences import CLOSERS, SENTENCE_WITHIN
from ..stamped.bylines import (
    LONGEST_BYLINE,
    MARKS,
    TOLD,
    is_name,
    names_in,
    read_byline_line,
    split_names,
)
from .signatures import is_signed

Kind = Literal["heading", "byline", "text", "caption", "furniture"]

LONGEST_HEADING = 200  # characters
LONGEST_QUESTION = 120
# "?" may end a headline; these end a sentence, or lead to what follows.
STOPS = (".", "!", ":", ";", ",", "…")
ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:[ap]\.m|Jr|Sr|Inc|Co|Corp|Ltd|St|No|etc)\.$")
# The end of a post's own words: "... — Ada Moreno (@ada) March 9, 2022".
TWEETED = re.compile(r"(?:—|–|-{1,2}) ?[^@]{1,80}\(@\w{1,30}\),? .{4,30}$")
LONGEST_TWEETER = 150
# One of them stands in every line that says whose byline it is: it starts with such a word, unless
# it has a tag.
BYLINE_WORDS = ("<", *(f"\n{word}{mark}" for word in (*MARKS, *TOLD) for mark in ("", ":")))
DESK = re.compile(r"[Aa]genc(?:y|ies)|[Ss]taff|Newsroom|Reuters|[A-Z]{2,5}(?: staff)?")


def kinds_of(lines: Sequence[Line], own: Furniture = ()) -> list[Kind]:
    """What each line looks like; `own` are furniture rules of the layout.

    Where the page's markup says which lines are headings, no other line is one.
    """
    lines = tuple(lines)
    pairs = zip(lines, kinds_alone(lines), strict=True)
    kinds = [with_own(line, alone, own) for line, alone in pairs]
    counts = Counter(line.mark.level for line in lines if is_marked_heading(line))
    usual = counts.most_common(1)
    if not usual or usual[0][1] < 2:
        return kinds
    level, _ = usual[0]
    return [marked_kind(line, level, kind) for line, kind in zip(lines, kinds, strict=True)]


def is_marked_heading(line: Line) -> bool:
    return line.mark.kind == "heading" and line.mark.level > 1


def marked_kind(line: Line, level: int, kind: Kind) -> Kind:
    """The kind of a line whose page marks its headings, of which those of one level part entries.

    Those above them part the page, and those below them an entry. `kind` is what it looks like.
    """
    if is_marked_heading(line):
        return "heading" if line.mark.level == level else "furniture"
    return "text" if kind == "heading" else kind


@remembered
def kinds_alone(lines: tuple[Line, ...]) -> list[tuple[Kind, bool]]:
    return [kind_alone(line) for line in lines]


def kind_of(line: Line, own: Furniture = ()) -> Kind:
    return with_own(line, kind_alone(line), own)


def with_own(line: Line, alone: tuple[Kind, bool], own: Furniture) -> Kind:
    """The kind of a line, by what it is without the rules of a layout, and by those."""
    kind, sure = alone
    return "furniture" if own and not sure and furniture_of(line, own) else kind


def kind_alone(line: Line) -> tuple[Kind, bool]:
    """The kind of a line, and whether it is of that whatever rules a layout has."""
    text, mark = line.text, line.mark.kind
    if mark in ("item", "quote") or is_signed(line):
        return "text", True
    if mark == "caption" or read_caption(text):
        return "caption", True
    if furniture_of(line):
        return "furniture", True
    if not may_be_heading(text):
        return "text", False
    listed = BULLET.fullmatch(text) or NUMBERED.fullmatch(text) or text.startswith("- ")
    if listed or TWEETED.search(text, max(0, len(text) - LONGEST_TWEETER)):
        return "text", False
    return "byline" if people_in(text) else "heading", False


def people_in(text: str) -> tuple[Byline, ...]:
    """The people, agencies and desks of a line that is a byline and nothing else."""
    return read_byline_line(text) or names_in(text) or desks_in(text)


def desks_in(text: str) -> tuple[Byline, ...]:
    """The same of a line that also names agencies: "By Ada Moreno and Agencies"."""
    if not text.startswith("By ") or len(text) > LONGEST_BYLINE:
        return ()
    parts = split_names(text.removeprefix("By "))
    told = all(is_name(part) or DESK.fullmatch(part) for part in parts)
    return tuple(map(Byline, parts)) if told else ()


def says_by(line: Line) -> bool:
    """Whether a line is a byline that says so, and no name that stands alone."""
    if len(line.text) > LONGEST_BYLINE:
        return False
    return bool(read_byline_line(line.text) or desks_in(line.text))


def may_be_heading(text: str) -> bool:
    """Whether a line is short and no whole sentence."""
    if len(text) > LONGEST_HEADING:
        return False
    bare = text.rstrip(CLOSERS)
    if bare.endswith("?"):
        return len(text) <= LONGEST_QUESTION and not SENTENCE_WITHIN.search(text)
    return not bare.endswith(STOPS) or bool(ABBREVIATED.search(text))


@dataclass(frozen=True, slots=True)
class Run:
    """Headings, and the bylines among them, that stand together above text.

    Captions and furniture may stand between. `bylines` are those under the first heading.
    """

    headings: tuple[int, ...]
    bylines: tuple[int, ...] = ()


def headline_of(run: Run) -> int:
    """The place of the headline: right above a byline, else first."""
    above = [at for at in run.headings if run.bylines and at < run.bylines[0]]
    return above[-1] if above else run.headings[0]


LONGEST_CUT = 3  # headings without text under them at a page's end


def runs_of(lines: Sequence[Line], kinds: Sequence[Kind], start: int, end: int) -> list[Run]:
    """The runs between two places that have text under them, or that the page's end cuts off."""
    runs: list[Run] = []
    headings: list[int] = []
    bylines: list[int] = []
    leads = False
    for index in range(start, end):
        kind = kinds[index]
        if kind == "byline" and (headings or says_by(lines[index])):
            bylines += [index] if headings else []
        elif kind in ("heading", "byline"):
            headings.append(index)  # A name that stands alone is a heading as well.
        elif kind == "text":
            runs += run_of(headings, bylines, leads)
            headings, bylines = [], []
            leads = lines[index].text.endswith(":")
    if end == len(lines) and len(headings) <= LONGEST_CUT:
        runs += run_of(headings, bylines, leads)
    return runs


def run_of(headings: list[int], bylines: list[int], leads: bool) -> list[Run]:
    """The run of these lines, if there are any.

    `leads` says that the text above leads to something: several short lines are its list then,
    and the last of them is the heading.
    """
    if leads and not bylines:
        headings = headings[-1:]
    return [Run(tuple(headings), tuple(bylines))] if headings else []


def runs_below_title(
    lines: Sequence[Line], kinds: Sequence[Kind], start: int, end: int
) -> list[Run]:
    """The runs that start entries: where the page's head is not told, without its title."""
    runs = runs_of(lines, kinds, start, end)
    if start or not runs or is_marked_heading(lines[runs[0].headings[0]]):
        return runs
    last = runs[0].headings[-1]
    alone = len(runs[0].headings) == 1
    below = [index for index in runs[0].bylines if index > last]
    return runs[1:] if alone else [Run((last,), tuple(below)), *runs[1:]]
