"""What an entry's page tells of other sources at that time, on the same people and places."""

from __future__ import annotations

import re

import pytest

from entries.views.entry.elsewhere import elsewhere_of
from tests.factories import (
    make_entry,
    make_liveblog,
    make_person,
    make_place,
    make_source,
    mention,
    utc,
)
from tests.views.world import body, links

pytestmark = pytest.mark.django_db
NOBODY_ELSE = "No other source posted on the same names within half an hour of it."


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def place():
    return make_place()


def posted(when: str | None, *subjects, source: str = "Coast News", headline="Ship", **values):
    """An entry of another source that names the subjects; `when` is UTC."""
    liveblog = make_liveblog(f"{source} live", make_source(source))
    entry = make_entry(headline, utc(when) if when else None, liveblog=liveblog, **values)
    mention(entry, *subjects)
    return entry


def here(when: str | None, *subjects, **values):
    return posted(when, *subjects, source="Harbour News", headline="Bridge", **values)


def told(entry) -> list[tuple[str, str, list[str]]]:
    """The headline of each entry elsewhere, its lag, and the names in common."""
    found = elsewhere_of(entry, list(entry.links()))
    return [(e.entry.headline, e.lag, [name.name for name in e.shared]) for e in found.entries]


def section(client, entry) -> str:
    """The text of the section on the entry's page."""
    text = body(client.get(entry.get_absolute_url()))
    return re.search("At the same time elsewhere (.*?) (?:Related|People|Places|Where)", text)[1]


def test_the_page_tells_the_source_its_time_the_lag_and_the_names(client, person, place):
    entry = here("2022-03-24 13:30", person, place)
    other = posted("2022-03-24 13:42", place, person, make_person("Lou Ford"), place)
    assert section(client, entry) == (
        "Coast News · 13:42 GMT · 12 min later Ship Both name Ada Marsh , Port Ellen"
        " All that other sources posted on these names that day"
    )
    page = client.get(entry.get_absolute_url())
    assert other.get_absolute_url() in links(page)
    assert f'class="hue-{other.source.pk % 12}"' in page.content.decode()


def test_most_names_in_common_come_first_then_the_nearest_in_time(person, place):
    entry = here("2022-03-24 13:30", person, place)
    posted("2022-03-24 13:29", place, place, headline="Near")
    posted("2022-03-24 13:59", person, place, headline="Both")
    posted("2022-03-24 13:21", person, headline="Before")
    posted("2022-03-24 13:35", person, headline="After")
    assert told(entry) == [
        ("Both", "29 min later", ["Ada Marsh", "Port Ellen"]),
        ("Near", "1 min earlier", ["Port Ellen"]),
        ("After", "5 min later", ["Ada Marsh"]),
        ("Before", "9 min earlier", ["Ada Marsh"]),
    ]


@pytest.mark.parametrize("when", ["2022-03-24 12:59", "2022-03-24 14:01", None])
def test_what_lies_more_than_half_an_hour_off_is_left_out(person, when):
    entry = here("2022-03-24 13:30", person)
    posted(when, person)
    assert told(entry) == []


@pytest.mark.parametrize("when", ["2022-03-24 13:00", "2022-03-24 14:00"])
def test_half_an_hour_off_is_in(person, when):
    entry = here("2022-03-24 13:30", person)
    posted(when, person)
    assert len(told(entry)) == 1


def test_other_names_the_own_source_and_a_day_alone_are_left_out(person):
    entry = here("2022-03-24 00:10", person)
    posted("2022-03-24 00:10", make_person("Lou Ford"))
    posted("2022-03-24 00:00", person, time_precision="day")
    here("2022-03-24 00:10", person)
    assert told(entry) == []


def test_no_more_than_six_are_told_of_and_the_rest_can_be_listed(client, index, person, place):
    entry = here("2022-03-24 13:30", person, place)
    for minute in range(10):
        posted(f"2022-03-24 13:3{minute}", person if minute % 2 else place, headline=f"No {minute}")
    posted("2022-03-23 13:30", person, headline="The day before")
    index()
    found = elsewhere_of(entry, list(entry.links()))
    assert [each.entry.headline for each in found.entries] == [f"No {n}" for n in range(6)]
    text = body(client.get(found.address))
    assert "10 entries" in text and "Bridge" not in text and "The day before" not in text


def test_more_names_than_a_search_reads_are_not_asked_for():
    entry = here("2022-03-24 13:30", *(make_person(f"Guest {number}") for number in range(51)))
    posted("2022-03-24 13:30", entry.mentions.first().actor)
    found = elsewhere_of(entry, list(entry.links()))
    assert len(found.entries) == 1 and found.address == ""


@pytest.mark.parametrize(
    ("own", "other", "precision", "words"),
    [
        ("13:30:50", "13:31:10", "minute", "1 min later"),
        ("13:30:50", "13:30:10", "minute", "in the same minute"),
        ("13:30:50", "13:31:10", "second", "20 s later"),
        ("13:30:50", "13:30:10", "second", "40 s earlier"),
        ("13:30:50", "13:30:50", "second", "in the same minute"),
        ("13:30:00", "13:10:30", "second", "20 min earlier"),
    ],
)
def test_the_lag_is_as_exact_as_both_clocks(person, own, other, precision, words):
    entry = here(f"2022-03-24 {own}", person, time_precision="second")
    posted(f"2022-03-24 {other}", person, time_precision=precision)
    assert [lag for _, lag, _ in told(entry)] == [words]


def test_half_an_hour_stays_one_where_the_clocks_go_back(person):
    entry = here("2022-10-30 00:50", person)  # 01:50 by summer time
    posted("2022-10-30 01:10", person, headline="Near")  # 01:10 by winter time
    posted("2022-10-30 01:25", person, headline="Far")
    assert told(entry) == [("Near", "20 min later", ["Ada Marsh"])]


@pytest.mark.parametrize("when", ["0001-01-01 00:10", "9999-12-31 23:50"])
def test_the_calendars_ends_have_nothing_beyond(person, when):
    entry = here(when, person)
    assert told(entry) == []


@pytest.mark.parametrize(
    ("own", "counted_back", "near"),
    [("14:20", "14:50", True), ("14:40", "14:50", False), ("14:40", "15:59", True)],
)
def test_a_time_exact_to_the_hour_stands_for_that_hour(person, own, counted_back, near):
    exact = here(f"2022-03-24 {own}", person)
    vague = posted(f"2022-03-24 {counted_back}", person, time_precision="hour")
    words = [("Ship", "at about the same time", ["Ada Marsh"])] if near else []
    assert told(exact) == words
    assert [lag for _, lag, _ in told(vague)] == [lag for _, lag, _ in words]


def test_what_is_exact_to_the_hour_comes_after_what_is_nearer(person):
    entry = here("2022-03-24 14:00", person)
    posted("2022-03-24 14:00", person, headline="Vague", time_precision="hour")
    posted("2022-03-24 14:20", person, headline="Exact")
    assert [headline for headline, _, _ in told(entry)] == ["Exact", "Vague"]


def test_where_there_is_nothing_the_page_says_why(client, person):
    entry = here("2022-03-24 13:30", person)
    assert section(client, entry) == NOBODY_ELSE
    nobody = here("2022-03-24 13:30")
    assert section(client, nobody) == "It names nobody and no place that the archive knows."
    for precision, when in (("day", "2022-03-24 00:00"), ("unknown", None)):
        undated = here(when, person, time_precision=precision)
        assert section(client, undated) == (
            "Its page does not say at what time of day it was posted."
        )


def test_hostile_names_and_titles_stay_text(client):
    script = "<script>alert(1)</script>"
    person = make_person(script, slug="x")
    entry = here("2022-03-24 13:30", person)
    posted("2022-03-24 13:30", person, headline=script, source=script, slug="x")
    html = client.get(entry.get_absolute_url()).content.decode()
    assert section(client, entry).startswith(f"{script} · 13:30 GMT · in the same minute {script}")
    assert "<script>alert" not in html
