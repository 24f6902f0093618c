"""A page's elements → its text, in the form of text dumps, and what the markup says of each line.

Blocks stand on lines of their own, paragraphs with a blank line between them; items of a list
read "  1. text" or "  • text", with what else is in them indented.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress

from entries.layouts.base import Mark, MarkKind

from .base import ReadError
from .elements import APART, HEADINGS, LARGE, LINES, PARTED, Attributes
from .sidefile import YEARS
from .text import MAX_LINES, too_many_lines

# Characters without a shape, and hyphens that only show where a line breaks.
SHAPELESS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad]")
DEEPEST = 8  # lists in lists: beyond, the text moves no further in
LONGEST_ID, MOST_IDS = 500, 8
CELL, BLANK = " | ", " "
RANKS = {"article": 3, "li": 2, "section": 2, "div": 2, "tr": 2, "dt": 2}


class List:
    """An open list: the number of its last item, None for bullets; `points` while it has any."""

    def __init__(self, attributes: Attributes, numbered: bool) -> None:
        start = attributes.get("start", "1").strip()
        first = int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 1
        self.number = first - 1 if numbered else None
        self.points = True

    def next_marker(self) -> str:
        if self.number is None:
            return "• "
        self.number += 1
        return f"{self.number}. "


class Outline:
    """Takes a page's elements and text in order, and keeps its lines and their marks."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.marks: dict[int, Mark] = {}
        self.parts: list[str] = []  # of the line that is being read
        self.gap = ""  # what parts the next words from those before
        self.below_blank = False
        self.marker = ""
        self.lists: list[List] = []
        self.kinds: list[MarkKind] = []
        self.level = 0
        self.has_title = False
        self.ids: list[tuple[int, int, str]] = []  # rank, depth, id: of what the next line opens
        self.instant: dt.datetime | None = None
        self.printed: slice | None = None  # the parts of the line that a <time> with it holds
        self.anchor = ""
        self.depth = self.figures = self.verbatim = 0
        self.beside = self.meets = False  # an inline element has closed, and another opened

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def open(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        self.depth += 1
        if tag in APART:
            self.end_line()
            self.below_blank = True
        elif tag in LINES:
            self.end_line()
        elif tag in PARTED:
            self.meets = self.meets or self.beside
        if attributes:
            self.note_id(tag, attributes)
        if tag in LARGE and self.marker and self.lists[-1].number is None:
            self.lists[-1].points, self.marker = False, ""
        if tag in HEADINGS:
            self.open_heading(HEADINGS[tag])
        elif tag in OPENERS:
            OPENERS[tag](self, attributes)

    def close(self, tag: str) -> None:
        """The element that was opened last ends."""
        if tag in APART or tag in LINES:
            self.end_line()
            self.below_blank = self.below_blank or tag in APART
        elif tag in PARTED:
            self.beside = True
        if tag in HEADINGS:
            self.kinds.pop()
        elif tag in CLOSERS:
            CLOSERS[tag](self)
        while self.ids and self.ids[-1][1] >= self.depth:
            self.ids.pop()
        self.depth -= 1

    def read(self, text: str) -> None:
        """Text of the page, or a piece of it."""
        if not self.verbatim:
            self.add_words(text)
            return
        first, *more = text.split("\n")
        self.add_words(first)
        for line in more:
            self.end_line()
            self.add_words(line)

    def add_words(self, text: str) -> None:
        words = text.split()
        if not words:
            self.gap = self.gap or BLANK if text else self.gap
            return
        if not self.parts:
            self.begin_line()
        elif self.gap or text[0].isspace():
            self.parts.append(self.gap or BLANK)
        elif self.meets and self.would_glue(words[0]):
            self.parts.append(BLANK)
        self.parts.append(" ".join(words))
        self.gap = BLANK if text[-1].isspace() else ""
        self.beside = self.meets = False

    def would_glue(self, word: str) -> bool:
        """Whether a word would run into the one before it, which is no initial set apart."""
        before = self.parts[-1]
        initial = len(before) == 1 and before.isupper() and word[0].islower()
        return before[-1].isalnum() and word[0].isalnum() and not initial

    def begin_line(self) -> None:
        if self.ids:
            self.anchor = max(self.ids, key=lambda known: known[:2])[2]
            self.ids = []

    def end_line(self) -> None:
        """Put down the line that was read, if it has any text."""
        self.beside = self.meets = False
        self.gap = ""
        if not self.parts:
            return
        parts, self.parts = self.parts, []
        line = SHAPELESS.sub("", "".join(parts))
        if line.strip():
            self.put_line(line, self.words_of_time(parts))
        self.instant, self.printed, self.anchor = None, None, ""

    def words_of_time(self, parts: list[str]) -> str:
        """What of the line's parts is in its `<time>`, which may still be open."""
        if self.instant is None or self.printed is None:
            return ""
        return " ".join(SHAPELESS.sub("", "".join(parts[self.printed])).split())

    def put_line(self, line: str, printed: str) -> None:
        if len(self.lines) > MAX_LINES:
            raise ReadError(too_many_lines())
        if self.below_blank and self.lines:
            self.lines.append("")
        self.below_blank = False
        indent = 2 * min(DEEPEST, sum(known.points for known in self.lists[: DEEPEST + 1]))
        kind = self.kinds[-1] if self.kinds else ""
        if self.marker:
            self.lines.append(f"{BLANK * indent}{self.marker}{line}")
            kind = kind or "item"
        else:
            self.lines.append(f"{BLANK * (indent and indent + 2)}{line}")
        self.marker = ""
        if kind or self.instant or self.anchor:
            level = self.level if kind in ("title", "heading") else 0
            self.marks[len(self.lines)] = Mark(kind, level, self.instant, self.anchor, printed)

    def note_id(self, tag: str, attributes: Attributes) -> None:
        link = tag == "a"
        name = attributes.get("id") or (attributes.get("name") if link else None)
        if name and not self.parts and len(name) <= LONGEST_ID and not SHAPELESS.search(name):
            # A link without text names the place of what follows it, inside its parent.
            rank, depth = (0, self.depth - 1) if link else (RANKS.get(tag, 1), self.depth)
            self.ids = [*self.ids[-MOST_IDS:], (rank, depth, name)]

    def open_heading(self, level: int) -> None:
        title = level == 1 and not self.has_title
        self.has_title = self.has_title or title
        self.kinds.append("title" if title else "heading")
        self.level = level

    def open_list(self, attributes: Attributes, numbered: bool) -> None:
        self.lists.append(List(attributes, numbered))

    def close_list(self) -> None:
        self.lists.pop()
        self.marker = ""

    def open_item(self, _: Attributes) -> None:
        self.marker = self.lists[-1].next_marker() if self.lists and self.lists[-1].points else ""

    def close_item(self) -> None:
        self.marker = ""

    def break_line(self, _: Attributes) -> None:
        if self.parts:
            self.end_line()
        else:
            self.below_blank = True

    def open_cell(self, _: Attributes) -> None:
        self.gap = CELL

    def open_time(self, attributes: Attributes) -> None:
        self.part_words()
        if self.instant is None:
            self.instant = read_instant(attributes.get("datetime", ""))
            self.printed = slice(len(self.parts), None)

    def close_time(self) -> None:
        self.part_words()
        if self.printed and self.printed.stop is None:
            self.printed = slice(self.printed.start, len(self.parts))

    def part_words(self) -> None:
        self.beside = self.meets = True

    def open_figure(self, _: Attributes) -> None:
        self.figures += 1

    def close_figure(self) -> None:
        self.figures -= 1

    def open_picture(self, attributes: Attributes) -> None:
        """A picture in a figure is told by its description; others are signs and portraits."""
        description = attributes.get("alt", "")
        if not any(map(str.isalnum, description)):
            self.add_words(description)  # which may be an emoji in the middle of a sentence
        elif self.figures:
            self.end_line()
            self.kinds.append("picture")
            self.add_words(description)
            self.end_line()
            self.kinds.pop()

    def open_verbatim(self, _: Attributes) -> None:
        self.verbatim += 1

    def close_verbatim(self) -> None:
        self.verbatim -= 1

    def open_kind(self, kind: MarkKind) -> None:
        self.kinds.append(kind)

    def close_kind(self) -> None:
        self.kinds.pop()


def read_instant(value: str) -> dt.datetime | None:
    """The instant of a `datetime` attribute, None where it gives no full one with its zone."""
    with suppress(ValueError, OverflowError):
        instant = dt.datetime.fromisoformat(value.strip()[:40])
        if instant.tzinfo is not None and instant.year in YEARS:
            return instant
    return None


OPENERS: dict[str, Callable[[Outline, Attributes], None]] = {
    "ul": lambda outline, attributes: outline.open_list(attributes, numbered=False),
    "ol": lambda outline, attributes: outline.open_list(attributes, numbered=True),
    "li": Outline.open_item,
    "br": Outline.break_line,
    "td": Outline.open_cell,
    "th": Outline.open_cell,
    "time": Outline.open_time,
    "figure": Outline.open_figure,
    "img": Outline.open_picture,
    "pre": Outline.open_verbatim,
    "blockquote": lambda outline, _: outline.open_kind("quote"),
    "figcaption": lambda outline, _: outline.open_kind("caption"),
}
CLOSERS: dict[str, Callable[[Outline], None]] = {
    "ul": Outline.close_list,
    "ol": Outline.close_list,
    "li": Outline.close_item,
    "time": Outline.close_time,
    "figure": Outline.close_figure,
    "pre": Outline.close_verbatim,
    "blockquote": Outline.close_kind,
    "figcaption": Outline.close_kind,
}
