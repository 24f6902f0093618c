"""Ranges of days as people write them, with nothing said twice."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from entries.date_words import days_in_words

FIRST = dt.date(2021, 3, 27)
DAYS = "{% load language_tags %}{% days_between first last %}"


@pytest.mark.parametrize(
    ("last", "english", "ukrainian"),
    [
        (dt.date(2021, 3, 27), "27 March 2021", "27 березня 2021"),
        (dt.date(2021, 3, 29), "27–29 March 2021", "27–29 березня 2021"),
        (dt.date(2021, 4, 2), "27 March – 2 April 2021", "27 березня – 2 квітня 2021"),
        (
            dt.date(2022, 3, 29),
            "27 March 2021 – 29 March 2022",
            "27 березня 2021 – 29 березня 2022",
        ),
    ],
)
def test_neither_month_nor_year_is_said_twice(last, english, ukrainian):
    for language, words in (("en-gb", english), ("uk", ukrainian)):
        with translation.override(language):
            assert days_in_words(FIRST, last) == words


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (dt.date(2021, 3, 29), "27–29 Mar 2021"),
        (dt.date(2021, 4, 2), "27 Mar – 2 Apr 2021"),
        (dt.date(2022, 1, 2), "27 Mar 2021 – 2 Jan 2022"),
    ],
)
def test_a_short_range_has_short_months(last, words):
    assert days_in_words(FIRST, last, short=True) == words


def test_both_ends_of_a_range_are_marked_as_times():
    html = Template(DAYS).render(Context({"first": FIRST, "last": dt.date(2021, 3, 29)}))
    assert html == (
        '<time datetime="2021-03-27">27</time>–<time datetime="2021-03-29">29 March 2021</time>'
    )


def test_moments_are_days_of_the_clock_in_force():
    first = dt.datetime(2021, 3, 27, 22, 30, tzinfo=dt.UTC)
    context = {"first": first, "last": first + dt.timedelta(minutes=5)}
    with timezone.override("Europe/Kyiv"):
        html = Template(DAYS).render(Context(context))
    assert html == '<time datetime="2021-03-28T00:35:00+02:00">28 March 2021</time>'
