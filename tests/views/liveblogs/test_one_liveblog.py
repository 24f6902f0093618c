"""Live pages, in either order."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from entries.views.liveblogs.streams import steps
from tests.factories import appear, make_capture, make_entry, make_liveblog, make_source, utc
from tests.views.world import body, headlines, links, stream

pytestmark = pytest.mark.django_db

ADDRESS = "/liveblogs/harbour-news/storm-over-the-harbour/"


def dated_liveblog(**values):
    day = utc("2022-03-24 12:00")
    return make_liveblog(starts_at=day, ends_at=day, **values)


def test_the_page_shows_what_stood_over_the_entries(client):
    liveblog = dated_liveblog(
        standfirst="A storm is coming in.",
        summary=["Ferries are off", "Schools stay open"],
        summary_media=["Watch: the first waves"],
        url="https://harbour.example/live",
    )
    make_entry("Sea wall holds", liveblog=liveblog)
    page = client.get(ADDRESS)
    text = body(page)
    for words in ("A storm is coming in.", "Ferries are off", "Schools stay open", "1 entry"):
        assert words in text
    assert "Video or sound Watch: the first waves" in text
    assert "Harbour News · 24 March 2022" in text
    assert "https://harbour.example/live" in links(page)
    assert "/entries/?liveblog=harbour-news%2Fstorm-over-the-harbour" in links(page)


def test_entries_stand_in_full_each_with_its_anchor_and_address(client):
    dated_liveblog()
    words = " ".join(f"word{number}" for number in range(200))
    entry = make_entry("Long", blocks=[{"type": "paragraph", "text": words}])
    page = client.get(ADDRESS)
    assert words in body(page)
    assert f'id="{entry.key}"' in page.content.decode()
    assert entry.get_absolute_url() in links(page)


def test_the_oldest_entry_comes_first_unless_the_reader_turns_it_round(client):
    dated_liveblog()
    make_entry("Later", "2022-03-24 14:00")
    make_entry("Earlier", "2022-03-24 13:00")
    assert headlines(client.get(ADDRESS)) == ["Earlier", "Later"]
    assert headlines(client.get(f"{ADDRESS}?order=oldest")) == ["Earlier", "Later"]
    newest = client.get(f"{ADDRESS}?order=newest")
    assert headlines(newest) == ["Later", "Earlier"]
    assert '<a href="?order=newest" aria-current="true">Newest first</a>' in newest.content.decode()
    assert "?order=oldest" in links(newest)


def test_a_page_without_any_date_keeps_its_own_order_and_says_so(client):
    make_entry("Top", None, ordinal=1)
    make_entry("Foot", None, ordinal=2)
    for query in ("", "?order=oldest", "?order=newest"):
        page = client.get(f"{ADDRESS}{query}")
        assert headlines(page) == ["Top", "Foot"]
    assert "None of these entries has a date; they stand as on the page." in body(page)


def test_a_hundred_entries_make_a_page_and_the_order_stays(client):
    stream(101)
    first = client.get(f"{ADDRESS}?order=newest")
    assert headlines(first)[0] == "Entry 100"
    assert "?order=newest&page=2" in links(first)
    assert headlines(client.get(f"{ADDRESS}?order=newest&page=2")) == ["Entry 0"]


def test_days_divide_the_stream_and_long_silences_are_told(client):
    dated_liveblog()
    make_entry("Evening", "2022-03-24 20:00")
    make_entry("Soon after", "2022-03-24 20:59")
    make_entry("Night", "2022-03-24 23:09")
    make_entry("Next day", "2022-03-25 00:09")
    make_entry("Undated", None)
    text = body(client.get(ADDRESS))
    assert "Thursday 24 March 2022 20:00 GMT Evening" in text
    assert "2 h 10 min without entries 23:09 GMT Night" in text
    assert "1 h without entries Friday 25 March 2022 00:09 GMT Next day" in text
    assert "Without a date Time not known Undated" in text
    assert text.count("without entries") == 2


def test_no_silence_is_reckoned_from_a_time_that_is_a_day_alone():
    day = make_entry("Day", "2022-03-24 00:00", time_precision="day")
    noon = make_entry("Noon", "2022-03-24 12:00")
    later = make_entry("Later", "2022-03-24 15:00")
    gaps = [step.gap for step in steps([day, noon, later])]
    assert gaps == [None, None, dt.timedelta(hours=3)]


def test_the_list_counts_the_entries_and_looks_in_titles(client):
    make_entry(liveblog=make_liveblog("Élection night"))
    make_entry(liveblog=make_liveblog("Storm"))
    assert "Élection night Harbour News · 1 entry" in body(client.get("/liveblogs/"))
    found = body(client.get("/liveblogs/?q=ELECTION"))
    assert "Élection night" in found
    assert "Storm" not in found
    assert "No liveblog’s title has this in it." in body(client.get("/liveblogs/?q=none"))


def test_the_list_is_divided_by_the_months_in_which_the_pages_ended(client):
    for title, end in (("One", "2022-03-31 23:30"), ("Two", "2022-03-02 08:00"), ("Three", None)):
        moment = end and utc(end)
        make_liveblog(title, starts_at=moment, ends_at=moment)
    soon = timezone.now()
    make_liveblog("Four", starts_at=soon, ends_at=soon)
    page = client.get("/liveblogs/")
    months = re.findall(r'<h2 class="day"[^>]*>(.*?)</h2>', page.content.decode())
    assert months == [f"{soon:%B} {soon.year}", "March 2022", "Without a date"]
    assert "4 live pages, the latest first" in body(page)
    assert body(page).count("Running") == 1


def test_the_list_says_what_a_page_is_about(client):
    day = {"starts_at": utc("2022-03-24 12:00"), "ends_at": utc("2022-03-24 12:00")}
    make_liveblog("One", standfirst="A storm is coming in.", summary=["Not this"], **day)
    make_liveblog("Two", summary=["Ferries are off"], **day)
    third = make_liveblog("Three", **day)
    make_entry("Sea wall <holds>", "2022-03-24 13:00", liveblog=third)
    make_entry("Before", "2022-03-24 12:00", liveblog=third)
    make_entry("Undated", None, liveblog=third)
    page = client.get("/liveblogs/")
    text = body(page)
    for words in ("A storm is coming in.", "Ferries are off", "Last: Sea wall <holds>"):
        assert words in text
    assert "Not this" not in text
    assert "<holds>" not in page.content.decode()


def test_the_list_never_calls_a_full_archive_empty(client):
    make_entry(liveblog=make_liveblog("Storm"))
    assert "Storm" in body(client.get("/liveblogs/?sort=none"))
    too_long = body(client.get("/liveblogs/", {"q": "x" * 101}))
    assert "at most 100 characters" in too_long
    assert "No list is shown until the marked field is mended." in too_long


@pytest.mark.parametrize("path", ["harbour-news/none", "none/storm-over-the-harbour"])
def test_an_unknown_liveblog_is_not_found(client, path):
    make_liveblog()
    assert client.get(f"/liveblogs/{path}/").status_code == 404


def test_a_page_whose_posts_stood_in_another_before_leads_there(client):
    first, second = make_liveblog("Storm: live"), make_liveblog("Storm over the harbour")
    entry = make_entry("Sea wall holds", liveblog=first)
    appear(entry, make_capture(liveblog=second))
    page = client.get(second.get_absolute_url())
    assert "Posts of this page stand in Storm: live , which had them first." in body(page)
    assert first.get_absolute_url() in links(page)
    assert "which had them first" not in body(client.get(first.get_absolute_url()))


def test_below_the_stream_stand_the_pages_that_ran_at_the_same_time(client):
    liveblog = dated_liveblog()
    noon = utc("2022-03-24 12:00")
    other = make_liveblog("Ferries", make_source("Coast News"), starts_at=noon, ends_at=noon)
    page = client.get(liveblog.get_absolute_url())
    assert "Ran at the same time Ferries Coast News" in body(page)
    assert other.get_absolute_url() in links(page)


@pytest.mark.parametrize("url", ["https:///live", "http://harbour.example/a b", "ftp://a.example/"])
def test_what_is_no_web_address_is_no_link(client, url):
    make_entry(liveblog=dated_liveblog(url=url))
    page = client.get(ADDRESS)
    assert url not in links(page)
    assert "the page as published" not in body(page)
