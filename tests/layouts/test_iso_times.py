"""Times as data prints them, well or badly."""

import pytest

from entries.dating import find_zone
from entries.layouts.iso_times import read_time


def fields(text: str) -> tuple:
    time = read_time(text)
    assert time.text == text
    return (time.year, time.month, time.day, time.hour, time.minute, time.second, time.zone)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2022-03-01T14:10:05.000Z", "Z"),
        ("2022-03-01T14:10:05+0000", "+00:00"),
        ("2022-03-01 14:10:05 +01:00", "+01:00"),
        ("2022-03-01T14:10:05+05:30", "+05:30"),
        ("2022-03-01T14:10:05-5", "-05:00"),
        ("2022-03-01T14:10:05+00:00Z", "+00:00"),
        ("2022-03-01T14:10:05+01:00[Europe/Paris]", "+01:00"),
        ("2022-03-01T14:10:05", None),
        ("2022-03-01T14:10:05+24:00", None),
        ("20220301T141005Z", "Z"),
        ("Tue Mar 01 2022 14:10:05 GMT+0100 (Central European Standard Time)", "+01:00"),
        ("Tue, 01 Mar 2022 14:10:05 GMT", "GMT"),
        ("March 1, 2022 2:10:05 PM EST", "EST"),
        ("1646143805", "UTC"),
        ("1646143805123", "UTC"),
    ],
)
def test_time_is_read_with_its_zone_as_printed(text, zone):
    assert fields(text) == (2022, 3, 1, 14, 10, 5, zone)
    assert zone is None or find_zone(zone)


def test_what_is_left_out_stays_out():
    assert fields("2022-03-01") == (2022, 3, 1, None, None, None, None)
    assert fields("2022-03-01T14:10Z") == (2022, 3, 1, 14, 10, None, "Z")


@pytest.mark.parametrize("text", ["2022-03-01T25:10:00Z", "2022-03-01T14:75:00Z"])
def test_impossible_clock_leaves_the_day(text):
    assert fields(text) == (2022, 3, 1, None, None, None, None)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "0001-01-01T00:00:00Z", "9999999999", "14:10", "1/3/2022 14:10"]
)
def test_what_is_no_time_gives_none(text):
    assert fields(text) == (None,) * 7


def test_leap_second_is_the_one_before():
    assert read_time("2016-12-31T23:59:60Z").second == 59


def test_long_text_is_cut():
    assert read_time("x" * 1000).text == "x" * 80 + "…"
