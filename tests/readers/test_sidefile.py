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
        'timezone = "Europe/Paris"\nlayout = "digest"\nliveblog = "The storm"\n'
    )
    assert hints == Hints(
        url="https://news.example.org/live/1",
        captured_at=dt.datetime(2022, 3, 24, 14, tzinfo=dt.UTC),
        title="Storm on the lake",
        source="bbc-news",
        year=2022,
        date=dt.date(2022, 3, 24),
        timezone="Europe/Paris",
        layout="digest",
        liveblog="The storm",
    )


def test_dates_may_stand_in_quotes(side):
    assert side('date = "2022-03-24"').date == dt.date(2022, 3, 24)
    captured_at = dt.datetime(2022, 3, 24, 13, tzinfo=dt.UTC)
    assert side('captured_at = "2022-03-24T14:00:00+01:00"').captured_at == captured_at


def test_zone_at_the_edge_of_the_clock_is_turned_into_utc(side):
    captured_at = side('captured_at = "2022-03-24T14:00:00+23:59"').captured_at
    assert captured_at.isoformat() == "2022-03-23T14:01:00+00:00"


def test_side_file_of_windows_is_read(tmp_path):
    (tmp_path / "PAGE.TOML").write_bytes(b"\xef\xbb\xbfyear = 2019\r\n")
    assert read_side_file(tmp_path / "PAGE.TXT").year == 2019


def test_side_file_in_another_encoding_is_told_so(tmp_path):
    (tmp_path / "page.toml").write_bytes('title = "Café"'.encode("cp1252"))
    with pytest.raises(ReadError, match="page.toml beside it is not in UTF-8"):
        read_side_file(tmp_path / "page.txt")


def test_text_keeps_to_one_line(side):
    assert side('title = "Storm\\n on the  lake"').title == "Storm on the lake"


def test_message_quotes_no_more_than_the_start_of_a_long_value(side):
    with pytest.raises(ReadError) as caught:
        side(f'url = "https://news.example.org/{"a" * 3000}"')
    assert "2,000 characters" in str(caught.value) and len(str(caught.value)) < 200


def test_unknown_key_is_answered_with_the_known_ones(side):
    with pytest.raises(ReadError) as caught:
        side("yaer = 2022")
    message = str(caught.value)
    assert "page.toml" in message and "“yaer”" in message
    for key in (
        "url",
        "captured_at",
        "title",
        "source",
        "year",
        "date",
        "timezone",
        "layout",
        "liveblog",
    ):
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
        ("year = true", "a year from"),
        ('date = "2022-03-2x"', "date such as"),
        ("date = 0001-01-01", "date such as"),
        ("captured_at = 0001-01-01T00:00:00+14:00", "with its zone"),
        ('url = "https://[::1"', "http"),
        ('url = "http://"', "http"),
        ('url = "https://news.example.org/a b"', "http"),
        ('url = "https://news.example.org/\\u0000"', "http"),
        ('timezone = "Europe/Parys"', "such as Europe/Paris, not 'Europe/Parys'"),
        ('timezone = "../Paris"', "such as Europe/Paris"),
        ("timezone = 1", "such as Europe/Paris"),
        ('layout = ""', "text"),
        ('title = "\\u0000"', "text in quotes"),
        ("year = " + "[" * 5000, "TOML"),
        ("# " + "long " * 30_000, "too large"),
        ('"\\u001b[31m" = 1', "unknown key “.x1b"),
    ],
)
def test_wrong_value_is_told_what_would_be_right(side, text, word):
    with pytest.raises(ReadError, match=word):
        side(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("date = yesterday", "date = 2022-03-24"),
        ("year = 2022\nsource = bbc-news\n", 'source = "bbc-news"'),
        ("year = ", "year = 2022"),
        ("A page of the BBC", 'title = "What the page is called"'),
    ],
)
def test_line_that_is_no_toml_is_shown_its_right_form(side, text, form):
    with pytest.raises(ReadError, match=f"Write it like this: {form}$"):
        side(text)


def test_given_hints_go_before_those_of_the_side_file():
    given, beside = Hints(year=2025), Hints(year=2022, source="bbc-news")
    assert given.over(beside) == Hints(year=2025, source="bbc-news")
