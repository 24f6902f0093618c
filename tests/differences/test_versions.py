"""Two versions of an entry compared."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.differences.runs import Effort
from entries.differences.versions import (
    BREAK,
    Difference,
    Part,
    compare_versions,
    parts_of,
    text_of,
)
from entries.views.entry.differences import summary_of

KINDS = ["headline", "label", "byline", "paragraph", "quote", "picture"]
TEXTS = ["", "The bridge is closed.", "The bridge is open.", "“The bridge” is closed", "Water."]
parts = st.builds(Part, st.sampled_from(KINDS), st.one_of(st.sampled_from(TEXTS), st.text()))
versions = st.lists(parts, max_size=8)

FERRIES = "Ferries stay in port until the wind drops, the harbour board says."
BRIDGE = "The bridge is closed to all traffic but ambulances."
SCHOOLS = "Schools open tomorrow as usual, and buses run on a Sunday timetable."


def paragraphs(*texts: str) -> list[Part]:
    return [Part("paragraph", text) for text in texts]


def compared(old: list[Part], new: list[Part]) -> Difference:
    return compare_versions(old, new)


def states(difference: Difference) -> list[str]:
    return [row.state for row in difference.rows]


def side(difference: Difference, kind: str) -> str:
    """The text of one version, put together from the rows that it has."""
    gone = {"added": ("removed", "moved away"), "removed": ("added", "moved here")}[kind]
    return BREAK.join(
        "".join(piece.text for piece in row.pieces if piece.kind in ("kept", kind))
        for row in difference.rows
        if row.state not in gone
    )


@given(versions, versions)
def test_the_rows_make_up_both_versions(old, new):
    difference = compared(old, new)
    assert side(difference, "removed") == text_of(old)
    assert side(difference, "added") == text_of(new)


@given(versions, versions)
def test_the_rows_make_up_both_versions_however_little_effort_there_is(old, new):
    for left in (0, 20, 50):
        difference = compare_versions(old, new, Effort(left))
        assert side(difference, "removed") == text_of(old)
        assert side(difference, "added") == text_of(new)


@given(versions)
def test_a_version_does_not_differ_from_itself(version):
    difference = compared(version, version)
    assert set(states(difference)) <= {"kept"}
    assert summary_of(difference.changes) == ""


@given(versions, versions)
def test_versions_that_differ_have_a_summary(old, new):
    assert bool(summary_of(compared(old, new).changes)) == (old != new)


def test_an_edited_part_is_compared_word_by_word():
    difference = compared(
        paragraphs(FERRIES, BRIDGE), paragraphs(FERRIES, BRIDGE.replace("closed", "open"))
    )
    assert states(difference) == ["kept", "edited"]
    assert summary_of(difference.changes) == "1 word added, 1 removed."


def test_parts_that_have_little_in_common_are_not_mixed():
    difference = compared(paragraphs(FERRIES, BRIDGE), paragraphs(SCHOOLS, BRIDGE))
    assert states(difference) == ["removed", "added", "kept"]


def test_punctuation_is_told_apart_from_words():
    difference = compared(paragraphs("He said: “No.” Twice"), paragraphs('He said: "No." Twice'))
    assert difference.rows[0].trivial
    assert summary_of(difference.changes) == "White space or punctuation changed in 2 places."
    both = compared(paragraphs("He said: no, twice"), paragraphs("He said, no, once"))
    assert not both.rows[0].trivial
    assert summary_of(both.changes) == (
        "1 word added, 1 removed; white space or punctuation changed in 1 place."
    )


def test_a_part_that_moved_is_shown_in_both_places_and_not_counted_as_words():
    difference = compared(
        paragraphs(FERRIES, BRIDGE, SCHOOLS), paragraphs(SCHOOLS, FERRIES, BRIDGE)
    )
    assert states(difference) == ["moved here", "kept", "kept", "moved away"]
    assert summary_of(difference.changes) == "1 passage moved."


def test_of_a_part_that_comes_twice_as_many_moved_as_came_elsewhere():
    difference = compared(
        paragraphs("Advert", FERRIES, "Advert", BRIDGE), paragraphs(FERRIES, BRIDGE, "Advert")
    )
    assert states(difference) == ["moved away", "kept", "removed", "kept", "moved here"]


def test_a_paragraph_that_was_divided_has_a_break_more():
    difference = compared(
        paragraphs(BRIDGE, f"{FERRIES} {SCHOOLS}"), paragraphs(BRIDGE, FERRIES, SCHOOLS)
    )
    assert states(difference) == ["kept", "edited"]
    assert difference.rows[1].trivial
    assert [piece.text for piece in difference.rows[1].pieces if piece.kind == "added"] == ["\n\n"]
    back = compared(paragraphs(FERRIES, SCHOOLS), paragraphs(f"{FERRIES} {SCHOOLS}"))
    assert states(back) == ["edited"] and back.rows[0].trivial


def test_a_headline_is_always_compared_with_the_other_headline():
    difference = compared([Part("headline", "Bridge closed")], [Part("headline", "Ferries off")])
    assert states(difference) == ["edited"]
    assert summary_of(difference.changes) == "2 words added, 2 removed."


def test_a_byline_or_label_is_no_edit_of_a_paragraph():
    old = [Part("label", "breaking"), Part("byline", "Rae Quill")]
    new = [Part("paragraph", "Rae Quill"), Part("paragraph", "breaking")]
    assert states(compared(old, new)) == ["removed", "removed", "added", "added"]


def test_a_paragraph_that_became_a_quote_says_so():
    difference = compared([Part("paragraph", BRIDGE)], [Part("quote", BRIDGE)])
    assert [(row.kind, row.was, row.trivial) for row in difference.rows] == [
        ("quote", "paragraph", False)
    ]
    assert summary_of(difference.changes) == "1 other difference."


def test_a_picture_without_words_that_went_is_a_difference():
    difference = compared([*paragraphs(BRIDGE), Part("picture", "")], paragraphs(BRIDGE))
    assert states(difference) == ["kept", "removed"]
    assert summary_of(difference.changes) == "1 other difference."


def test_a_version_has_a_part_for_each_of_its_texts():
    blocks = [
        {"type": "paragraph", "text": "One."},
        {"type": "quote", "text": "Two.", "attribution": "Ada"},
        {"type": "heading", "text": "Three"},
        {"type": "list", "items": ["Four", "Five"]},
        {"type": "image", "alt": "Six", "credit": "Seven", "caption": "Eight"},
        {"type": "image", "alt": None, "credit": None, "caption": None},
        {"type": "media", "caption": None},
        {"type": "embed", "provider": "mastodon"},
    ]
    bylines = [{"name": "Rae", "role": "Reporter"}, {"name": "Lou", "role": ""}]
    assert parts_of("Storm", ["breaking"], bylines, blocks) == [
        Part("headline", "Storm"),
        Part("label", "breaking"),
        Part("byline", "Rae, Reporter"),
        Part("byline", "Lou"),
        Part("paragraph", "One."),
        Part("quote", "Two."),
        Part("speaker", "Ada"),
        Part("heading", "Three"),
        Part("list item", "Four"),
        Part("list item", "Five"),
        Part("picture", "Six"),
        Part("caption", "Eight"),
        Part("credit", "Seven"),
        Part("picture", ""),
        Part("video or sound", ""),
        Part("embedded post", "mastodon"),
    ]
    assert parts_of("", [], [], []) == []


def some_words(count: int, seed: int) -> list[str]:
    """Words as frequent and as rare as those of a language."""
    vocabulary = [f"w{number}" for number in range(4000)]
    weights = [1 / (number + 1) for number in range(4000)]
    return random.Random(seed).choices(vocabulary, weights, k=count)


def in_paragraphs(words: list[str], size: int) -> list[Part]:
    return paragraphs(*(" ".join(words[at : at + size]) for at in range(0, len(words), size)))


def edited(words: list[str]) -> list[str]:
    return [word if at % 17 else "anew" for at, word in enumerate(words)]


ONE, OTHER = some_words(20_000, 1), some_words(20_000, 2)
LONG = {
    "each paragraph edited": (in_paragraphs(ONE, 100), in_paragraphs(edited(ONE), 100)),
    "one paragraph edited": (in_paragraphs(ONE, 20_000), in_paragraphs(edited(ONE), 20_000)),
    "all written anew": (in_paragraphs(ONE, 100), in_paragraphs(OTHER, 100)),
    "one paragraph anew": (in_paragraphs(ONE, 20_000), in_paragraphs(OTHER, 20_000)),
    "turned round": (in_paragraphs(ONE, 100), in_paragraphs(ONE, 100)[::-1]),
    "the same word": (paragraphs("a " * 20_000), paragraphs("a b " * 10_000)),
    "paragraphs of one word": (paragraphs(*["a"] * 20_000), paragraphs(*["a", "b"] * 10_000)),
    "many short stretches": (
        paragraphs(" ".join(f"u{n} " + "a b " * 33 for n in range(300))),
        paragraphs(" ".join(f"u{n} " + "b a " * 33 for n in range(300))),
    ),
    "a word of a million letters": (paragraphs("x" * 10**6), paragraphs("y" * 10**6)),
    "a million dots": (paragraphs("." * 10**6 + "a"), paragraphs("," * 10**6 + "a")),
}


@pytest.mark.parametrize("name", LONG)
def test_long_versions_take_less_than_a_second(name):
    old, new = LONG[name]
    start = time.process_time()
    difference = compared(old, new)
    assert time.process_time() - start < 1
    assert side(difference, "removed") == text_of(old)
    assert side(difference, "added") == text_of(new)


def test_edits_in_each_of_two_hundred_paragraphs_are_found_as_such():
    difference = compared(*LONG["each paragraph edited"])
    assert set(states(difference)) == {"edited"}
    assert not difference.coarse


def test_what_is_too_much_to_compare_by_words_is_shown_whole_and_that_is_said():
    difference = compared(*LONG["the same word"])
    assert difference.coarse
    assert not compared(paragraphs(FERRIES), paragraphs(BRIDGE)).coarse
