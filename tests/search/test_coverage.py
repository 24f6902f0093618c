"""What the captures tell of, and that it is read anew when they change."""

from __future__ import annotations

import datetime as dt
import importlib

import pytest
from django.db import connection

from entries.models import Capture, Entry
from entries.search.coverage import Coverage, coverage
from entries.search.periods import Period
from tests.factories import appear, make_capture, make_entry, make_liveblog, make_source, utc


def told(*texts: str) -> Coverage:
    """Coverage of spans, each given as "first/last"."""
    pairs = [[dt.datetime.fromisoformat(part) for part in text.split("/")] for text in texts]
    return Coverage(lambda: [(first, last) for first, last in pairs])


def held(found: Coverage, *texts: str) -> list[bool]:
    return [found.holds(Period.parse(text)) for text in texts]


def capture_of(*times: str, name: str = "Harbour News", **values: object) -> Capture:
    """A capture of a source of this name, with entries at these times, which are UTC."""
    liveblog = make_liveblog(f"Live at {times[0]}", make_source(name, **values))
    capture = make_capture(liveblog)
    for line, time in enumerate(times):
        appear(make_entry(f"At {time}", time, liveblog=liveblog), capture, line + 1, line + 1)
    return capture


def test_a_period_is_held_where_a_span_touches_it():
    found = told("2022-03-24T06:10/2022-03-24T08:00", "2022-03-26T10:00/2022-03-26T10:00")
    hours = [f"2022-03-24T{hour:02}" for hour in (5, 6, 7, 8, 9)]
    assert held(found, *hours) == [False, True, True, True, False]
    assert held(found, "2022-03-23", "2022-03-24", "2022-03-25", "2022-03-26", "2022-03-27") == [
        *(False, True, False, True, False)
    ]
    assert held(found, "2021", "2022", "2022-02", "2022-03") == [False, True, False, True]


def test_a_long_span_holds_all_that_lies_in_it():
    assert held(told("2022-01-31T00:00/2022-03-01T00:00"), "2022-02", "2022-02-11T05") == [True] * 2


def test_without_captures_nothing_is_held():
    assert held(told(), "2022", "9999", "0001") == [False] * 3


def test_the_edges_of_the_calendar_can_be_asked_about():
    found = told("0001-01-01T00:00/0001-01-01T00:00", "9999-12-31T23:30/9999-12-31T23:59")
    assert held(found, "0001-01-01T00", "0001-01-01T01", "9999-12-31T23") == [True, False, True]
    assert held(found, "0001", "5000", "9999") == [True, False, True]


@pytest.mark.django_db
class TestCoverage:
    def test_captures_of_the_sources_asked_for_count(self):
        harbour = capture_of("2022-03-24 13:30", "2022-03-24 15:10")
        lake = capture_of("2022-05-01 09:00", name="Lake Radio")
        months = "2022-03", "2022-04", "2022-05"
        assert held(coverage(None), *months) == [True, False, True]
        assert held(coverage([harbour.source_id]), *months) == [True, False, False]
        assert held(coverage({lake.source_id}), *months) == [False, False, True]
        assert held(coverage([harbour.source_id, lake.source_id]), *months) == [True, False, True]
        assert held(coverage([]), *months) == [False, False, False]

    def test_times_are_those_of_each_sources_clock(self):
        capture_of("2022-03-24 23:30", timezone="Europe/Helsinki")
        capture_of("2022-06-01 01:00", name="Lake Radio", timezone="America/Chicago")
        assert held(coverage(None), "2022-03-24", "2022-03-25T01") == [False, True]
        assert held(coverage(None), "2022-05-31T20", "2022-06-01") == [True, False]

    def test_captures_that_meet_are_one_span(self):
        capture_of("2022-03-24 10:00", "2022-03-24 12:00")
        capture_of("2022-03-24 11:00", "2022-03-24 14:00", name="Lake Radio")
        capture_of("2022-03-24 16:00")
        first, second = coverage(None).spans
        assert [each.hour for each in (*first, *second)] == [10, 14, 16, 16]

    def test_clocks_that_go_back_do_no_harm(self):
        capture_of("2022-10-30 00:50", "2022-10-30 01:10")
        assert held(coverage(None), "2022-10-30T00", "2022-10-30T01") == [False, True]

    def test_what_is_kept_is_asked_for_with_one_query(self, django_assert_num_queries):
        capture_of("2022-03-24 13:30")
        assert held(coverage(None), "2022") == [True]
        with django_assert_num_queries(1):
            assert held(coverage(None), "2022", "2021") == [True, False]

    def test_nothing_is_read_before_it_is_asked_about(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            coverage(None)

    def test_a_change_of_any_kind_is_noticed(self):
        capture = capture_of("2022-03-24 13:30", timezone="UTC")
        assert held(coverage(None), "2022-03-24T13") == [True]
        capture_of("2022-03-24 17:30")
        assert held(coverage(None), "2022-03-24T17") == [True]
        capture.source.timezone = "Asia/Tokyo"
        capture.source.save()
        assert held(coverage(None), "2022-03-24T13", "2022-03-24T22") == [False, True]
        Capture.objects.filter(pk=capture.pk).update(starts_at=utc("2022-03-24 12:00"))
        assert held(coverage(None), "2022-03-24T21") == [True]
        capture.delete()
        assert held(coverage(None), "2022-03-24T21") == [False]


@pytest.mark.django_db
class TestSpans:
    def test_a_capture_tells_of_its_first_to_its_last_dated_entry(self):
        capture = capture_of("2022-03-24 15:10", "2022-03-24 13:30", "2022-03-24 14:00")
        appear(make_entry("Undated", None, liveblog=capture.liveblog), capture, 9, 9)
        capture.refresh_from_db()
        assert capture.starts_at == utc("2022-03-24 13:30")
        assert capture.ends_at == utc("2022-03-24 15:10")

    def test_a_capture_without_dates_tells_of_no_time(self):
        capture = make_capture()
        appear(make_entry("Undated", None), capture)
        capture.refresh_from_db()
        assert (capture.starts_at, capture.ends_at) == (None, None)

    def test_a_day_without_a_clock_is_told_of_to_its_end(self):
        capture = make_capture(make_liveblog("A digest", make_source(timezone="Europe/Helsinki")))
        day = make_entry("A day", "2022-03-26 22:00", liveblog=capture.liveblog)
        Entry.objects.filter(pk=day.pk).update(time_precision="day", day=dt.date(2022, 3, 27))
        appear(day, capture)
        capture.refresh_from_db()
        # Of 23 hours: the clocks went forward.
        assert capture.ends_at == utc("2022-03-27 20:59") + dt.timedelta(seconds=59)

    def test_captures_stored_before_get_their_spans_by_the_migration(self):
        captures = [capture_of("2022-03-24 13:30", "2022-03-24 15:10"), make_capture()]
        day = make_entry("A day", "2022-03-25 00:00", liveblog=captures[0].liveblog)
        Entry.objects.filter(pk=day.pk).update(time_precision="day")
        appear(day, captures[0], 20, 21)
        wanted = Capture.objects.order_by("pk").values_list("pk", "starts_at", "ends_at")
        before = list(wanted)
        Capture.objects.update(starts_at=None, ends_at=None)
        migration = importlib.import_module("entries.migrations.0003_capture_span")
        with connection.cursor() as cursor:
            cursor.execute(migration.STORED)
        assert list(wanted.all()) == before
        assert before[0][2] == utc("2022-03-25 23:59") + dt.timedelta(seconds=59)
