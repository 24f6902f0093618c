"""The pictures themselves, as far as their dots can be asked."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from entries.pictures import HUES, Card, draw

CARD = Card("Sea wall holds", "Harbour News", "24 March 2022, 13:30 GMT", HUES[4])
TITLE = (140, 172, 1200, 516)
SOURCE = (140, 40, 1200, 96)
SPINE = (90, 95, 118, 630)


def drawn(**values) -> Image.Image:
    """The picture of the card with other values."""
    given = {name: getattr(CARD, name) for name in CARD.__slots__}
    return Image.open(BytesIO(draw(Card(**given | values)))).convert("RGB")


def colours(picture: Image.Image, box: tuple[int, int, int, int]) -> set[tuple[int, int, int]]:
    return {colour for _, colour in picture.crop(box).getcolors(100_000)}


def near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 6


def rgb(colour: str) -> tuple[int, int, int]:
    return tuple(bytes.fromhex(colour[1:]))


def test_a_picture_is_as_large_as_it_is_asked_for():
    assert drawn().size == (1200, 630)


def test_the_bar_and_the_dot_have_the_colour_of_the_source():
    picture = drawn(colour=HUES[2])
    for place in ((10, 300), (104, 72)):
        assert near(picture.getpixel(place), rgb(HUES[2]))


def test_the_title_is_drawn_in_ink():
    assert any(near(colour, rgb("#1d1b18")) for colour in colours(drawn(), TITLE))


def test_without_a_title_that_can_be_drawn_the_source_stands_in_its_place():
    picture = drawn(title="آخر التطورات")
    same = drawn(title="Harbour News", source="")
    assert ImageChops.difference(picture, same).getbbox() is None


def test_letters_that_cannot_be_drawn_become_no_boxes():
    picture = drawn(title="آخر التطورات", source="الجزيرة", when="")
    assert len(colours(picture, TITLE)) == len(colours(picture, SOURCE)) == 1


def test_a_live_page_has_its_posts_along_the_spine():
    one, many = drawn(), drawn(moments=(0.25, 0.5, 1))
    x, y = 104, 72 + 448 // 2
    assert not near(one.getpixel((x + 5, y)), rgb(CARD.colour))
    assert near(many.getpixel((x + 5, y)), rgb(CARD.colour))


@pytest.mark.parametrize("title", ["Very " * 300, "W" * 900, "<script>alert(1)</script>", ""])
def test_every_picture_is_smaller_than_sixty_kilobytes(title):
    whole = tuple(number / 64 for number in range(1, 65))
    assert 1_000 < len(draw(Card(title, "S" * 300, "24 March 2022", moments=whole))) < 60_000


@settings(max_examples=25)
@given(title=st.text(), source=st.text(), when=st.text(max_size=50))
def test_any_text_gives_a_picture_that_stays_within_its_edges(title, source, when):
    picture = drawn(title=title, source=source, when=when)
    assert len(colours(picture, (1140, 0, 1200, 630))) == 1
