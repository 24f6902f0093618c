"""Ages ("4 min ago"): what they count back from, and how much of a time they tell."""

import datetime as dt
from dataclasses import replace

import pytest

from entries.dating import Evidence, date_entries
from entries.layouts.base import ParsedEntry, ParsedLiveblog, PrintedTime

NEW_YORK = "America/New_York"
STAMP = PrintedTime("12:58 a.m. ET, March 12, 2022", 0, 58, day=12, month=3, year=2022, zone="ET")


def ago(**age: int) -> PrintedTime:
    """A printed age; its unit is the smallest one given."""
    text = " ".join(f"{count} {unit}" for unit, count in age.items()) + " ago"
    return PrintedTime(text, age=dt.timedelta(**age), age_unit=[*age][-1].removesuffix("s"))


def beside(text: str, age: PrintedTime, zone: str | None = None) -> PrintedTime:
    """An age with a clock printed beside it."""
    hour, minute = map(int, text.split(":"))
    return PrintedTime(
        f"{age.text} {text}", hour, minute, None, zone=zone, age=age.age, age_unit=age.age_unit
    )


def dated(*times, updated=None, zone=None, **known):
    entries = tuple(ParsedEntry(None, time, (), i, i) for i, time in enumerate(times, 1))
    liveblog = ParsedLiveblog(entries=entries, claims={}, updated=updated, zone=zone)
    return date_entries(liveblog, Evidence(**{"source_zone": NEW_YORK} | known))


def told(dating) -> list[tuple[str | None, str]]:
    return [
        (time.instant and time.instant.isoformat(timespec="minutes"), time.precision)
        for time in dating.times
    ]


def test_age_counts_back_from_the_stamp_of_the_page():
    dating = dated(ago(minutes=4), ago(hours=1, minutes=10), updated=STAMP)
    assert told(dating) == [
        ("2022-03-12T00:54-05:00", "minute"),
        ("2022-03-11T23:48-05:00", "minute"),
    ]
    assert dating.times[0].text == "4 minutes ago"
    assert dating.lacks is None


def test_age_counts_back_from_the_capture_where_the_page_has_no_stamp():
    captured_at = dt.datetime(2022, 3, 12, 6, 0, tzinfo=dt.UTC)
    assert told(dated(ago(minutes=4), captured_at=captured_at)) == [
        ("2022-03-12T00:56-05:00", "minute")
    ]


def test_stamp_goes_before_the_capture_which_may_be_years_later():
    captured_at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    assert told(dated(ago(minutes=4), updated=STAMP, captured_at=captured_at))[0][0] == (
        "2022-03-12T00:54-05:00"
    )


@pytest.mark.parametrize(
    ("age", "instant", "precision"),
    [
        (ago(seconds=30), "2022-03-12T00:57-05:00", "minute"),
        (ago(hours=4), "2022-03-11T20:58-05:00", "hour"),
        (ago(days=2), "2022-03-10T00:00-05:00", "day"),
    ],
)
def test_no_more_of_a_time_is_told_than_the_unit_of_its_age(age, instant, precision):
    assert told(dated(age, updated=STAMP)) == [(instant, precision)]


def test_age_is_time_that_passed_though_the_clocks_went_forward():
    stamp = PrintedTime("", 3, 30, day=13, month=3, year=2022, zone="ET")
    assert told(dated(ago(hours=2), updated=stamp)) == [("2022-03-13T00:30-05:00", "hour")]


def test_age_in_an_hour_that_comes_twice_is_one_instant_without_a_warning():
    stamp = PrintedTime("", 2, 30, day=6, month=11, year=2022, zone="ET")
    dating = dated(ago(minutes=50), ago(minutes=110), updated=stamp)
    assert told(dating) == [
        ("2022-11-06T01:40-05:00", "minute"),
        ("2022-11-06T01:40-04:00", "minute"),
    ]
    assert dating.warnings == ()


def test_ages_stay_undated_where_nothing_tells_their_moment():
    dating = dated(ago(minutes=4), ago(hours=3), year=2022, date=dt.date(2022, 3, 12))
    assert told(dating) == [(None, "unknown"), (None, "unknown")]
    assert dating.lacks == "capture"


def test_stamp_without_date_gets_it_from_the_capture_or_a_person():
    stamp = PrintedTime("12:58 a.m. ET", 0, 58, zone="ET")
    captured_at = dt.datetime(2022, 3, 12, 6, 0, tzinfo=dt.UTC)
    expected = [("2022-03-12T00:54-05:00", "minute"), ("2022-03-11T23:08-05:00", "minute")]
    ages = ago(minutes=4), ago(minutes=110)
    assert told(dated(*ages, updated=stamp, captured_at=captured_at)) == expected
    assert told(dated(*ages, updated=stamp, date=dt.date(2022, 3, 12))) == expected


def test_day_a_person_gives_is_the_newest_entrys_and_not_the_stamps():
    stamp = PrintedTime("12:04 a.m. ET", 0, 4, zone="ET")
    dating = dated(ago(minutes=7), updated=stamp, date=dt.date(2022, 3, 11))
    assert told(dating) == [("2022-03-11T23:57-05:00", "minute")]


def test_stamp_without_year_lacks_the_year():
    stamp = PrintedTime("12:58 a.m. ET, March 12", 0, 58, day=12, month=3, zone="ET")
    dating = dated(ago(minutes=4), updated=stamp)
    assert (told(dating), dating.lacks) == ([(None, "unknown")], "year")
    assert told(dated(ago(minutes=4), updated=stamp, year=2022))[0][1] == "minute"


def test_stamp_of_a_day_alone_dates_ages_in_days_alone():
    stamp = PrintedTime("March 12, 2022", day=12, month=3, year=2022)
    dating = dated(ago(days=1), ago(hours=30), updated=stamp)
    assert told(dating) == [("2022-03-11T00:00-05:00", "day"), (None, "unknown")]
    captured_at = dt.datetime(2022, 3, 12, 6, 0, tzinfo=dt.UTC)
    assert told(dated(ago(hours=1), updated=stamp, captured_at=captured_at)) == [
        ("2022-03-12T00:00-05:00", "hour")
    ]


def test_unknown_zone_of_a_stamp_is_reported():
    stamp = PrintedTime("", 0, 58, day=12, month=3, year=2022, zone="Narnia Time")
    assert "Narnia Time" in dated(ago(minutes=4), updated=stamp).warnings[0]


def test_stamp_in_a_zone_that_is_a_mere_supposition_is_reported():
    stamp = replace(STAMP, zone=None)
    (warning,) = dated(ago(minutes=4), updated=stamp, knows_zone=False).warnings
    assert "--timezone" in warning
    assert dated(ago(minutes=4), updated=STAMP, knows_zone=False).warnings == ()
    captured_at = dt.datetime(2022, 3, 12, 6, 0, tzinfo=dt.UTC)
    assert dated(ago(minutes=4), captured_at=captured_at, knows_zone=False).warnings == ()


def test_clock_beside_an_age_counts_and_the_age_gives_its_day():
    captured_at = dt.datetime(2023, 10, 1, 12, 0, tzinfo=dt.UTC)
    times = beside("23:39", ago(days=574), "UTC"), beside("11:39", ago(days=574), "UTC")
    assert told(dated(*times, captured_at=captured_at)) == [
        ("2022-03-05T23:39+00:00", "minute"),
        ("2022-03-06T11:39+00:00", "minute"),
    ]


@pytest.mark.parametrize("age", [ago(hours=1), ago(minutes=40), ago(hours=2)])
def test_rounded_age_beside_a_clock_still_gives_the_right_day(age):
    captured_at = dt.datetime(2023, 2, 24, 0, 20, tzinfo=dt.UTC)
    time = beside("23:10", age)
    dating = dated(time, captured_at=captured_at, source_zone="Europe/London")
    assert told(dating) == [("2023-02-23T23:10+00:00", "minute")]


def test_clock_beside_an_age_is_dated_as_any_clock_where_no_moment_is_known():
    dating = dated(beside("17:26", ago(hours=1)), date=dt.date(2023, 2, 24))
    assert told(dating) == [("2023-02-24T17:26-05:00", "minute")]
    assert dated(beside("17:26", ago(hours=1))).lacks == "capture"


def test_clocks_below_an_age_count_their_midnights_from_it():
    clocks = [PrintedTime(text, int(text[:2]), int(text[3:])) for text in ("22:00", "09:00")]
    days = [time.instant.day for time in dated(ago(hours=3), *clocks, updated=STAMP).times]
    assert days == [11, 11, 11]
    early = PrintedTime("23:30", 23, 30)
    assert [t.instant.day for t in dated(ago(minutes=10), early, updated=STAMP).times] == [12, 11]


def test_age_from_before_the_calendar_stays_undated():
    dating = dated(ago(days=999_999), beside("10:00", ago(days=999_999)), updated=STAMP)
    assert told(dating)[0] == (None, "unknown")
