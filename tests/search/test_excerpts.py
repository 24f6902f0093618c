"""The pieces and passages of a text, whatever the text."""

import time
import unicodedata
from html import unescape

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from entries.search.base import Mark
from entries.search.excerpts import AFTER, BEFORE, marked, pieces

LETTERS = st.text(st.sampled_from("ab <&\n.é\u0301字。א\"'"), max_size=300)
MARKS = st.lists(st.builds(Mark, st.integers(-5, 320), st.integers(-5, 320)), max_size=12)


def found(text, *words):
    """The first mark of each of the words."""
    return [Mark(text.index(word), text.index(word) + len(word)) for word in words]


def as_text(parts):
    return "".join(part for part, _ in parts)


def test_text_without_marks_is_one_piece():
    assert pieces("The ship is free.", []) == [("The ship is free.", False)]


def test_empty_text_has_no_pieces():
    assert pieces("", [Mark(0, 3)], 10) == []


def test_marks_part_the_text():
    text = "The ship is free."
    assert pieces(text, found(text, "free", "ship")) == [
        ("The ", False),
        ("ship", True),
        (" is ", False),
        ("free", True),
        (".", False),
    ]


def test_marks_of_a_phrase_are_joined_across_the_space():
    text = "The Suez  Canal is open"
    assert pieces(text, found(text, "Suez", "Canal"))[1] == ("Suez  Canal", True)


def test_marks_that_overlap_are_one():
    assert pieces("abcdef", [Mark(1, 3), Mark(2, 5)])[1] == ("bcde", True)


def test_marks_outside_the_text_are_cut_off():
    assert pieces("abc", [Mark(-4, 1), Mark(2, 9), Mark(7, 8), Mark(2, 1)]) == [
        ("a", True),
        ("b", False),
        ("c", True),
    ]


def test_short_text_is_whole_and_without_ellipsis():
    assert pieces("Short.", [], 50) == [("Short.", False)]


def test_passage_without_marks_is_the_first_words():
    text = "The first words of a text that goes on for longer"
    assert pieces(text, [], 18) == [("The first words of", False), (AFTER, False)]


@pytest.mark.parametrize("sign", [".", "...", ",", " –", ";"])
def test_an_ellipsis_takes_the_place_of_the_sign_before_it(sign):
    start = f"The first words{sign}"
    parts = pieces(f"{start} And {'more ' * 50}", [], len(start))
    assert as_text(parts) == "The first words…"


def test_passage_lies_where_most_different_words_are():
    text = f"canal canal canal {'x ' * 100} the ship in the canal {'y ' * 100}"
    marks = [Mark(0, 5), Mark(6, 11), Mark(12, 17)]
    ship = text.index("ship")
    canal = text.index("canal", ship)
    parts = pieces(text, [*marks, Mark(ship, ship + 4), Mark(canal, canal + 5)], 40)
    assert ("ship", True) in parts
    assert ("canal", True) in parts


def test_passage_starts_with_a_sentence_where_it_can():
    text = f"{'Nothing of it here. ' * 20}The ship is free. {'More of this. ' * 20}"
    parts = pieces(text, found(text, "ship"), 60)
    assert parts[0] == (BEFORE, False)
    assert as_text(parts[1:-1]).startswith(("Nothing of it", "The ship"))


def test_passage_starts_and_ends_at_words():
    words = [f"word{number}" for number in range(200)]
    text = " ".join(words)
    parts = pieces(text, found(text, "word100"), 70)
    assert parts[0] == (BEFORE, False)
    assert parts[-1] == (AFTER, False)
    assert set(as_text(parts[1:-1]).split()) < set(words)


def test_passage_at_the_end_of_a_text_has_no_ellipsis_after_it():
    text = "word " * 100 + "end"
    parts = pieces(text, found(text, "end"), 50)
    assert parts[-1] == ("end", True)
    assert len(as_text(parts)) > 35


@pytest.mark.parametrize("text", ["字" * 5000, "א" * 5000, "x" * 5000], ids=["han", "rtl", "long"])
def test_text_without_spaces_gives_a_passage_of_full_length(text):
    parts = pieces(text, [Mark(2500, 2502)], 100)
    assert len(as_text(parts[1:-1])) == 100
    assert (text[:2], True) in parts


def test_one_space_in_a_text_without_spaces_does_not_shorten_the_passage():
    assert len(pieces("字字 " + "字" * 5000, [], 100)[0][0]) == 100


def test_letters_keep_the_marks_that_stand_on_them():
    text = "e\u0301" * 2000
    parts = pieces(text, [Mark(2000, 2002)], 101)
    assert not any(unicodedata.combining(part[0]) for part, _ in parts)


def test_a_mark_longer_than_the_limit_is_cut():
    parts = pieces("a" * 1000, [Mark(100, 900)], 50)
    assert [hit for _, hit in parts] == [False, True, False]
    assert len(parts[1][0]) == 50


def test_a_million_characters_with_many_marks_take_no_time():
    text = "word and more " * 80_000
    marks = [Mark(at, at + 4) for at in range(0, len(text), 14)]
    start = time.process_time()
    parts = pieces(text, marks, 200)
    # Ten times what it takes; what grows faster than the text takes minutes.
    assert time.process_time() - start < 2
    assert len(as_text(parts)) < 210


def test_pieces_are_escaped_before_they_are_marked():
    html = marked([("<b>", False), ("</mark><script>", True), ('"&', False)])
    assert isinstance(html, SafeString)
    assert html == "&lt;b&gt;<mark>&lt;/mark&gt;&lt;script&gt;</mark>&quot;&amp;"


def test_text_that_is_marked_safe_is_escaped_no_less():
    assert marked([(SafeString("<b>"), False)]) == "&lt;b&gt;"


@given(LETTERS, MARKS)
def test_all_pieces_make_up_the_text(text, marks):
    parts = pieces(text, marks)
    assert as_text(parts) == text
    assert all(part for part, _ in parts)


@given(LETTERS, MARKS, st.integers(1, 120))
def test_passage_is_a_part_of_the_text_within_the_limit(text, marks, limit):
    parts = pieces(text, marks, limit)
    shown = [part for part in parts if part not in [(BEFORE, False), (AFTER, False)]]
    assert as_text(shown) in text
    assert len(as_text(shown)) <= limit


@given(st.lists(st.characters(), unique=True).map("".join), MARKS, st.integers(1, 120))
def test_what_is_marked_lies_in_the_marks_or_between_them(text, marks, limit):
    inside = {text[at] for at in range(len(text)) if any(m.start <= at < m.end for m in marks)}
    parts = [part for part in pieces(text, marks, limit) if part[0] not in (BEFORE, AFTER)]
    for part, hit in parts:
        assert all((c in inside) == hit or c.isspace() for c in part)


@given(LETTERS, st.data())
def test_passage_shows_a_mark_where_there_is_one(text, data):
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    if places:
        at = data.draw(st.sampled_from(places))
        assert any(hit for _, hit in pieces(text, [Mark(at, at + 1)], 10))


@given(LETTERS, MARKS)
def test_nothing_of_the_text_is_markup(text, marks):
    html = marked(pieces(text, marks, 100))
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert not set(bare) & set("<>\"'")
    assert unescape(bare) == as_text(pieces(text, marks, 100))
