"""What each part of the query language means, and how it is written."""

import pytest

from entries.search.language import Parsed, parse, written
from entries.search.nodes import And, Field, Filter, Fuzzy, Not, Or, Phrase, Prefix, Span, Word
from entries.search.operators import FIELD_WORDS, OPERATORS
from entries.search.periods import Period
from entries.search.trees import replaced, standing_apart, words_of

A, B, C, D = (Word(letter) for letter in "abcd")
NATO = Field("actor", "nato")


def node(text):
    return parse(text).node


def left_out(text):
    return [part.text for part in parse(text).left_out]


def day(text):
    return Period.parse(text)


# Words and operators


@pytest.mark.parametrize("text", ["", " \n\t ", "\0", "\u200b\u202e", "()", '""', "-", "OR", "&"])
def test_nothing_to_search_for_is_no_node(text):
    assert node(text) is None


def test_empty_query_leaves_nothing_out():
    assert parse("  ") == Parsed(None, ())


def test_words_must_all_match():
    assert node("suez canal") == And((Word("suez"), Word("canal")))


def test_and_in_capitals_is_as_good_as_a_space():
    assert parse("a AND b") == parse("a b")


def test_words_are_freed_of_the_signs_around_them():
    assert node("Kyiv, (Lviv)! #MeToo it’s …") == And(
        (Word("Kyiv"), Word("Lviv"), Word("MeToo"), Word("it’s"))
    )


@pytest.mark.parametrize("text", ["a OR b", "a | b", "a|b", "a||b", "(a OR b)"])
def test_either_word_will_do(text):
    assert node(text) == Or((A, B))


def test_or_joins_what_stands_beside_it():
    assert node("a b OR c d") == And((A, Or((B, C)), D))


def test_or_in_small_letters_is_a_word():
    assert node("a or b") == And((A, Word("or"), B))


@pytest.mark.parametrize("dash", ["-", "--", "–", "—", "−", "－", "NOT ", "NOT -"])
def test_minus_excludes_a_word(dash):
    assert node(f"a {dash}b") == And((A, Not(B)))


def test_minus_stands_before_anything():
    assert node('-"a b" -(c d) -actor:nato -on:2022') == And(
        (
            Not(Phrase("a b")),
            Not(And((C, D))),
            Not(NATO),
            Not(Span(day("2022"), day("2022"))),
        )
    )


def test_query_may_exclude_and_nothing_else():
    assert node("-a") == Not(A)


def test_what_is_excluded_twice_is_asked_for():
    assert node("-(-a)") == A


def test_dash_within_a_word_is_a_part_of_it():
    assert node("Rhine–Ruhr x-ray") == And((Word("Rhine–Ruhr"), Word("x-ray")))


def test_phrase():
    assert node('"nothing has  changed."') == Phrase("nothing has changed")


@pytest.mark.parametrize(
    "text",
    [
        "“a b”",
        "„a b“",
        "«a b»",
        "« a b »",
        "‹a b›",
        "「a b」",
        "＂a b＂",
        "”a b”",
        "‘a b’",
        "‚a b‘",
    ],
)
def test_quotes_of_any_language_are_quotes(text):
    assert parse(text) == Parsed(Phrase("a b"))


def test_apostrophe_is_no_quote():
    assert parse("don’t ‘we won’t go’ ’twas") == Parsed(
        And((Word("don’t"), Phrase("we won’t go"), Word("twas")))
    )


def test_near_words():
    assert node('"a b"~5') == Phrase("a b", 5)


def test_near_words_with_a_space_before_the_tilde():
    assert node('"a b" ~7 c') == And((Phrase("a b", 7), C))


@pytest.mark.parametrize("number", ["51", "100", "9" * 900])
def test_near_words_are_fifty_steps_apart_at_the_most(number):
    assert node(f'"a b"~{number}') == Phrase("a b", 50)
    assert len(left_out(f'"a b"~{number}')) == 1


def test_near_words_without_a_number_are_a_phrase():
    assert node('"a b"~') == Phrase("a b")
    assert left_out('"a b"~') == ["~"]


def test_prefix():
    assert node("sanc* -ki*") == And((Prefix("sanc"), Not(Prefix("ki"))))


def test_star_after_one_letter_is_ignored():
    assert node("s*") == Word("s")
    assert left_out("s*") == ["s*"]


def test_star_before_a_word_is_ignored():
    assert node("*tion") == Word("tion")
    assert left_out("*tion") == ["*tion"]


@pytest.mark.parametrize("text", ["zelenski~", "zelenski~2", "zelenski~, "])
def test_fuzzy(text):
    assert parse(text) == Parsed(Fuzzy("zelenski"))


def test_tilde_after_a_short_word_is_ignored():
    assert node("war~") == Word("war")
    assert left_out("war~") == ["war~"]


def test_brackets_hold_together():
    assert node("(a b) OR (c -(a OR d))") == Or((And((A, B)), And((C, Not(Or((A, D)))))))


def test_needless_brackets_are_dropped():
    assert node("((a) ((b)) (c d))") == And((A, B, C, D))


def test_repetitions_are_dropped():
    assert node("a b a (b OR b) -c -c") == And((A, B, Not(C)))


# Field words


@pytest.mark.parametrize("name", ["actor", "place", "topic", "source", "by", "is", "has", "in"])
def test_field_word_gives_a_field(name):
    assert parse(f"{name}:thing") == Parsed(Field(name, "thing"))


def test_field_word_takes_a_value_in_quotes():
    assert node('actor:"Jens  Stoltenberg" by:“Rae Quill” x') == And(
        (Field("actor", "Jens Stoltenberg"), Field("by", "Rae Quill"), Word("x"))
    )


def test_letter_case_of_field_words_makes_no_difference():
    assert node("ACTOR:nato Actor:nato") == NATO


def test_address_of_a_liveblog_is_a_value():
    assert node("in:sample-desk/finland-joins-nato") == Field(
        "in", "sample-desk/finland-joins-nato"
    )


def test_comma_after_a_value_is_none_of_it():
    assert node("actor:nato, (place:paris)") == And((NATO, Field("place", "paris")))


def test_field_word_without_a_value_is_left_out():
    assert node("actor: nato OR is:") == Word("nato")
    assert left_out("actor: nato OR is:") == ["actor:", "is:"]


@pytest.mark.parametrize("text", ["14:30", "http://example.org/a", "1:0", "Breaking:news", "a:b"])
def test_colon_without_a_field_word_is_a_part_of_the_word(text):
    assert parse(text) == Parsed(Word(text))


def test_unknown_field_word_is_searched_for_and_told():
    assert node("author:rae") == Word("author:rae")
    assert left_out("author:rae") == ["author:"]


def test_sign_before_a_field_word_changes_nothing():
    assert node(",actor:nato") == NATO


@pytest.mark.parametrize("text", ["2022", "2022-03", "2022-03-24", "2022-03-24T13"])
def test_on_is_the_period_itself(text):
    assert node(f"on:{text}") == Span(day(text), day(text))


@pytest.mark.parametrize(
    ("text", "last"),
    [("2022", "2021"), ("2022-01", "2021-12"), ("2022-03-01", "2022-02-28")],
)
def test_before_ends_with_the_period_before(text, last):
    assert node(f"before:{text}") == Span(None, day(last))


@pytest.mark.parametrize(
    ("text", "first"),
    [("2022", "2023"), ("2022-12", "2023-01"), ("2024-02-28", "2024-02-29")],
)
def test_after_starts_with_the_next_period(text, first):
    assert node(f"after:{text}") == Span(day(first), None)


@pytest.mark.parametrize(
    "text",
    [
        "on:monday",
        "before:2022-13",
        "after:24/3/2022",
        "on:0000",
        "before:0001",
        "after:9999-12-31",
    ],
)
def test_a_date_that_is_none_stays_as_it_was_typed(text):
    name, _, value = text.partition(":")
    assert parse(f"a OR {text}") == Parsed(Or((A, Field(name, value))))


# Back into words


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("a|b  c", "(a OR b) c"),
        ("(a b) OR c", "(a b) OR c"),
        ("NOT (a b)", "-(a b)"),
        ("NOT (a OR b)", "-(a OR b)"),
        ("a OR NOT b", "a OR -b"),
        ("“a b”~3 sanc* zelenski~1", '"a b"~3 sanc* zelenski~'),
        ("Actor:nato by:“Rae Quill”", 'actor:nato by:"Rae Quill"'),
        ("on:2022-3 before:2022 after:2022-3-31", "on:2022-03 before:2022 after:2022-03-31"),
    ],
)
def test_query_is_written_in_one_way(text, back):
    assert written(node(text)) == back
    assert node(back) == node(text)


def test_nothing_is_written_as_nothing():
    assert written(None) == ""


def test_time_with_two_ends_is_written_as_two_field_words():
    span = Span(day("2022-03"), day("2022-05"))
    assert written(span) == "after:2022-02 before:2022-06"
    assert written(Or((A, Not(span)))) == "a OR -(after:2022-02 before:2022-06)"


def test_time_up_to_the_calendars_edge_is_written_as_open():
    assert written(Span(day("0001"), day("2022"))) == "before:2023"
    assert written(Span(day("2022"), day("9999"))) == "after:2021"


def test_filter_is_written_like_the_field_word_for_it():
    tree = And((Filter("label", "breaking"), Filter("byline", "Rae Quill", exclude=True)))
    assert written(tree) == 'is:breaking -by:"Rae Quill"'
    assert written(Filter("year", 2022)) == "on:2022"


# Trees


def test_fields_and_times_that_hold_for_the_whole_query_stand_apart():
    tree = node("a actor:nato -place:paris on:2022 -b c OR is:breaking -on:2021")
    fields = [NATO, Not(Field("place", "paris"))]
    assert standing_apart(tree) == [*fields, Span(day("2022"), day("2022"))]


@pytest.mark.parametrize(
    ("text", "apart"),
    [("", []), ("a", []), ("actor:nato", [NATO]), ("a actor:nato", [NATO]), ("a|actor:nato", [])],
)
def test_what_stands_apart_in_small_queries(text, apart):
    assert standing_apart(node(text)) == apart


def test_words_of_are_those_asked_for():
    tree = node('a "b c" OR sanc* zelenski~ -d -(a OR c) actor:nato')
    assert words_of(tree) == [A, Phrase("b c"), Prefix("sanc"), Fuzzy("zelenski")]
    assert words_of(None) == []


def test_replaced_changes_the_word_wherever_it_is_asked_for():
    tree = replaced(node("kyv (a OR kyv) -kyv kyv*"), Word("kyv"), Word("kyiv"))
    assert written(tree) == "kyiv (a OR kyiv) -kyv kyv*"


def test_replaced_drops_what_is_then_there_twice():
    assert replaced(node("kyv kyiv"), Word("kyv"), Word("kyiv")) == Word("kyiv")


# The table


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.name)
def test_examples_are_understood(operator):
    assert operator.examples
    for example in operator.examples:
        parsed = parse(example)
        assert parsed.node is not None
        assert parsed.left_out == ()
        assert written(parse(written(parsed.node)).node) == written(parsed.node)


def test_every_field_word_is_in_the_table():
    named = ["actor", "place", "topic", "source", "by", "is", "has", "in", "on", "before", "after"]
    assert list(FIELD_WORDS) == named
    assert all(FIELD_WORDS[name] in OPERATORS for name in named)


def test_names_in_the_table_differ():
    assert len({operator.name for operator in OPERATORS}) == len(OPERATORS)
