"""The way from bytes to entries: which of a page's two accounts of itself is read, and why."""

import datetime as dt
import json
from typing import Any

import pytest

from entries.layouts.base import LayoutError
from entries.layouts.liveblogposting import NAME as POSTING
from entries.layouts.registry import SURE
from entries.parsing import ParsedCapture, parse_capture, text_read_by
from entries.publishers import publisher_of
from entries.readers.base import Hints, RawCapture
from entries.readers.pages import read_page

WORDS = "The ferry left the pier and the sea was calm all the way to the other shore."


def post(number: int, text: str = WORDS) -> str:
    clock = f"10:{number:02}"
    return f"""<li><h3>Ferry number {number}<span>published at</span> {clock}
      British Summer Time 4 June 2019</h3><p>{text}</p></li>"""


def update(number: int, text: str | None = WORDS) -> dict[str, Any]:
    return {
        "headline": f"Ferry number {number}",
        "datePublished": f"2019-06-04T10:{number:02}:00+01:00",
        "articleBody": text,
    }


def page(posts: list[str], updates: list[dict[str, Any]]) -> bytes:
    data = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    return f"""<html><head><script type="application/ld+json">{data}</script></head>
      <body><h1>Ferry live</h1><ol>{"".join(posts)}</ol></body></html>""".encode()


def capture(payload: bytes) -> RawCapture:
    content = read_page(payload)
    return RawCapture(
        dump_name="page.html",
        dump_sha256="",
        dump_size=len(payload),
        position=0,
        payload=payload,
        text=content.text,
        encoding=content.encoding,
        hints=content.hints,
        media_type=content.media_type,
        marks=content.marks,
        posting=content.posting,
    )


def parse(posts: list[str], updates: list[dict[str, Any]], **hints: Any) -> ParsedCapture:
    return parse_capture(capture(page(posts, updates)), Hints(**hints))


THREE = [post(n) for n in (3, 2, 1)]


def test_posting_is_read_where_its_updates_have_bodies():
    parsed = parse(THREE, [update(n) for n in (3, 2, 1)])
    assert parsed.layout.name == POSTING
    assert len(parsed.liveblog.entries) == 3
    assert "entries with a text in its own lines, as bbc-live: 3" in parsed.detection.why


def test_lines_are_read_where_the_posting_has_part_of_the_posts_only():
    parsed = parse(THREE, [update(3)])
    assert parsed.layout.name == "bbc-live"
    assert len(parsed.liveblog.entries) == 3
    assert "in its LiveBlogPosting: 1, of 17 words" in parsed.detection.why


@pytest.mark.parametrize("text", ["The ferry left …", None, ""])
def test_lines_are_read_where_the_postings_bodies_are_cut_off_or_missing(text):
    parsed = parse(THREE, [update(n, text) for n in (3, 2, 1)])
    assert parsed.layout.name == "bbc-live"


def test_posting_is_read_where_no_layout_fits_the_lines():
    parsed = parse(["<li>One</li>", "<li>Two</li>"], [update(2), update(1)])
    assert parsed.layout.name == POSTING


def test_posting_without_bodies_is_better_than_nothing():
    parsed = parse(["<li>One</li>"], [update(2, None), update(1, None)])
    assert [entry.headline for entry in parsed.liveblog.entries] == [
        "Ferry number 2",
        "Ferry number 1",
    ]


def test_layout_that_is_not_sure_must_find_much_more():
    """Only clocks in their order tell the posts of this page."""

    def posts(count: int) -> list[str]:
        return [f"<p>[{20 - n}:05]</p><p>{WORDS}</p>" for n in range(count)]

    assert parse(posts(4), [update(n) for n in (3, 2, 1)]).layout.name == POSTING
    parsed = parse(posts(9), [update(n) for n in (3, 2, 1)])
    assert parsed.layout.name != POSTING
    assert parsed.detection.fit.score < SURE
    assert len(parsed.liveblog.entries) == 9


def test_person_may_name_either():
    updates = [update(n) for n in (3, 2, 1)]
    assert parse(THREE, updates, layout="bbc-live").layout.name == "bbc-live"
    assert parse(THREE, updates[:1], layout=POSTING).layout.name == POSTING
    assert parse(THREE, updates[:1], layout=POSTING).detection.named
    with pytest.raises(LayoutError, match="bears no LiveBlogPosting"):
        parse(THREE, [], layout=POSTING)


@pytest.mark.parametrize("updates", [[update(3)], [update(n) for n in (3, 2, 1)]])
def test_text_that_was_read_comes_from_the_bytes_again(updates):
    raw = capture(page(THREE, updates))
    parsed = parse_capture(raw)
    text, marks = text_read_by(raw.payload, raw.media_type, raw.encoding, parsed.layout.name)
    assert [line.raw for line in parsed.page.lines] == text.split("\n")
    assert {line.number: line.mark for line in parsed.page.lines if line.mark.kind} == {
        number: mark for number, mark in marks.items() if mark.kind
    }


def test_times_without_a_zone_are_the_newsrooms():
    updates = [{**update(1), "datePublished": "2019-06-04T10:01:00"}]
    parsed = parse([], updates, timezone="Asia/Tokyo")
    _, time = next(parsed.entries)
    assert time.instant and time.instant.isoformat() == "2019-06-04T10:01:00+09:00"
    assert time.precision == "second"


def test_zone_that_nothing_tells_is_a_problem():
    """A posting without offsets, of a newsroom that is not known."""
    updates = [{**update(n), "datePublished": f"2019-06-04T10:0{n}:00"} for n in (2, 1)]
    (problem,) = parse([], updates, publisher="Lake Radio").problems
    assert "print no zone" in problem and "those of UTC" in problem and "--timezone" in problem
    assert parse([], updates, source="France 24").problems == ()
    assert parse([], updates, url="https://www.bbc.co.uk/news/live/1").problems == ()
    assert parse([], updates, timezone="UTC").problems == ()
    offsets = [{**each, "datePublished": f"{each['datePublished']}Z"} for each in updates]
    assert parse([], offsets).problems == ()


@pytest.mark.parametrize(
    "head", ["[{}:05]</p><p>The ferry is full", "{}.10 The ferry sails for the {}th time"]
)
def test_zone_that_is_supposed_is_told_once(head):
    """By the layout of last resort, and by one whose newsroom the page does not name."""
    posts = "".join(f"<p>{head.format(n, n)}</p><p>{WORDS}</p>" for n in range(20, 11, -1))
    parsed = parse_capture(capture(posts.encode()), Hints(date=dt.date(2019, 6, 4)))
    assert all(time.instant for _, time in parsed.entries)
    assert ["--timezone" in problem for problem in parsed.problems] == [True]


def test_offset_that_the_posting_prints_counts():
    updates = [{**update(1), "datePublished": "2019-06-04T10:01:09+0530"}]
    _, time = next(parse([], updates).entries)
    assert time.instant and time.instant.isoformat() == "2019-06-04T10:01:09+05:30"


@pytest.mark.parametrize(
    ("url", "named", "publisher"),
    [
        ("https://www.bbc.co.uk/news/live/1", "BBC", "BBC News"),
        ("https://www.bbc.com/news/live/1", None, "BBC News"),
        ("https://amp.theguardian.com/world/live/1", None, "The Guardian"),
        ("https://web.archive.org/web/20220301id_/https://edition.cnn.com/1", None, "CNN"),
        ("https://www.lake.example/live/1", "Lake News", "Lake News"),
        ("https://www.lake.example/live/1", None, "lake.example"),
        ("https://notbbc.co.uk/", None, "notbbc.co.uk"),
        (None, "Lake News", "Lake News"),
        ("https://[", None, None),
        (None, None, None),
    ],
)
def test_publisher_is_told_by_the_address_or_the_page(url, named, publisher):
    assert publisher_of(url, named) == publisher


def doubts_of(parsed):
    return " ".join(parsed.doubts.told(parsed.zone))


def test_shape_that_others_share_tells_no_publisher():
    posts = "".join(
        f"<p>2{hour}.10 The ferry sails for the {hour}th time</p><p>It was full.</p>"
        for hour in (3, 2, 1, 0)
    )
    nameless = parse_capture(capture(posts.encode()))
    assert nameless.layout_source is None is not nameless.layout.source
    assert "its source is unknown" in doubts_of(nameless)
    head = '<meta property="og:site_name" content="Lake Radio">'
    named = parse_capture(capture(f"{head}{posts}".encode()))
    assert named.layout == nameless.layout
    assert (named.layout_source, named.hints.publisher) == (None, "Lake Radio")
    assert "unknown" not in doubts_of(named) and "--timezone" in doubts_of(named)
    zoned = parse_capture(capture(f"{head}{posts}".encode()), Hints(timezone="Asia/Tokyo"))
    assert doubts_of(zoned) == ""


def test_layout_that_a_person_names_tells_the_publisher():
    posts = "".join(f"<p>2{hour}.10 The ferry sails</p><p>It is full.</p>" for hour in (3, 2, 1, 0))
    named = parse_capture(capture(posts.encode()), Hints(layout="dot-clock-headline"))
    assert (named.layout_source, doubts_of(named)) == ("telegraph", "")


def test_clocks_of_an_unsure_layout_are_of_the_zone_of_the_newsroom_that_the_page_names():
    posts = "".join(f"<p>{hour}.10pm The ferry sails again, and is full.</p>" for hour in (4, 3, 2))
    there = parse_capture(capture(posts.encode()))
    here = parse_capture(capture(posts.encode()), Hints(url="https://www.irishtimes.com/live/1"))
    assert (here.layout, here.detection.fit.score < SURE) == (there.layout, True)
    assert there.zone == there.layout.zone != here.zone == "Europe/Dublin"


@pytest.mark.parametrize(
    ("title", "url", "told"),
    [
        ("Storm: live | Lake Post", "https://www.lakepost.example/live/1", "Storm: live"),
        ("Storm: live | Lake Post", "https://news.example/live/1", "Storm: live | Lake Post"),
        ("Storm: live - Lake Post", "https://lakepost.example/1", "Storm: live - Lake Post"),
        ("Storm: live | Example", "https://lakepost.example/1", "Storm: live | Example"),
        ("Lake Post", "https://lakepost.example/1", "Lake Post"),
    ],
)
def test_title_goes_without_the_name_of_its_host(title, url, told):
    raw = capture(page([post(1), post(2)], []))
    assert parse_capture(raw, Hints(title=title, url=url)).hints.title == told


def test_times_later_than_the_capture_are_told():
    captured_at = dt.datetime(2019, 6, 4, 9, 2, tzinfo=dt.UTC)
    parsed = parse([], [update(1), update(40)], captured_at=captured_at)
    assert [problem.split(". ")[0] for problem in parsed.problems] == [
        "Times later than the capture of 2019-06-04 09:02 UTC: 1"
    ]
    assert parse([], [update(1), update(11)], captured_at=captured_at).problems == ()
