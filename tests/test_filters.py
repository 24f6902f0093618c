"""What the parameters of a list of entries mean, and what is said of bad ones."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import QueryDict

from entries.filters import EntryFilter
from entries.models import Entry
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


def found(query: str) -> list[str]:
    """The headlines that a query string finds; the query must have no errors."""
    entries = EntryFilter(QueryDict(query))
    assert not entries.errors
    return [entry.headline for entry in entries.qs]


def errors(query: str) -> dict[str, list[str]]:
    """The errors of a query string, which must find nothing."""
    entries = EntryFilter(QueryDict(query))
    assert entries.errors
    assert not entries.qs.exists()
    return dict(entries.errors)


def test_no_parameters_give_every_entry_newest_first_and_undated_last():
    make_entry("Undated", None)
    make_entry("Older", "2022-03-24 10:00")
    make_entry("Newer", "2022-03-24 11:00")
    assert found("") == ["Newer", "Older", "Undated"]
    assert found("sort=newest") == ["Newer", "Older", "Undated"]
    assert found("sort=oldest") == ["Older", "Newer", "Undated"]


def test_both_bounds_of_the_days_are_included():
    for day in (23, 24, 25, 26):
        make_entry(f"On {day}", f"2022-03-{day} 12:00")
    assert found("from=2022-03-24&to=2022-03-25") == ["On 25", "On 24"]
    assert found("from=2022-03-26") == ["On 26"]
    assert found("to=2022-03-23") == ["On 23"]


def test_days_are_those_of_the_source():
    auckland = make_source("Auckland Post", timezone="Pacific/Auckland")
    make_entry("Morning there", "2022-03-23 20:00", liveblog=make_liveblog("Ferry", auckland))
    make_entry("Evening here", "2022-03-23 20:00")
    assert found("from=2022-03-24&to=2022-03-24") == ["Morning there"]
    assert found("from=2022-03-23&to=2022-03-23") == ["Evening here"]


def test_several_actors_places_and_topics_must_all_be_there():
    person, board, place, topic = make_person(), make_organisation(), make_place(), make_topic()
    both = make_entry("Both")
    mention(both, person, board, place)
    tag(both, topic)
    mention(make_entry("One"), person)
    assert set(found("actor=ada-marsh")) == {"Both", "One"}
    assert found("actor=ada-marsh&actor=harbour-board") == ["Both"]
    assert found("actor=ada-marsh&place=port-ellen&topic=flooding") == ["Both"]


def test_an_entry_that_names_someone_twice_is_found_once():
    person, entry = make_person(), make_entry("Twice")
    mention(entry, person, person)
    assert found("actor=ada-marsh") == ["Twice"]


def test_labels_must_all_be_there():
    make_entry("Both", labels=["breaking", "analysis"])
    make_entry("One", labels=["breaking"])
    assert set(found("label=breaking")) == {"Both", "One"}
    assert found("label=breaking&label=analysis") == ["Both"]


def test_of_sources_and_liveblogs_any_one_will_do():
    a, b, c = (make_liveblog("Day", make_source(name)) for name in ("A News", "B News", "C News"))
    for liveblog in (a, b, c):
        make_entry(liveblog.source.name, liveblog=liveblog)
    assert set(found("source=a-news&source=c-news")) == {"A News", "C News"}
    assert set(found("liveblog=a-news/day&liveblog=b-news/day")) == {"A News", "B News"}


def test_undated_entries_stand_together_by_liveblog_as_on_their_page():
    one, two = make_liveblog("One"), make_liveblog("Two")
    for liveblog in (one, two):
        make_entry(f"Foot of {liveblog.slug}", None, liveblog=liveblog, ordinal=2)
        make_entry(f"Top of {liveblog.slug}", None, liveblog=liveblog, ordinal=1)
    assert found("") == ["Top of one", "Foot of one", "Top of two", "Foot of two"]
    assert found("sort=oldest") == ["Foot of one", "Top of one", "Foot of two", "Top of two"]


@pytest.mark.parametrize("value", ["jose-munoz", "José Muñoz", "JOSE MUNOZ", " José Muñoz "])
def test_a_name_may_be_given_as_slug_or_as_people_write_it(value):
    mention(make_entry("His"), make_person("José Muñoz"))
    query = QueryDict(mutable=True)
    query["actor"] = value
    assert found(query.urlencode()) == ["His"]


def test_a_name_that_two_places_share_is_asked_back():
    make_place("Newport", slug="newport-wales")
    make_place("Newport", slug="newport-rhode-island")
    assert errors("place=Newport") == {
        "place": ["“Newport” could be any of these: newport-rhode-island, newport-wales. Give one."]
    }


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("actor=nobody", "actor", "No person or organisation is called “nobody” here."),
        ("place=nowhere", "place", "No place is called “nowhere” here."),
        ("topic=nothing", "topic", "No topic is called “nothing” here."),
        ("source=none", "source", "No source is called “none” here."),
        ("liveblog=none", "liveblog", "No liveblog has the address “none” here."),
        ("label=none", "label", "No entry carries the label “none”."),
        ("sort=sideways", "sort", "The order is either “newest” or “oldest”."),
        ("from=24.3.2022", "from", "Give the day as year-month-day, such as 2022-03-24."),
        ("to=2022-02-30", "to", "Give the day as year-month-day, such as 2022-03-24."),
        ("from=2022-03-25&to=2022-03-24", "to", "This day lies before the first one."),
        ("from=2022-03-25&from=2022-03-26", "from", "Give one value here, not several."),
    ],
)
def test_bad_input_is_an_error_of_its_field_and_finds_nothing(query, field, message):
    make_entry()
    assert errors(query) == {field: [message]}


def test_one_unknown_name_among_known_ones_is_an_error():
    mention(make_entry(), make_person())
    assert "actor" in errors("actor=ada-marsh&actor=nobody")


@pytest.mark.parametrize("field", ["actor", "place", "topic", "source", "liveblog", "label"])
@pytest.mark.parametrize("value", ["%00", "a%00b", "%F0%9F%8C%8A", "x" * 5000, "'%22%3C%5C"])
def test_hostile_values_are_unknown_names(field, value):
    make_entry()
    assert field in errors(f"{field}={value}")


@pytest.mark.parametrize("field", ["from", "to", "sort"])
@pytest.mark.parametrize("value", ["%00", "0000-00-00", "99999-01-01", "x" * 5000])
def test_hostile_days_and_orders_are_errors(field, value):
    assert field in errors(f"{field}={value}")


def test_a_long_list_of_values_is_an_error():
    query = "&".join(f"actor=someone-{number}" for number in range(500))
    assert errors(query) == {"actor": ["Choose at most 10 here."]}


def test_blank_parameters_ask_for_nothing():
    make_entry("Any")
    assert found("from=&to=&actor=&actor=%20&label=&sort=") == ["Any"]


def test_each_chip_leads_to_the_list_without_it():
    mention(make_entry(labels=["breaking"]), make_person(), make_place())
    entries = EntryFilter(QueryDict("actor=ada-marsh&place=Port+Ellen&page=4&from=2022-03-24"))
    chips = [(chip.field, chip.name, chip.query) for chip in entries.chips()]
    assert chips == [
        ("from", "2022-03-24", "?actor=ada-marsh&place=Port+Ellen"),
        ("actor", "Ada Marsh", "?place=Port+Ellen&from=2022-03-24"),
        ("place", "Port Ellen", "?actor=ada-marsh&from=2022-03-24"),
    ]


def test_facets_are_counted_among_the_entries_found():
    person, board, place, topic = make_person(), make_organisation(), make_place(), make_topic()
    for number in range(3):
        entry = make_entry(f"Entry {number}", f"2022-03-2{number} 12:00", labels=["breaking"])
        mention(entry, person, place, place)
        tag(entry, topic)
    mention(entry, board)
    facets = EntryFilter(QueryDict("from=2022-03-21&actor=ada-marsh&page=2")).facets()
    counts = {field: [(c.value, c.count) for c in choices] for field, choices in facets.items()}
    assert counts == {
        "actor": [("harbour-board", 1)],
        "place": [("port-ellen", 2)],
        "topic": [("flooding", 2)],
        "label": [("breaking", 2)],
    }
    query = facets["actor"][0].query
    assert query == "?from=2022-03-21&actor=ada-marsh&actor=harbour-board"
    assert found(query[1:]) == ["Entry 2"]


def test_the_names_asked_for_and_the_facets_take_one_query_each(django_assert_num_queries):
    entry = make_entry(labels=["breaking"])
    mention(entry, make_person(), make_place())
    tag(entry, make_topic())
    query = "actor=ada-marsh&place=port-ellen&topic=flooding&label=breaking&source=harbour-news"
    entries = EntryFilter(QueryDict(f"{query}&liveblog=harbour-news/storm-over-the-harbour"))
    with django_assert_num_queries(1):
        assert not entries.errors
    with django_assert_num_queries(1):
        entries.facets()
    assert list(entries.qs) == [entry]


def test_neighbours_in_a_liveblog_are_one_row_from_oldest_to_undated():
    late = make_entry("Late", "2022-03-24 12:00")
    upper = make_entry("Upper", "2022-03-24 11:00", ordinal=2)
    lower = make_entry("Lower", "2022-03-24 11:00", ordinal=3)
    undated_top = make_entry("Undated top", None, ordinal=1)
    undated_foot = make_entry("Undated foot", None, ordinal=9)
    make_entry("Elsewhere", "2022-03-24 11:30", liveblog=make_liveblog("Other"))
    row = [lower, upper, late, undated_foot, undated_top]
    liveblog = Entry.objects.in_liveblogs(["harbour-news/storm-over-the-harbour"])
    assert list(liveblog.oldest_first()) == row
    assert [entry.later() for entry in row] == [*row[1:], None]
    assert [entry.earlier() for entry in row] == [None, *row[:-1]]


def test_days_and_months_are_counted_and_the_nearest_ones_found():
    for day in ("2022-02-28", "2022-03-24", "2022-03-24", "2022-04-01"):
        make_entry(day, f"{day} 12:00")
    make_entry("Undated", None)
    march = dt.date(2022, 3, 1)
    assert list(Entry.objects.days_of_month(march)) == [
        {"day": dt.date(2022, 3, 24), "entry_count": 2}
    ]
    assert [month["entry_count"] for month in Entry.objects.months()] == [1, 2, 1]
    assert Entry.objects.nearest_days(dt.date(2022, 3, 24), dt.date(2022, 3, 24)) == {
        "before": dt.date(2022, 2, 28),
        "after": dt.date(2022, 4, 1),
    }
    assert list(Entry.objects.days_of_month(dt.date(9999, 12, 1))) == []
