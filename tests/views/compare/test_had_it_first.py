"""Who had it first: the first entry of each source on a day, and how long after the very first."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from entries.models import Entry
from tests.factories import (
    make_entry,
    make_liveblog,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    paragraph,
    tag,
)
from tests.views.world import body, links, queries

from .world import cells_of

pytestmark = pytest.mark.django_db

BRIDGE = "/compare/first/?on=2022-03-24&q=bridge"
DAY = "2022-03-24"


def said(source: str, when: str | None, headline: str = "Bridge closed", **values) -> Entry:
    """An entry of a source, at a time of 24 March 2022 or another day, in UTC."""
    zone = values.pop("timezone", "Europe/London")
    liveblog = make_liveblog(f"Live from {source}", make_source(source, timezone=zone))
    if when and len(when) == 5:
        when = f"{DAY} {when}"
    return make_entry(headline, when, liveblog=liveblog, **values)


def rows(page: HttpResponse) -> list[list[str]]:
    """The first four cells of each row: source, time, lag, how exact."""
    found = re.findall(r'(?s)<tr class="hue[^>]*>(.*?)</tr>', page.content.decode())
    return [cells_of(row)[:4] for row in found]


def test_the_first_entry_of_each_source_stands_in_order_with_its_lag(client):
    said("Coast News", "13:42")
    said("Harbour News", "13:30")
    said("Harbour News", "13:50", "Bridge still closed")
    said("Far News", "15:40")
    said("Far News", "13:00", "Pier closed")
    page = client.get(BRIDGE)
    assert rows(page) == [
        ["Harbour News", "13:30 GMT", "first", "to the minute"],
        ["Coast News", "13:42 GMT", "12 min later", "to the minute"],
        ["Far News", "15:40 GMT", "2 h 10 min later", "to the minute"],
    ]
    assert "Harbour News had it first." in body(page)
    assert "4 entries fit" in body(page)


def test_instants_are_compared_whatever_the_zones(client):
    said("Harbour News", "13:30")
    said("Coast News", "13:29", timezone="Asia/Kolkata")
    assert rows(client.get(BRIDGE)) == [
        ["Coast News", "18:59 IST 13:29 UTC", "first", "to the minute"],
        ["Harbour News", "13:30 GMT", "1 min later", "to the minute"],
    ]


def test_the_day_is_each_sources_own(client):
    said("Coast News", "2022-03-23 23:30", timezone="Europe/Paris")
    said("Harbour News", "2022-03-23 23:30")
    said("Harbour News", "10:00")
    page = client.get(BRIDGE)
    assert [row[:3] for row in rows(page)] == [
        ["Coast News", "00:30 CET 23 Mar, 23:30 UTC", "first"],
        ["Harbour News", "10:00 GMT", "10 h 30 min later"],
    ]
    assert "The day is each source’s own, by its own calendar." in body(page)


def test_on_both_sides_of_a_clock_change_lags_are_those_of_instants(client):
    for source, when in (("Harbour News", "00:50"), ("Coast News", "01:10")):
        said(source, f"2022-03-27 {when}")
    page = client.get("/compare/first/?on=2022-03-27&q=bridge")
    assert [row[1:3] for row in rows(page)] == [
        ["00:50 GMT", "first"],
        ["02:10 BST 01:10 UTC", "20 min later"],
    ]


def test_in_the_same_minute_neither_is_first_before_the_other(client):
    said("Harbour News", "13:30")
    said("Coast News", "13:30", time_precision="second")
    page = client.get(BRIDGE)
    assert "2 sources had it first, in the same minute." in body(page)
    assert {row[2] for row in rows(page)} == {"first", "the same minute"}


def test_a_tie_says_so_too_where_another_may_have_come_before(client):
    said("Harbour News", "13:30")
    said("Coast News", "13:30")
    said("Digest", "00:00", time_precision="day")
    told = "Of the entries of this day with an exact time, 2 came first, in the same minute."
    assert told in body(client.get(BRIDGE))


def test_a_source_with_the_day_alone_has_no_place_in_the_order(client):
    said("Harbour News", "13:30")
    said("Digest", "00:00", time_precision="day")
    page = client.get(BRIDGE)
    assert rows(page)[1] == ["Digest", "day only", "not known", "the day alone"]
    assert "Harbour News is the first whose clock is known to the minute." in body(page)
    assert "Digest may have had it before: its clock does not tell" in body(page)
    assert "Their place in the order is not known" in body(page)


@pytest.mark.parametrize(
    ("about", "lag", "may_precede"),
    [
        ("13:40", "not known: from 50 min before to 1 h 10 min later", True),
        ("16:30", "between 2 h and 4 h later", False),
        ("14:30", "between 0 min and 2 h later", True),
        ("11:00", "between 1 h 30 min and 3 h 30 min before", True),
    ],
)
def test_an_age_in_hours_makes_the_lag_a_range(client, about, lag, may_precede):
    said("Harbour News", "13:30")
    said("Aged News", about, time_precision="hour", time_text="4h ago")
    page = client.get(BRIDGE)
    assert rows(page)[1][2:] == [lag, "within the hour: counted back from an age"]
    assert ("Aged News may have had it before" in body(page)) is may_precede


def test_without_any_exact_clock_nobody_is_called_first(client):
    said("Digest", "00:00", time_precision="day")
    said("Aged News", "13:40", time_precision="hour", time_text="4h ago")
    page = client.get(BRIDGE)
    assert "Which of them had it first cannot be told" in body(page)
    assert {row[2] for row in rows(page)} == {"not known"}


def test_an_entry_that_may_have_come_sooner_is_named(client):
    said("Harbour News", "13:30")
    said("Harbour News", "00:00", "Bridge shut", time_precision="day")
    said("Coast News", "13:40")
    page = client.get(BRIDGE)
    assert "Perhaps sooner, as its time is less exact: Bridge shut" in body(page)
    assert rows(page)[0][1:3] == ["13:30 GMT", "first"]


def test_a_source_whose_less_exact_entry_may_be_the_very_first_is_a_rival(client):
    said("Harbour News", "13:30")
    said("Coast News", "13:40")
    said("Coast News", "00:00", "Bridge shut", time_precision="day")
    assert "Coast News may have had it before" in body(client.get(BRIDGE))


def test_entries_without_a_date_are_of_no_day(client):
    said("Harbour News", "13:30")
    said("Undated News", None)
    assert "Harbour News alone had it on this day." in body(client.get(BRIDGE))


def test_the_words_are_marked_in_the_passage_that_has_them(client):
    said("Harbour News", "13:30", "Traffic", blocks=[paragraph("The old bridge is shut <now>.")])
    html = client.get(BRIDGE).content.decode()
    assert "The old <mark>bridge</mark> is shut &lt;now&gt;." in html


def test_a_name_is_shown_in_its_sentence(client):
    text = "Nothing yet. Then Ada Marsh spoke. All went home."
    entry = said("Harbour News", "13:30", "Evening", blocks=[paragraph(text)])
    person = make_person()
    start = entry.text.index("Ada")
    entry.mentions.create(actor=person, start=start, end=start + 9, matched="Ada Marsh")
    html = client.get(f"/compare/first/?on={DAY}&actor=ada-marsh").content.decode()
    assert "Then <mark>Ada Marsh</mark> spoke." in html
    assert "Nothing yet" not in html


def test_a_name_whose_text_has_changed_is_shown_alone(client):
    entry = said("Harbour News", "13:30", "Evening")
    entry.mentions.create(actor=make_person(), start=3, end=12, matched="Ada <Marsh>")
    html = client.get(f"/compare/first/?on={DAY}&actor=ada-marsh").content.decode()
    assert "<mark>Ada &lt;Marsh&gt;</mark>" in html


def test_places_topics_and_labels_can_be_asked_for(client):
    entry = said("Harbour News", "13:30", labels=["breaking"])
    other = said("Coast News", "13:20")
    mention(entry, make_place())
    tag(entry, make_topic())
    for query in ("place=port-ellen", "topic=flooding", "label=breaking"):
        page = client.get(f"/compare/first/?on={DAY}&{query}")
        assert [row[0] for row in rows(page)] == ["Harbour News"]
    assert other.title in body(client.get(BRIDGE))


def test_the_sources_can_be_set_side_by_side_from_that_minute(client):
    said("Harbour News", "13:30")
    said("Coast News", "13:42")
    page = client.get(BRIDGE)
    way = next(link for link in links(page) if link.startswith("/compare/?source"))
    assert way == (
        "/compare/?source=harbour-news&source=coast-news&on=2022-03-24"
        "&at=2022-03-24T13:30#m2022-03-24T13:30Z"
    )
    assert b'class="asked-for"' in client.get(way.partition("#")[0]).content


def test_of_many_sources_the_first_four_are_set_side_by_side(client):
    for number in range(6):
        said(f"Source {number}", f"13:3{number}")
    way = next(link for link in links(client.get(BRIDGE)) if link.startswith("/compare/?source"))
    assert re.findall("source=([a-z0-9-]+)", way) == [f"source-{number}" for number in range(4)]


def test_a_day_on_which_nobody_had_it_leads_to_the_nearest_days(client):
    for day in ("20", "22", "26", "28"):
        said("Harbour News", f"2022-03-{day} 13:30")
    page = client.get(BRIDGE)
    assert "No entry of 24 March 2022 fits this." in body(page)
    assert [link for link in links(page) if "q=bridge" in link and "first" in link] == [
        "/compare/first/?on=2022-03-22&q=bridge",
        "/compare/first/?on=2022-03-26&q=bridge",
    ]


def test_what_nobody_ever_had_says_so(client):
    make_entry()
    page = client.get(f"/compare/first/?on={DAY}&q=volcano")
    assert "Nor does one of any other day." in body(page)
    assert "No entry with a date fits this." in body(client.get("/compare/first/?q=volcano"))


def test_without_a_day_those_with_most_sources_are_offered(client):
    said("Harbour News", "13:30")
    said("Coast News", "13:42")
    said("Harbour News", "2022-03-28 13:30")
    page = client.get("/compare/first/?q=bridge")
    assert "Thursday 24 March 2022 2 sources · 2 entries" in body(page)
    days = [link for link in links(page) if "on=" in link and "first" in link]
    assert days == [f"/compare/first/?on={DAY}&q=bridge", "/compare/first/?on=2022-03-28&q=bridge"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "the first entry of each source on a day"),
        (f"on={DAY}", "Give words, a name or a topic: a day alone has no first."),
        (f"on={DAY}&actor=nobody", "No person or organisation is called “nobody” here."),
        (f"on={DAY}&q=place:nowhere", "No place is called “nowhere” here."),
        ("on=soon&q=bridge", "“soon” is no day."),
        (f"on={DAY}&source=nobody&q=bridge", "No source is called “nobody” here."),
    ],
)
def test_what_cannot_be_looked_for_is_told_clearly(client, query, message):
    page = client.get(f"/compare/first/?{query}")
    assert page.status_code == 200
    assert message in body(page)


def test_filters_lead_to_the_one_address_and_can_be_removed(client):
    said("Harbour News", "13:30")
    response = client.get(f"/compare/first/?q=bridge&source=Harbour+News&from={DAY}&to={DAY}&x=")
    assert response["Location"] == f"/compare/first/?source=harbour-news&on={DAY}&q=bridge"
    assert BRIDGE in links(client.get(response["Location"]))


def test_without_an_index_the_page_says_that_search_is_being_prepared(settings, tmp_path):
    settings.INDEX_DIR = tmp_path / "none"
    response = Client().get(BRIDGE)
    assert response.status_code == 503
    assert response["Retry-After"]


def test_the_page_takes_the_same_few_queries_for_any_number_of_sources(index):
    person = make_person()
    for number in range(2):
        mention(said(f"Source {number}", f"13:3{number}"), person)
    index()
    address = f"{BRIDGE}&actor=ada-marsh"
    few = queries(Client(), address)
    for number in range(2, 9):
        mention(said(f"Source {number}", f"13:3{number}"), person)
        said(f"Source {number}", "00:00", time_precision="day")
    index()
    assert queries(Client(), address) == few <= 5


def test_what_another_calendar_calls_another_day_is_not_passed_over(client):
    said("Island Radio", "2022-03-23 19:20", timezone="Asia/Kolkata")  # 00:50 on the 24th
    said("Harbour News", "2022-03-23 19:00")
    said("Harbour News", "10:00")
    page = client.get(BRIDGE)
    assert [row[0] for row in rows(page)] == ["Island Radio", "Harbour News"]
    assert "Of the entries of this day, that of Island Radio came first." in body(page)
    told = "Harbour News had it before, at 19:00 GMT on what its own calendar calls 23 March"
    assert told in body(page)


def test_the_next_day_of_another_calendar_is_not_passed_over_either(client):
    said("Far News", "2022-03-25 01:00", timezone="America/New_York")  # 21:00 on the 24th
    said("Island Radio", "20:00", timezone="Asia/Kolkata")  # 01:30 on the 25th
    assert "Island Radio had it before" in body(client.get(BRIDGE))


def test_what_came_on_the_day_before_is_no_matter_where_the_zones_are_the_same(client):
    said("Coast News", "2022-03-23 23:00")
    said("Harbour News", "13:30")
    said("Coast News", "13:40")
    assert "Harbour News had it first." in body(client.get(BRIDGE))


def test_where_nothing_is_asked_for_the_page_offers_what_entries_are_about(client):
    mention(said("Harbour News", "13:30"), make_person())
    tag(said("Coast News", "2022-03-25 10:00"), make_topic())
    page = client.get("/compare/first/")
    assert {"/compare/first/?actor=ada-marsh", "/compare/first/?topic=flooding"} <= set(links(page))
    page = client.get(f"/compare/first/?on={DAY}")
    assert f"/compare/first/?on={DAY}&actor=ada-marsh" in links(page)
    assert "flooding" not in page.content.decode()
