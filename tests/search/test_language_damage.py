"""What becomes of a query that is damaged, or too long: it is mended, and the reader told."""

import pytest

from entries.search.language import Parsed, parse
from entries.search.nodes import And, Field, Not, Or, Phrase, Word

A, B, C = (Word(letter) for letter in "abc")
NATO = Field("actor", "nato")


def node(text):
    return parse(text).node


def left_out(text):
    return [part.text for part in parse(text).left_out]


def test_quote_that_is_not_closed_is_closed_at_the_end():
    assert node('a "b c') == And((A, Phrase("b c")))
    assert left_out('a "b c') == ['"b c']


@pytest.mark.parametrize(
    ("rest", "then"),
    [("actor:nato", NATO), ("-a", Not(A)), ("-actor:nato", Not(NATO)), ("(a OR b)", Or((A, B)))],
)
def test_quote_that_is_not_closed_takes_in_words_alone(rest, then):
    assert node(f'"b c {rest}') == And((Phrase("b c"), then))
    assert left_out(f'"b c {rest}') == ['"b c']


def test_quote_that_is_not_closed_ends_a_value():
    assert node('by:"Rae Quill') == Field("by", "Rae Quill")
    assert left_out('by:"Rae Quill') == ['by:"Rae Quill']


def test_quote_without_a_partner_is_ignored():
    assert node('a b"') == And((A, B))
    assert left_out('a b"') == ['"']


def test_bracket_that_is_not_closed_is_closed_at_the_end():
    assert node("a OR (b (c") == Or((A, And((B, C))))
    assert left_out("a OR (b (c") == ["("]


def test_bracket_that_was_not_opened_is_ignored():
    assert node("a) b") == And((A, B))
    assert left_out("a) b") == [")"]


def test_empty_brackets_are_ignored():
    assert node("a OR (()) b") == And((A, B))
    assert left_out("a OR (()) b") == ["( )"]


@pytest.mark.parametrize("text", ["OR a", "a OR", "AND a", "a NOT", "(OR a)", "a (b OR)"])
def test_operator_without_words_beside_it_is_ignored(text):
    assert node(text) in (A, And((A, B)))
    assert len(left_out(text)) == 1


@pytest.mark.parametrize("second", ["OR", "AND"])
def test_second_operator_in_a_row_is_ignored(second):
    assert node(f"a OR {second} b") == Or((A, B))
    assert left_out(f"a OR {second} b") == [second]


@pytest.mark.parametrize("sign", ["-", "—", "&", "...", "*", "~", "🎉"])
def test_lone_sign_is_ignored(sign):
    assert node(f"a {sign} b") == And((A, B))
    assert left_out(f"a {sign} b") == [sign]


def test_control_characters_vanish():
    assert parse("su\0ez\x07 ca\x7fnal\u2028a") == Parsed(And((Word("suez"), Word("canal"), A)))


def test_unseen_characters_vanish():
    assert parse("\ufeffsu\u200bez \u202ecan\u00adal\u200e \ud800\u3164") == Parsed(
        And((Word("suez"), Word("canal")))
    )


def test_joiners_stay_in_words_that_are_spelt_with_them():
    assert node("می\u200cخواهم su\u200cez") == And((Word("می\u200cخواهم"), Word("suez")))


def test_full_width_text_is_as_good_as_any():
    assert node("（ｓｕｅｚ｜ａ）　－ａｃｔｏｒ：ｎａｔｏ") == And(
        (Or((Word("suez"), A)), Not(NATO))
    )


def test_accents_are_composed():
    assert node("Orba\u0301n") == Word("Orbán")


def test_right_to_left_text_is_read_as_it_is_spelt():
    assert node('"שלום עולם" -מלחמה actor:זלנסקי') == And(
        (Phrase("שלום עולם"), Not(Word("מלחמה")), Field("actor", "זלנסקי"))
    )


def test_no_more_than_fifty_terms_are_read():
    parsed = parse(" ".join(f"w{number}" for number in range(100)))
    assert isinstance(parsed.node, And)
    assert len(parsed.node.parts) == 50
    (rest,) = parsed.left_out
    assert rest.text.startswith("w50 w51")
    assert rest.text.endswith("…")


def test_no_more_than_a_thousand_characters_are_read():
    parsed = parse(f"{'a' * 600} {'b' * 399} c d")
    assert parsed.node == And((Word("a" * 600), Word("b" * 399), Word("c")))
    assert [part.text for part in parsed.left_out] == ["d"]


def test_long_phrase_is_cut_at_a_word():
    parsed = parse(f'"{"word " * 2000}"')
    assert parsed.node == Phrase("word " * 199 + "word")
    assert len(parsed.left_out) == 1


def test_brackets_open_where_reading_ends_are_not_told():
    reasons = [part.reason for part in parse(f"({'a ' * 60})").left_out]
    assert reasons == ["only the first 50 words and 1,000 characters are read"]


def test_what_was_left_out_is_told_briefly():
    parsed = parse(" ".join(f"{number}~" for number in range(40)))
    assert len(parsed.left_out) == 20
    (cut,) = parse(f"*{'a' * 900}").left_out
    assert len(cut.text) == 60
