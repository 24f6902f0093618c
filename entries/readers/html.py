"""HTML → a page's text with its structure, and what its head and its data say of it.

The parser hands over one element after the other and keeps none, so that memory stays flat and
no nesting is too deep.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from entries.layouts.base import Mark

from .base import Hints
from .elements import SECTIONS, Attributes, is_hidden
from .head import Head
from .microdata import Microdata
from .outline import Outline


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What an HTML page gives.

    `scripts` are its JSON-LD scripts as they stand, `items` the live pages' postings in its
    microdata; `hints` is what its head says of it.
    """

    text: str
    marks: Mapping[int, Mark]
    scripts: tuple[str, ...]
    items: tuple[dict[str, Any], ...]
    hints: Hints


def read_html(markup: str) -> HtmlPage:
    """The page that the markup makes, however broken. Raises ReadError where it has no end."""
    return parsed(markup, Target())


def parsed(markup: str, target: Target) -> HtmlPage:
    """What the target made of the markup."""
    parser = etree.HTMLParser(target=target, huge_tree=True)
    parser.feed(markup.replace("\x00", ""))
    page: HtmlPage = parser.close()
    return page


class Target:
    """What the parser calls, in the order of the page: every start has its end."""

    def __init__(self) -> None:
        self.outline = Outline()
        self.head = Head()
        self.microdata = Microdata()
        self.depth = 0
        self.hidden = 0  # the depth of the hidden element that the page is in
        self.sections = 0
        self.script: list[str] | None = None
        self.scripts: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        self.depth += 1
        if tag == "script" and "ld+json" in attributes.get("type", "").lower():
            self.script = []
        self.microdata.open(tag, attributes)
        if self.hidden:
            return
        self.head.open(tag, attributes)
        if is_hidden(tag, attributes) or (tag == "footer" and not self.sections):
            self.hidden = self.depth
            return
        self.sections += tag in SECTIONS
        self.outline.open(tag, attributes)

    def end(self, tag: str) -> None:
        if self.script is not None and tag == "script":
            self.scripts.append("".join(self.script))
            self.script = None
        self.microdata.close(tag)
        self.head.close(tag)
        if not self.hidden:
            self.outline.close(tag)
            self.sections -= tag in SECTIONS
        elif self.hidden == self.depth:
            self.hidden = 0
        self.depth -= 1

    def data(self, text: str) -> None:
        if self.script is not None:
            self.script.append(text)
            return
        self.microdata.read(text)
        if self.head.in_title:
            self.head.read(text)
        elif not self.hidden:
            self.outline.read(text)

    def comment(self, text: str) -> None:
        self.head.comment(text)

    def close(self) -> HtmlPage:
        self.outline.end_line()
        return HtmlPage(
            text=self.outline.text,
            marks=self.outline.marks,
            scripts=tuple(self.scripts),
            items=tuple(self.microdata.items),
            hints=self.head.hints(),
        )
