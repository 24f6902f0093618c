"""What tells one layout of untimed pages from another: plain frozen data."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..base import Byline, Fit, Line, Page, PrintedTime
from ..furniture import Furniture
from ..remembering import remembered
from ..stamped.preparing import prepared


@dataclass(frozen=True, slots=True)
class Head:
    """Where an entry starts, and what its head says.

    `first` and `body` are places among the lines with text, from 0: of the first line that
    belongs to the entry, and of the first line under its head. `opening` is text of the entry
    that stands on the last line of its head, `captions` the places of lines in the head that
    caption its picture. `claimed` says what took the head's other lines.
    """

    first: int
    body: int
    headline: str | None = None
    opening: str = ""
    labels: tuple[str, ...] = ()
    bylines: tuple[Byline, ...] = ()
    time: PrintedTime | None = None
    captions: tuple[int, ...] = ()
    claimed: tuple[tuple[int, str], ...] = ()


FindHeads = Callable[[Sequence[Line]], list[Head]]


def heads_in(lines: tuple[Line, ...], find: FindHeads) -> list[Head]:
    """The heads that are found among a page's lines, looked for once."""
    known = heads_known(lines)
    if find not in known:
        known[find] = find(lines)
    return known[find]


@remembered
def heads_known(lines: tuple[Line, ...]) -> dict[FindHeads, list[Head]]:
    """What was found among the lines, by what finds it."""
    return {}


# How well a page fits, from its lines with text.
FitLines = Callable[[Page, tuple[Line, ...]], Fit]


@remembered
def all_lines(page: Page) -> tuple[Line, ...]:
    """The lines of a page that have text once they are prepared."""
    return tuple([line for line in prepared(page)[0] if line.text])


@dataclass(frozen=True, slots=True)
class Untimed:
    """One way in which a newsroom sets a page whose entries print no time.

    `fit` tells how well a page fits from its lines with text. `heads` finds where the entries
    start. `signed` says that the writer's name may stand at an entry's foot behind a dash, `named`
    that it may stand there alone. `contents` matches the times in a list of contents that stands
    in the page's head, below their headlines.
    `furniture` are rules beside those of all pages.
    `lines` gives the lines that are read: those in which there is something to read.
    """

    name: str
    source: str | None
    zone: str | None
    fit: FitLines
    heads: FindHeads
    signed: bool = False
    named: bool = False
    contents: re.Pattern[str] | None = None
    furniture: Furniture = ()
    lines: Callable[[Page], tuple[Line, ...]] = all_lines
