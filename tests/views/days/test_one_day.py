"""A day of the archive."""

from __future__ import annotations

import re

import pytest
from lxml.html import fromstring

from tests.factories import make_entry, make_liveblog, make_source, utc
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


@pytest.mark.parametrize("path", ["0001/01/01/", "9999/12/31/"])
def test_the_ends_of_the_calendar_are_days_like_others(client, path):
    make_entry()
    assert client.get(f"/days/{path}").status_code == 200
    make_entry("The first", "0001-01-01 12:00")
    make_entry("The last", "9999-12-31 12:00")
    for query in ("", "?by=source"):
        assert "1 entry, by the calendar of each source" in body(client.get(f"/days/{path}{query}"))


def test_a_day_links_its_week_its_month_and_its_year(client):
    page = client.get("/days/2021/01/01/")
    assert {"/days/2020/w53/", "/days/2021/01/", "/days/2021/"} <= set(links(page))


def storms() -> None:
    """Two liveblogs of one source and one of another, whose entries take turns."""
    storm, budget = (
        make_liveblog(title, starts_at=utc(start), ends_at=utc("2022-03-24 20:00"))
        for title, start in (("Storm", "2022-03-24 07:00"), ("Budget", "2022-03-24 06:00"))
    )
    ferry = make_liveblog("Ferry", make_source("coast News"))
    for hour, liveblog in ((8, ferry), (9, storm), (10, budget), (11, ferry), (12, storm)):
        make_entry(f"{liveblog.title} {hour}", f"2022-03-24 {hour:02}:00", liveblog=liveblog)


def test_a_day_by_source_has_each_source_with_its_liveblogs_and_their_entries(client):
    storms()
    page = client.get("/days/2022/03/24/?by=source")
    found = fromstring(page.content.decode()).xpath("//section[contains(@class, 'source-of-day')]")
    told = [" ".join(section.text_content().split()) for section in found]
    assert [re.sub(r" ?\d\d:\d\d GMT", "", each) for each in told] == [
        "coast News 2 entries Ferry 2 entries Ferry 8 Ferry 11",
        "Harbour News 3 entries Budget 1 entry Budget 10 Storm 2 entries Storm 9 Storm 12",
    ]
    assert all(re.search(r"\bhue-\d+\b", section.get("class")) for section in found)


def test_one_link_turns_a_day_from_a_timeline_to_its_sources_and_back(client):
    storms()
    timeline = client.get("/days/2022/03/24/")
    assert headlines(timeline) == ["Ferry 8", "Storm 9", "Budget 10", "Ferry 11", "Storm 12"]
    assert "/days/2022/03/24/?by=source" in links(timeline)
    by_source = client.get("/days/2022/03/24/?by=source")
    assert "/days/2022/03/24/" in links(by_source)
    assert "/days/2022/03/24/?by=source" not in links(by_source)
    assert headlines(client.get("/days/2022/03/24/?by=nonsense")) == headlines(timeline)


def test_a_day_by_source_leads_to_where_each_source_starts(client):
    for name in ("Coast News", "Ferry Gazette", "Harbour News"):
        liveblog = make_liveblog(name, make_source(name))
        for minute in range(60):
            make_entry(f"Minute {minute}", f"2022-03-24 12:{minute:02}", liveblog=liveblog)
    first = client.get("/days/2022/03/24/?by=source")
    jumps = [link for link in links(first) if "#source-" in link]
    assert jumps == [
        "#source-coast-news",
        "#source-ferry-gazette",
        "?by=source&page=2#source-harbour-news",
    ]
    assert "Ferry Gazette 60 entries, continued" not in body(first)
    second = client.get("/days/2022/03/24/?by=source&page=2")
    assert "Ferry Gazette 60 entries, continued" in body(second)
    assert "?by=source#source-coast-news" in links(second)
    html = first.content.decode() + second.content.decode()
    keys = re.findall(r'<a dir="auto" lang="en" href="/entries/(\w+)/', html)
    assert len(set(keys)) == len(keys) == 180


def test_a_day_without_entries_is_not_turned(client):
    page = client.get("/days/2022/03/24/?by=source")
    assert page.status_code == 200
    assert "As one timeline" not in body(page)
    assert "Grouped by source" not in body(client.get("/days/2022/03/24/"))


def test_a_day_by_source_shows_what_others_wrote_as_text(client):
    script = "<script>alert(1)</script>"
    source = make_source(script, slug="script")
    make_entry(script, liveblog=make_liveblog(script, source, slug="script"), labels=[script])
    page = client.get("/days/2022/03/24/?by=source")
    assert b"<script>alert" not in page.content
    assert page.content.count(b"&lt;script&gt;alert") >= 4
