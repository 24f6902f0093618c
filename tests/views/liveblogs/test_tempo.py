"""The strip that shows how many entries a live page had when."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.models import Entry
from entries.views.liveblogs.streams import Stream
from entries.views.liveblogs.tempo import WIDTHS, tempo_of, width_for
from tests.factories import make_liveblog, make_source, new_entry, utc
from tests.views.world import body, links

pytestmark = pytest.mark.django_db

ADDRESS = "/liveblogs/harbour-news/storm-over-the-harbour/"
NOON = dt.datetime(2022, 3, 24, 12)


def entries_at(*minutes: int, **values) -> list[Entry]:
    """Entries so many minutes after noon UTC."""
    start = utc("2022-03-24 12:00")
    liveblog = make_liveblog(starts_at=start, ends_at=start)
    times = [start + dt.timedelta(minutes=number) for number in minutes]
    rows = [new_entry(f"At {time:%H:%M}", time, liveblog=liveblog, **values) for time in times]
    return Entry.objects.bulk_create(rows)


def counts(*minutes: int) -> dict[dt.datetime, int]:
    return {NOON + dt.timedelta(minutes=number): 1 for number in minutes}


def tempo(minutes):
    return tempo_of(Stream(make_liveblog(), "oldest"), minutes, sum(minutes.values()))


def test_eleven_entries_make_no_strip_and_twelve_make_one(client):
    entries_at(*range(11))
    assert "Tempo" not in body(client.get(ADDRESS))
    entries_at(11)
    assert "Tempo" in body(client.get(ADDRESS))


def test_entries_without_an_exact_time_make_no_strip_but_are_told_of(client):
    entries_at(*range(11))
    entries_at(30, 60, time_precision="hour")
    assert "Tempo" not in body(client.get(ADDRESS))
    entries_at(11)
    assert "2 entries have no exact time of day." in body(client.get(ADDRESS))


def test_entries_of_one_minute_make_no_strip():
    assert tempo({NOON: 20}) is None


def test_each_bar_counts_its_interval_and_leads_to_its_first_entry(client):
    entries = entries_at(*range(10, 20), 77, 78, 79)
    page = client.get(ADDRESS)
    text = body(page)
    assert "A bar for every 2 minutes. Highest bar: 12:10–12:12: 2 entries." in text
    assert f"{ADDRESS}at/13:16/" in links(page)
    assert client.get(f"{ADDRESS}at/13:16/")["Location"] == f"{ADDRESS}#{entries[10].key}"


def test_silence_is_drawn_and_told_and_leads_nowhere(client):
    entries_at(*range(0, 10), 38, 39)
    page = client.get(ADDRESS)
    html = page.content.decode()
    assert html.count('<rect class="silence" x=') == 28
    assert "<title>12:10: no entries</title>" in html
    assert "Shaded is silence: 28 of 40 intervals have no entry." in body(page)
    assert f"{ADDRESS}at/12:10/" not in links(page)


def test_the_table_says_the_same_as_the_bars(client):
    entries_at(0, *range(12))
    html = client.get(ADDRESS).content.decode()
    rows = re.findall(r'<th scope="row"><a href="([^"]*)">([^<]*)</a></th><td>(\d+)</td>', html)
    assert rows[0] == (f"{ADDRESS}at/12:00/", "12:00", "2")
    assert [name for _, name, _ in rows] == [f"12:{number:02}" for number in range(12)]


def test_the_bars_keep_the_order_that_the_reader_has_chosen(client):
    entries_at(*range(12))
    page = client.get(f"{ADDRESS}?order=newest")
    assert f"{ADDRESS}at/12:05/?order=newest" in links(page)


def test_bars_stand_on_the_clock_of_the_source(client):
    make_liveblog(
        source=make_source(timezone="Asia/Kolkata"),
        starts_at=utc("2022-03-24 12:00"),
        ends_at=utc("2022-03-24 12:00"),
    )
    entries_at(*range(0, 600, 50))
    page = client.get(ADDRESS)
    assert f"{ADDRESS}at/2022-03-24T17:30/" in links(page)
    assert "24 Mar, 17:30–17:40" in body(page)


def test_an_hour_that_the_clock_shows_twice_shares_its_bars(client):
    start = utc("2022-10-30 00:00")
    liveblog = make_liveblog(starts_at=start, ends_at=start)
    times = [start + dt.timedelta(minutes=10 * number) for number in range(12)]
    Entry.objects.bulk_create(new_entry("Night", time, liveblog=liveblog) for time in times)
    page = client.get(ADDRESS)
    assert "Highest bar: 01:00: 2 entries." in body(page)
    first = liveblog.entries.oldest_first().first()
    assert client.get(f"{ADDRESS}at/01:00/")["Location"] == f"{ADDRESS}#{first.key}"


@pytest.mark.parametrize(
    "minutes",
    [19, 20, 59, 60, 119, 121, 299, 301, 599, 601, 899, 901, 1799, 1801, 3599, 3601, 7201, 10801]
    + [21_601, 43_201, 86_401, 172_801, 345_601, 604_801, 1_209_601, 2_419_201, 9_000_000],
)
def test_however_long_the_page_ran_there_are_twenty_to_sixty_bars(minutes):
    made = tempo(counts(*range(12), minutes))
    assert 20 <= len(made.bars) <= 60
    assert sum(bar.count for bar in made.bars) == 13
    assert len(made.ticks) <= 9


def test_each_width_is_at_most_three_times_the_one_before():
    assert all(wide <= 3 * narrow for narrow, wide in zip(WIDTHS, WIDTHS[1:], strict=False))
    assert width_for(NOON, NOON) == WIDTHS[0]


def test_long_pages_have_bars_of_days():
    made = tempo(counts(*range(0, 60 * 24 * 100, 60)))
    assert made.every == "2 days"
    assert made.bars[0].name == "24–25 Mar 2022"
    assert made.bars[1].address.endswith("/at/2022-03-26T00:00/")


def test_bars_of_years_before_1000_lead_on_too(client):
    start = utc("0999-03-24 12:00")
    liveblog = make_liveblog(starts_at=start, ends_at=start)
    times = [start + dt.timedelta(hours=4 * number) for number in range(12)]
    Entry.objects.bulk_create(new_entry("Old", time, liveblog=liveblog) for time in times)
    ways = [link for link in links(client.get(ADDRESS)) if "/at/" in link]
    # London's clocks were a minute behind: the first hour is the one before noon.
    assert ways[0] == f"{ADDRESS}at/0999-03-24T11:00/"
    assert {client.get(way).status_code for way in ways} == {302}


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (dt.timedelta(minutes=2), "23:59"),
        (dt.timedelta(minutes=4), "23:58–23:59"),
        (dt.timedelta(days=10), "29–31 Dec 9999"),
    ],
)
def test_the_last_bar_ends_with_the_calendar(step, name):
    last = dt.datetime(9999, 12, 31, 23, 59)
    made = tempo({last - number * step: 1 for number in range(20)})
    assert made.bars[-1].name == name


def test_labels_stand_at_round_times():
    made = tempo(counts(*range(7, 300, 5)))
    assert made.every == "5 minutes"
    assert [tick.text for tick in made.ticks] == ["13:00", "14:00", "15:00", "16:00"]


def test_a_page_asks_for_its_tempo_once_whatever_its_size(client):
    entries_at(*range(12))
    few = grouped(client)
    entries_at(*range(0, 3000, 7))
    assert grouped(client) == few == 1


def grouped(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(ADDRESS)
    return sum("date_trunc" in query["sql"] and "GROUP BY" in query["sql"] for query in captured)
