"""Letters of scripts that put no spaces between words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entries.search.scripts import made_of, pairs_of


def test_letters_that_follow_each_other_are_pairs_and_other_scripts_have_none():
    assert pairs_of("東京の storm, 港") == ["東京", "京の"]
    assert pairs_of("Storm над морем مرفأ") == []


def test_a_mark_stays_with_its_letter():
    assert pairs_of("ท่าเรือ") == ["ท่า", "าเ", "เร", "รื", "ือ"]


def test_pairs_are_joined_as_a_text_has_them():
    text = "東京都知事が東京都庁で"
    assert made_of({"東京", "京都", "庁で"}, text) == ["東京都", "庁で"]
    assert made_of(set(pairs_of(text)), text) == [text]
    assert made_of(set(), text) == []


@given(text=st.text(alphabet="東京都ท่าก้ a、"))
def test_all_pairs_of_a_text_make_up_what_it_has_of_such_letters(text):
    pairs = pairs_of(text)
    assert all(len(pair) > 1 and pair in text for pair in pairs)
    parts = made_of(set(pairs), text)
    assert {pair for part in parts for pair in pairs_of(part)} == set(pairs)
