"""A week of the archive."""

from __future__ import annotations

import datetime as dt

import pytest
from lxml.html import fromstring

from entries.views.days.weeks import Hours
from tests.factories import make_entry, make_liveblog, make_source
from tests.views.world import body, entries_on, links

pytestmark = pytest.mark.django_db


def days(response) -> list[str]:
    """The text of each day, white space collapsed."""
    found = fromstring(response.content.decode()).xpath("//ol[@class='week']/li")
    return [" ".join(day.text_content().split()) for day in found]


def test_a_week_has_seven_days_from_monday_with_their_counts(client):
    entries_on("2022-03-21", "2022-03-27", "2022-03-20", "2022-03-28")
    entries_on("2022-03-24", count=2)
    page = client.get("/days/2022/w12/")
    assert "Week 12 of 2022 21 – 27 March 2022" in body(page)
    assert "4 entries on 3 days" in body(page)
    shown = days(page)
    assert len(shown) == 7
    assert shown[0].startswith("Monday 21 March 1 entry")
    assert shown[1] == "Tuesday 22 March No entries"
    assert shown[3].startswith("Thursday 24 March 2 entries")
    assert shown[6].startswith("Sunday 27 March 1 entry")
    assert {"/days/2022/03/24/", "/days/2022/03/", "/days/2022/"} <= set(links(page))
    assert "/days/2022/03/22/" not in links(page)
    assert "/entries/?from=2022-03-21&to=2022-03-27" in links(page)


def test_a_week_is_that_of_iso_8601_over_the_turn_of_a_year(client):
    entries_on("2020-12-31", "2021-01-03", "2021-01-04")
    page = client.get("/days/2020/w53/")
    assert "2 entries on 2 days" in body(page)
    assert {"/days/2020/", "/days/2020/12/", "/days/2021/01/", "/days/2021/w01/"} <= set(
        links(page)
    )


def test_a_week_links_the_nearest_weeks_that_have_entries(client):
    entries_on("2021-01-02", "2022-03-24", "2022-05-01")
    page = client.get("/days/2022/w12/")
    assert {"/days/2020/w53/", "/days/2022/w17/"} <= set(links(page))
    empty = client.get("/days/2022/w10/")
    assert "The archive has no entry of this week." in body(empty)
    assert {"/days/2020/w53/", "/days/2022/w12/"} <= set(links(empty))


def test_a_day_of_a_week_shows_its_fullest_liveblogs_and_counts_the_others(client):
    for number in range(1, 7):
        liveblog = make_liveblog(f"Liveblog {number}")
        for minute in range(number):
            make_entry("One", f"2022-03-24 12:0{minute}", liveblog=liveblog)
    page = client.get("/days/2022/w12/")
    told = days(page)[3]
    assert [
        f"Liveblog {number} Harbour News {number} entries" in told for number in range(1, 7)
    ] == [
        False,
        False,
        True,
        True,
        True,
        True,
    ]
    assert told.index("Liveblog 6") < told.index("Liveblog 5") < told.index("Liveblog 3")
    assert told.endswith("2 more liveblogs")
    assert "/days/2022/03/24/?by=source" in links(page)


def test_the_hours_of_a_day_are_drawn_and_told_by_the_clock_of_each_source(client):
    auckland = make_liveblog("Ferry", make_source("Auckland Post", timezone="Pacific/Auckland"))
    make_entry("Morning there", "2022-03-23 20:30", liveblog=auckland)
    for minute in range(2):
        make_entry("Noon here", f"2022-03-24 12:0{minute}")
    make_entry("Late here", "2022-03-24 23:59")
    page = client.get("/days/2022/w12/")
    assert "Between 09:00 and 24:00, busiest from 12:00 to 13:00" in days(page)[3]
    bars = fromstring(page.content.decode()).xpath("//ol[@class='week']//rect")
    assert [(bar.get("x"), bar.get("height")) for bar in bars] == [
        ("9.10", "5.00"),
        ("12.10", "10.00"),
        ("23.10", "5.00"),
    ]


def test_a_day_whose_entries_have_no_clock_says_so(client):
    make_entry("Day alone", "2022-03-24 00:00", time_precision="day")
    page = client.get("/days/2022/w12/")
    assert "1 entry No exact times of day" in days(page)[3]
    assert b"<rect" not in page.content.partition(b'<ol class="week">')[2]


def test_hours_are_told_as_far_as_there_are_any():
    assert Hours({9: 4}, 4).in_words == "Between 09:00 and 10:00"
    assert Hours({}, 4).in_words == "No exact times of day"
    assert Hours({23: 1, 0: 1}, 4).in_words == "Between 00:00 and 24:00"
    told = "Between 00:00 and 24:00, busiest from 06:00 to 07:00"
    assert Hours({23: 1, 9: 3, 6: 3, 0: 1}, 4).in_words == told


def test_the_title_of_a_liveblog_is_shown_as_text(client):
    make_entry(liveblog=make_liveblog("<script>alert(1)</script>", slug="script"))
    assert b"<script>alert" not in client.get("/days/2022/w12/").content


@pytest.mark.parametrize(
    ("path", "day"), [("0001/w01", dt.date.min), ("9999/w52", dt.date.max), ("2020/w53", None)]
)
def test_the_first_and_the_last_week_of_the_calendar_are_like_others(client, path, day):
    assert client.get(f"/days/{path}/").status_code == 200
    entries_on("0001-01-02", "9999-12-30", "2021-01-01")
    page = client.get(f"/days/{path}/")
    assert "1 entry on 1 day" in body(page)
    assert len(days(page)) == (5 if day == dt.date.max else 7)
