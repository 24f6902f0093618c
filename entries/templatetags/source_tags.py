"""How pages show what a dump has letter by letter: characters that are not seen, differences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from entries.differences.words import Piece

register = template.Library()

# Controls but tab and line feed, marks of direction, what has no width, and other separators of
# lines. What joins letters stays: scripts need it.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]"
)


@register.filter
def visible(text: str) -> str:
    """The text with the number that Unicode gives it in the place of what could not be seen."""
    return UNSEEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """The pieces of a difference as HTML: each is escaped, then marked with what became of it."""
    return format_html_join("", "{}", ((marked_piece(piece),) for piece in pieces))


def marked_piece(piece: Piece) -> SafeString:
    """A piece with words for those who cannot see that it is struck out or underlined."""
    if piece.kind == "kept":
        return escape(visible(piece.text))
    tag = "del" if piece.kind == "removed" else "ins"
    form = (
        '<{0}{1}><span class="visually-hidden" lang="en-GB">[{2}: </span>{3}'
        '<span class="visually-hidden" lang="en-GB">]</span></{0}>'
    )
    trivial = format_html(' class="{}"', "trivial") if piece.trivial else ""
    text = spelt_out(piece.text) if piece.trivial else visible(piece.text)
    return format_html(form, tag, trivial, piece.kind, text)


def spelt_out(text: str) -> str:
    """A text that may be nothing but white space, with signs for it."""
    lines = "¶".join(part for part in re.split("\n+", text))
    return visible(lines.replace(" ", "␣") if lines.isspace() else lines)
