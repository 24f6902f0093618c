"""The first place in which two texts differ, in few words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.differences.excerpts import ELLIPSIS, SHOWN, first_character, first_difference
from entries.differences.words import words_of

LONG = " ".join(f"word{number}" for number in range(200))
texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(["the", "bridge", ",", "\n\n", "is", "shut", LONG]), max_size=8).map(
        " ".join
    ),
)


def signs(old: str, new: str, trivial: bool = False) -> str:
    forms = {"kept": "%s", "removed": "[-%s-]", "added": "{+%s+}"}
    return "".join(forms[p.kind] % p.text for p in first_difference(old, new, trivial))


def test_a_short_text_is_shown_whole():
    assert signs("The bridge is shut.", "The bridge is open.") == (
        "The bridge is [-shut-]{+open+}."
    )


def test_of_a_long_text_only_the_place_is_shown():
    shown = signs(f"{LONG} shut {LONG}", f"{LONG} open {LONG}")
    assert shown.startswith("…word19")
    assert " word199 [-shut-]{+open+} word0 word1" in shown
    assert shown.endswith("…")
    assert len(shown) < SHOWN + 20


def test_words_put_in_do_not_make_the_words_after_them_look_removed():
    shown = signs(f"Start {LONG}", f"Start {'much more ' * 10}{LONG}")
    assert "[-" not in shown
    assert "{+much more" in shown


def test_words_are_looked_for_past_a_change_of_punctuation():
    assert signs("“Shut”, he said. " + LONG + " old", '"Shut", he said. ' + LONG + " new").endswith(
        " word199 [-old-]{+new+}"
    )


def test_a_trivial_change_is_looked_for_by_character():
    assert signs(LONG + " so: yes", LONG + " so, yes", trivial=True).endswith(" so[-:-]{+,+} yes")


def test_long_pieces_are_cut_on_either_side():
    shown = signs("A " + "x " * 500, "A " + "y " * 500)
    assert shown.count(ELLIPSIS) >= 2
    assert "[-x" in shown and "{+y" in shown


def test_words_at_the_end_are_found():
    assert signs("The bridge", "The bridge is shut") == "The bridge{+ is shut+}"


@given(texts, texts)
def test_an_excerpt_shows_a_difference_where_there_is_one_and_is_short(old, new):
    pieces = first_difference(old, new)
    assert any(piece.kind != "kept" for piece in pieces) == (words_of(old) != words_of(new))
    assert sum(len(piece.text) for piece in pieces) <= SHOWN + 3
    trivial = first_difference(old, new, trivial=True)
    assert any(piece.kind != "kept" for piece in trivial) == (old != new)


@given(st.text(), st.text())
def test_texts_are_the_same_up_to_the_first_character_that_differs(old, new):
    place = first_character(old, new)
    if place is None:
        assert old == new
    else:
        at, _ = place
        assert old[:at] == new[:at]
        assert old[at : at + 1] != new[at : at + 1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x" * 10**6, "y" * 10**6),
        ("x" * 10**6, "x" * 10**6 + "y"),
        ("a " * 10**6, "a " * 10**6 + "b"),
        ("." * 10**6, "," * 10**6),
        ("a b " * 10**5, "b a " * 10**5),
    ],
)
def test_huge_texts_take_no_time(old, new):
    start = time.process_time()
    for trivial in (False, True):
        first_difference(old, new, trivial)
    assert time.process_time() - start < 0.5
