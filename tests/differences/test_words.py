"""Two texts compared word by word."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.differences.runs import Effort
from entries.differences.words import compare, likeness, words_of

words = st.sampled_from(["the", "The", "bridge", "is", "closed", "open", "don’t", "é", "की", "12"])
gaps = st.sampled_from([" ", "  ", ", ", ". ", "\n\n", "_", "-", "\u200b", "\u202e", "\x00", ""])
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.tuples(words, gaps), max_size=40).map(
        lambda pairs: "".join(word + gap for word, gap in pairs)
    ),
)


def signs(old: str, new: str) -> str:
    """The pieces with [-removed-] and {+added+}, trivial ones as [~ and {~."""
    forms = {
        ("kept", False): "%s",
        ("removed", False): "[-%s-]",
        ("added", False): "{+%s+}",
        ("removed", True): "[~%s~]",
        ("added", True): "{~%s~}",
    }
    return "".join(forms[p.kind, p.trivial] % p.text for p in compare(old, new, Effort()))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("The bridge is closed.", "The bridge is open.", "The bridge is [-closed-]{+open+}."),
        ("A big bridge", "A bridge", "A [-big -]bridge"),
        ("A bridge", "A very big bridge", "A {+very big +}bridge"),
        ("Closed", "Closed now", "Closed{+ now+}"),
        ("He said: yes", "He said, yes", "He said[~:~]{~,~} yes"),
        ("two  spaces", "two spaces", "two [~ ~]spaces"),
        ('"Stay in"', "“Stay in”", '[~"~]{~“~}Stay in[~"~]{~”~}'),
        ("well known", "well-known", "well[~ ~]{~-~}known"),
        ("the end", "The end", "[-the-]{+The+} end"),
        ("", "New", "{+New+}"),
        ("Old", "", "[-Old-]"),
        ("Same.", "Same.", "Same."),
        ("…", "", "[~…~]"),
        ("", "", ""),
        ("की", "का", "[-की-]{+का+}"),
    ],
)
def test_what_differs_is_shown_as_words_or_as_trivial(old, new, shown):
    assert signs(old, new) == shown


def test_a_sentence_written_anew_is_not_cut_into_shreds():
    old = "Police closed the northern road at noon today."
    new = "Officers have shut the southern street around midday."
    assert signs(old, new).count("[-") == 1


def test_a_few_words_between_two_small_edits_stay():
    assert signs("from 12 to 15 people", "from 14 to 16 people") == (
        "from [-12-]{+14+} to [-15-]{+16+} people"
    )


@given(texts, texts)
def test_the_pieces_make_up_both_texts(old, new):
    pieces = compare(old, new, Effort())
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


@given(texts, texts)
def test_without_effort_the_pieces_make_up_both_texts_too(old, new):
    effort = Effort(left=0)
    pieces = compare(old, new, effort)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


@given(texts, texts)
def test_only_kept_and_trivial_pieces_mean_the_same_words(old, new):
    changed = [piece for piece in compare(old, new, Effort()) if piece.kind != "kept"]
    trivial = all(piece.trivial for piece in changed)
    if words_of(old) == words_of(new):
        assert trivial
    elif trivial:  # words were glued together or parted
        assert "".join(words_of(old)) == "".join(words_of(new))


@given(texts, texts)
def test_no_piece_is_empty_and_no_two_kept_ones_follow_each_other(old, new):
    pieces = compare(old, new, Effort())
    assert all(piece.text for piece in pieces)
    kinds = [piece.kind for piece in pieces]
    assert ("kept", "kept") not in zip(kinds, kinds[1:], strict=False)


def test_likeness_counts_words_whatever_their_order():
    one, other = Counter(["a", "b", "c", "d"]), Counter(["d", "c", "x", "y"])
    assert likeness(one, other) == 0.5
    assert likeness(one, one) == likeness(Counter(), Counter()) == 1.0
    assert likeness(one, Counter()) == 0.0


@given(st.text(st.characters(max_codepoint=127)))
def test_words_of_plain_english_are_those_of_any_text(text):
    assert words_of(text) == words_of(f"{text} é")[:-1]
