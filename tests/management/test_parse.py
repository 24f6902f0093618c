"""`manage.py parse`: the entries of a dump as JSON lines, without a database."""

import io
import json
import os
import subprocess
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command

PAGE = """\
LIVE stream page 2

  1. Ferry sailspublished at 10:02 British Summer Time 4 June
    Breaking

    Ada Moreno
    BBC News, Geneva

    It left at ten.

    • One captain
    • Two sailors

  2. Postpublished at 09:40 British Summer Time 4 June

    Boarding has begun.
"""


@pytest.fixture
def parse(tmp_path):
    """Run the command on a page's text; gives its lines, as objects, and what it said beside."""

    def run(text: str, *options: str) -> tuple[list[dict], str]:
        path = tmp_path / "page.txt"
        path.write_text(text, encoding="utf-8")
        out, err = io.StringIO(), io.StringIO()
        call_command("parse", str(path), *options, stdout=out, stderr=err)
        return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()

    return run


def test_each_entry_is_one_line_in_the_order_of_the_page(parse):
    lines, errors = parse(PAGE, "--year", "2019")
    assert lines[0] == {
        "headline": "Ferry sails",
        "published_at": "2019-06-04T10:02:00+01:00",
        "time_precision": "minute",
        "time_text": "10:02 British Summer Time 4 June",
        "labels": ["breaking"],
        "bylines": [{"name": "Ada Moreno", "role": "BBC News, Geneva"}],
        "lines": [3, 12],
        "blocks": [
            {"type": "paragraph", "text": "It left at ten."},
            {"type": "list", "items": ["One captain", "Two sailors"]},
        ],
    }
    assert lines[1]["headline"] is None
    assert errors == ""


def test_missing_year_is_told_with_its_mend(parse):
    lines, errors = parse(PAGE)
    assert [line["published_at"] for line in lines] == [None, None]
    assert "2 of its entries stay undated" in errors and "--year" in errors


def test_lines_of_no_entry_are_told(parse):
    _, errors = parse("Summary\n\nWhat is this line?\n\n" + PAGE, "--year", "2019")
    assert "Line 3 belongs to no entry" in errors


def test_zone_can_be_given(parse):
    text = PAGE.replace(" British Summer Time", "")
    lines, _ = parse(text, "--year", "2019", "--timezone", "Asia/Tokyo")
    assert lines[0]["published_at"] == "2019-06-04T10:02:00+09:00"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--layout", "bbc"], "bbc-live"),
        (["--year", "22"], "a year from 1990"),
        (["--date", "24 March"], "2022-03-24"),
        (["--date", "0001-01-01"], "2022-03-24"),
        (["--timezone", "Mars/Olympus"], "Europe/Paris"),
        (["--captured-at", "2022-03-24T14:00"], "2022-03-24T14:00:00Z"),
        (["--captured-at", "at noon"], "a time with its zone"),
    ],
)
def test_wrong_option_is_told_what_would_be_right(parse, options, message):
    with pytest.raises(CommandError, match=message):
        parse(PAGE, *options)


def test_missing_file_is_a_plain_message():
    with pytest.raises(CommandError, match=r"nothing\.txt: There is no such file"):
        call_command("parse", "nothing.txt")


def test_page_of_no_layout_is_a_plain_message(parse):
    with pytest.raises(CommandError, match="fits no layout"):
        parse("Only a line or two of prose.\n\nNothing live about it.\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1,\n "b": [2\n}\n', r"page\.txt, line 3: it looks like JSON that is damaged"),
        ('[\n  {"a": 1}\n', "line 3: it looks like JSON that is damaged here .Expecting"),
        ('{"a": 1}', "line 1: it is JSON, but bears no LiveBlogPosting"),
        ('{"liveBlogUpdate": [{"a": 1}', "line 1: it looks like JSON that is damaged"),
    ],
)
def test_json_that_gives_no_page_is_told_what_is_the_matter(parse, text, told):
    with pytest.raises(CommandError, match=told):
        parse(text)


def test_option_in_the_future_is_remarked_upon(parse):
    _, errors = parse(PAGE, "--year", "2099")
    assert "warning: --year 2099 lies in the future." in errors


def test_reader_that_has_seen_enough_is_no_error(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    own = {"DATA_DIR": str(tmp_path / "var"), "DATABASE_URL": ""}
    environment = {**os.environ, **own, "PYTHONUNBUFFERED": "1"}
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "manage.py", "parse", str(path), "--year", "2019"]
    result = subprocess.run(
        command, env=environment, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60
    )
    os.close(write)
    assert (result.returncode, result.stderr) == (141, "")


def test_publisher_that_nothing_but_the_shape_tells_is_unknown(parse):
    posts = "".join(
        f"2{hour}.10 The ferry sails for the {hour}th time\n\nIt was full.\n\n"
        for hour in (3, 2, 1, 0)
    )
    _, errors = parse(posts, "--date", "2019-06-04")
    assert "its source is unknown" in errors and "--source" in errors
    assert "taken for those of Europe/London" in errors and "--timezone" in errors
    _, errors = parse(posts, "--date", "2019-06-04", "--source", "Lake Radio")
    assert "unknown" not in errors and "--timezone" in errors
    _, errors = parse(posts, "--date", "2019-06-04", "--source", "The Telegraph")
    assert "--timezone" not in errors
    _, errors = parse(f"The Telegraph follows the ferry.\n\n{posts}", "--date", "2019-06-04")
    assert "unknown" not in errors and "--timezone" not in errors


@pytest.fixture
def parse_archive(tmp_path):
    """Run the command on a zip file; gives its lines, what it said beside, and how it ended."""

    def run(files: dict[str, str], *options: str) -> tuple[list[dict], str, str]:
        path = tmp_path / "pages.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        out, err, ended = io.StringIO(), io.StringIO(), ""
        try:
            call_command("parse", str(path), *options, stdout=out, stderr=err)
        except CommandError as error:
            ended = str(error)
        return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), ended

    return run


def test_every_page_of_an_archive_is_printed_and_named(parse_archive):
    lines, errors, ended = parse_archive({"a.txt": PAGE, "b.txt": PAGE, "b.toml": "year = 2019"})
    assert [line["published_at"] and line["published_at"][:4] for line in lines] == [
        *(None, None, "2019", "2019")
    ]
    assert "a.txt: warning: The page prints no year" in errors and "b.txt" not in errors
    assert ended == ""


def test_what_cannot_be_read_is_told_and_the_rest_is_printed(parse_archive):
    lines, errors, ended = parse_archive(
        {"a.txt": PAGE, "b.txt": "Prose.", "c.txt": "\x00\x01", "d.png": "x"}, "--year", "2019"
    )
    assert len(lines) == 2
    assert "refused: b.txt: the page fits no layout" in errors
    assert "refused: c.txt: This is no text but a binary file" in errors
    assert "Passed over, since they are no live pages: 1" in errors
    assert ended.endswith("pages.zip: 2 of its pages could not be read.")


def test_layout_is_explained_to_who_asks(parse):
    _, errors = parse(PAGE, "--year", "2019", "-v", "2")
    assert "note: Read as bbc-live (1.00): “published at” and a clock" in errors


def test_crawl_is_searched_for_live_pages(tmp_path):
    posting = {"@type": "LiveBlogPosting", "liveBlogUpdate": [{"headline": "Ferry sails"}]}
    live = f"<script type='application/ld+json'>{json.dumps(posting)}</script>"
    records = "".join(
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://l.example/\r\n"
        f"Content-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n{page}\r\n\r\n"
        for page in ("<p>No live page</p>", live)
    )
    (tmp_path / "crawl").write_text(records)
    out, err = io.StringIO(), io.StringIO()
    call_command("parse", str(tmp_path / "crawl"), stdout=out, stderr=err)
    assert json.loads(out.getvalue())["headline"] == "Ferry sails"
    assert err.getvalue() == "note: Passed over, since they are no live pages: 1\n"
    call_command("parse", str(tmp_path / "crawl"), "-v", "2", stdout=out, stderr=err)
    assert "note: https://l.example/: passed over: the page fits no layout" in err.getvalue()


def test_time_of_capture_can_be_given(parse):
    lines, _ = parse(PAGE.replace(" British Summer Time", ""), "--captured-at", "2019-12-01T00:00Z")
    assert lines[0]["published_at"] == "2019-06-04T10:02:00+01:00"
