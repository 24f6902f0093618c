"""What the parameters of a list of entries find."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from entries import search
from entries.filters import FACET_TITLES, EntryFilter, facets_of
from entries.filters.forms import SORTS
from entries.filters.naming import BLOCKS
from entries.filters.parameters import NAMES, PARAMETERS
from entries.search import base
from tests.factories import (
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    paragraph,
    tag,
)

pytestmark = pytest.mark.django_db


def test_all_that_an_engine_can_be_asked_for_is_offered():
    assert tuple(NAMES) == base.FIELDS
    assert {f"-{field}" for field in base.FIELDS} < set(PARAMETERS)
    assert tuple(FACET_TITLES) == base.FACETS
    assert tuple(BLOCKS) == base.HAS
    assert tuple(SORTS) == base.SORTS


def test_no_parameters_give_every_entry_newest_first_and_undated_last(found):
    make_entry("Undated", None)
    make_entry("Older", "2022-03-24 10:00")
    make_entry("Newer", "2022-03-24 11:00")
    assert found("") == ["Newer", "Older", "Undated"]
    assert found("sort=newest") == ["Newer", "Older", "Undated"]
    assert found("sort=oldest") == ["Older", "Newer", "Undated"]


def test_with_words_the_best_match_comes_first_unless_asked_otherwise(found):
    make_entry("Storm storm storm", "2022-03-24 10:00")
    make_entry("Quiet", "2022-03-24 11:00", blocks=[paragraph("After the storm, a calm day.")])
    assert found("q=storm") == ["Storm storm storm", "Quiet"]
    assert found("q=storm&sort=newest") == ["Quiet", "Storm storm storm"]
    assert found("q=-gale&sort=relevance") == ["Quiet", "Storm storm storm"]


def test_both_bounds_of_the_time_are_included(found):
    for day in (23, 24, 25, 26):
        make_entry(f"On {day}", f"2022-03-{day} 12:00")
    assert found("from=2022-03-24&to=2022-03-25") == ["On 25", "On 24"]
    assert found("from=2022-03-26") == ["On 26"]
    assert found("to=2022-03-23") == ["On 23"]
    assert found("from=2022-03&to=2022") == ["On 26", "On 25", "On 24", "On 23"]
    assert found("from=2022-03-24T12&to=2022-03-24T12") == ["On 24"]
    assert found("from=2022-03-24T13&to=2022-03-24T14") == []


def test_days_are_those_of_the_source(found):
    auckland = make_source("Auckland Post", timezone="Pacific/Auckland")
    make_entry("Morning there", "2022-03-23 20:00", liveblog=make_liveblog("Ferry", auckland))
    make_entry("Evening here", "2022-03-23 20:00")
    assert found("from=2022-03-24&to=2022-03-24") == ["Morning there"]
    assert found("from=2022-03-23&to=2022-03-23") == ["Evening here"]


def test_several_actors_places_and_topics_must_all_be_there(found):
    person, board, place, topic = make_person(), make_organisation(), make_place(), make_topic()
    both = make_entry("Both")
    mention(both, person, board, place)
    tag(both, topic)
    mention(make_entry("One"), person)
    assert set(found("actor=ada-marsh")) == {"Both", "One"}
    assert found("actor=ada-marsh&actor=harbour-board") == ["Both"]
    assert found("actor=ada-marsh&place=port-ellen&topic=flooding") == ["Both"]


def test_an_entry_that_names_someone_twice_is_found_once(found):
    person, entry = make_person(), make_entry("Twice")
    mention(entry, person, person)
    assert found("actor=ada-marsh") == ["Twice"]


def test_labels_and_kinds_of_block_must_all_be_there(found):
    blocks = [
        {"type": "quote", "text": "No.", "attribution": None},
        {"type": "list", "items": ["One."]},
    ]
    make_entry("Both", labels=["breaking", "analysis"], blocks=blocks)
    make_entry("One", labels=["breaking"], blocks=blocks[:1])
    assert set(found("label=breaking&has=quote")) == {"Both", "One"}
    assert found("label=Breaking&label=analysis") == ["Both"]
    assert found("has=quote&has=list") == ["Both"]


def test_of_sources_liveblogs_and_years_any_one_will_do(found):
    a, b, c = (make_liveblog("Day", make_source(name)) for name in ("A News", "B News", "C News"))
    for year, liveblog in enumerate((a, b, c), 2020):
        make_entry(liveblog.source.name, f"{year}-05-05 12:00", liveblog=liveblog)
    assert set(found("source=a-news&source=c-news")) == {"A News", "C News"}
    assert set(found("liveblog=a-news/day&liveblog=b-news/day")) == {"A News", "B News"}
    assert set(found("year=2020&year=2021")) == {"A News", "B News"}


def test_a_byline_is_a_whole_name_or_words_of_one(found):
    make_entry("Hers", bylines=[("Rae Quill", "Reporter")])
    make_entry("His", bylines=[("Ray Quilter", "")])
    assert found("byline=Rae+Quill") == ["Hers"]
    assert found("byline=quilter") == ["His"]


@pytest.mark.parametrize(
    ("query", "others"),
    [
        ("-actor=ada-marsh", ["Other"]),
        ("-place=port-ellen&-label=breaking", ["Other"]),
        ("-topic=flooding", ["Other"]),
        ("-source=harbour-news", ["Other"]),
        ("-liveblog=harbour-news/storm-over-the-harbour", ["Other"]),
        ("-byline=Rae+Quill", ["Other"]),
        ("-has=quote", ["Other"]),
        ("-year=2022", ["Other"]),
        ("actor=ada-marsh&-year=2022", []),
    ],
)
def test_a_minus_before_a_parameter_excludes_its_values(found, query, others):
    quote = {"type": "quote", "text": "No.", "attribution": None}
    entry = make_entry("First", labels=["breaking"], bylines=[("Rae Quill", "")], blocks=[quote])
    mention(entry, make_person(), make_place())
    tag(entry, make_topic())
    make_entry("Other", "2021-01-01 12:00", liveblog=make_liveblog("Calm", make_source("Lake FM")))
    assert found(query) == others


def test_undated_entries_stand_together_by_liveblog_as_on_their_page(found):
    one, two = make_liveblog("One"), make_liveblog("Two")
    for liveblog in (one, two):
        make_entry(f"Foot of {liveblog.slug}", None, liveblog=liveblog, ordinal=2)
        make_entry(f"Top of {liveblog.slug}", None, liveblog=liveblog, ordinal=1)
    assert found("") == ["Top of one", "Foot of one", "Top of two", "Foot of two"]
    assert found("sort=oldest") == ["Foot of one", "Top of one", "Foot of two", "Top of two"]


def test_the_names_asked_for_and_the_facets_take_one_query_each(index, django_assert_num_queries):
    entry = make_entry(labels=["breaking"])
    mention(entry, make_person(), make_place())
    tag(entry, make_topic())
    index()
    query = "actor=ada-marsh&place=port-ellen&topic=flooding&label=breaking&source=harbour-news"
    query += "&liveblog=harbour-news/storm-over-the-harbour&q=x+OR+actor:ada-marsh+OR+is:breaking"
    with django_assert_num_queries(1):
        filters = EntryFilter(QueryDict(query))
        assert not filters.errors
    counts = search.search(EntryFilter(QueryDict()).query).facets
    with django_assert_num_queries(1):
        facets_of(filters, counts)
