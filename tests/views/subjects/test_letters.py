"""Under which letter of a list a name stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.views.subjects.letters import Letter, letter_of, letters_of, signs_under


@pytest.mark.parametrize(
    ("initial", "letter"),
    [
        ("A", "A"),
        ("a", "A"),
        ("É", "E"),
        ("Ł", "L"),
        ("ø", "O"),
        ("Æ", "A"),
        ("ﬁ", "F"),
        ("Ａ", "A"),
        ("ß", "S"),
        ("к", "К"),
        ("Ї", "Ї"),
        ("Й", "Й"),
        ("中", "中"),
        ("ا", "ا"),
        ("9", "0"),
        ("“", "0"),
        ("", "0"),
        ("🌊", "0"),
    ],
)
def test_a_name_stands_under_the_letter_that_people_look_for(initial, letter):
    assert letter_of(initial) == letter


def test_other_scripts_follow_the_latin_letters_and_signs_are_last():
    found = letters_of({"é": 1, "К": 2, "E": 3, "9": 1, "B": 1, "“": 1})
    assert found == [Letter("B", 1), Letter("E", 4), Letter("К", 2), Letter("0", 2)]
    assert found[-1].text == "#"


@given(st.dictionaries(st.text(max_size=1), st.integers(1, 9)))
def test_every_name_stands_under_one_letter(initials):
    letters = letters_of(initials)
    assert sum(letter.count for letter in letters) == sum(initials.values())
    for letter in letters:
        assert sum(initials[sign] for sign in signs_under(letter.value, initials)) == letter.count
