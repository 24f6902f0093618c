"""What an engine finds, counts and marks; asked through its interface alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entries.search.base import EntryDocument, NameDocument, Query, SearchUnavailable, Status
from entries.search.nodes import (
    And,
    Filter,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Span,
    Word,
)
from entries.search.periods import Period
from entries.search.tantivy_engine import TantivyEngine
from tests.search.documents import document


@pytest.fixture
def engine(tmp_path) -> TantivyEngine:
    """An engine with an empty index."""
    engine = TantivyEngine(tmp_path)
    with engine.building("test"):
        pass
    return engine


def put(engine: TantivyEngine, *entries: EntryDocument, names: tuple[NameDocument, ...] = ()):
    with engine.writing() as draft:
        draft.add(entries)
        draft.add_names(names)


def texts(engine: TantivyEngine, *entries: str) -> dict[int, str]:
    """Entries with these texts put in; the texts by id."""
    documents = [document(text) for text in entries]
    put(engine, *documents)
    return {each.id: each.text for each in documents}


def found(engine: TantivyEngine, words: Node, there: dict[int, str]) -> set[str]:
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
    marks = engine.marker(Word("geheimnis"))(text)
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
    (mark,) = engine.marker(Word(word))(text)
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
        replace(document("storm"), newest=number // alike, oldest=number // alike)
        for number in range(1130)
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


def test_facets_count_what_adding_a_value_would_give(engine):
    put(
        engine,
        document("storm", persons=[1, 2], topics=[5], labels=["breaking"], source=1),
        document("storm", persons=[1], organisations=[3], bylines=["Rae Quill"], source=2),
        document("calm", persons=[2], places=[4], source=2, when="2023-03-24 10:00"),
    )
    facets = engine.find(Query(Word("storm"))).facets
    assert facets == {
        "source": [(1, 1), (2, 1)],
        "person": [(1, 2), (2, 1)],
        "organisation": [(3, 1)],
        "place": [],
        "topic": [(5, 1)],
        "label": [("breaking", 1)],
        "byline": [("Rae Quill", 1)],
        "year": [(2022, 2)],
    }
    narrowed = engine.find(Query(Word("storm"), (Filter("actor", 2),)))
    assert narrowed.facets["person"] == [(1, 1), (2, 1)]


def test_the_other_values_of_a_chosen_source_or_year_stay_visible(engine):
    put(engine, document(source=1), document(source=2, persons=[7]), document(source=2))
    found = engine.find(Query(filters=(Filter("source", 1),)))
    assert found.total == 1
    assert found.facets["source"] == [(2, 2), (1, 1)]
    assert found.facets["person"] == []


@pytest.mark.parametrize("share", [0, 1, 40, 60, 99, 100])
def test_facets_are_exact_whatever_the_share_of_the_archive(engine, share):
    documents = [
        document("storm" if n % 100 < share else "calm", persons=[n % 7, n % 5 + 10], source=n % 3)
        for n in range(500)
    ]
    put(engine, *documents)
    fitting = [each for each in documents if each.text == "storm"]
    facets = engine.find(Query(Word("storm"))).facets

    def counted(values) -> dict:
        values = list(values)
        return {value: values.count(value) for value in set(values)}

    assert dict(facets["source"]) == counted(each.source for each in fitting)
    persons = counted(person for each in fitting for person in each.persons)
    assert len(facets["person"]) == min(10, len(persons))
    assert all(persons[value] == count for value, count in facets["person"])
    least = min((count for _, count in facets["person"]), default=0)
    assert sum(count > least for count in persons.values()) < 10
    assert dict(engine.values(Query(Word("storm")), "person")) == persons


def test_more_values_than_an_answer_can_hold_do_no_harm(engine):
    # tantivy refuses answers of more than 65,000 values.
    documents = [document(persons=range(n * 200, n * 200 + 200)) for n in range(350)]
    put(engine, *documents, document("storm", persons=[7]))
    assert engine.find(Query()).facets["person"][0] == (7, 2)
    assert engine.values(Query(), "person")[0] == (7, 2)
    assert engine.find(Query(Not(Word("storm")))).total == 350


def test_the_timeline_is_as_fine_as_the_span_allows(engine):
    put(
        engine,
        document("hours", "2022-03-24 13:30"),
        document("hours", "2022-03-24 13:45"),
        document("hours", "2022-03-24"),
        document("days hours", "2022-03-25 09:00"),
        document("days", "2022-03-29 10:00"),
        document("months days", "2022-09-01 10:00"),
        document("months", "2022-03-01 10:00"),
        document("years months", "2012-01-01 10:00"),
        document("years", None),
    )

    def timeline(word: str) -> tuple[str, dict[str, int], int, int]:
        line = engine.find(Query(Word(word))).timeline
        counts = {str(period): count for period, count in sorted(line.counts.items())}
        return line.unit, counts, line.undated, line.clockless

    assert timeline("hours") == ("hour", {"2022-03-24T13": 2, "2022-03-25T09": 1}, 0, 1)
    assert timeline("days")[:2] == ("month", {"2022-03": 2, "2022-09": 1})
    assert timeline("months")[:2] == ("year", {"2012": 1, "2022": 2})
    assert timeline("years") == ("hour", {"2012-01-01T10": 1}, 1, 0)
    whole = engine.find(Query()).timeline
    assert (whole.unit, whole.undated) == ("year", 1)
    assert {str(period): count for period, count in whole.counts.items()} == {"2012": 1, "2022": 7}
    march = Span(Period.parse("2022-03"), Period.parse("2022-03"))
    days = engine.find(Query(span=march)).timeline
    assert (days.unit, sum(days.counts.values())) == ("day", 6)
    assert engine.find(Query(Word("nothing"))).timeline.counts == {}


def test_the_words_that_match_are_marked_in_any_text(engine):
    def marked(node: Node, text: str) -> list[str]:
        return [text[mark.start : mark.end] for mark in engine.marker(node)(text)]

    assert marked(Word("walk"), "Walking, they WALKED.") == ["Walking", "WALKED"]
    assert marked(Phrase("no fly zone"), "A no-fly zone; no zone") == ["no-fly zone"]
    assert marked(Phrase("bridge closed", 5), "The bridge is now closed") == ["bridge", "closed"]
    assert marked(Prefix("zel"), "Zelenský, Zélia and gazelle") == ["Zelenský", "Zélia"]
    assert marked(Fuzzy("zelensky"), "Zelenskiy met Zelenskyy") == ["Zelenskiy", "Zelenskyy"]
    assert marked(And((Word("one"), Not(Word("two")))), "one two") == ["one"]
    assert marked(Or((Word("U.S."), Filter("topic", 1))), "The U.S. and us") == ["U.S"]


def test_words_of_the_archive_are_offered_by_their_beginning_and_by_likeness(engine):
    texts(engine, "Mariupol siege", "Mariupol", "maritime", "Jens Stoltenberg")
    assert engine.words_from("Mari", 5) == [("mariupol", 2), ("maritime", 1)]
    assert engine.words_like("mariupil") == [("mariupol", 2)]
    assert engine.words_like("stoltenbrug")[0] == ("stoltenberg", 1)
    assert engine.words_like("stoltnburg")[0] == ("stoltenberg", 1)
    assert engine.words_like("xyzzyplugh") == []
    assert engine.words_from("", 5) == []


def test_names_are_offered_by_any_alias_with_their_entries(engine):
    person = NameDocument("person", 1, "volodymyr-zelensky", "Volodymyr Zelensky", ["Zelenskiy"])
    place = NameDocument("place", 1, "zelenograd", "Zelenograd")
    put(engine, document(persons=[1]), document(persons=[1]), names=(person, place))
    offered = engine.names_from("zel", 8)
    assert [(each.kind, each.slug, each.count) for each in offered] == [
        ("person", "volodymyr-zelensky", 2),
        ("place", "zelenograd", 0),
    ]
    (one,) = engine.names_from("zelenskiy", 8)
    assert (one.name, one.matched) == ("Volodymyr Zelensky", "Zelenskiy")
    assert [each.name for each in engine.names_from("volod zel", 8)] == []
    assert [each.name for each in engine.names_from("zelensky volod", 8)] == ["Volodymyr Zelensky"]


def test_a_name_is_known_by_its_slug_and_by_each_alias_written_in_full(engine):
    names = (
        NameDocument("person", 1, "jose-munoz", "José Muñoz", ["Muñoz"]),
        NameDocument("place", 2, "munoz", "Muñoz"),
    )
    put(engine, names=names)
    for name in ("jose-munoz", "JOSE MUNOZ", "muñoz"):
        assert [each.id for each in engine.names_called(name, ["person", "organisation"])] == [1]
    assert [each.id for each in engine.names_called("Munoz", ["person", "place"])] == [1, 2]
    assert engine.names_called("José", ["person"]) == []
    assert engine.names_called("?", ["person"]) == []


def test_what_is_put_in_again_takes_the_place_of_what_was_there(engine):
    entry = document("before", persons=[1])
    name = NameDocument("person", 1, "a-b", "A Before")
    put(engine, entry, names=(name,))
    put(
        engine,
        document("after", id=entry.id, persons=[1], stamp=77),
        names=(NameDocument("organisation", 1, "a-b", "After All"),),
    )
    assert engine.count(Query(Word("before"))) == 0
    assert engine.count(Query(Word("after"))) == 1
    assert engine.stamps() == {entry.id: 77}
    assert engine.names_from("before", 5) == []
    with engine.writing() as draft:
        draft.remove([entry.id], [("organisation", 1)])
    assert engine.count(Query()) == 0
    assert engine.names_from("after", 5) == []


def test_a_change_that_fails_changes_nothing(engine):
    put(engine, document("kept"))
    with pytest.raises(RuntimeError), engine.writing() as draft:
        draft.add([document("lost")])
        raise RuntimeError
    assert engine.count(Query()) == 1
    put(engine, document("later"))
    assert engine.count(Query()) == 2


def test_another_process_sees_a_change_at_once(engine, tmp_path):
    other = TantivyEngine(tmp_path)
    assert other.count(Query()) == 0
    put(engine, document("new"))
    assert other.count(Query()) == 1
    with engine.building("next") as draft:
        draft.fill([document("a"), document("b")])
        assert other.count(Query()) == 1
    assert other.count(Query()) == 2
    assert other.label() == "next"


def test_without_an_index_searching_says_so(tmp_path):
    engine = TantivyEngine(tmp_path / "none")
    assert engine.status() is Status.MISSING
    assert engine.label() == ""
    with pytest.raises(SearchUnavailable, match="missing"):
        engine.find(Query())
    with pytest.raises(SearchUnavailable), engine.writing():
        pass


def test_an_index_of_another_schema_is_outdated(engine, tmp_path):
    (about,) = tmp_path.glob("*/about.json")
    about.write_text('{"schema": 0, "label": "old"}')
    assert TantivyEngine(tmp_path).status() is Status.OUTDATED


@pytest.mark.parametrize("damage", ["meta", "segment", "about", "folder", "pointer"])
def test_a_damaged_index_is_noticed_and_a_new_one_takes_its_place(engine, tmp_path, damage):
    put(engine, *(document("storm") for _ in range(10)))
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    if damage == "meta":
        (folder / "entries" / "meta.json").write_text("{")
    elif damage == "segment":
        for path in (folder / "entries").glob("*.idx"):
            path.unlink()
    elif damage == "about":
        (folder / "about.json").write_bytes(b"\xff")
    elif damage == "folder":
        (folder / "names" / "meta.json").unlink()
    else:
        (tmp_path / "current").write_text("elsewhere")
    fresh = TantivyEngine(tmp_path)
    assert fresh.status() is Status.DAMAGED
    with pytest.raises(SearchUnavailable):
        fresh.find(Query())
    with fresh.building("again") as draft:
        draft.fill([document("storm")])
    assert fresh.status() is Status.READY
    assert fresh.count(Query(Word("storm"))) == 1


def test_a_new_index_that_fails_leaves_the_one_in_use_and_no_rest(engine, tmp_path):
    put(engine, document("kept"))
    with pytest.raises(RuntimeError), engine.building("bad") as draft:
        draft.fill([document("lost")])
        raise RuntimeError
    assert engine.count(Query()) == 1
    assert sum(path.is_dir() for path in tmp_path.iterdir()) == 1


def test_what_a_killed_rebuild_left_is_swept_away_by_the_next(engine, tmp_path):
    (tmp_path / "abandoned" / "entries").mkdir(parents=True)
    with engine.building("next"):
        pass
    assert sum(path.is_dir() for path in tmp_path.iterdir()) == 1
