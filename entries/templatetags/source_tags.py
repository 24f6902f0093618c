"""How pages show what a dump has letter by letter: characters that are not seen, differences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from entries.differences.words import Piece
from entries.views.entry.differences import PARTS

from .language_tags import interface_language

register = template.Library()

# Controls but tab and line feed, marks of direction, what has no width, and other separators of
# lines. What joins letters stays: scripts need it.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]"
)
# What is said of a piece to who cannot see that it is struck out or underlined.
SAID = {"removed": _("removed"), "added": _("added")}


@register.filter
def part_name(kind: str) -> str:
    """How readers call a kind of part, such as a paragraph or a quote."""
    return str(PARTS.get(kind, kind))


@register.filter
def visible(text: str) -> str:
    """The text with the number that Unicode gives it in the place of what could not be seen."""
    return UNSEEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """The pieces of a difference as HTML: each is escaped, then marked with what became of it."""
    return format_html_join("", "{}", ((marked_piece(piece),) for piece in pieces))


def marked_piece(piece: Piece) -> SafeString:
    """A piece with its mark, also in words."""
    if piece.kind == "kept":
        return escape(visible(piece.text))
    tag = "del" if piece.kind == "removed" else "ins"
    form = (
        '<{0}{1}><span class="visually-hidden" lang="{4}">[{2}: </span>{3}'
        '<span class="visually-hidden" lang="{4}">]</span></{0}>'
    )
    trivial = format_html(' class="{}"', "trivial") if piece.trivial else ""
    text = spelt_out(piece.text) if piece.trivial else visible(piece.text)
    return format_html(form, tag, trivial, SAID[piece.kind], text, interface_language())


def spelt_out(text: str) -> str:
    """A text that may be nothing but white space, with signs for it."""
    lines = re.sub("\n+", "¶", text)
    return visible(lines.replace(" ", "␣") if text.isspace() else lines)
