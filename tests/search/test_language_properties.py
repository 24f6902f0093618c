"""What holds for every text that can be typed."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from entries.search.language import parse, written
from entries.search.nodes import And, Field, Fuzzy, Not, Or, Phrase, Prefix, Span, Word
from entries.search.trees import words_of

BITS = [
    *"()\"-|*~:, '‘’“”–",
    *("OR", "AND", "NOT", " ", "a", "bb", "word", "sanc*", "zelenski~", '"a b"~5', "~5", "~60"),
    *("actor:", "BY:", 'by:"Rae', "on:", "2022-03", "before:0001", "after:9999", "foo:bar"),
    *("\0", "\u200b", "\u200c", "می", "字", "e\u0301", "\u0301", "ｶﾞ", "（", "＂", "\ud800", "_"),
]
QUERIES = st.text(max_size=200) | st.lists(st.sampled_from(BITS), max_size=80).map("".join)
RUNS = [*BITS, "(a ", "-(", "a OR (", '"a" ', "on:x ", "‘a ", "a’ ", "!?", '(-"', "a OR -(b "]


def leaves(node):
    match node:
        case None:
            return []
        case And(several) | Or(several):
            return [leaf for part in several for leaf in leaves(part)]
        case Not(part):
            return leaves(part)
    return [node]


def is_tidy(node, outer=None):
    """Whether no node is needless: none of one part, in one of its kind, or there twice."""
    match node:
        case And(several) | Or(several):
            distinct = len(several) > 1 and len(set(several)) == len(several)
            return distinct and all(
                not isinstance(part, type(node)) and is_tidy(part) for part in several
            )
        case Not(part):
            return not isinstance(part, Not) and is_tidy(part)
    return isinstance(node, Word | Phrase | Prefix | Fuzzy | Field | Span | None)


@given(QUERIES)
@example('x-‘y ""  z’,w')
@example("ab~5~7 c")
@example("-,actor:x OR* OR~")
def test_what_is_written_is_parsed_into_the_same(text):
    node = parse(text).node
    assert parse(written(node)).node == node


@given(QUERIES)
def test_what_is_written_leaves_nothing_out(text):
    left_out = parse(written(parse(text).node)).left_out
    # An unknown field word is no damage: it is searched for, and told again.
    assert all(part.text.endswith(":") for part in left_out)


@given(QUERIES)
def test_trees_are_tidy_and_within_the_limits(text):
    node = parse(text).node
    assert node is None or is_tidy(node)
    assert len(leaves(node)) <= 50


@given(QUERIES)
def test_leaves_have_something_to_search_for(text):
    for leaf in leaves(parse(text).node):
        if isinstance(leaf, Word | Phrase | Prefix | Fuzzy | Field):
            value = leaf.value if isinstance(leaf, Field) else leaf.text
            assert any(c.isalnum() for c in value)
            assert '"' not in value
            assert "\0" not in value
            value.encode()


@given(QUERIES)
def test_what_is_left_out_can_be_shown(text):
    for part in parse(text).left_out:
        assert part.text
        assert part.reason
        assert len(part.text) <= 60
        part.text.encode()


@given(QUERIES)
def test_words_of_are_leaves_of_the_tree(text):
    node = parse(text).node
    assert set(words_of(node)) <= set(leaves(node))


@given(st.lists(st.sampled_from(RUNS), min_size=1, max_size=4).map("".join))
def test_long_queries_are_parsed_into_the_same(bit):
    node = parse((bit * 10_000)[:10_000]).node
    assert parse(written(node)).node == node


@pytest.mark.parametrize("bit", RUNS, ids=ascii)
def test_ten_thousand_characters_take_no_time(bit):
    text = (bit * 10_000)[:10_000]
    start = time.process_time()
    parse(text)
    # Ten times what the slowest takes here.
    assert time.process_time() - start < 0.15
