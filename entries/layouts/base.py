"""What a layout takes in and gives out: plain frozen data.

Knows nothing of Django, files or the clock on the wall.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from .blocks import Block

# Marks without width that editors' tools leave behind; they would part a word from its search.
# Among them are soft hyphens and the marks that turn the direction of writing.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
INVISIBLE |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
# Control characters, which no page may hold. Those that are white space part words.
CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
INVISIBLE |= dict.fromkeys(code for code in CONTROLS if not chr(code).isspace())


class LayoutError(Exception):
    """A page does not fit a layout. `line` is the 1-based line that shows it, if one does."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


MarkKind = Literal["", "title", "heading", "item", "quote", "caption", "picture"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page's markup says of one of its lines; the lines of text dumps bear none.

    A "picture" is the text that stands for one. `level` is a heading's, from 1 to 6. `instant` is
    the time of a `<time datetime>` in the line, with its zone, and `printed` the words in it.
    `anchor` is the id of the element that the line opens.
    """

    kind: MarkKind = ""
    level: int = 0
    instant: dt.datetime | None = None
    anchor: str = ""
    printed: str = ""


NO_MARK = Mark()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a capture: its 1-based number, the line as it stands, and its text.

    `text` has its white space collapsed, no marks without width and no control characters; it is
    empty for a blank line.
    """

    number: int
    raw: str
    mark: Mark = NO_MARK
    text: str = field(init=False)

    def __post_init__(self) -> None:
        text = self.raw.strip()
        # Marks without width are not printable, nor is any white space but the space.
        if not text.isprintable() or "  " in text:
            text = " ".join(text.split())
            if not text.isprintable():
                text = " ".join(text.translate(INVISIBLE).split())
        object.__setattr__(self, "text", text)


def rows_of(text: str) -> list[str]:
    """The lines of a text as they stand, without their ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@dataclass(frozen=True, slots=True)
class Page:
    """A capture's text as a layout reads it, and the address it was found at.

    `text_lines` are those of its lines that hold more than white space.
    """

    lines: tuple[Line, ...]
    url: str | None = None
    title: str | None = None
    text_lines: tuple[Line, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        lines = tuple(line for line in self.lines if line.text)
        object.__setattr__(self, "text_lines", lines)

    @classmethod
    def from_text(
        cls,
        text: str,
        url: str | None = None,
        title: str | None = None,
        marks: Mapping[int, Mark] | None = None,
    ) -> Page:
        """Split at line ends alone: other Unicode separators stay inside their line.

        `marks` are those of the lines that bear one, by their 1-based numbers.
        """
        rows = enumerate(rows_of(text), 1)
        if not marks:
            return cls(tuple(Line(number, row) for number, row in rows), url, title)
        lines = (Line(number, row, marks.get(number, NO_MARK)) for number, row in rows)
        return cls(tuple(lines), url, title)


def beginning_of(page: Page, lines: int) -> Page:
    """The page without what stands below so many lines; itself, where that is nothing."""
    return page if len(page.lines) <= lines else replace(page, lines=page.lines[:lines])


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A time as the page prints it. What the page leaves out is None.

    `zone` is as printed ("British Summer Time", "GMT", "Europe/Paris"), never a guess. `age` is
    how long before the page's stamp or its capture the entry came ("4 min ago"), and `age_unit`
    the unit it is printed in, which tells how much of the time is known.
    """

    text: str
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    zone: str | None = None
    age: dt.timedelta | None = None
    age_unit: Literal["second", "minute", "hour", "day"] | None = None


@dataclass(frozen=True, slots=True)
class Byline:
    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One post: `first_line` to `last_line` are its lines in the capture, both included.

    `anchor` is the post's own id or address, where its page gives one.
    """

    headline: str | None
    time: PrintedTime | None
    blocks: tuple[Block, ...]
    first_line: int
    last_line: int
    labels: tuple[str, ...] = ()
    bylines: tuple[Byline, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ParsedLiveblog:
    """One page taken apart.

    `claims` says of each line that was understood which field or furniture rule took it;
    `header_times` are full dates printed outside the entries, which may date them;
    `updated` is the page's own stamp ("Updated 12:58 a.m. ET, March 12, 2022"), from which ages
    count back; `zone` is the page's own statement on its times, as printed.
    """

    entries: tuple[ParsedEntry, ...]
    claims: dict[int, str]
    title: str | None = None
    standfirst: str | None = None
    summary: tuple[str, ...] = ()
    summary_media: tuple[str, ...] = ()
    page_number: int | None = None
    zone: str | None = None
    newest_first: bool = True
    header_times: tuple[PrintedTime, ...] = field(default=())
    updated: PrintedTime | None = None

    def unclaimed(self, page: Page) -> tuple[Line, ...]:
        """The lines with text that neither a field nor a furniture rule took."""
        return tuple(line for line in page.text_lines if line.number not in self.claims)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a page fits a layout, from 0.0 (not at all) to 1.0, and what tells so.

    `why` names what was seen ("12 lines with “published at” and a clock"), for the run.
    """

    score: float
    why: str = ""


NO_FIT = Fit(0.0)


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which a publisher sets a live page.

    `source` is the publisher's slug in the gazetteer, None where anyone may set a page so.
    `zone` is the IANA zone its times are in by custom. `fit` says how well a page's shape fits;
    `parse` takes the page apart or raises LayoutError.
    """

    name: str
    source: str | None
    zone: str | None
    fit: Callable[[Page], Fit]
    parse: Callable[[Page], ParsedLiveblog]
