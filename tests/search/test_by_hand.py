"""Whatever is asked, the answer is what counting entry by entry in Python gives."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from entries import search
from entries.filters import EntryFilter
from entries.search.base import FACETS, ONE_EACH
from tests.search.by_hand import Asked, Fact, ask, counted, facts, make_entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]
ENTRIES = 300
SEARCHES = 100
A_PAGE = 20
DIGITS = {"year": 4, "month": 7, "day": 10, "hour": 13}


@pytest.fixture(scope="module")
def everything(kept) -> list[Fact]:
    make_entries(random.Random(20220324), ENTRIES)
    return facts()


def searches(everything: list[Fact]) -> Iterator[tuple[Asked, EntryFilter]]:
    chance = random.Random(1871)
    for _ in range(SEARCHES):
        asked = ask(chance, everything)
        filters = EntryFilter(QueryDict(urlencode(asked.parameters)))
        assert not filters.errors and not filters.left_out, asked.parameters
        yield asked, filters


def as_counted(counts: Counter[Any]) -> list[tuple[Any, int]]:
    """The most frequent first, of equals the lesser value."""
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def test_totals_and_facets_are_those_counted_by_hand(everything):
    found = 0
    for asked, filters in searches(everything):
        matching = asked.of(everything)
        results = search.search(filters.query)
        assert results.total == search.count(filters.query) == len(matching), asked.parameters
        assert results.facets.keys() == set(FACETS)
        for facet in FACETS:
            wider = asked.of(everything, without=facet) if facet in ONE_EACH else matching
            counts = as_counted(counted(wider, facet))
            assert search.values(filters.query, facet) == counts, (facet, asked.parameters)
            shown = results.facets[facet]
            assert shown == counts[: len(shown)], (facet, asked.parameters)
            assert len(shown) >= min(len(counts), 10)
        found += bool(matching)
    assert found > SEARCHES / 3  # else little was tried


def test_the_timeline_is_that_counted_by_hand(everything):
    units = Counter()
    for asked, filters in searches(everything):
        matching = asked.of(everything)
        line = search.search(filters.query).timeline
        times = [fact.hour if line.unit == "hour" else fact.day for fact in matching]
        counts = Counter(f"{time:%Y-%m-%dT%H}"[: DIGITS[line.unit]] for time in times if time)
        shown = {str(period): count for period, count in line.counts.items()}
        assert shown == counts, asked.parameters
        assert {period.unit for period in line.counts} <= {line.unit}
        assert line.undated == sum(fact.day is None for fact in matching)
        without_clock = sum(fact.day is not None and fact.hour is None for fact in matching)
        assert line.clockless == (without_clock if line.unit == "hour" else 0), asked.parameters
        units[line.unit] += bool(counts)
    assert min(units[unit] for unit in DIGITS) > 0


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_the_pages_hold_each_entry_once_and_in_order(everything, sort):
    several = 0
    for asked, filters in searches(everything):
        if sort == "relevance" and not filters.words.ranked:
            continue
        query = replace(filters.query, sort=sort)
        expected = {fact.pk: fact for fact in asked.of(everything)}
        pages = max(-(-len(expected) // A_PAGE), 1)
        lists = [search.search(replace(query, page=page + 1)) for page in range(pages)]
        assert [each.page for each in lists] == list(range(1, pages + 1))
        keys = [hit.entry.pk for each in lists for hit in each.hits]
        assert sorted(keys) == sorted(expected), asked.parameters
        assert all(len(each.hits) == A_PAGE for each in lists[:-1])
        assert search.ids(query, ENTRIES) == keys
        if sort != "relevance":
            places = [in_order(expected[key], sort) for key in keys]
            assert places == sorted(places, reverse=True), asked.parameters
        several += pages > 1
    assert several > 10


def in_order(fact: Fact, sort: str) -> tuple[float, ...]:
    """What is greater stands before; undated entries stand last in both orders."""
    time, liveblog, ordinal = fact.rank
    if sort == "newest" or time == float("-inf"):
        return time, liveblog, ordinal if sort == "newest" else -ordinal
    return -time, liveblog, -ordinal
