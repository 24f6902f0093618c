"""The feeds of the calendar: of a year, a month, a week, a day, and a day in every year."""

from __future__ import annotations

import pytest

from tests.factories import make_entry, make_liveblog, make_source
from tests.views.world import entries_on

from .reading import all_documents, atom, json_feed, related, texts, titles

pytestmark = pytest.mark.django_db


def found(client, page: str) -> list[str]:
    """The days of the feed's entries, which are named after them."""
    return [title.partition(" ")[0] for title in titles(client, f"{page}feed.atom")]


def test_each_time_has_a_feed_of_its_entries_the_newest_first(client):
    entries_on("2021-12-31", "2022-01-01", "2022-03-23", "2022-03-24", "2022-04-01", "2023-03-24")
    assert found(client, "/days/2022/") == ["2022-04-01", "2022-03-24", "2022-03-23", "2022-01-01"]
    assert found(client, "/days/2022/03/") == ["2022-03-24", "2022-03-23"]
    assert found(client, "/days/2022/03/24/") == ["2022-03-24"]
    assert found(client, "/on/03-24/") == ["2023-03-24", "2022-03-24"]
    for page in ("/days/2022/", "/days/2022/03/", "/days/2022/03/24/", "/on/03-24/"):
        feed = json_feed(client, f"{page}feed.json")
        assert [item["title"] for item in feed["items"]] == titles(client, f"{page}feed.atom")
        assert feed["home_page_url"] == f"http://testserver{page}"


def test_a_week_goes_from_monday_to_sunday_over_the_end_of_its_year(client):
    entries_on("2020-12-27", "2020-12-28", "2021-01-03", "2021-01-04")
    assert found(client, "/days/2020/w53/") == ["2021-01-03", "2020-12-28"]


def test_the_calendar_is_that_of_each_source(client):
    tokyo = make_liveblog("Calm", make_source("Coast News", timezone="Asia/Tokyo"))
    make_entry("2022-04-01 there", "2022-03-31 15:00", liveblog=tokyo)
    assert found(client, "/days/2022/04/") == found(client, "/on/04-01/") == ["2022-04-01"]
    assert found(client, "/days/2022/03/") == found(client, "/on/03-31/") == []


def test_entries_without_a_clock_are_there_and_undated_ones_are_not(client):
    make_entry("2022-03-24 alone", "2022-03-24 00:00", time_precision="day")
    make_entry("Undated", None)
    for page in ("/days/2022/", "/days/2022/w12/", "/days/2022/03/24/", "/on/03-24/"):
        assert found(client, page) == ["2022-03-24"]


def test_the_day_that_only_leap_years_have_has_a_feed(client):
    entries_on("2019-02-28", "2020-02-29", "2021-03-01", "2024-02-29")
    assert found(client, "/on/02-29/") == ["2024-02-29", "2020-02-29"]


@pytest.mark.parametrize("page", ["/days/2022/03/24/", "/days/2022/w12/", "/on/03-24/"])
def test_what_does_not_fit_in_one_document_goes_on_in_others(client, page):
    entries_on("2022-03-24", count=60)
    first, last = all_documents(client, f"{page}feed.atom", "next")
    here = [*texts(first, "atom:entry/atom:title"), *texts(last, "atom:entry/atom:title")]
    assert here == [f"2022-03-24 no. {number}" for number in reversed(range(1, 61))]
    assert related(last)["previous"] == f"{page}feed.atom" == related(last)["first"]


def test_a_feed_says_what_time_it_is_of(client):
    for page, title in (
        ("/days/2022/", "2022"),
        ("/days/2022/w12/", "Week 12 of 2022"),
        ("/days/2022/03/", "March 2022"),
        ("/days/2022/03/24/", "24 March 2022"),
        ("/on/03-24/", "24 March in every year"),
    ):
        root = atom(client, f"{page}feed.atom")
        assert texts(root, "atom:title") == [f"{title} – As It Happened"]
        assert texts(root, "atom:id") == [f"http://testserver{page}"]


@pytest.mark.parametrize(
    "page",
    ["days/0000", "days/2022/13", "days/2022/w54", "days/2022/02/30", "on/02-30", "on/13-01"],
)
def test_what_no_calendar_has_has_no_feed(client, page):
    assert client.get(f"/{page}/feed.atom").status_code == 404


@pytest.mark.parametrize("page", ["days/0001", "days/9999", "days/9999/w52", "days/9999/12/31"])
def test_the_ends_of_the_calendar_are_no_error(client, page):
    assert titles(client, f"/{page}/feed.atom") == []
