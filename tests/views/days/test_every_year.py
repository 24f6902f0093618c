"""A day of the calendar in every year."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.template.loader import render_to_string

from entries.views.days import this_day
from tests.factories import make_entry, make_liveblog, make_source
from tests.views.world import body, entries_on, links, queries

pytestmark = pytest.mark.django_db


def titles(page) -> list[str]:
    found = re.findall(r'(?s)<a dir="auto" lang="[^"]*" [^>]*>(.*?)</a>', page.content.decode())
    return [unescape(title) for title in found]


def test_a_day_of_the_calendar_shows_each_year_with_its_count_the_latest_first(client):
    entries_on("2019-03-24", "2022-03-23", "2024-03-24")
    entries_on("2022-03-24", count=3)
    page = client.get("/on/03-24/")
    assert "24 March in every year" in body(page)
    assert "5 entries in 3 years" in body(page)
    assert "The day with its 3 entries" in body(page)
    assert list(dict.fromkeys(re.findall(r"/days/\d{4}/\d\d/\d\d/", " ".join(links(page))))) == [
        "/days/2024/03/24/",
        "/days/2022/03/24/",
        "/days/2019/03/24/",
    ]


def test_a_year_shows_the_first_few_headlines_of_its_day_in_their_order(client):
    entries_on("2022-03-24", count=6)
    entries_on("2023-03-24")
    assert titles(client.get("/on/03-24/")) == [
        "2023-03-24 no. 1",
        *(f"2022-03-24 no. {number}" for number in (1, 2, 3, 4)),
    ]


def test_a_day_of_the_calendar_is_that_of_each_source(client):
    auckland = make_source("Auckland Post", timezone="Pacific/Auckland")
    make_entry("Morning there", "2022-03-23 20:00", liveblog=make_liveblog("Ferry", auckland))
    assert titles(client.get("/on/03-24/")) == ["Morning there"]
    assert titles(client.get("/on/03-23/")) == []


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("03-24", "03-23", "03-25"),
        ("01-01", "12-31", "01-02"),
        ("12-31", "12-30", "01-01"),
        ("02-28", "02-27", "02-29"),
        ("02-29", "02-28", "03-01"),
        ("03-01", "02-29", "03-02"),
    ],
)
def test_a_day_of_the_calendar_links_the_days_beside_it(client, day, before, after):
    found = [link for link in links(client.get(f"/on/{day}/")) if re.match(r"/on/.*/$", link)]
    assert found == [f"/on/{before}/", f"/on/{after}/"]


def test_the_leap_day_has_a_page_of_leap_years(client):
    entries_on("2016-02-29", "2021-02-28", "2023-03-01", "2024-02-29")
    assert titles(client.get("/on/02-29/")) == ["2024-02-29 no. 1", "2016-02-29 no. 1"]


@pytest.mark.parametrize("day", ["02-30", "04-31", "13-01", "00-10", "10-00", "3-4", "0324", "x"])
def test_a_day_that_no_year_has_is_not_found(client, day):
    assert client.get(f"/on/{day}/").status_code == 404


def test_the_ends_of_the_calendar_bound_the_years(client):
    entries_on("0001-01-02", "9999-12-30")
    assert client.get("/on/01-01/").status_code == 200
    assert client.get("/on/12-31/").status_code == 200
    assert titles(client.get("/on/12-30/")) == ["9999-12-30 no. 1"]


def test_a_day_that_no_year_has_entries_on_leads_to_the_nearest_that_has(client):
    entries_on("2019-03-24", "2023-02-20", "2023-02-28", "2023-03-01")
    page = client.get("/on/02-29/")
    assert "No year of the archive has an entry of this day." in body(page)
    assert {"/days/2023/02/28/", "/days/2023/03/01/", "/days/"} <= set(links(page))
    page = client.get("/on/02-25/")
    assert {"/days/2023/02/20/", "/days/2023/02/28/"} <= set(links(page))


def test_a_day_of_the_calendar_says_when_no_entry_has_a_date(client):
    make_entry("Undated", None)
    page = client.get("/on/03-24/")
    assert "No entry has a date yet." in body(page)
    assert "/entries/" in links(page)


def test_a_headline_is_shown_as_text(client):
    make_entry("<script>alert(1)</script>")
    assert b"<script>alert" not in client.get("/on/03-24/").content
    assert titles(client.get("/on/03-24/")) == ["<script>alert(1)</script>"]


def test_a_day_of_the_calendar_takes_three_queries_whatever_the_number_of_years(client):
    entries_on("2022-03-24")
    assert queries(client, "/on/03-24/") == 3
    entries_on(*(f"{year}-03-24" for year in range(1990, 2022)), count=5)
    assert queries(client, "/on/03-24/") == 3


def test_a_day_links_the_same_day_of_other_years_where_there_are_entries(client):
    entries_on("2022-03-24", "2022-03-25", "2020-03-24", "2020-02-29")
    for path in ("2022/03/24/", "2020/03/24/", "2021/03/24/"):
        page = client.get(f"/days/{path}")
        assert "On this day in other years" in body(page)
        assert "/on/03-24/" in links(page)
    for path in ("2022/03/25/", "2020/02/29/", "2022/03/26/"):
        assert "On this day in other years" not in body(client.get(f"/days/{path}"))


def test_the_front_page_can_show_this_day_in_the_years_before_it():
    entries_on("2019-03-24", count=2)
    entries_on("2021-03-24", "2022-03-24", "2021-03-25")
    shown = this_day(dt.date(2022, 3, 24))
    assert shown["way"] == ("/on/03-24/", "24 March")
    assert [(year["way"].address, year["entry_count"]) for year in shown["years"]] == [
        ("/days/2021/03/24/", 1),
        ("/days/2019/03/24/", 2),
    ]
    html = render_to_string("entries/_this_day.html", {"this_day": shown})
    assert "On this day, 24 March" in html
    assert '<a href="/days/2019/03/24/">24 March 2019</a> <span class="count">2</span>' in html


@pytest.mark.parametrize("today", ["2022-03-24", "2022-03-23", "0001-01-01", "9999-12-31"])
def test_the_front_page_shows_no_day_that_other_years_do_not_have(today):
    assert this_day(dt.date.fromisoformat(today)) is None
    entries_on("2022-03-24")
    assert this_day(dt.date.fromisoformat(today)) is None
    assert not render_to_string("entries/_this_day.html", {"this_day": None}).strip()
