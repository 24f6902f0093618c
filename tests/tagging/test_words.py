import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.tagging.words import fold, words_of


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Orbán", "orban"),
        ("Støre", "store"),
        ("ŁÓDŹ", "lodz"),
        ("Æro", "aero"),
        ("straße", "strasse"),
        ("U.N.", "un"),
        ("U. S.", "us"),
        ("Київ", "киів"),
    ],
)
def test_words_fold_without_case_accents_and_dots(word, folded):
    assert fold(word) == folded


def test_composed_and_decomposed_letters_fold_alike():
    decomposed = unicodedata.normalize("NFD", "Orbán")
    words = words_of(f"says {decomposed} today")
    assert words.folded == ["says", "orban", "today"]
    assert words.written[1] == decomposed


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("the U.N. in the U.S.", ["the", "U.N.", "in", "the", "U.S."]),
        ("a U. S. President", ["a", "U. S.", "President"]),
        ("U.S.-led and U.K.'s", ["U.S.", "led", "and", "U.K.", "s"]),
        ("at 9 a.m. sharp", ["at", "9", "a", "m", "sharp"]),
        ("R&D", ["R", "&", "D"]),
        ("snake_case", ["snake_case"]),
    ],
)
def test_acronyms_with_dots_are_one_word(text, written):
    assert words_of(text).written == written


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Black Sea", True),
        ("Black  \t Sea", True),
        ("Black\n    Sea", True),
        ("Black\n\nSea", False),
        ("Black-Sea", True),
        ("Black‑Sea", True),
        ("Black – Sea", False),
        ("Black, Sea", False),
        ("Black. Sea", False),
        ("No. Vote", False),
        ("St. Petersburg", True),
        ("d’Ivoire", True),
        ("Black [Sea", False),
    ],
)
def test_only_some_gaps_may_stand_inside_a_name(text, joined):
    assert words_of(text).joined(0) is joined


@given(st.text())
def test_words_stand_where_they_say_and_are_folded_one_by_one(text):
    words = words_of(text)
    places = range(len(words.written))
    assert [text[words.start(at) : words.end(at)] for at in places] == words.written
    assert words.folded == [fold(word) for word in words.written]


@given(st.text())
def test_folding_a_word_twice_changes_nothing(text):
    for word in words_of(text).folded:
        assert fold(word) == word
