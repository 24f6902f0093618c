"""Dates as pages print them."""

import pytest

from entries.layouts.dates import date_in_address, find_dates, read_day_line


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Saturday February 1", (1, 2, None)),
        ("Tue 5 Mar 2019", (5, 3, 2019)),
        ("THURSDAY 24 MARCH:", (24, 3, None)),
        ("Freitag, 24. November", (24, 11, None)),
        ("mardi 1er février 2022", (1, 2, 2022)),
        ("Feb. 27, 2022", (27, 2, 2022)),
        ("31st January 2020", (31, 1, 2020)),
        ("2022-03-09", (9, 3, 2022)),
        ("8.7.2016", (8, 7, 2016)),
        ("— Monday, 4th of July —", (4, 7, None)),
    ],
)
def test_line_that_prints_a_day_is_read(text, day):
    found = read_day_line(text)
    assert (found.day, found.month, found.year) == day


@pytest.mark.parametrize(
    "text",
    ["March of the dockers", "May 45 boats", "Monday", "On 4 March", "4 March: the vote", ""],
)
def test_line_that_says_more_or_less_than_a_day_is_none(text):
    assert read_day_line(text) is None


def test_dates_in_a_sentence_are_found_and_clocks_are_not():
    text = "It began on Thursday, Feb. 24, 2022, at 10.15 and ended on 3 March; see 12.03 and 3.4."
    assert [(date.day, date.month, date.year) for date in find_dates(text)] == [
        (24, 2, 2022),
        (3, 3, None),
    ]


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://example.org/politics/blog/2011/jun/20/house", (20, 6, 2011)),
        ("https://example.org/2022/02/25/dam/", (25, 2, 2022)),
        ("https://example.org/home/2012/12/4/river.html", (4, 12, 2012)),
        ("https://example.org/live/2022-03-09", (9, 3, 2022)),
        ("https://example.org/europe/live-news/news-03-12-22/index.html", (12, 3, 2022)),
        ("https://example.org/blogs/2011/07/minute-coverage", (None, 7, 2011)),
        ("https://example.org/2022/03/latest-2022-03-31-update.html", (31, 3, 2022)),
        ("https://example.org/live/coronavirus-07-17-20-intl/index.html", (17, 7, 2020)),
        ("https://example.org/liveblog-september-2-2021/", (2, 9, 2021)),
        ("https://example.org/a/latest-developments-march-2-/6466013.html", (2, 3, None)),
        ("https://example.org/live-updates-5-february-2021/liveblog", (5, 2, 2021)),
    ],
)
def test_date_in_an_address_is_read(url, date):
    found = date_in_address(url)
    assert (found.day, found.month, found.year) == date


@pytest.mark.parametrize(
    "url",
    ["https://example.org/live/31-dead", "https://example.org/2022/foo/12", "", "a/1234567890"],
)
def test_numbers_in_an_address_are_no_date(url):
    assert date_in_address(url) is None
