"""What an engine finds and marks; asked through its interface alone."""

from __future__ import annotations

import pytest

from entries.search.base import Engine, Query
from entries.search.nodes import And, Filter, Fuzzy, Node, Not, Or, Phrase, Prefix, Span, Word
from entries.search.periods import Period
from tests.search.documents import document, put, texts


def found(engine: Engine, words: Node, there: dict[int, str]) -> set[str]:
    return {there[pk] for pk in engine.find(Query(words)).ids}


def test_a_word_is_found_in_all_its_forms_accents_and_letter_cases(engine):
    there = texts(engine, "They walked home", "a WALK", "Walking", "the wall", "A café", "Cafes")
    assert found(engine, Word("walks"), there) == {"They walked home", "a WALK", "Walking"}
    assert found(engine, Word("CAFE"), there) == {"A café", "Cafes"}
    assert found(engine, Word("cafés"), there) == {"A café", "Cafes"}


def test_letters_with_a_separate_accent_are_the_same_letters(engine):
    there = texts(engine, "A cafe\u0301 opens")
    assert found(engine, Word("café"), there) == {"A cafe\u0301 opens"}


def test_letters_that_are_not_seen_do_not_part_a_word(engine):
    text = "Ge\u00adheim\u00adnis \u200fהודעה\u200f"
    there = texts(engine, text)
    assert found(engine, And((Word("Geheimnis"), Word("הודעה"))), there) == {text}
    (marks,) = engine.marks(Word("geheimnis"), [text])
    assert [text[mark.start : mark.end] for mark in marks] == ["Ge\u00adheim\u00adnis"]


def test_a_word_of_several_parts_is_a_phrase(engine):
    there = texts(engine, "The U.S. said", "Us and the s", "A no-fly zone", "No one can fly")
    assert found(engine, Word("U.S."), there) == {"The U.S. said"}
    assert found(engine, Word("no-fly"), there) == {"A no-fly zone"}


def test_a_phrase_stands_as_it_is_written(engine):
    there = texts(engine, "nothing has changed", "nothing had changed", "changed has nothing")
    assert found(engine, Phrase("Nothing has changed"), there) == {"nothing has changed"}


def test_near_words_may_stand_some_steps_apart(engine):
    there = texts(engine, "bridge is now quite firmly closed", "bridge closed", "closed bridge x")
    assert found(engine, Phrase("bridge closed", 5), there) >= {
        "bridge is now quite firmly closed",
        "bridge closed",
    }
    assert found(engine, Phrase("bridge closed", 1), there) == {"bridge closed"}


def test_beginnings_and_near_spellings_are_found(engine):
    there = texts(engine, "Stoltenberg speaks", "Stolen goods", "Scholz")
    assert found(engine, Prefix("stol"), there) == {"Stoltenberg speaks", "Stolen goods"}
    assert found(engine, Fuzzy("stoltenburg"), there) == {"Stoltenberg speaks"}
    assert found(engine, Fuzzy("Sholz"), there) == {"Scholz"}


def test_words_are_joined_alternated_and_excluded(engine):
    there = texts(engine, "storm harbour", "storm", "harbour", "calm")
    storm, harbour = Word("storm"), Word("harbour")
    assert found(engine, And((storm, harbour)), there) == {"storm harbour"}
    assert found(engine, Or((storm, harbour)), there) == {"storm harbour", "storm", "harbour"}
    assert found(engine, And((storm, Not(harbour))), there) == {"storm"}
    assert found(engine, Not(Or((storm, harbour))), there) == {"calm"}


@pytest.mark.parametrize(
    ("text", "word"),
    [("停火协议 今天", "停火"), ("Перемир’я сьогодні", "перемир'я"), ("وقف إطلاق النار", "إطلاق")],
)
def test_words_of_any_script_are_found_and_marked(engine, text, word):
    there = texts(engine, text, "something else")
    assert found(engine, Word(word), there) == {text}
    ((mark,),) = engine.marks(Word(word), [text])
    assert text[mark.start : mark.end].casefold().replace("’", "'") == word


@pytest.mark.parametrize("node", [Word("–"), Phrase("…"), Prefix("-"), Fuzzy("?"), Not(Word("!"))])
def test_what_has_no_letters_asks_for_nothing(engine, node):
    there = texts(engine, "one", "two")
    assert found(engine, node, there) == {"one", "two"}


def test_the_headline_counts_more_than_the_text(engine):
    filler = "and many other words of the day " * 4
    below = document(f"storm {filler}", headline="The day so far")
    above = document(filler, headline="A storm is coming")
    put(engine, below, above)
    assert engine.find(Query(Word("storm"), sort="relevance")).ids == [above.id, below.id]


def test_entries_come_in_the_order_asked_for_with_undated_ones_last(engine):
    late, early = document("a", "2022-03-25 10:00"), document("a", "2022-03-24 10:00")
    undated = document("a", None)
    put(engine, undated, late, early)
    assert engine.find(Query(sort="newest")).ids == [late.id, early.id, undated.id]
    assert engine.find(Query(sort="oldest")).ids == [early.id, late.id, undated.id]


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_every_page_can_be_reached_and_holds_what_the_others_do_not(engine, sort):
    documents = [document("storm", f"2022-03-24 {n // 60:02}:{n % 60:02}") for n in range(95)]
    put(engine, *documents)
    pages = [engine.find(Query(Word("storm"), sort=sort, page=n)) for n in range(1, 6)]
    assert [len(page.ids) for page in pages] == [20, 20, 20, 20, 15]
    ids = [pk for page in pages for pk in page.ids]
    assert set(ids) == {each.id for each in documents}
    if sort != "relevance":
        assert ids == sorted(ids, reverse=sort == "newest")


@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize("alike", [1, 7, 300])
def test_entries_that_no_order_tells_apart_stand_on_one_page_each(engine, sort, alike):
    # More pages than are gone through from the first on.
    documents = [
        document("storm", newest=number // alike, oldest=number // alike) for number in range(1130)
    ]
    put(engine, *documents)
    pages = [engine.find(Query(sort=sort, page=page), facets=()) for page in range(1, 58)]
    ids = [pk for page in pages for pk in page.ids]
    assert len(ids) == len(set(ids)) == 1130
    order = {each.id: getattr(each, sort) for each in documents}
    places = [order[pk] for pk in ids]
    assert places == sorted(places, reverse=sort == "newest")


def test_a_page_beyond_the_last_is_the_last(engine):
    put(engine, *(document("storm") for _ in range(25)))
    page = engine.find(Query(page=99))
    assert (page.total, page.page, len(page.ids)) == (25, 2, 5)
    assert engine.find(Query(Word("nothing"), page=7)).page == 1


def test_the_first_ids_come_in_the_order_asked_for_as_many_as_wanted(engine):
    documents = [document("storm", f"2022-03-24 10:{n:02}") for n in range(30)]
    put(engine, *documents)
    ids = [each.id for each in documents]
    assert engine.ids(Query(Word("storm"), sort="oldest"), 25) == ids[:25]
    assert engine.ids(Query(Word("storm"), sort="newest", page=2), 999) == ids[::-1]
    assert engine.ids(Query(Word("calm")), 5) == []


def test_filters_ask_for_every_value_and_for_one_of_those_an_entry_has_once(engine):
    both = document(persons=[1], organisations=[2], places=[3], topics=[4], source=1)
    one = document(persons=[1], source=2, labels=["breaking"], has=["quote"])
    other = document(source=3, liveblog=9, day=None)
    put(engine, both, one, other)

    def ids(*filters: Filter) -> set[int]:
        return set(engine.find(Query(filters=filters)).ids)

    assert ids(Filter("actor", 1)) == {both.id, one.id}
    assert ids(Filter("actor", 1), Filter("actor", 2)) == {both.id}
    assert ids(Filter("place", 3), Filter("topic", 4)) == {both.id}
    assert ids(Filter("source", 1), Filter("source", 3)) == {both.id, other.id}
    assert ids(Filter("liveblog", 9)) == {other.id}
    assert ids(Filter("label", "breaking"), Filter("has", "quote")) == {one.id}
    assert ids(Filter("year", 2022)) == {both.id, one.id}
    assert ids(Filter("actor", 1, exclude=True)) == {other.id}
    assert ids(Filter("source", 1), Filter("actor", 2, exclude=True)) == set()
    alternatives = Or((Filter("topic", 4), Filter("source", 3)))
    assert set(engine.find(Query(alternatives)).ids) == {both.id, other.id}


def test_a_byline_is_a_name_as_printed_or_words_of_one(engine):
    short, long = document(bylines=["Rae Quill"]), document(bylines=["Rae Quill-Smith", "Lou Ford"])
    put(engine, short, long)

    def ids(name: str) -> set[int]:
        return set(engine.find(Query(filters=(Filter("byline", name),))).ids)

    assert ids("Rae Quill") == {short.id}
    assert ids("quill") == {short.id, long.id}
    assert ids("lou FORD") == {long.id}
    assert ids("?") == set()


def test_a_span_takes_both_its_ends_and_hours_leave_out_days_without_one(engine):
    first, second = document(when="2022-03-24 13:59"), document(when="2022-03-24 14:00")
    day_only, next_year = document(when="2022-03-24"), document(when="2023-01-01 00:00")
    put(engine, first, second, day_only, next_year, document(when=None))

    def ids(since: str | None, until: str | None) -> set[int]:
        bounds = [text and Period.parse(text) for text in (since, until)]
        return set(engine.find(Query(span=Span(*bounds))).ids)

    assert ids("2022-03-24", "2022-03-24") == {first.id, second.id, day_only.id}
    assert ids("2022", "2022-12") == {first.id, second.id, day_only.id}
    assert ids("2022-03-24T13", "2022-03-24T13") == {first.id}
    assert ids("2022-03-24T14", None) == {second.id, next_year.id}
    assert ids(None, "2022-03-23") == set()


def test_the_words_that_match_are_marked_in_any_text(engine):
    def marked(node: Node, text: str) -> list[str]:
        (marks,) = engine.marks(node, [text])
        return [text[mark.start : mark.end] for mark in marks]

    assert marked(Word("walk"), "Walking, they WALKED.") == ["Walking", "WALKED"]
    assert marked(Phrase("no fly zone"), "A no-fly zone; no zone") == ["no-fly zone"]
    assert marked(Phrase("bridge closed", 5), "The bridge is now closed") == ["bridge", "closed"]
    assert marked(Prefix("zel"), "Zelenský, Zélia and gazelle") == ["Zelenský", "Zélia"]
    assert marked(Fuzzy("zelensky"), "Zelenskiy met Zelenskyy") == ["Zelenskiy", "Zelenskyy"]
    assert marked(And((Word("one"), Not(Word("two")))), "one two") == ["one"]
    assert marked(Or((Word("U.S."), Filter("topic", 1))), "The U.S. and us") == ["U.S"]
