"""Setting words in Source Serif: which of them it can draw, and how they fit in a space."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from font_source_serif_pro import font_files_otf
from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

REGULAR, SEMIBOLD = "SourceSerifPro", "SourceSerifProSemibold"
ELLIPSIS = "…"
# Beyond them no title is legible in a picture, and none needs measuring.
MOST_LETTERS = 400
MOST_MARKS = 2  # on one letter: more would run into the lines above and below
# A character that Unicode will never have: what the font draws for it, it draws for all it lacks.
LACKING = "\U0010ffff"
# A dash between words stays with the one before it.
LONE_DASH, NO_BREAK = re.compile(r" (?=[–—] )"), "\N{NO-BREAK SPACE}"
LOOSE_ENDS = " ,;:.–—-\N{NO-BREAK SPACE}"


@cache
def font(face: str, size: int) -> FreeTypeFont:
    return ImageFont.truetype(font_files_otf[face], size)


def drawable(text: str) -> str:
    """The text in one line as it can be drawn.

    Empty where the font lacks letters or digits of it: a text with holes would say something
    else. Signs that it lacks, such as emoji, and what nobody sees are left out.
    """
    drawn: list[str] = []
    marks = 0
    for sign in unicodedata.normalize("NFC", " ".join(text[:MOST_LETTERS].split())):
        kind = unicodedata.category(sign)[0]
        marks = marks + 1 if kind == "M" else 0
        if kind == "C" or marks > MOST_MARKS:
            continue
        if has(sign):
            drawn.append(sign)
        elif kind in "LN":
            return ""
    words = " ".join("".join(drawn).split())
    return LONE_DASH.sub(NO_BREAK, words)


def has(sign: str) -> bool:
    """Whether the font has a form for the sign."""
    return sign.isspace() or form(sign) != form(LACKING)


@lru_cache(maxsize=4096)
def form(sign: str) -> tuple[tuple[int, int], bytes]:
    """How the font draws a sign by itself: the size and the dots."""
    mask = plain_font().getmask(sign)
    return mask.size, bytes(mask)


@cache
def plain_font() -> FreeTypeFont:
    """One that is asked for each sign alone and joins none."""
    basic = ImageFont.Layout.BASIC
    return ImageFont.truetype(font_files_otf[SEMIBOLD], 24, layout_engine=basic)


def cut(text: str, face: FreeTypeFont, width: int) -> str:
    """The text, or as much of it as fits with an ellipsis behind it."""
    if face.getlength(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = face.getlength(text[:middle].rstrip() + ELLIPSIS) <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    kept = text[:low]
    words = kept if text[low] == " " else kept.rpartition(" ")[0]
    # A word is not cut unless it is most of the text.
    return (words if len(words) > len(kept) // 2 else kept).rstrip(LOOSE_ENDS) + ELLIPSIS


def set_lines(
    text: str, sizes: Sequence[int], width: int, height: int, leading: float
) -> tuple[int, list[str]]:
    """The first of the sizes at which the text fits, and its lines; at the last one it is cut.

    `leading` is the distance of lines as a multiple of the size.
    """
    for size in sizes:
        face = font(SEMIBOLD, size)
        room = int(height // (size * leading))
        lines = wrapped(text, face, width)
        if len(lines) <= room and max(map(face.getlength, lines)) <= width:
            return size, balanced(text, face, width, lines)
    # A long word breaks, and the last line has the rest for the ellipsis to fall in.
    lines = [part for line in lines for part in broken(line, face, width)]
    rest = " ".join(lines[room - 1 :])
    return size, [*lines[: room - 1], cut(rest, face, width)]


def wrapped(text: str, face: FreeTypeFont, width: int) -> list[str]:
    """The words in lines of no more than the width, but for a longer word alone."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and face.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def balanced(text: str, face: FreeTypeFont, width: int, lines: list[str]) -> list[str]:
    """As many lines, of as equal lengths as can be: no word is left alone in the last."""
    low, high = 0, width
    while high - low > 8:
        middle = (low + high) // 2
        narrower = wrapped(text, face, middle)
        if len(narrower) <= len(lines) and max(map(face.getlength, narrower)) <= middle:
            high, lines = middle, narrower
        else:
            low = middle
    return lines


def broken(word: str, face: FreeTypeFont, width: int) -> list[str]:
    """A line in pieces of no more than the width."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and face.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
