"""The picture of an entry or a live page: who posted what, and when, along the spine of time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageDraw

from .colours import ACCENT, INK, LINE, PAPER, SOFT
from .icons import FINE, encoded, sign
from .lettering import REGULAR, SEMIBOLD, cut, drawable, font, set_lines

WIDTH, HEIGHT = 1200, 630  # what those ask for who show pictures of pages
SITE, CLAIM = "As It Happened", "An archive of news live pages"
BAR = 24  # the source's, at the left edge
SPINE = 104
TEXT, RIGHT = 152, 1128
# From the top: the feet of the two first rows, the space of the title, the line above the foot.
SOURCE, WHEN, TITLE, RULE, FOOT = 84, 133, (172, 516), 544, 591
DOT, FIRST, LAST = 14, 72, 520  # the radius of a dot, and where the spine's time begins and ends
SIZES = (84, 76, 68, 60, 54, 48, 44)
LEADING = 1.16
KEPT = 128  # pictures in the memory of a process: at most 4 MB


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says. `colour` is the source's.

    `moments` are the times of posts after the first, from over 0 to 1 for the last; an entry has
    none.
    """

    title: str
    source: str
    when: str
    colour: str = ACCENT
    moments: tuple[float, ...] = ()


# For pages without a picture of their own.
SITE_CARD = Card(
    "News live pages, taken apart into dated entries that keep their address",
    "",
    "",
    moments=(0.1, 0.14, 0.2, 0.33, 0.36, 0.39, 0.42, 0.5, 0.64, 0.68, 0.86, 1),
)


class Rows(NamedTuple):
    """The words of a card as they can be drawn; what cannot be is empty."""

    title: str
    source: str
    when: str


@lru_cache(maxsize=KEPT)
def draw(card: Card) -> bytes:
    """The card as a PNG of 1200 by 630 pixels and at most 60 kB.

    A title in a script that cannot be drawn is left out, and the source takes its place.
    """
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, BAR - 1, HEIGHT), fill=card.colour)
    draw_spine(picture, pen, card)
    draw_words(pen, rows_of(card), card.colour)
    draw_foot(picture, pen)
    # With few colours the file is a third as large, and made in half the time.
    few = picture.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    return encoded(few, "PNG")


def rows_of(card: Card) -> Rows:
    title, source, when = map(drawable, (card.title, card.source, card.when))
    if title:
        return Rows(title, source, when)
    return Rows(source, "", when) if source else Rows(when, "", "")


def draw_words(pen: ImageDraw.ImageDraw, rows: Rows, colour: str) -> None:
    width = RIGHT - TEXT
    above = SOURCE
    for text, face, fill in (
        (rows.source, font(SEMIBOLD, 36), colour),
        (rows.when, font(REGULAR, 32), SOFT),
    ):
        if text:
            pen.text((TEXT, above), cut(text, face, width), fill, face, anchor="ls")
            above = WHEN
    if rows.title:
        top, bottom = TITLE
        size, lines = set_lines(rows.title, SIZES, width, bottom - top, LEADING)
        foot = top + round(size * 0.94)
        for number, line in enumerate(lines):
            place = (TEXT - 2, foot + round(number * size * LEADING))
            pen.text(place, line, INK, font(SEMIBOLD, size), anchor="ls")


def draw_spine(picture: Image.Image, pen: ImageDraw.ImageDraw, card: Card) -> None:
    """The line of time, with a dot at its first post and smaller ones for those after it."""
    pen.rectangle((SPINE - 2, 0, SPINE + 1, HEIGHT), fill=LINE)
    for moment in card.moments:
        middle = FIRST + round(moment * (LAST - FIRST))
        if middle >= FIRST + 2 * DOT:
            draw_dot(picture, middle, DOT // 2, card.colour)
    draw_dot(picture, FIRST, DOT + 6, PAPER)
    draw_dot(picture, FIRST, DOT, card.colour)


def draw_dot(picture: Image.Image, middle: int, radius: int, colour: str) -> None:
    side = 2 * radius
    large = Image.new("L", (side * FINE, side * FINE))
    ImageDraw.Draw(large).ellipse((0, 0, side * FINE - 1, side * FINE - 1), fill=255)
    mask = large.resize((side, side), Image.Resampling.BOX)
    picture.paste(colour, (SPINE - radius, middle - radius), mask)


def draw_foot(picture: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    """Whose picture it is: the site's sign and name, and what it is."""
    pen.rectangle((TEXT, RULE, RIGHT, RULE + 1), fill=LINE)
    mark = sign(34)
    picture.paste(mark, (TEXT, FOOT - 28), mark)
    pen.text((TEXT + 48, FOOT), SITE, ACCENT, font(SEMIBOLD, 32), anchor="ls")
    pen.text((RIGHT, FOOT), CLAIM, SOFT, font(REGULAR, 28), anchor="rs")
