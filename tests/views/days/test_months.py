"""The years and months of the archive as tables, and the heat of their days."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from lxml.html import fromstring

from entries.views.days.calendars import Scale, cell_of
from tests.factories import make_entry
from tests.views.world import body, entries_on, links

DAY = dt.date(2022, 3, 24)


def tables(response) -> list:
    return fromstring(response.content.decode()).xpath("//main//table")


@pytest.mark.django_db
def test_the_list_of_days_has_years_with_their_months_the_latest_first(client):
    entries_on("2021-12-31", "2022-03-24", "2022-03-25", "2020-02-29")
    make_entry("Undated", None)
    page = client.get("/days/")
    assert [link for link in links(page) if re.match(r"/days/2.*/$", link)] == [
        "/days/2022/",
        "/days/2022/03/",
        "/days/2021/",
        "/days/2021/12/",
        "/days/2020/",
        "/days/2020/02/",
    ]
    assert "2022 2 entries Jan January : no entries" in body(page)
    assert "Mar March 2 entries Apr April : no entries" in body(page)
    assert "Entries of 3 years" in body(page)


@pytest.mark.django_db
def test_an_archive_without_dates_has_no_days(client):
    make_entry("Undated", None)
    assert "No entry has a date yet." in body(client.get("/days/"))


@pytest.mark.django_db
def test_a_year_is_twelve_tables_with_captions_and_the_names_of_the_weekdays(client):
    entries_on("2022-03-24", "2022-01-01", "2021-12-31", "2023-01-01")
    months = tables(client.get("/days/2022/"))
    captions = [month.findtext("caption") for month in months]
    assert captions[0] == "Entries on each day of January 2022"
    assert len(set(captions)) == 12
    for month in months:
        heads = month.xpath("thead//th[@scope='col']/span[@class='visually-hidden']/text()")
        assert (heads[0], heads[-1], len(set(heads))) == ("Monday", "Sunday", 7)
        assert {len(row) for row in month.xpath("tbody/tr")} == {7}
    assert months[0].xpath("tbody/tr[1]/td[6]//text()") == ["1"]
    assert sum(len(month.xpath(".//td/*")) for month in months) == 365


@pytest.mark.django_db
def test_a_year_says_the_count_of_each_day_and_month_in_words(client):
    entries_on("2022-03-24", count=2)
    entries_on("2022-03-25")
    page = client.get("/days/2022/")
    days = [(a.get("href"), a.get("aria-label")) for a in tables(page)[2].xpath(".//a")]
    assert days == [
        ("/days/2022/03/24/", "24 March: 2 entries"),
        ("/days/2022/03/25/", "25 March: 1 entry"),
    ]
    assert "3 entries on 2 days" in body(page)
    assert "February no entries" in body(page)
    assert "March 3 entries" in body(page)
    assert "/days/2022/03/" in links(page)
    assert "/days/2022/02/" not in links(page)


@pytest.mark.django_db
def test_a_year_marks_the_heat_of_its_days_by_the_fullest_of_the_year(client):
    entries_on("2022-03-01", count=32)
    entries_on("2022-11-05", count=3)
    entries_on("2022-11-06")
    page = client.get("/days/2022/")
    assert re.findall(r'<a class="heat-(\d)" href="/days/2022/(\d\d/\d\d)/"', text(page)) == [
        ("5", "03/01"),
        ("2", "11/05"),
        ("1", "11/06"),
    ]
    assert "the higher the bar 1–2 3–4 5–8 9–16 17–32" in body(page)


@pytest.mark.django_db
def test_a_year_links_the_nearest_years_that_have_entries(client):
    entries_on("2009-01-01", "2019-06-01", "2022-03-24", "2025-01-01")
    page = client.get("/days/2022/")
    assert {"/days/2019/", "/days/2025/"} <= set(links(page))
    empty = client.get("/days/2015/")
    assert "The archive has no entry of this year." in body(empty)
    assert {"/days/2009/", "/days/2019/"} <= set(links(empty))
    assert not tables(empty)


@pytest.mark.django_db
def test_a_month_is_a_calendar_with_counts(client):
    entries_on("2022-02-28", "2022-03-24", "2022-03-24", "2022-05-01")
    page = client.get("/days/2022/03/")
    assert "2 entries on 1 day" in body(page)
    assert "24 2 entries 25 26 27" in body(page)
    assert [link for link in links(page) if re.match(r"/days/2.*/$", link)] == [
        "/days/2022/",
        "/days/2022/02/",
        "/days/2022/05/",
        "/days/2022/w12/",
        "/days/2022/03/24/",
    ]
    assert "/entries/?from=2022-03&to=2022-03" in links(page)


@pytest.mark.django_db
def test_a_month_is_a_table_with_a_caption_and_the_names_of_weekdays_and_weeks(client):
    entries_on("2021-01-02")
    table = tables(client.get("/days/2021/01/"))[0]
    assert table.findtext("caption") == "Entries on each day of January 2021"
    heads = table.xpath("thead//th[@scope='col']/span[@class='visually-hidden']/text()")
    assert heads[:2] == ["Week", "Monday"]
    assert len(set(heads)) == 8
    weeks = table.xpath("tbody/tr/th[@scope='row']")
    assert [week.text_content() for week in weeks] == ["53", "1", "2", "3", "4"]
    assert weeks[0].xpath("a/@href") == ["/days/2020/w53/"]
    assert weeks[0].xpath("a/@aria-label") == ["Week 53 of 2020"]
    assert not weeks[1].xpath("a")


@pytest.mark.django_db
def test_a_month_without_entries_has_no_scale_and_leads_to_the_nearest(client):
    entries_on("2022-05-01")
    page = client.get("/days/2022/03/")
    assert "Entries a day" not in body(page)
    assert "The archive has no entry of this month." in body(page)
    assert "/days/2022/05/" in links(page)


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 7, 99, 243, 1000, 1024, 2_000_000])
def test_every_count_has_the_step_that_the_scale_gives_it(most):
    scale = Scale.up_to(most)
    rows = scale.rows()
    for row in rows:
        for count in (row["low"], row["high"]):
            assert cell_of(DAY, count, scale).step == row["step"]
    lows = [row["low"] for row in rows]
    assert lows == [1, *(row["high"] + 1 for row in rows[:-1])]
    assert (rows[-1]["step"], rows[-1]["high"]) == (5 if most > 1 else 1, most)


def test_a_scale_without_entries_has_no_steps():
    scale = Scale.up_to(0)
    assert (scale.rows(), scale.step(0)) == ([], 0)


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_the_calendar_are_years_like_others(client, year):
    entries_on("0001-01-01", "9999-12-31")
    for path in (f"/days/{year}/", f"/days/{year}/01/", f"/days/{year}/12/"):
        page = client.get(path)
        assert page.status_code == 200
        assert len(tables(page)) == (12 if path.count("/") == 3 else 1)
    assert {"/days/0001/", "/days/9999/"} <= set(links(client.get("/days/")))


def text(response) -> str:
    return response.content.decode()
