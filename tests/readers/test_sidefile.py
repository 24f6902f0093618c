"""What a side file may say, and what it is told when it says something else."""

import datetime as dt

import pytest

from entries.readers.base import Hints, ReadError
from entries.readers.sidefile import read_side_file


@pytest.fixture
def side(tmp_path):
    """Write a side file and read it back as the dump beside it would have it."""

    def read(text: str) -> Hints:
        (tmp_path / "page.toml").write_text(text, encoding="utf-8")
        return read_side_file(tmp_path / "page.txt")

    return read


def test_no_side_file_says_nothing(tmp_path):
    assert read_side_file(tmp_path / "page.txt") == Hints()


def test_every_known_key_is_read(side):
    hints = side(
        'url = "https://news.example.org/live/1"\ncaptured_at = 2022-03-24T14:00:00Z\n'
        'title = "Storm on the lake"\nsource = "bbc-news"\nyear = 2022\ndate = 2022-03-24\n'
    )
    assert hints == Hints(
        url="https://news.example.org/live/1",
        captured_at=dt.datetime(2022, 3, 24, 14, tzinfo=dt.UTC),
        title="Storm on the lake",
        source="bbc-news",
        year=2022,
        date=dt.date(2022, 3, 24),
    )


def test_dates_may_stand_in_quotes(side):
    assert side('date = "2022-03-24"').date == dt.date(2022, 3, 24)
    assert side('captured_at = "2022-03-24T14:00:00+01:00"').captured_at.hour == 14


def test_unknown_key_is_answered_with_the_known_ones(side):
    with pytest.raises(ReadError) as caught:
        side("yaer = 2022")
    message = str(caught.value)
    assert "page.toml" in message and "“yaer”" in message
    for key in ("url", "captured_at", "title", "source", "year", "date"):
        assert key in message


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("year = 22", "1990"),
        ('year = "2022"', "year"),
        ("date = 2022", "2022-03-24"),
        ('date = "24 March"', "2022-03-24"),
        ("date = 2022-03-24T10:00:00Z", "date such as"),
        ("captured_at = 2022-03-24T14:00:00", "zone"),
        ('url = "javascript:alert(1)"', "http"),
        ("title = 3", "text"),
        ('source = ""', "text"),
        ("year = ", "TOML"),
    ],
)
def test_wrong_value_is_told_what_would_be_right(side, text, word):
    with pytest.raises(ReadError, match=word):
        side(text)


def test_given_hints_go_before_those_of_the_side_file():
    given, beside = Hints(year=2025), Hints(year=2022, source="bbc-news")
    assert given.over(beside) == Hints(year=2025, source="bbc-news")
