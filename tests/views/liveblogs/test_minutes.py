"""The way to a minute of a live page."""

from __future__ import annotations

import datetime as dt

import pytest

from entries.models import Entry
from tests.factories import make_entry, make_liveblog, make_source, new_entry, utc
from tests.views.world import body, headlines, links

pytestmark = pytest.mark.django_db

ADDRESS = "/liveblogs/harbour-news/storm-over-the-harbour/"
NOON = utc("2022-03-24 12:00")


def dated_liveblog(**values):
    return make_liveblog(starts_at=NOON, ends_at=NOON, **values)


def led_to(client, time: str, query: str = "") -> str:
    """Where a time leads, without the live page's own address."""
    response = client.get(f"{ADDRESS}at/{time}/{query}")
    assert response.status_code == 302
    return response["Location"].removeprefix(ADDRESS)


def test_a_time_leads_to_the_first_entry_from_that_minute_on(client):
    dated_liveblog()
    make_entry("Before", "2022-03-24 14:31")
    second = make_entry("Second", utc("2022-03-24 14:32:40"), time_precision="second")
    later = make_entry("Later", "2022-03-24 15:00")
    assert led_to(client, "14:32") == f"#{second.key}"
    assert led_to(client, "14:33") == f"#{later.key}"


def test_of_the_entries_of_one_minute_the_earliest_is_meant_in_either_order(client):
    dated_liveblog()
    make_entry("Upper", "2022-03-24 14:32", ordinal=1)
    lower = make_entry("Lower", "2022-03-24 14:32", ordinal=2)
    assert led_to(client, "14:32") == f"#{lower.key}"
    assert led_to(client, "14:32", "?order=newest") == f"?order=newest#{lower.key}"


def test_a_time_after_the_last_entry_leads_to_that_and_one_before_all_to_the_first(client):
    dated_liveblog()
    first = make_entry("First", "2022-03-24 09:00")
    last = make_entry("Last", "2022-03-24 10:00")
    make_entry("Undated", None)
    assert led_to(client, "23:59") == f"#{last.key}"
    assert led_to(client, "00:00") == f"#{first.key}"
    assert led_to(client, "9999-12-31T23:59") == f"#{last.key}"
    assert led_to(client, "0001-01-01T00:00") == f"#{first.key}"


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_every_entry_stands_on_the_page_that_its_time_leads_to(client, order):
    liveblog = dated_liveblog()
    times = [NOON + dt.timedelta(minutes=number) for number in range(205)]
    entries = [new_entry(f"Entry {time:%H:%M}", time, liveblog=liveblog) for time in times]
    undated = [new_entry("Undated", None, liveblog=liveblog) for _ in range(3)]
    Entry.objects.bulk_create([*entries, *undated])
    for entry in (entries[at] for at in (0, 4, 5, 99, 100, 104, 105, 199, 200, 204)):
        response = client.get(f"{ADDRESS}at/{entry.published_at:%H:%M}/?order={order}")
        address, _, anchor = response["Location"].partition("#")
        assert anchor == entry.key
        assert entry.headline in headlines(client.get(address))


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_place_of_an_entry_is_how_many_stand_before_it(newest_first):
    for time in ("2022-03-24 14:00", "2022-03-24 14:00", "2022-03-24 15:00", None, None):
        make_entry(published_at=time)
    make_entry(liveblog=make_liveblog("Another"))
    entries = make_liveblog().entries
    ordered = entries.newest_first() if newest_first else entries.oldest_first()
    assert [entry.place(newest_first=newest_first) for entry in ordered] == [0, 1, 2, 3, 4]


def test_times_are_those_of_the_source(client):
    source = make_source(timezone="Europe/Kyiv")
    dated_liveblog(source=source)
    make_entry("Before", "2022-03-24 12:00")
    meant = make_entry("Half past two in Kyiv", "2022-03-24 12:30")
    make_entry("After", "2022-03-24 14:30")
    assert led_to(client, "14:30") == f"#{meant.key}"


def test_over_several_days_the_day_may_be_given(client):
    dated_liveblog()
    evening = make_entry("Evening", "2022-03-24 20:00")
    night = make_entry("Night", "2022-03-25 01:00")
    next_evening = make_entry("Next evening", "2022-03-25 20:30")
    assert led_to(client, "2022-03-25T20:00") == f"#{next_evening.key}"
    assert led_to(client, "2022-03-24T20:00") == f"#{evening.key}"
    assert led_to(client, "20:00") == f"#{evening.key}"
    assert led_to(client, "01:00") == f"#{night.key}"


@pytest.mark.parametrize(
    "time",
    ["2022-03-24T13:30Z", "2022-03-24T15:30+02:00", "2022-03-24T08:30-0500", "13:30Z"]
    + ["13:29:31Z", "2022-03-24T15:30:00", "08:30-05:00", "2022-03-24 15:30", "2022-03-24"],
)
def test_a_moment_is_taken_as_it_is_to_catch_up_since(client, time):
    dated_liveblog(source=make_source(timezone="Europe/Kyiv"))
    make_entry("Evening before", utc("2022-03-23 20:30"))
    entry = make_entry("Half past three there", utc("2022-03-24 13:30"))
    make_entry("Later", utc("2022-03-24 14:30"))
    assert led_to(client, time) == f"#{entry.key}"
    caught_up = client.get(ADDRESS, {"since": time})
    assert headlines(caught_up)[0] == "Half past three there"


def test_of_the_hour_that_comes_twice_each_minute_can_be_asked_for_in_utc(client):
    make_liveblog(source=make_source(timezone="Europe/Kyiv"), starts_at=NOON, ends_at=NOON)
    first = make_entry("First", utc("2022-10-30 00:30"))
    second = make_entry("Second", utc("2022-10-30 01:30"))
    assert led_to(client, "2022-10-30T03:30") == f"#{first.key}"
    assert led_to(client, "2022-10-30T00:30Z") == f"#{first.key}"
    assert led_to(client, "2022-10-30T01:30Z") == f"#{second.key}"
    assert led_to(client, "2022-10-30T03:30+02:00") == f"#{second.key}"


@pytest.mark.parametrize("start", ["2022-10-30 00:45", "2022-10-30 01:15"])
def test_in_the_hour_that_comes_twice_a_time_before_all_entries_is_its_second_coming(client, start):
    dated_liveblog(source=make_source(timezone="Europe/Kyiv"))
    make_entry("First", start)
    meant = make_entry("Half past three in winter", "2022-10-30 01:30")
    make_entry("Next day", "2022-10-31 02:00")
    assert led_to(client, "03:30") == f"#{meant.key}"


def test_a_day_alone_and_an_age_are_no_time_to_be_led_to(client):
    dated_liveblog()
    make_entry("Day", "2022-03-24 00:00", time_precision="day")
    make_entry("Age", "2022-03-24 11:00", time_precision="hour")
    assert client.get(f"{ADDRESS}at/00:00/").status_code == 404
    exact = make_entry("Exact", "2022-03-24 12:00")
    assert led_to(client, "00:00") == f"#{exact.key}"


@pytest.mark.parametrize(
    "time",
    ["", "24:00/", "14:60/", "14/", "noon/", "2022-02-30T12:00/", "2022-03-24Z/", "14:32:99/"]
    + ["0000-01-01T00:00/", "9999-12-31T23:59-12:00/", "١٤:٣٢/", "14:32+1/"],
)
def test_what_is_no_time_is_not_found(client, time):
    dated_liveblog()
    make_entry()
    assert client.get(f"{ADDRESS}at/{time}").status_code == 404


def test_an_unknown_live_page_has_no_times(client):
    make_entry()
    assert client.get("/liveblogs/harbour-news/none/at/14:32/").status_code == 404


def test_the_head_of_the_page_has_a_form_that_leads_to_a_time_in_the_order_shown(client):
    dated_liveblog()
    make_entry("First", "2022-03-24 09:05")
    later = make_entry("Later", "2022-03-24 10:00")
    page = client.get(f"{ADDRESS}?order=newest").content.decode()
    assert f'action="{ADDRESS}at/"' in page
    assert '<input type="time" name="time" id="go-to-time" value="09:05" required>' in page
    assert '<input type="hidden" name="order" value="newest">' in page
    sent = client.get(f"{ADDRESS}at/", {"order": "newest", "time": "9:30"})
    assert sent["Location"] == f"{ADDRESS}?order=newest#{later.key}"


def test_the_form_asks_for_the_day_where_the_page_runs_over_midnight_there(client):
    dated_liveblog(source=make_source(timezone="Europe/Kyiv"))
    make_entry("Evening", "2022-03-24 21:00")
    assert 'type="time"' in client.get(ADDRESS).content.decode()
    make_entry("Night", "2022-03-24 22:00")
    assert 'type="datetime-local" name="time" id="go-to-time" value="2022-03-24T23:00"' in (
        client.get(ADDRESS).content.decode()
    )


def test_a_page_without_times_of_day_has_no_such_form(client):
    dated_liveblog()
    make_entry("Day", "2022-03-24 00:00", time_precision="day")
    page = client.get(ADDRESS)
    assert "Go to" not in body(page)
    assert not [link for link in links(page) if "/at/" in link]
