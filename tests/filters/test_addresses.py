"""The one address of a search, and those of searches a little different."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from entries.filters import EntryFilter
from entries.filters.parameters import PARAMETERS
from tests.factories import (
    make_entry,
    make_person,
    make_place,
    mention,
)
from tests.filters.asked import canonical

pytestmark = pytest.mark.django_db


def test_an_address_has_its_parameters_in_one_order_without_defaults():
    mention(make_entry(), make_person(), make_place())
    assert canonical("place=Port+Ellen&sort=newest&x=1&actor=ada-marsh&page=1") == (
        "actor=ada-marsh&place=port-ellen"
    )
    assert canonical("sort=relevance&q=storm") == "q=storm"
    assert canonical("sort=newest&q=storm") == "q=storm&sort=newest"


SAMPLES = st.sampled_from(
    [*'()"-*~:+| \0<>&?', "OR", "NOT", "actor:", "on:2022", "storm", "ada-marsh", "“", "before:1"]
)


@given(
    st.dictionaries(
        st.sampled_from(PARAMETERS),
        st.lists(SAMPLES, max_size=8).map("".join) | st.text(max_size=9),
    )
)
def test_the_canonical_address_of_an_address_is_its_own(parameters):
    query = QueryDict(mutable=True)
    query.update(parameters)
    once = canonical(query.urlencode())
    assert canonical(once) == once


def test_each_chip_leads_to_the_list_without_it():
    mention(make_entry(labels=["breaking"]), make_person(), make_place())
    query = "actor=ada-marsh&-place=Port+Ellen&page=4&from=2022-03-24&q=storm&sort=oldest"
    chips = EntryFilter(QueryDict(query)).chips
    assert [(chip.kind, chip.excludes, chip.name, chip.address) for chip in chips] == [
        ("words", False, "storm",
         "/entries/?from=2022-03-24&actor=ada-marsh&-place=port-ellen&sort=oldest"),
        ("from", False, "24 March 2022",
         "/entries/?q=storm&actor=ada-marsh&-place=port-ellen&sort=oldest"),
        ("about", False, "Ada Marsh",
         "/entries/?q=storm&from=2022-03-24&-place=port-ellen&sort=oldest"),
        ("place", True, "Port Ellen",
         "/entries/?q=storm&from=2022-03-24&actor=ada-marsh&sort=oldest"),
    ]  # fmt: skip


@pytest.mark.parametrize("time", ["2022-03-24T13", "2022-03-24", "2022-03", "2022"])
def test_a_single_period_has_one_chip(time):
    [words, when] = EntryFilter(QueryDict(f"q=storm&from={time}&to={time}&sort=oldest")).chips
    assert (when.kind, when.value) == ("date", time)
    assert when.address == "/entries/?q=storm&sort=oldest"
    assert words.address == f"/entries/?from={time}&to={time}&sort=oldest"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=2022-03&to=2023", ["від березня 2022", "до 2023 року"]),
        ("from=2022-03&to=2022-03", ["дата березень 2022"]),
        ("from=2022-03-24T09", ["від 24 березня 2022, 09:00–10:00"]),
    ],
)
def test_the_time_of_a_chip_stands_in_the_case_that_its_kind_asks_for(query, said):
    with translation.override("uk"):
        chips = EntryFilter(QueryDict(query)).chips
        assert [f"{chip.kind} {chip.name}" for chip in chips] == said


@pytest.mark.parametrize("until", ["2022", "2023"])
def test_a_search_without_the_filter_of_a_chip_is_that_of_its_address(until):
    entry = make_entry(labels=["breaking"])
    mention(entry, make_person(), make_place())
    query = "actor=ada-marsh&-place=port-ellen&label=breaking&year=2022"
    filters = EntryFilter(QueryDict(f"q=storm&from=2022&to={until}&{query}"))
    for chip in filters.chips:
        there = EntryFilter(QueryDict(chip.address.partition("?")[2]))
        assert filters.query_without(chip) == there.query
