"""Moments read from what addresses and readers write."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from entries.views.moments import Moment, read_moment

DAY, HALF_PAST_TWO = dt.date(2022, 3, 24), dt.time(14, 30)
AN_HOUR_AHEAD = dt.timezone(dt.timedelta(hours=1))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14:30", Moment(None, HALF_PAST_TWO, None)),
        ("2022-03-24", Moment(DAY, None, None)),
        ("2022-03-24T14:30", Moment(DAY, HALF_PAST_TWO, None)),
        (" 2022-03-24 14:30:00 ", Moment(DAY, HALF_PAST_TWO, None)),
        ("9:05", Moment(None, dt.time(9, 5), None)),
        ("14:30Z", Moment(None, HALF_PAST_TWO, dt.UTC)),
        ("14:30+01:00", Moment(None, HALF_PAST_TWO, AN_HOUR_AHEAD)),
        ("9:05:07", Moment(None, dt.time(9, 5, 7), None)),
        ("2022-03-24t14:30z", Moment(DAY, HALF_PAST_TWO, dt.UTC)),
        ("2022-03-24T14:30+01:00", Moment(DAY, HALF_PAST_TWO, AN_HOUR_AHEAD)),
        ("2022-03-24T14:30 0100", Moment(DAY, HALF_PAST_TWO, AN_HOUR_AHEAD)),
    ],
)
def test_a_moment_has_the_parts_that_were_written(text, moment):
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    "text",
    ["", "Z", "T14:30", "24:00", "14:60", "2022-02-30", "0000-01-01", "2022-03-24Z"]
    + ["2022-03-24T14:30+99:99", "2022-03-24T14:30+01", "14.30", "١٤:٣٢", "14:30\0"],
)
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(ValueError):
        read_moment(text)


@given(text=st.text(alphabet="0123456789-:+TZ ") | st.text())
@example("9999-12-31T23:59-12:00")
def test_of_any_text_a_day_or_a_time_is_read_or_it_is_refused(text):
    try:
        moment = read_moment(text)
    except ValueError:
        return
    assert moment.day or moment.clock is not None
    assert not moment.zone or moment.clock is not None
