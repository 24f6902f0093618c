"""How pages show what a dump has letter by letter: characters that are not seen, differences."""

from __future__ import annotations

import re

from django import template

register = template.Library()

# Controls but the tab, marks of direction, what has no width, and separators of lines. What joins
# letters stays: scripts need it.
UNSEEN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]"
)


@register.filter
def visible(text: str) -> str:
    """The text with the number that Unicode gives it in the place of what could not be seen."""
    return UNSEEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)
