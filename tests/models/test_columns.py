"""What pages that set sources side by side ask of liveblogs and entries."""

from __future__ import annotations

import pytest

from entries.models import Entry, Liveblog
from tests.factories import make_entry, make_liveblog, make_source, utc

pytestmark = pytest.mark.django_db


def ran(title: str, start: str, end: str, source: str = "Coast News") -> Liveblog:
    """A liveblog of another source that ran so on 24 March 2022."""
    times = {"starts_at": utc(f"2022-03-24 {start}"), "ends_at": utc(f"2022-03-24 {end}")}
    return make_liveblog(title, make_source(source), **times)


def test_liveblogs_that_ran_at_the_same_time_are_found_the_longest_shared_time_first():
    ours = ran("Ours", "12:00", "18:00", "Harbour News")
    ran("Before", "08:00", "11:59")
    ran("All day", "00:00", "23:00")
    ran("Evening", "17:00", "19:00")
    ran("Same hours", "12:00", "18:00")
    ran("The minute it ended", "18:00", "20:00")
    ran("After", "18:01", "20:00")
    found = [liveblog.title for liveblog in Liveblog.objects.overlapping(ours)]
    assert found == ["Same hours", "All day", "Evening", "The minute it ended"]


def test_nothing_ran_at_the_time_of_a_liveblog_without_dates():
    ran("All day", "00:00", "23:00")
    assert not Liveblog.objects.overlapping(make_liveblog("Undated"))


def test_minutes_are_counted_by_column_in_order():
    ours = make_liveblog()
    other = make_liveblog("Other")
    make_entry(published_at="2022-03-24 13:31", liveblog=other)
    for second in (0, 59):
        make_entry(published_at=utc(f"2022-03-24 13:30:{second:02}"), liveblog=ours)
    make_entry(published_at="2022-03-24 13:30", liveblog=other)
    assert list(Entry.objects.minutes_of("liveblog")) == [
        (ours.pk, utc("2022-03-24 13:30"), 2),
        (other.pk, utc("2022-03-24 13:30"), 1),
        (other.pk, utc("2022-03-24 13:31"), 1),
    ]


def test_of_each_column_the_oldest_are_given_with_the_number_of_all():
    ours, other = make_liveblog(), make_liveblog("Other")
    for hour in (15, 13, 14):
        make_entry(f"At {hour}", f"2022-03-24 {hour}:00", liveblog=ours)
    make_entry("Undated", None, liveblog=other)
    found = [(entry.headline, entry.of) for entry in Entry.objects.some_of("liveblog", 2)]
    assert found == [("At 13", 3), ("At 14", 3), ("Undated", 1)]
