"""Printed times → instants: zone, year, midnights, and the nights when the clocks jump."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.dating import Evidence, date_entries, find_zone
from entries.layouts.base import ParsedEntry, ParsedLiveblog, PrintedTime

MARCH_24 = dt.date(2022, 3, 24)


def clock(text: str, zone: str | None = None, **date: int) -> PrintedTime:
    hour, minute = text.split(":")
    return PrintedTime(text, int(hour), int(minute), zone=zone, **date)


def dated(*times: PrintedTime | None, newest_first: bool = True, **known):
    """Date a page with these times; keywords are Evidence's, or the page's zone and header."""
    page = {name: known.pop(name) for name in ("zone_stated", "header_times") if name in known}
    liveblog = ParsedLiveblog(
        entries=tuple(ParsedEntry(None, time, (), i, i) for i, time in enumerate(times, 1)),
        claims={},
        newest_first=newest_first,
        zone=page.get("zone_stated"),
        header_times=page.get("header_times", ()),
    )
    return date_entries(liveblog, Evidence(**known))


def instants(dating) -> list[str | None]:
    return [time.instant and time.instant.isoformat(timespec="minutes") for time in dating.times]


# Zones


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Greenwich Mean Time", "2022-03-24T13:30+00:00"),
        ("British Summer Time", "2022-03-24T13:30+00:00"),
        ("Paris time", "2022-03-24T13:30+01:00"),
        ("Europe/Kyiv", "2022-03-24T13:30+02:00"),
        ("GMT+3", "2022-03-24T13:30+03:00"),
        ("ET", "2022-03-24T13:30-04:00"),
        ("local time in Warsaw (GMT/UTC +2)", "2022-03-24T13:30+01:00"),
        ("All times stated are UK", "2022-03-24T13:30+00:00"),
        ("All times Eastern", "2022-03-24T13:30-04:00"),
        ("GMT/UTC +2", "2022-03-24T13:30+02:00"),
        ("Minsk (GMT+3)", "2022-03-24T13:30+03:00"),
        ("Tbilisi local time", "2022-03-24T13:30+04:00"),
        ("Uhr", "2022-03-24T13:30+01:00"),
        ("AEDT", "2022-03-24T13:30+11:00"),
        ("NZDT", "2022-03-24T13:30+13:00"),
        ("EAT", "2022-03-24T13:30+03:00"),
    ],
)
def test_zone_is_read_from_words(words, expected):
    time = clock("13:30", words, day=24, month=3, year=2022)
    assert instants(dated(time)) == [expected]


def test_printed_zone_goes_before_the_one_given_and_that_before_the_page_and_the_source():
    full = {"day": 24, "month": 3, "year": 2022}
    own, bare = clock("13:30", "GMT", **full), clock("13:30", **full)
    known = {"zone_stated": "Paris time", "source_zone": "Europe/Kyiv"}
    assert instants(dated(own, bare, zone="Asia/Tokyo", **known)) == [
        "2022-03-24T13:30+00:00",
        "2022-03-24T13:30+09:00",
    ]
    assert instants(dated(bare, **known)) == ["2022-03-24T13:30+01:00"]
    assert instants(dated(bare, source_zone="Europe/Kyiv")) == ["2022-03-24T13:30+02:00"]


def test_unknown_zone_words_are_reported():
    dating = dated(clock("13:30", "Narnia Time", day=1, month=3, year=2022))
    assert "Narnia Time" in dating.warnings[0]


def test_clock_in_a_zone_that_is_a_mere_supposition_is_reported_once():
    times = clock("13:30", day=24, month=3, year=2022), clock("13:20", day=24, month=3, year=2022)
    (warning,) = dated(*times, source_zone="Europe/Paris", knows_zone=False).warnings
    assert "taken for those of Europe/Paris" in warning and "--timezone" in warning
    assert dated(*times, source_zone="Europe/Paris").warnings == ()
    assert dated(*times, zone="UTC", knows_zone=False).warnings == ()
    assert dated(*times, zone_stated="Paris time", knows_zone=False).warnings == ()
    assert dated(*times, zone_stated="Narnia Time", knows_zone=False).warnings == (
        warning.replace("Europe/Paris", "UTC"),
    )


def test_time_that_needs_no_zone_is_not_reported_for_want_of_one():
    day = {"day": 24, "month": 3, "year": 2022}
    for time in (clock("13:30", "GMT", **day), clock("13:30"), PrintedTime("24 March", **day)):
        assert dated(time, knows_zone=False).warnings == ()


def test_eastern_standard_time_in_summer_is_the_clock_of_new_york():
    time = clock("13:30", "EST", day=4, month=7, year=2022)
    assert instants(dated(time)) == ["2022-07-04T13:30-04:00"]


@pytest.mark.parametrize(
    ("home", "offset"),
    [("Asia/Kolkata", 5.5), ("Europe/Dublin", 0), ("Asia/Jerusalem", 2), ("Europe/London", 5.5)],
)
def test_ist_is_the_newsrooms_own_or_indias(home, offset):
    time = clock("13:30", "IST", day=24, month=3, year=2022)
    (read,) = dated(time, source_zone=home).times
    assert read.instant.utcoffset() == dt.timedelta(hours=offset)


@given(st.text(max_size=40))
def test_any_words_are_a_zone_or_none(words):
    zone = find_zone(words)
    assert zone is None or dt.datetime(2022, 1, 1, tzinfo=zone.info).utcoffset() is not None


# Years


def test_day_and_month_without_evidence_stay_undated():
    dating = dated(clock("18:10", day=20, month=3))
    assert instants(dating) == [None]
    assert dating.times[0].precision == "unknown"
    assert dating.times[0].text == "18:10"
    assert dating.lacks == "year"


def test_given_year_completes_day_and_month():
    dating = dated(clock("18:10", day=20, month=3), year=2025)
    assert instants(dating) == ["2025-03-20T18:10+00:00"]
    assert dating.lacks is None


def test_given_year_is_that_of_the_newest_entry():
    times = clock("00:10", day=1, month=1), clock("23:50", day=31, month=12)
    assert instants(dated(*times, year=2025)) == [
        "2025-01-01T00:10+00:00",
        "2024-12-31T23:50+00:00",
    ]


def test_given_year_does_not_overrule_a_printed_one():
    assert instants(dated(clock("18:10", day=20, month=3, year=2022), year=2025)) == [
        "2022-03-20T18:10+00:00"
    ]


@pytest.mark.parametrize(
    ("captured", "year"), [((2025, 3, 21), 2025), ((2025, 3, 20), 2025), ((2025, 3, 19), 2024)]
)
def test_capture_gives_the_latest_year_that_fits(captured, year):
    captured_at = dt.datetime(*captured, 12, tzinfo=dt.UTC)
    dating = dated(clock("08:10", day=20, month=3), captured_at=captured_at)
    assert dating.times[0].instant.year == year
    assert "capture" in dating.notes[0]


def test_full_date_elsewhere_on_the_page_gives_the_year():
    times = clock("00:10", day=1, month=1), clock("23:50", day=31, month=12, year=2024)
    assert instants(dated(*times)) == ["2025-01-01T00:10+00:00", "2024-12-31T23:50+00:00"]


def test_leap_day_in_a_year_without_one_stays_undated():
    dating = dated(clock("18:10", day=29, month=2), year=2023)
    assert instants(dating) == [None]
    assert dating.lacks == "year"


def test_date_that_no_calendar_has_is_reported():
    dating = dated(clock("18:10", day=31, month=6, year=2022))
    assert instants(dating) == [None]
    assert "18:10" in dating.warnings[0]


def test_same_entry_in_another_capture_gives_the_year():
    times = clock("18:10", day=20, month=3), clock("17:53", day=20, month=3)
    assert instants(dated(*times, dates={1: dt.date(2025, 3, 20)})) == [
        "2025-03-20T18:10+00:00",
        "2025-03-20T17:53+00:00",
    ]


# Days


def test_clocks_alone_stay_undated_without_evidence():
    dating = dated(clock("04:30"), clock("02:25"))
    assert instants(dating) == [None, None]
    assert dating.lacks == "date"


def test_clocks_alone_step_back_over_midnights():
    times = [clock(text) for text in ("04:30", "00:15", "23:57", "01:34", "23:22")]
    assert instants(dated(*times, date=MARCH_24)) == [
        "2022-03-24T04:30+00:00",
        "2022-03-24T00:15+00:00",
        "2022-03-23T23:57+00:00",
        "2022-03-23T01:34+00:00",
        "2022-03-22T23:22+00:00",
    ]


def test_oldest_first_pages_step_forward_and_end_on_the_given_day():
    times = [clock(text) for text in ("22:10", "23:20", "23:57", "00:15", "00:30")]
    days = [time.instant.day for time in dated(*times, newest_first=False, date=MARCH_24).times]
    assert days == [23, 23, 23, 24, 24]


def test_older_entry_kept_on_top_of_the_page_is_of_the_same_day():
    clocks = [clock(text) for text in ("09:00", "17:51", "12:40", "09:10", "08:55")]
    dating = dated(*clocks, date=MARCH_24)
    assert {time[:10] for time in instants(dating)} == {"2022-03-24"}


def test_entry_of_the_next_morning_is_no_older_one_kept_on_top():
    clocks = [clock(text) for text in ("07:00", "23:51", "23:40", "16:10", "10:10")]
    assert instants(dated(*clocks, date=MARCH_24))[1] == "2022-03-23T23:51+00:00"


def test_order_is_seen_from_the_clocks_where_the_layout_is_wrong():
    times = [clock(text) for text in ("22:10", "23:20", "23:57", "00:15", "00:30")]
    days = [time.instant.day for time in dated(*times, newest_first=True, date=MARCH_24).times]
    assert days == [23, 23, 23, 24, 24]


def test_rise_by_minutes_is_disorder_and_no_midnight():
    times = [clock(text) for text in ("10:30", "10:10", "10:25", "10:05")]
    assert {time.instant.date() for time in dated(*times, date=MARCH_24).times} == {MARCH_24}


def test_disorder_around_midnight_is_no_second_midnight():
    times = [clock(text) for text in ("00:20", "23:58", "00:05", "23:40", "23:59", "23:20")]
    days = [time.instant.day for time in dated(*times, date=MARCH_24).times]
    assert days == [24, 23, 24, 23, 23, 23]


def test_given_day_is_the_newest_entrys_though_an_older_one_stands_on_top():
    times = [clock(text) for text in ("23:58", "00:05", "23:40")]
    assert [time.instant.day for time in dated(*times, date=MARCH_24).times] == [23, 24, 23]


def test_clocks_alone_above_a_dated_entry_count_from_it():
    times = clock("00:20"), clock("23:50", day=23, month=3, year=2022), clock("23:40")
    assert [time.instant.day for time in dated(*times).times] == [24, 23, 23]


@pytest.mark.parametrize(("hour", "day"), [(14, 24), (13, 23)])
def test_capture_gives_the_last_day_on_which_the_clock_had_struck(hour, day):
    captured_at = dt.datetime(2022, 3, 24, hour, tzinfo=dt.UTC)
    dating = dated(clock("13:30"), clock("13:00"), captured_at=captured_at)
    assert {time.instant.day for time in dating.times} == {day}


def test_date_in_the_head_of_the_page_is_the_newest_entrys():
    header = (PrintedTime("24 March 2022", day=24, month=3, year=2022),)
    dating = dated(clock("00:10"), clock("23:40"), header_times=header)
    assert [time.instant.day for time in dating.times] == [24, 23]


def test_given_date_goes_before_the_capture_and_the_head():
    dating = dated(
        clock("13:30"),
        date=MARCH_24,
        captured_at=dt.datetime(2023, 1, 1, tzinfo=dt.UTC),
        header_times=(PrintedTime("1 May 2020", day=1, month=5, year=2020),),
    )
    assert dating.times[0].instant.date() == MARCH_24


# Precision


def test_precision_is_what_the_page_printed():
    full = {"day": 24, "month": 3, "year": 2022}
    times = PrintedTime("13:30:05", 13, 30, 5, **full), clock("13:29", **full)
    day_only = PrintedTime("24 March 2022", **full)
    precisions = [time.precision for time in dated(*times, day_only, None).times]
    assert precisions == ["second", "minute", "day", "unknown"]


def test_day_alone_stands_at_midnight_in_the_zone():
    time = PrintedTime("24 March 2022", day=24, month=3, year=2022)
    assert instants(dated(time, source_zone="Europe/Paris")) == ["2022-03-24T00:00+01:00"]


# Summer time


def test_hour_that_is_skipped_is_read_by_the_old_clock_and_reported():
    time = clock("02:30", day=27, month=3, year=2022)
    dating = dated(time, source_zone="Europe/Paris")
    assert instants(dating) == ["2022-03-27T03:30+02:00"]
    assert "skipped" in dating.warnings[0]


def test_hour_that_comes_twice_is_told_by_the_zone_words():
    first = clock("01:30", "British Summer Time", day=30, month=10, year=2022)
    second = clock("01:30", "Greenwich Mean Time", day=30, month=10, year=2022)
    dating = dated(second, first, source_zone="Europe/London")
    assert instants(dating) == ["2022-10-30T01:30+00:00", "2022-10-30T01:30+01:00"]
    assert dating.warnings == ()


def test_hour_that_comes_twice_is_told_by_the_order_of_the_page():
    texts = ("03:10", "02:20", "02:50", "02:10", "01:50")
    times = [clock(text, day=30, month=10, year=2022) for text in texts]
    dating = dated(*times, source_zone="Europe/Paris")
    assert instants(dating) == [
        "2022-10-30T03:10+01:00",
        "2022-10-30T02:20+01:00",
        "2022-10-30T02:50+02:00",
        "2022-10-30T02:10+02:00",
        "2022-10-30T01:50+02:00",
    ]
    assert "twice" in dating.warnings[0]


@given(
    st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59)), min_size=1, max_size=30),
    st.dates(dt.date(1995, 1, 2), dt.date(2035, 12, 30)),
    st.sampled_from(["Europe/Paris", "America/New_York", "Asia/Kathmandu", "UTC"]),
)
def test_every_clock_shows_as_printed_or_was_skipped(clocks, date, zone):
    times = [PrintedTime(f"{h}:{m}", h, m) for h, m in clocks]
    dating = dated(*times, date=date, source_zone=zone)
    skipped = any("skipped" in warning for warning in dating.warnings)
    for time, read in zip(times, dating.times, strict=True):
        assert read.instant is not None
        assert skipped or (read.instant.hour, read.instant.minute) == (time.hour, time.minute)


def test_year_goes_on_after_an_entry_out_of_order():
    times = [
        clock("09:00", day=2, month=1),
        clock("23:00", day=31, month=12),
        clock("08:00", day=2, month=1),
    ]
    years = [time.instant.year for time in dated(*times, year=2023).times]
    assert years == [2023, 2022, 2023]


def test_year_given_is_the_newest_entrys_though_an_older_one_stands_on_top():
    times = clock("23:00", day=31, month=12), clock("10:00", day=1, month=1)
    assert [time.instant.year for time in dated(*times, year=2023).times] == [2022, 2023]
