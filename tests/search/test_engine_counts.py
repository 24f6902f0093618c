"""What an engine counts of the entries found: their facets, and when they were posted."""

from __future__ import annotations

import pytest

from entries.search.base import Query
from entries.search.nodes import Filter, Not, Span, Word
from entries.search.periods import Period
from tests.search.documents import document, put


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
