"""Periods of the calendar: written and read, one after another, and the unit to draw them in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from entries.search.periods import MOST_PERIODS, UNITS, Period, periods_between, unit_for

UNIT = st.sampled_from(UNITS)
PERIODS = st.builds(Period.of, st.datetimes(), UNIT)
FIRST = [Period.of(dt.datetime.min, unit) for unit in UNITS]
LAST = [Period.of(dt.datetime.max, unit) for unit in UNITS]


@given(PERIODS)
def test_what_is_written_reads_as_the_same_period(period):
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    ("text", "unit", "start"),
    [
        ("2022", "year", dt.datetime(2022, 1, 1)),
        ("2022-03", "month", dt.datetime(2022, 3, 1)),
        ("2022-3-4", "day", dt.datetime(2022, 3, 4)),
        (" 2022-03-24T13 ", "hour", dt.datetime(2022, 3, 24, 13)),
        ("2022-03-24 13:00", "hour", dt.datetime(2022, 3, 24, 13)),
    ],
)
def test_people_write_a_year_month_day_or_hour(text, unit, start):
    assert Period.parse(text) == Period(start, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "22",
        "0000",
        "2022-13",
        "2022-02-29",
        "2022-03-24T24",
        "2022-03-24T13:30",
        "٢٠٢٢",
        "20220",
    ],
)
def test_what_is_no_period_is_an_error(text):
    with pytest.raises(ValueError):
        Period.parse(text)


@given(PERIODS)
def test_the_one_before_the_next_is_the_same(period):
    assume(period not in LAST)
    assert period.next().previous() == period


@given(PERIODS)
def test_the_one_after_the_previous_is_the_same(period):
    assume(period not in FIRST)
    assert period.previous().next() == period


@given(PERIODS)
def test_periods_follow_one_another_without_gaps(period):
    assume(period not in LAST)
    assert period.next().start == period.end


@given(st.datetimes(), UNIT)
def test_a_moment_lies_in_its_period(moment, unit):
    period = Period.of(moment, unit)
    assert period.start <= moment <= period.end


@pytest.mark.parametrize("period", LAST, ids=str)
def test_the_calendar_ends_with_its_last_period(period):
    assert period.end == dt.datetime.max
    with pytest.raises(OverflowError):
        period.next()


@pytest.mark.parametrize("period", FIRST, ids=str)
def test_the_calendar_starts_with_its_first_period(period):
    assert period.start == dt.datetime.min
    with pytest.raises(OverflowError):
        period.previous()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2022", "2022"),
        ("2022-03", "March 2022"),
        ("2022-03-04", "4 March 2022"),
        ("2022-03-24T09", "24 March 2022, 09:00–10:00"),
        ("2022-03-24T23", "24 March 2022, 23:00–24:00"),
    ],
)
def test_periods_have_names_for_people(text, name):
    assert Period.parse(text).name == name


@pytest.mark.parametrize(
    ("text", "english", "ukrainian"),
    [
        ("1403", "1403", "1403 року"),
        ("2022-03", "March 2022", "березня 2022"),
        ("2022-03-04", "4 March 2022", "4 березня 2022"),
        ("2022-03-24T09", "24 March 2022, 09:00–10:00", "24 березня 2022, 09:00–10:00"),
    ],
)
def test_names_behind_from_and_to_stand_in_the_case_for_it(text, english, ukrainian):
    for language, name in (("en-gb", english), ("uk", ukrainian)):
        with translation.override(language):
            assert Period.parse(text).name_as_bound == name


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2022-03-24T13", "2022-03-24T13", "hour"),
        ("2022-03-24", "2022-03-25", "hour"),
        ("2022-03-24", "2022-03-26", "day"),
        ("2022-03", "2022-04", "day"),
        ("2022-03", "2022-05", "month"),
        ("2022", "2022", "month"),
        ("2020", "2024", "month"),
        ("2020", "2025", "year"),
        ("0001", "9999", "year"),
    ],
)
def test_a_time_is_drawn_in_the_unit_that_suits_its_length(first, last, unit):
    assert unit_for(Period.parse(first), Period.parse(last)) == unit


def test_a_date_counts_as_its_whole_day():
    assert unit_for(dt.date(2022, 3, 24), dt.date(2022, 3, 25)) == "hour"
    assert unit_for(dt.date(2022, 3, 24), dt.datetime(2022, 3, 26, 0, 5)) == "day"


def test_periods_between_are_all_of_them():
    periods = periods_between(Period.parse("2021-11"), Period.parse("2022-02"))
    assert [str(each) for each in periods] == ["2021-11", "2021-12", "2022-01", "2022-02"]


def test_periods_between_can_be_of_a_smaller_unit():
    february = Period.parse("2024-02")
    days = periods_between(february, february, "day")
    assert [str(days[0]), str(days[-1]), len(days)] == ["2024-02-01", "2024-02-29", 29]


def test_periods_between_can_be_of_a_larger_unit():
    first, last = Period.parse("2021-12-31T23"), Period.parse("2022-01-01T00")
    assert periods_between(first, last, "year") == [Period.parse("2021"), Period.parse("2022")]


@given(PERIODS, PERIODS)
def test_periods_between_follow_without_gaps_up_to_the_last(first, last):
    assume(first.start <= last.start)
    periods = periods_between(first, last, first.unit)
    assert periods[0].start >= first.start and len(periods) <= MOST_PERIODS
    assert periods[-1].start <= last.end <= periods[-1].end
    assert all(one.end == other.start for one, other in zip(periods, periods[1:], strict=False))


def test_of_very_many_periods_the_latest_are_given():
    periods = periods_between(Period.parse("1246"), Period.parse("2022"))
    assert (str(periods[0]), str(periods[-1])) == ("1723", "2022")


def test_there_is_no_period_between_a_time_and_an_earlier_one():
    assert periods_between(Period.parse("2022"), Period.parse("2021")) == []


@pytest.mark.parametrize("unit", UNITS)
def test_periods_between_reach_the_edges_of_the_calendar(unit):
    start = periods_between(
        Period.of(dt.datetime.min, "day"), Period.of(dt.datetime.min, "day"), unit
    )
    end = periods_between(
        Period.of(dt.datetime.max, "day"), Period.of(dt.datetime.max, "day"), unit
    )
    assert start[0].start == dt.datetime.min and end[-1].end == dt.datetime.max
