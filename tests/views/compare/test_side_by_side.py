"""Liveblogs, or sources on a day, side by side on one clock."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from entries.models import Entry, Liveblog
from tests.factories import (
    make_entry,
    make_liveblog,
    make_person,
    make_source,
    mention,
    utc,
)
from tests.views.world import body, links, queries

from .world import DAY, TWO, both, gale, many, parameters, rows, storm

pytestmark = pytest.mark.django_db


def test_each_minute_with_an_entry_is_a_row_and_each_liveblog_a_column(client):
    both()
    found = [row for row in rows(client.get(TWO)) if "closed" in row]
    assert found[0].startswith("13:30 | Harbour News Bridge closed")
    assert found[0].endswith("|")
    assert found[1].startswith("13:34 | silent | Coast News Pier closed")


def test_a_real_table_names_its_columns_and_rows(client):
    both()
    html = client.get(TWO).content.decode()
    assert re.findall(r'(?s)<th scope="col"[^>]*>\s*([\w ]+?)\s*<', html) == [
        "Time",
        "Harbour News",
        "Coast News",
    ]
    assert html.count('<th scope="row">') == 3


def test_silence_is_said_and_cells_tell_it_from_a_page_that_did_not_run(client):
    both()
    page = client.get(TWO)
    assert "2 h 10 min of silence" in rows(page)
    states = re.findall(r'<td class="(\w+) hue', page.content.decode())
    assert states == ["spoke", "away", "silent", "spoke", "spoke", "away"]


def test_times_are_those_of_the_first_sources_clock_which_is_named(client):
    both()
    turned = "/compare/?liveblog=coast-news/gale&liveblog=harbour-news/storm"
    assert rows(client.get(turned))[1].startswith("14:30 | ")
    assert "All times are those of Europe/Paris." in body(client.get(turned))
    assert "14:34 CET on its own clock" in body(client.get(TWO))
    assert "on its own clock" not in rows(client.get(TWO))[1]


def test_a_link_sets_the_clock_to_the_zone_of_another_source_or_to_utc(client):
    both()
    ways = [link for link in links(client.get(TWO)) if "zone=" in link]
    assert ways == [f"{TWO}&zone=Europe/Paris", f"{TWO}&zone=UTC"]
    assert rows(client.get(ways[0]))[1].startswith("14:30 | ")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "Asia/Tokyo", "\0"])
def test_a_zone_that_no_source_has_leaves_the_clock_of_the_first(client, zone):
    both()
    response = client.get(TWO, {**parameters(TWO), "zone": zone})
    assert response["Location"] == TWO


def test_a_day_begins_with_its_name_and_is_that_of_the_clock(client):
    ours, theirs = both()
    make_entry("Night", "2022-03-24 23:30", liveblog=theirs)
    assert [row for row in rows(client.get(TWO)) if "2022" in row] == ["Thursday 24 March 2022"]
    paris = client.get(f"{TWO}&zone=Europe/Paris")
    assert [row for row in rows(paris) if "2022" in row] == [
        "Thursday 24 March 2022",
        "Friday 25 March 2022",
    ]


def test_each_minute_has_an_address_that_leads_to_its_row(client):
    both()
    page = client.get(TWO)
    assert f"{TWO}&at=2022-03-24T13:34#m2022-03-24T13:34Z" in links(page)
    assert 'id="m2022-03-24T13:34Z"' in page.content.decode()
    asked = client.get(f"{TWO}&at=2022-03-24T13:34").content.decode()
    assert '<tr id="m2022-03-24T13:34Z" class="asked-for">' in asked


def test_the_address_of_a_minute_opens_the_page_that_holds_it(client):
    many(storm(), 150)
    many(gale(), 90, every=2)
    page = client.get(f"{TWO}&at=2022-03-24T08:20")
    assert 'id="m2022-03-24T08:20Z" class="asked-for"' in page.content.decode()
    assert "Page 2 of 2." in body(page)
    assert "To 24 March, 08:20, which this address leads to" in body(page)
    assert f"{TWO}" in links(page)  # the way back to the first page
    assert "06:00 07:40" in body(page)  # pages go by the minutes that they begin with


def test_a_minute_with_nothing_in_it_leads_to_the_next_that_has(client):
    both()
    page = client.get(f"{TWO}&at=2022-03-24T13:31")
    assert 'id="m2022-03-24T13:34Z" class="asked-for"' in page.content.decode()
    assert client.get(f"{TWO}&at=2030-01-01T00:00").content.count(b"asked-for") == 1


def test_the_form_leads_to_a_minutes_own_address(client):
    both()
    response = client.get(f"{TWO}&go=2022-03-24T13:31")
    assert response["Location"] == f"{TWO}&at=2022-03-24T13:34#m2022-03-24T13:34Z"


@pytest.mark.parametrize(
    "time", ["25:99", "now", "2022-02-30T10:00", "0001-01-01T00:00", "9999-12-31T23:59", "\0", "é"]
)
def test_what_is_no_minute_is_told_or_leads_to_an_end(client, time):
    both()
    for name in ("at", "go"):
        response = client.get(TWO, {**parameters(TWO), name: time})
        assert response.status_code in (200, 302)
    assert client.get(f"{TWO}&at=25:99").context["comparison"].error.startswith("“25:99” is no")
    assert "“25:99” is no minute." in body(client.get(f"{TWO}&go=25:99"))


def test_where_the_clock_is_turned_back_minutes_are_told_apart(client):
    ours, theirs = storm(), gale()
    for time in ("00:30", "01:30"):
        make_entry(f"At {time} UTC", f"2022-10-30 {time}", liveblog=ours)
    make_entry("Evening", "2022-10-30 18:00", liveblog=theirs)
    page = client.get(TWO)
    found = rows(page)
    assert found[1].startswith("01:30 BST | ")
    assert found[2:4] == ["1 h of silence", "The clock was changed: from here on it shows GMT"]
    assert found[4].startswith("01:30 GMT | ")
    addresses = [link for link in links(page) if "at=2022-10-30T0" in link]
    assert addresses == [
        f"{TWO}&at=2022-10-30T00:30Z#m2022-10-30T00:30Z",
        f"{TWO}&at=2022-10-30T01:30Z#m2022-10-30T01:30Z",
    ]
    assert b'id="m2022-10-30T01:30Z" class="asked-for"' in client.get(addresses[1]).content


def test_where_the_clock_is_put_forward_the_hour_that_is_left_out_is_no_silence(client):
    ours, theirs = storm(), gale()
    for time in ("00:45", "01:15"):
        make_entry(f"At {time} UTC", f"2022-03-27 {time}", liveblog=ours)
    make_entry("Evening", "2022-03-27 01:20", liveblog=theirs)
    found = rows(client.get(TWO))
    assert [row.split(" | ")[0] for row in found] == [
        "Sunday 27 March 2022",
        "00:45",
        "The clock was changed: from here on it shows BST",
        "02:15",
        "02:20",
    ]


def test_entries_without_a_minute_stand_apart_with_the_reason(client):
    ours, theirs = both()
    hour = {"time_precision": "hour", "time_text": "4h ago"}
    make_entry("About one", "2022-03-24 13:00", liveblog=theirs, **hour)
    make_entry("Some time", "2022-03-24 00:00", liveblog=ours, time_precision="day")
    for number in range(7):
        make_entry(f"Undated {number}", None, liveblog=theirs)
    page = client.get(TWO)
    text = body(page)
    assert not any("About one" in row or "Some time" in row for row in rows(page))
    apart = text[text.index("Without an exact time") :]
    assert "Some time 24 Mar 2022 day only" in apart
    assert "About one" in apart
    assert "3 more are not listed here. All of them" in apart


def test_columns_without_any_minute_say_that_nothing_can_stand_beside_another(client):
    make_entry("Undated", None, liveblog=storm())
    make_entry("Undated too", None, liveblog=gale())
    page = client.get(TWO)
    assert "None of these entries has an exact time" in body(page)
    assert body(page).count("no entries with an exact time") == 2
    assert "0 entries" not in body(page)
    assert "Undated too" in body(page)


def test_liveblogs_that_never_met_say_so(client):
    make_entry("Then", "2022-03-24 13:30", liveblog=storm())
    make_entry("Now", "2022-03-25 13:30", liveblog=gale())
    assert "These did not run at the same time" in body(client.get(TWO))
    make_entry("Then too", "2022-03-24 13:00", liveblog=gale())
    assert "These did not run at the same time" not in body(client.get(TWO))


def test_text_from_dumps_and_readers_is_escaped(client):
    ours, theirs = both()
    Liveblog.objects.filter(pk=ours.pk).update(title="<script>alert(1)</script>")
    make_entry("<img src=x onerror=alert(2)>", "2022-03-24 13:31", liveblog=theirs)
    for address in (TWO, f"{TWO}&q=<b>", f"{TWO}&at=<b>", "/compare/?liveblog=<b>&on=<b>"):
        html = client.get(address, follow=True).content.decode()
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "<b>" not in html


def test_a_comparison_takes_the_same_few_queries_whatever_its_size(index):
    both()
    make_entry("Undated", None, liveblog=storm())
    mention(Entry.objects.first(), make_person())
    index()
    addresses = TWO, DAY, f"{TWO}&actor=ada-marsh"
    few = [queries(Client(), address) for address in addresses]
    many(storm(), 150)
    many(gale(), 120)
    for number in range(20):
        span = {"starts_at": utc("2022-03-24 06:00"), "ends_at": utc("2022-03-24 16:00")}
        make_liveblog(f"Other {number}", make_source(f"Source {number}"), **span)
        make_entry("Undated", None, liveblog=gale())
        entry = make_entry("Of the day", liveblog=make_liveblog(f"Other {number}"))
        mention(entry, make_person(f"Guest {number}"))
    index()
    assert [queries(Client(), address) for address in addresses] == few
    assert max(few) <= 9


def test_the_zone_that_the_reader_has_chosen_is_offered_too(client):
    both()
    client.cookies["zone"] = "Asia/Kolkata"
    page = client.get(TWO)
    assert [link for link in links(page) if "zone=" in link] == [
        f"{TWO}&zone=Europe/Paris",
        f"{TWO}&zone=Asia/Kolkata",
        f"{TWO}&zone=UTC",
    ]
    assert rows(client.get(f"{TWO}&zone=Asia/Kolkata"))[1].startswith("19:00 | ")
