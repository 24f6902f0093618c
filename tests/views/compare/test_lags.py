"""How exactly a time is known, and what follows from it for the order of two."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.models import Liveblog, Source
from entries.views.compare.lags import bounds_of, firsts_of, order_of
from tests.factories import new_entry, utc

SOURCES = [Source(pk=pk, name=f"Source {pk}", slug=f"s{pk}", timezone="UTC") for pk in range(1, 5)]
LIVEBLOGS = [Liveblog(pk=source.pk, source=source, slug="live") for source in SOURCES]
MINUTE = dt.timedelta(minutes=1)


def entry(when: dt.datetime, precision: str, liveblog: Liveblog = LIVEBLOGS[0]):
    return new_entry("Bridge", when, liveblog=liveblog, time_precision=precision)


@pytest.mark.parametrize(
    ("precision", "earliest", "latest"),
    [
        ("second", "13:30:10", "13:30:11"),
        ("minute", "13:30:00", "13:31:00"),
        ("hour", "12:30:10", "14:30:10"),
    ],
)
def test_a_time_lies_between_two_instants(precision, earliest, latest):
    bounds = bounds_of(entry(utc("2022-03-24 13:30:10"), precision))
    assert bounds.earliest == utc(f"2022-03-24 {earliest}")
    assert bounds.latest == utc(f"2022-03-24 {latest}")


@pytest.mark.parametrize(
    ("day", "hours"), [("2022-03-26", 24), ("2022-03-27", 23), ("2022-10-30", 25)]
)
def test_a_day_has_as_many_hours_as_its_calendar_says(day, hours):
    source = Source(pk=9, name="London", slug="london", timezone="Europe/London")
    midnight = dt.datetime.fromisoformat(day).replace(tzinfo=source.zone).astimezone(dt.UTC)
    bounds = bounds_of(entry(midnight, "day", Liveblog(pk=9, source=source, slug="live")))
    assert bounds.latest - bounds.earliest == dt.timedelta(hours=hours)


PRECISIONS = st.sampled_from(["second", "minute", "hour", "day"])
ENTRIES = st.lists(
    st.builds(
        lambda minute, precision, liveblog: entry(
            utc("2022-03-24 00:00") + (0 if precision == "day" else minute) * MINUTE,
            precision,
            liveblog,
        ),
        st.integers(0, 200),
        PRECISIONS,
        st.sampled_from(LIVEBLOGS),
    ),
    min_size=1,
    max_size=12,
)


@given(entries=ENTRIES)
def test_no_order_is_told_that_the_clocks_do_not_give(entries):
    order = order_of(firsts_of(entries))
    assert order.count == len({each.source_id for each in entries})
    assert [one.first.minute for one in order.exact] == sorted(
        one.first.minute for one in order.exact
    )
    if order.leaders and not order.rivals:
        others = [
            each for each in entries if each.source not in {one.source for one in order.leaders}
        ]
        leader = order.leaders[0]
        assert all(bounds_of(each).earliest >= leader.minute + MINUTE for each in others)
    for standing in order.inexact:
        assert not standing.first.is_exact
