"""Catching up: what came in a live page since a moment."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from entries.models import Entry
from entries.views.liveblogs.catching_up import since_of
from tests.factories import make_entry, make_liveblog, make_source, new_entry, utc
from tests.views.world import body, headlines, links

pytestmark = pytest.mark.django_db

ADDRESS = "/liveblogs/harbour-news/storm-over-the-harbour/"
NOON = utc("2022-03-24 12:00")


def write(count: int = 6, **values) -> list[Entry]:
    """Entries at noon UTC and every half hour after."""
    liveblog = make_liveblog(starts_at=NOON, ends_at=NOON, **values)
    times = [NOON + dt.timedelta(minutes=30 * number) for number in range(count)]
    return Entry.objects.bulk_create(
        new_entry(f"At {time:%H:%M}", time, liveblog=liveblog) for time in times
    )


def read(client, since: str, **more: str):
    response = client.get(ADDRESS, {"since": since, **more})
    assert response.status_code == 200
    return response


def test_only_what_came_since_is_shown_with_the_way_back_to_all(client):
    write()
    page = read(client, "2022-03-24T13:30")
    assert headlines(page) == ["At 13:30", "At 14:00", "At 14:30"]
    assert "3 entries since 24 March 2022, 13:30 GMT" in body(page)
    assert ADDRESS in links(page)
    assert "Show all entries" in body(page)


@pytest.mark.parametrize(
    "typed",
    [
        *("2022-03-24T15:30", "2022-03-24T13:30Z", "2022-03-24T13:30z", "2022-03-24T15:30+02:00"),
        *("2022-03-24T15:30 02:00", "2022-03-24 15:30", "2022-03-24T08:30-0500", "15:30"),
        *("13:30Z", "08:30-05:00"),
        *("2022-03-24T15:30:00", " 2022-03-24T13:30:00Z "),
    ],
)
def test_a_moment_is_by_the_sources_clock_unless_its_offset_is_given(client, typed):
    write(source=make_source(timezone="Europe/Kyiv"))
    page = read(client, typed)
    assert headlines(page)[0] == "At 13:30"
    assert "3 entries since 24 March 2022, 15:30 EET" in body(page)


def test_a_day_alone_begins_at_its_midnight_there(client):
    write(source=make_source(timezone="Europe/Kyiv"), count=24)
    page = read(client, "2022-03-25")
    assert headlines(page)[0] == "At 22:00"
    assert "4 entries since 25 March 2022, 00:00 EET" in body(page)


def test_a_time_without_a_day_is_its_first_coming_in_the_stream(client):
    write(count=48)
    assert headlines(read(client, "14:00"))[0] == "At 14:00"
    assert "since 25 March 2022, 09:00 GMT" in body(read(client, "09:00"))


@pytest.mark.parametrize(
    ("start", "typed", "since"),
    [
        ("2022-10-30 00:45", "03:30", "03:30 EET"),
        ("2022-10-30 00:45", "03:50", "03:50 EEST"),
        ("2022-10-30 01:15", "03:30", "03:30 EET"),
    ],
)
def test_in_the_hour_that_comes_twice_it_comes_after_the_beginning(client, start, typed, since):
    kyiv = make_source(timezone="Europe/Kyiv")
    make_liveblog(source=kyiv, starts_at=utc(start), ends_at=utc("2022-10-30 02:00"))
    make_entry("First", start)
    make_entry("Half past three in winter", "2022-10-30 01:30")
    make_entry("Four", "2022-10-30 02:00")
    page = read(client, typed)
    assert headlines(page) == ["Half past three in winter", "Four"]
    assert f"2 entries since 30 October 2022, {since}" in body(page)


def test_one_entry_and_none_are_told_in_words(client):
    write()
    assert "1 entry since 24 March 2022, 14:30 GMT" in body(read(client, "14:30"))
    nothing = read(client, "2022-03-24T18:00")
    assert "No entry since 24 March 2022, 18:00 GMT" in body(nothing)
    assert headlines(nothing) == []
    assert "which had them first" not in body(nothing)


def test_the_key_moments_since_come_first(client):
    entries = write(count=12)
    for at in (2, 8, 10):
        entries[at].labels = ["breaking"]
        entries[at].save()
    text = body(read(client, "15:00"))
    start = text.index("since 24 March 2022, 15:00 GMT")
    assert text.index("Key moments, as the newsroom marked them", start) < text.index("At 15:00")
    assert "breaking 16:00 GMT At 16:00 breaking 17:00 GMT At 17:00" in text
    assert "13:00 GMT At 13:00" not in text
    assert "Key moments" not in body(read(client, "17:30"))


def test_the_order_and_the_pages_go_with_it(client):
    write(count=205)
    page = read(client, "2022-03-24T12:30", order="newest")
    assert "204 entries since" in body(page)
    assert headlines(page)[0].startswith("At ")
    assert "?since=2022-03-24T12%3A30&order=newest&page=2" in links(page)
    last = read(client, "2022-03-24T12:30", order="newest", page="3")
    assert headlines(last)[-1] == "At 12:30"
    assert f"{ADDRESS}?order=newest" in links(last)


def test_entries_without_an_exact_time_are_left_out_and_counted(client):
    write()
    make_entry("Undated", None)
    make_entry("That day", "2022-03-24 00:00", time_precision="day")
    make_entry("Day before", "2022-03-23 00:00", time_precision="day")
    make_entry("Day after", "2022-03-25 00:00", time_precision="day")
    make_entry("About one", "2022-03-24 13:10", time_precision="hour")
    make_entry("About noon", "2022-03-24 12:00", time_precision="hour")
    page = read(client, "2022-03-24T13:30")
    assert headlines(page) == ["At 13:30", "At 14:00", "At 14:30", "Day after"]
    assert "3 entries without an exact time are left out; they may have come before" in body(page)


def test_where_no_time_of_day_is_known_the_page_says_so_and_shows_all(client):
    make_liveblog(starts_at=NOON, ends_at=NOON)
    make_entry("Day", "2022-03-24 00:00", time_precision="day")
    page = read(client, "2022-03-24T13:30")
    assert "None of these entries has a time of day, so what came since cannot be told." in body(
        page
    )
    assert headlines(page) == ["Day"]
    assert "Catch up since" not in body(page)


@pytest.mark.parametrize(
    "typed",
    [
        *("yesterday", "24:00", "2022-02-30T12:00", "14:60", "2022-03-24Z", "T12:00", "Z", "-"),
        *(
            "2022-03-24+01:00",
            "2022-03-24T12:00+99:99",
            "0001-01-01T00:00",
            "9999-12-31T23:59-12:00",
        ),
        *("0000-01-01", "٢٠٢٢-٠٣-٢٤", "2022-03-24T12:00\x00", "<script>alert(1)</script>"),
        *("x" * 5000, "2022-W12-4", "12:00:00.5", "+", "2022-03-24T12:00+01"),
    ],
)
def test_what_is_no_moment_is_answered_with_what_to_write(client, typed):
    write()
    page = read(client, typed)
    assert "is no time that can be looked for. Write 14:32 or 2022-03-24T14:32;" in body(page)
    assert "All entries are shown." in body(page)
    assert len(headlines(page)) == 6
    assert "<script>alert" not in page.content.decode()


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{5}[-+Z ]?[0-9:]*"))
def test_no_text_ends_in_an_error(typed):
    since = since_of(typed, [NOON.replace(tzinfo=None)], ZoneInfo("Europe/Kyiv"))
    assert since is None or bool(since.moment) != bool(since.problem)


def test_nothing_typed_asks_for_nothing(client):
    write()
    for typed in ("", "  "):
        page = read(client, typed)
        assert len(headlines(page)) == 6
        assert "Show all entries" not in body(page)


def test_the_form_keeps_the_order_and_what_was_asked(client):
    write()
    page = read(client, "13:00", order="newest").content.decode()
    assert '<input type="time" name="since" id="since" value="13:00" required>' in page
    assert page.count('<input type="hidden" name="order" value="newest">') == 2
    write(count=48)
    page = read(client, "2022-03-24T13:00").content.decode()
    assert 'type="datetime-local" name="since" id="since" value="2022-03-24T13:00"' in page


def test_a_part_of_a_page_is_not_for_search_engines(client):
    write()
    page = read(client, "13:00")
    assert page["X-Robots-Tag"] == "noindex"
    assert f'<link rel="canonical" href="http://testserver{ADDRESS}">' in page.content.decode()


def test_catching_up_takes_the_same_queries_whatever_came(client):
    write(count=12)
    few = queries(client)
    Entry.objects.bulk_create(
        new_entry(f"More {number}", NOON + dt.timedelta(hours=2)) for number in range(150)
    )
    assert queries(client) == few <= 13


def queries(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        read(client, "13:00")
    return len(captured)
