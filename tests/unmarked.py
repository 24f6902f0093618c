"""Finds the text of templates that is not marked for translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

# Attributes that a reader reads or hears.
READ = {"alt", "aria-description", "aria-label", "content", "placeholder", "title", "value"}
# Elements whose text is for machines, or is to be typed as it stands.
UNREAD = {"code", "kbd", "script", "style"}
# Names and abbreviations that are the same in every language, and words for style sheets.
SAME = {"As It Happened", "UTC", "SHA-256", "https://", "ascending,descending"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
# What a filter or an included template is given as text.
GIVEN = re.compile(
    r"""\|(?:default|default_if_none|yesno|join|pluralize|add):(["'])(?P<given>.*?)\1"""
    r"""|\w+=(["'])(?P<passed>[^"']* .*?|[A-Z].*?)\3"""
)


def unmarked(path: Path) -> list[str]:
    """The pieces of a template that readers read in one language alone."""
    tokens = Lexer(path.read_text(encoding="utf-8")).tokenize()
    parser = ReadText()
    parser.feed("".join(plain(tokens)))
    parser.close()
    return [text for text in [*parser.found, *given(tokens)] if is_read(text)]


def plain(tokens: list[Token]) -> Iterator[str]:
    """The template's own text; what tags and variables give is left out."""
    translated = False
    for token in tokens:
        if token.token_type is TokenType.BLOCK:
            translated = is_open(token, translated)
        elif token.token_type is TokenType.TEXT and not translated:
            yield token.contents


def is_open(token: Token, before: bool) -> bool:
    """Whether what follows a tag is marked as a whole."""
    name = token.contents.split()[0]
    if name in ("blocktranslate", "blocktrans", "comment"):
        return True
    return before and name not in ("endblocktranslate", "endblocktrans", "endcomment")


def given(tokens: list[Token]) -> Iterator[str]:
    """Texts within tags and variables, but for those in `_("…")`."""
    for token in tokens:
        name = token.contents.split(maxsplit=1)[0] if token.contents.split() else ""
        if token.token_type is TokenType.VAR or name in ("include", "with", "firstof"):
            for match in GIVEN.finditer(token.contents):
                yield match["given"] or match["passed"] or ""


def is_read(text: str) -> bool:
    text = " ".join(text.split()).strip(" .,:;–—·()")
    is_address = text.startswith("/") and " " not in text
    return bool(LETTERS.search(text)) and text not in SAME and not is_address


class ReadText(HTMLParser):
    """Gathers what a reader reads of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unread += tag in UNREAD
        told = dict(attrs)
        for name, value in told.items():
            if name in READ and value and is_shown(tag, name, told):
                self.found.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in UNREAD and self.unread > 0

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.found.append(data)


def is_shown(tag: str, name: str, attributes: dict[str, str | None]) -> bool:
    """Whether a page shows the attribute: a value that of a button, a content only as words."""
    if name == "value":
        return tag == "input" and attributes.get("type") in ("submit", "button", "reset")
    if name == "content":
        return attributes.get("name") == "description"
    return tag != "link"
