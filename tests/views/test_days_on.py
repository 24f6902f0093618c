"""A day of the calendar in every year, and the heat of a month's days."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.views.days import cell_of, scale_of
from tests.factories import make_entry, make_liveblog, make_source
from tests.views.world import body, links

MARCH = dt.date(2022, 3, 24)


def entries_on(*days: str, count: int = 1) -> None:
    for day in days:
        for number in range(count):
            make_entry(f"{day} no. {number + 1}", f"{day} 12:{number:02}")


def titles(page) -> list[str]:
    found = re.findall(r'(?s)<a dir="auto" lang="[^"]*" [^>]*>(.*?)</a>', page.content.decode())
    return [unescape(title) for title in found]


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_a_year_shows_the_first_few_headlines_of_its_day_in_their_order(client):
    entries_on("2022-03-24", count=6)
    entries_on("2023-03-24")
    assert titles(client.get("/on/03-24/")) == [
        "2023-03-24 no. 1",
        *(f"2022-03-24 no. {number}" for number in (1, 2, 3, 4)),
    ]


@pytest.mark.django_db
def test_a_day_of_the_calendar_is_that_of_each_source(client):
    auckland = make_source("Auckland Post", timezone="Pacific/Auckland")
    make_entry("Morning there", "2022-03-23 20:00", liveblog=make_liveblog("Ferry", auckland))
    assert titles(client.get("/on/03-24/")) == ["Morning there"]
    assert titles(client.get("/on/03-23/")) == []


@pytest.mark.django_db
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
    found = [link for link in links(client.get(f"/on/{day}/")) if link.startswith("/on/")]
    assert found == [f"/on/{before}/", f"/on/{after}/"]


@pytest.mark.django_db
def test_the_leap_day_has_a_page_of_leap_years(client):
    entries_on("2016-02-29", "2021-02-28", "2023-03-01", "2024-02-29")
    assert titles(client.get("/on/02-29/")) == ["2024-02-29 no. 1", "2016-02-29 no. 1"]


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["02-30", "04-31", "13-01", "00-10", "10-00", "3-4", "0324", "x"])
def test_a_day_that_no_year_has_is_not_found(client, day):
    assert client.get(f"/on/{day}/").status_code == 404


@pytest.mark.django_db
def test_the_ends_of_the_calendar_bound_the_years(client):
    entries_on("0001-01-02", "9999-12-30")
    assert client.get("/on/01-01/").status_code == 200
    assert client.get("/on/12-31/").status_code == 200
    assert titles(client.get("/on/12-30/")) == ["9999-12-30 no. 1"]


@pytest.mark.django_db
def test_a_day_that_no_year_has_entries_on_leads_to_the_nearest_that_has(client):
    entries_on("2019-03-24", "2023-02-20", "2023-02-28", "2023-03-01")
    page = client.get("/on/02-29/")
    assert "No year of the archive has an entry of this day." in body(page)
    assert {"/days/2023/02/28/", "/days/2023/03/01/", "/days/"} <= set(links(page))
    page = client.get("/on/02-25/")
    assert {"/days/2023/02/20/", "/days/2023/02/28/"} <= set(links(page))


@pytest.mark.django_db
def test_a_day_of_the_calendar_says_when_no_entry_has_a_date(client):
    make_entry("Undated", None)
    page = client.get("/on/03-24/")
    assert "No entry has a date yet." in body(page)
    assert "/entries/" in links(page)


@pytest.mark.django_db
def test_a_headline_is_shown_as_text(client):
    make_entry("<script>alert(1)</script>")
    assert b"<script>alert" not in client.get("/on/03-24/").content
    assert titles(client.get("/on/03-24/")) == ["<script>alert(1)</script>"]


@pytest.mark.django_db
def test_a_day_of_the_calendar_takes_three_queries_whatever_the_number_of_years(client):
    entries_on("2022-03-24")
    assert queries(client, "/on/03-24/") == 3
    entries_on(*(f"{year}-03-24" for year in range(1990, 2022)), count=5)
    assert queries(client, "/on/03-24/") == 3


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.django_db
def test_a_day_links_the_same_day_of_other_years_where_there_are_entries(client):
    entries_on("2022-03-24", "2022-03-25", "2020-03-24", "2020-02-29")
    for path in ("2022/03/24/", "2020/03/24/", "2021/03/24/"):
        page = client.get(f"/days/{path}")
        assert "On this day in other years" in body(page)
        assert "/on/03-24/" in links(page)
    for path in ("2022/03/25/", "2020/02/29/", "2022/03/26/"):
        assert "On this day in other years" not in body(client.get(f"/days/{path}"))


@pytest.mark.django_db
def test_a_month_marks_the_heat_of_its_days_and_gives_the_scale(client):
    entries_on("2022-03-01", count=10)
    entries_on("2022-03-02", count=3)
    entries_on("2022-03-03")
    page = client.get("/days/2022/03/")
    assert re.findall(
        r'<a class="heat-(\d)" href="/days/2022/03/(\d\d)/"', page.content.decode()
    ) == [
        ("5", "01"),
        ("2", "02"),
        ("1", "03"),
    ]
    assert "the higher the bar 1–2 3–4 5–6 7–8 9–10" in body(page)


@pytest.mark.django_db
def test_a_month_is_a_table_with_a_caption_and_the_names_of_the_weekdays(client):
    entries_on("2022-03-24")
    html = client.get("/days/2022/03/").content.decode()
    assert "Entries on each day of March 2022</caption>" in html
    heads = re.findall(r'<th scope="col">.*?<span class="visually-hidden">(\w+)</span></th>', html)
    assert heads[0] == "Monday"
    assert len(set(heads)) == 7


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/on/03-24/", "/days/2022/03/", "/days/2022/03/24/"])
def test_the_pages_of_days_have_the_style_of_the_calendar(client, path):
    assert "/static/calendar.css" in links(client.get(path))


@pytest.mark.django_db
def test_a_month_without_entries_has_no_scale(client):
    assert "Entries a day" not in body(client.get("/days/2022/03/"))


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 7, 99, 1000])
def test_every_count_has_the_step_that_the_scale_gives_it(most):
    steps = {
        count: row["step"] for row in scale_of(most) for count in range(row["low"], row["high"] + 1)
    }
    assert steps == {count: cell_of(MARCH, count, most).step for count in range(1, most + 1)}
    assert steps[most] == 5
