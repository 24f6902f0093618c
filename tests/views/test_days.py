"""Days and months of the archive."""

from __future__ import annotations

import re

import pytest

from tests.factories import make_entry, make_liveblog, make_source
from tests.views.world import body, headlines, links

pytestmark = pytest.mark.django_db


def test_a_day_shows_the_entries_of_all_sources_by_their_own_calendar(client):
    auckland = make_source("Auckland Post", timezone="Pacific/Auckland")
    make_entry("Morning there", "2022-03-23 20:00", liveblog=make_liveblog("Ferry", auckland))
    make_entry("Noon here", "2022-03-24 12:00")
    make_entry("Evening before", "2022-03-23 20:00")
    assert headlines(client.get("/days/2022/03/24/")) == ["Morning there", "Noon here"]


def test_a_day_links_the_nearest_days_that_have_entries_its_month_and_its_list(client):
    for day in ("2021-12-31", "2022-03-24", "2022-04-02"):
        make_entry(day, f"{day} 12:00")
    page = client.get("/days/2022/03/24/")
    for link in (
        "/days/2021/12/31/",
        "/days/2022/04/02/",
        "/days/2022/03/",
        "/entries/?from=2022-03-24&to=2022-03-24",
    ):
        assert link in links(page)


def test_the_ways_to_other_days_have_names_of_their_own(client):
    for day in ("2022-03-23", "2022-03-24"):
        make_entry(day, f"{day} 12:00")
    html = client.get("/days/2022/03/24/").content.decode()
    names = re.findall(r'<nav [^>]*aria-label="([^"]*)"', html)
    assert len(names) == 3
    assert len(set(names)) == 3


def test_a_day_without_entries_says_so_and_leads_to_the_nearest(client):
    make_entry("One", "2022-03-24 12:00")
    page = client.get("/days/2022/03/20/")
    assert "The archive has no entry of this day." in body(page)
    assert "/days/2022/03/24/" in links(page)


def test_a_month_is_a_calendar_with_counts(client):
    for day in ("2022-02-28", "2022-03-24", "2022-03-24", "2022-05-01"):
        make_entry(day, f"{day} 12:00")
    page = client.get("/days/2022/03/")
    assert "March 2022 3 entries" not in body(page)
    assert "March 2022 2 entries" in body(page)
    assert "24 2 entries 25 26 27" in body(page)
    assert [link for link in links(page) if link.startswith("/days/2")] == [
        "/days/2022/03/24/",
        "/days/2022/02/",
        "/days/2022/05/",
    ]


def test_the_list_of_days_counts_by_month(client):
    for day in ("2021-12-31", "2022-03-24", "2022-03-25"):
        make_entry(day, f"{day} 12:00")
    make_entry("Undated", None)
    assert "Days 2022 March 2 2021 December 1" in body(client.get("/days/"))


def test_an_archive_without_dates_has_no_days(client):
    assert "No entry has a date yet." in body(client.get("/days/"))


@pytest.mark.parametrize(
    "path", ["2022/02/30/", "2022/13/01/", "2022/00/", "0000/01/", "2022/3/4/", "22022/03/", "x/"]
)
def test_a_day_that_no_calendar_has_is_not_found(client, path):
    assert client.get(f"/days/{path}").status_code == 404


@pytest.mark.parametrize("path", ["0001/01/01/", "9999/12/31/", "0001/01/", "9999/12/"])
def test_the_ends_of_the_calendar_are_days_like_others(client, path):
    make_entry()
    assert client.get(f"/days/{path}").status_code == 200
