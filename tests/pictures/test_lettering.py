"""What can be drawn of a text, and how it is set in lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.pictures.lettering import SEMIBOLD, balanced, cut, drawable, font, set_lines, wrapped

SIZES, WIDTH, HEIGHT = (60, 40), 600, 200
FACE = font(SEMIBOLD, 40)


@pytest.mark.parametrize(
    "text",
    [
        "Sea wall holds, “1%” lost; £5",
        "Żółw, ďábel, Ørsted, İstanbul, Việt Nam",
        "Ґанок, їжак, Європа, ў, ђ",
        "Η Ελλάδα στέλνει βοήθεια",
    ],
)
def test_latin_cyrillic_and_greek_are_drawn_as_they_are(text):
    assert drawable(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "آخر التطورات",
        "乌克兰战争",
        "מלחמה באוקראינה",
        "우크라이나",
        "यूक्रेन",
        "Kyiv says 基辅",
        "24 مارس",
    ],
)
def test_a_text_with_letters_that_the_font_lacks_is_not_drawn_at_all(text):
    assert drawable(text) == ""


def test_signs_that_cannot_be_drawn_or_are_not_seen_are_left_out():
    assert drawable("Help\u202e is \x00coming 🇬🇷 ❤️ now") == "Help is coming now"


def test_letters_made_of_two_signs_become_one():
    assert drawable("Cafe\u0301") == "Café"


def test_marks_piled_on_a_letter_are_cut_down():
    assert len(drawable("Z" + "\u0323\u0302\u0303" * 50 + "orro")) < 10


def test_a_dash_stays_with_the_word_before_it():
    assert drawable("Now – then") == "Now\N{NO-BREAK SPACE}– then"


def test_a_short_title_takes_the_largest_size():
    assert set_lines("Sea wall holds", SIZES, WIDTH, HEIGHT, 1.2) == (60, ["Sea wall holds"])


def test_a_longer_title_takes_a_smaller_size_and_keeps_all_its_words():
    text = "The sea wall holds in the harbour while the storm is going on for another night"
    size, lines = set_lines(text, SIZES, WIDTH, HEIGHT, 1.2)
    assert size == 40
    assert " ".join(lines) == text


def test_lines_are_of_like_lengths():
    text = "Storm over the harbour and over the hills"
    lines = balanced(text, FACE, 700, wrapped(text, FACE, 700))
    lengths = [FACE.getlength(line) for line in lines]
    assert len(lines) == 2
    assert min(lengths) > 0.7 * max(lengths)


def test_what_is_cut_ends_with_a_whole_word_and_an_ellipsis():
    assert cut("The harbour is closed", FACE, 300) == "The harbour…"


@given(st.text(max_size=600))
def test_no_text_is_set_beyond_its_space(text):
    size, lines = set_lines(drawable(text), SIZES, WIDTH, HEIGHT, 1.2)
    face = font(SEMIBOLD, size)
    assert len(lines) * size * 1.2 <= HEIGHT
    assert all(face.getlength(line) <= WIDTH for line in lines)
