"""What a list can be narrowed by: each count is what its link gives."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from entries import search
from entries.filters import EntryFilter, facets_of
from entries.filters.facets import every_row
from tests.factories import (
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    tag,
)

pytestmark = pytest.mark.django_db


def listed(query: str) -> tuple[EntryFilter, dict[str, list[tuple[str, int]]]]:
    """The filters, and the names and counts of each facet."""
    filters = EntryFilter(QueryDict(query))
    facets = facets_of(filters, search.search(filters.query).facets)
    return filters, {facet.key: [(v.name, v.count) for v in facet.values] for facet in facets}


def test_facets_are_counted_among_the_entries_found(index):
    person, board, place, topic = make_person(), make_organisation(), make_place(), make_topic()
    for number in range(3):
        entry = make_entry(
            f"Entry {number}",
            f"2022-03-2{number} 12:00",
            labels=["breaking"],
            bylines=[("Rae Quill", "")],
        )
        mention(entry, person, place, place)
        tag(entry, topic)
    mention(entry, board)
    make_entry("Elsewhere", liveblog=make_liveblog("Calm", make_source("Lake FM")))
    index()
    _, counts = listed("from=2022-03-21&actor=ada-marsh&page=2")
    assert counts == {
        "source": [("Harbour News", 2)],
        "organisation": [("Harbour Board", 1)],
        "place": [("Port Ellen", 2)],
        "topic": [("Flooding", 2)],
        "label": [("breaking", 2)],
        "byline": [("Rae Quill", 2)],
        "year": [("2022", 2)],
    }


def test_the_fullest_years_stand_in_their_order(index):
    for year in range(2000, 2012):
        make_entry(f"Entry of {year}", f"{year}-05-01 12:00")
    for year in (2004, 2000):
        make_entry(f"Another of {year}", f"{year}-05-02 12:00")
    index()
    filters, counts = listed("")
    years = [int(name) for name, _ in counts["year"]]
    assert len(years) == 10 and {2000, 2004} < set(years)
    assert years == sorted(years, reverse=True)
    assert [year for year, _ in every_row(filters, "year", "")] == [*range(2011, 1999, -1)]


def test_the_count_of_a_value_is_what_its_link_gives(index):
    people = [make_person(f"Person {number}") for number in range(3)]
    sources = [make_liveblog("Day", make_source(name)) for name in ("A News", "B News", "C News")]
    for number in range(12):
        entry = make_entry(
            f"Entry {number}",
            f"20{20 + number % 2}-03-24 12:00",
            liveblog=sources[number % 3],
            labels=["breaking"] if number % 4 else [],
            bylines=[("Rae Quill", "")] if number % 5 else [],
        )
        mention(entry, *people[: number % 4])
    index()
    for query in (
        "",
        "source=a-news",
        "-source=a-news&year=2020",
        "actor=person-0&-actor=person-2",
    ):
        filters = EntryFilter(QueryDict(query))
        found = search.search(filters.query)
        for facet in facets_of(filters, found.facets):
            for value in facet.values:
                assert total(value.only) == value.count, (query, facet.key, value)
                if value.exclude:
                    assert total(value.exclude) == found.total - value.count


def total(address: str) -> int:
    filters = EntryFilter(QueryDict(address.partition("?")[2]))
    assert filters.here == address
    assert not filters.errors
    return search.search(filters.query).total


def test_another_source_takes_the_place_of_the_one_chosen_or_joins_it(index):
    for name in ("A News", "B News"):
        make_entry(liveblog=make_liveblog("Day", make_source(name)))
    index()
    filters = EntryFilter(QueryDict("source=a-news"))
    facets = facets_of(filters, search.search(filters.query).facets)
    (other,) = facets[0].values
    assert (other.name, other.count, other.exclude) == ("B News", 1, "")
    assert other.only == "/entries/?source=b-news"
    assert other.either == "/entries/?source=a-news&source=b-news"
