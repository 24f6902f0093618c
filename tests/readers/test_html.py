"""HTML → text in the form of text dumps, and what the markup says of its lines."""

import datetime as dt
import time
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.layouts.base import Mark
from entries.readers import outline
from entries.readers.base import Hints, ReadError
from entries.readers.html import read_html
from entries.readers.pages import read_page

LIVE_PAGE = """\
<!doctype html>
<html lang="en-GB">
<head>
  <title>Lake ferry live | Lake News</title>
  <meta property="og:title" content="Lake ferry: live updates">
  <meta property="og:site_name" content="Lake News">
  <link rel="canonical" href="https://lake.example/live/ferry">
  <style>h1 { color: red }</style>
  <script>document.write("<p>Not text</p>")</script>
</head>
<body>
<nav><ol><li>Home</li><li>News</li></ol></nav>
<main>
<h1>Lake <em>ferry</em>: live updates</h1>
<h2>Summary</h2>
<ul><li><p>The pier is <b>open</b></p></li><li><p>No room on the noon boat</p></li></ul>
<ol>
  <li id="post-2"><article>
    <h3><span>Ferry sails</span><span class="visually-hidden">published at</span>
      <time datetime="2019-06-04T10:02:00+01:00">10:02 British Summer Time 4 June</time></h3>
    <div>Breaking</div>
    <p>Ada Moreno<br>BBC News, Geneva</p>
    <p>It left at ten,<br/>as planned.</p>
    <ul><li>One captain</li><li>Two sailors</li></ul>
    <figure><img src="pier.jpg" alt="The pier in the sun"><span>Image source, Lake Pictures</span>
      <figcaption>Image caption, The pier this morning</figcaption></figure>
  </article></li>
  <li><article id="post-1"><h3>Boarding</h3><blockquote>Mind the gap</blockquote></article></li>
</ol>
</main>
<footer>Copyright Lake News</footer>
</body></html>
"""

AS_TEXT = """\
Lake ferry: live updates

Summary

  • The pier is open

  • No room on the noon boat

  1. Ferry sails published at 10:02 British Summer Time 4 June

    Breaking

    Ada Moreno
    BBC News, Geneva

    It left at ten,
    as planned.

    • One captain
    • Two sailors

    The pier in the sun
    Image source, Lake Pictures
    Image caption, The pier this morning

  2. Boarding

    Mind the gap"""


def text_of(markup: str) -> str:
    return read_html(markup).text


def marks_of(markup: str) -> dict[str, Mark]:
    """The marks by the text of their lines."""
    page = read_html(markup)
    lines = page.text.split("\n")
    return {lines[number - 1].strip(): mark for number, mark in page.marks.items()}


def test_page_reads_like_a_text_dump():
    assert text_of(LIVE_PAGE) == AS_TEXT


def test_marks_tell_what_the_markup_said_of_a_line():
    marks = marks_of(LIVE_PAGE)
    moment = dt.datetime(2019, 6, 4, 10, 2, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    assert marks["Lake ferry: live updates"] == Mark("title", level=1)
    assert marks["Summary"] == Mark("heading", level=2)
    assert marks["1. Ferry sails published at 10:02 British Summer Time 4 June"] == Mark(
        "heading",
        level=3,
        instant=moment,
        anchor="post-2",
        printed="10:02 British Summer Time 4 June",
    )
    assert marks["2. Boarding"].anchor == "post-1"
    assert marks["• One captain"].kind == "item"
    assert marks["Mind the gap"].kind == "quote"
    assert marks["The pier in the sun"].kind == "picture"
    assert marks["Image caption, The pier this morning"].kind == "caption"
    assert "Breaking" not in marks


def test_head_tells_address_title_publisher_and_language():
    assert read_html(LIVE_PAGE).hints == Hints(
        url="https://lake.example/live/ferry",
        title="Lake ferry: live updates",
        publisher="Lake News",
        language="en-GB",
    )


def test_title_goes_without_the_name_that_the_posting_gives_the_publisher():
    posting = (
        '{"@type": "LiveBlogPosting", "publisher": {"name": "Lake News"}, "liveBlogUpdate":'
        ' [{"headline": "Ferry sails", "articleBody": "It left."}]}'
    )
    page = (
        "<title>Storm: live | Lake News</title><p>It left."
        f'<script type="application/ld+json">{posting}</script>'
    )
    content = read_page(page.encode())
    assert (content.hints.title, content.hints.publisher) == ("Storm: live", "Lake News")


def test_title_stands_in_where_nothing_else_names_the_page():
    page = read_html("<title> Lake &amp; shore\n live</title><svg><title>icon</title></svg><p>x")
    assert (page.hints.title, page.text) == ("Lake & shore live", "x")


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="/live/1"><meta property="og:url" content="https://l.example/">',
        "<!-- saved from url=(0024)https://l.example/live/1 -->",
        '<meta property="og:url" content=" https://l.example/live/1 ">',
    ],
)
def test_address_is_found_in_all_its_places(head):
    assert read_html(head + "<p>x").hints.url == "https://l.example/live/1"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "//[", "about:blank", "/live/1", "x" * 3000]
)
def test_what_is_no_address_is_none(href):
    assert read_html(f'<link rel=canonical href="{href}"><p>x').hints.url is None


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<noscript><p>x</p></noscript>",
        "<template><div><p>x</p></div></template>",
        "<p hidden>x</p>",
        '<div style="color: red; Display : none"><p>x</p></div>',
        '<span style="visibility:hidden">x</span>',
        "<svg><text>x</text></svg>",
        "<select><option>x</select>",
        "<iframe>x</iframe>",
        "<video><p>x</p></video>",
        '<div role="dialog"><p>x</p></div>',
        "<dialog>x</dialog>",
        "<!-- x -->",
    ],
)
def test_what_is_never_shown_is_no_text(hidden):
    assert text_of(f"<p>Before</p>{hidden}<p>after</p>") == "Before\n\nafter"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("un<b>believ</b>able", "unbelievable"),
        ("<span>Ada Moreno</span><span>6 minutes ago</span>", "Ada Moreno 6 minutes ago"),
        ("<a>Home</a><a>News</a>", "Home News"),
        ("<p>At <time>10:02</time>BST", "At 10:02 BST"),
        ("<span>T</span><span>he ferry</span>", "The ferry"),
        ("<b>One</b> <i>two</i>", "One two"),
        ("<span>“</span><span>Quote</span>", "“Quote"),
        ("10<span>:</span>30", "10:30"),
        ("super&shy;califragilistic", "supercalifragilistic"),
        ("<p>Rugby <img alt='🏉'> today", "Rugby 🏉 today"),
        ("a&nbsp;&nbsp;b", "a b"),
        ("one<div>two</div>three", "one\ntwo\nthree"),
        ("one<br><br>two<br>three", "one\n\ntwo\nthree"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<table><tr><th>Hour<th>Boat<tr><td>10<td>Ada</table>", "Hour | Boat\n10 | Ada"),
        ("<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "a\n\nb"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "  • a\n\n    • b\n\n  • c"),
        ("<ol start=4><li>a<li>b</ol>", "  4. a\n  5. b"),
        ("<ul><li><h3>Post</h3><p>Text</p></li><li><h3>Next</h3></ul>", "Post\n\nText\n\nNext"),
        ("<p>a<p>b", "a\n\nb"),
        ("<p>a\x01b\x1b\x7f \x80c\x9f</p>", "ab c"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
    ],
)
def test_words_stay_apart_and_whole(markup, text):
    assert text_of(markup) == text


def test_foot_of_a_post_is_kept_and_that_of_the_page_is_not():
    assert text_of("<article>a<footer>b</footer></article><footer>c</footer>") == "a\n\nb"


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        ("2022-03-24T13:30Z", dt.datetime(2022, 3, 24, 13, 30, tzinfo=dt.UTC)),
        ("2022-03-24T13:30:05.123+0000", dt.datetime(2022, 3, 24, 13, 30, 5, 123000, dt.UTC)),
        ("2022-03-24T13:30", None),
        ("2022-03-24", None),
        ("0001-01-01T00:00:00Z", None),
        ("PT4H", None),
    ],
)
def test_instant_is_known_only_with_its_zone(value, instant):
    mark = marks_of(f'<p id="a"><time datetime="{value}">then</time>')["then"]
    assert mark.instant == instant


def test_id_of_what_a_line_opens_is_its_anchor():
    markup = '<div id="page"><a name="top"></a><article id="p1"><h2 id="h">A</h2><p>B</p></article>'
    assert {text: mark.anchor for text, mark in marks_of(markup).items()} == {"A": "p1"}
    assert marks_of('<div id="ad"></div><p><a name="p2"></a>C')["C"].anchor == "p2"


@pytest.mark.parametrize(
    ("markup", "encoding"),
    [
        ("<meta charset=iso-8859-1><p>“Genève”", "cp1252"),
        ('<meta http-equiv=x content="text/html; charset=windows-1251"><p>Паром', "windows-1251"),
        ('<?xml version="1.0" encoding="Shift_JIS"?><p>湖のフェリー', "cp932"),
        ("<meta charset=gb2312><p>渡轮", "gb18030"),
        ("<meta charset=iso-8859-1><p>Genève in UTF-8 all the same", "utf-8"),
        ("<meta charset=bogus><p>Genève", "utf-8"),
        ("<meta charset=hex><p>Genève", "utf-8"),
    ],
)
def test_encoding_that_the_page_names_is_used_where_the_bytes_bear_it_out(markup, encoding):
    content = read_page(markup.encode(encoding))
    assert content.encoding == encoding
    assert content.text == markup.rpartition("<p>")[2]
    assert content.notes == ()


def test_server_names_the_encoding_where_the_page_does_not():
    payload = "<p>Паром отошёл от причала".encode("koi8-r")
    content = read_page(payload, "text/html", charset="KOI8-R")
    assert (content.text, content.encoding) == ("Паром отошёл от причала", "koi8-r")
    again = read_page(payload, content.media_type, encoding=content.encoding)
    assert again.text == content.text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-16-le"])
def test_marks_of_an_encoding_are_no_text(encoding):
    assert read_page(LIVE_PAGE.encode(encoding)).text == AS_TEXT


def test_page_without_text_is_refused_with_the_likely_cause():
    with pytest.raises(ReadError, match="before its scripts"):
        read_page(b"<html><body><div id=root></div><script>load()</script></body></html>")


TRAPS = {
    "divs in divs": "<div>" * 100_000 + "x",
    "ids in ids": "".join(f'<div id="i{i}">' for i in range(50_000)) + "x",
    "lists in lists": "<ol><li>x" * 30_000,
    "formatting that is never closed": "".join(f"<b a={i}>" for i in range(20_000)) + "<p>x" * 9000,
    "tables in tables": "<table>" * 30_000 + "<td>x" * 30_000,
    "angle brackets": "<" * 500_000,
    "comments that never end": "<!--" * 200_000,
    "attributes": "<p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">x",
    "ends without starts": "</p></div></ol></li>" * 50_000,
    "NULs": "<p>\x00x\x00</p>" * 30_000,
    "properties in properties": "<div itemscope itemtype='https://schema.org/LiveBlogPosting'>"
    + "<p itemprop=text><div>x" * 20_000,
}


@pytest.mark.parametrize("markup", TRAPS.values(), ids=TRAPS)
def test_no_markup_takes_long_or_breaks_the_reader(markup):
    started = time.process_time()
    page = read_html(markup)
    assert time.process_time() - started < 5
    assert len(page.text) < 3 * len(markup)


def test_page_of_endless_lines_is_refused(monkeypatch):
    monkeypatch.setattr(outline, "MAX_LINES", 1000)  # the real limit takes seconds to come to
    with pytest.raises(ReadError, match="over 2,000,000 lines"):
        read_html("<p>x" * 510)


TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<ol>", "<ul>", "<li>", "</ol>", "<br>", "<td>", "<table>", "<h1>"),
        *("</h2>", "<blockquote>", "<figure>", "<img alt=x>", "<pre>", "<nav>", "<footer>"),
        *("<time datetime=2022-01-01T00:00Z>", "<!--", "<script>", "</script>", "<a id=x>", "<b>"),
        *("&amp;", "&#0;", "\x00", "<div hidden>", "<title>", "<p itemscope>", "<![CDATA[", "<?x"),
        *("<svg>", "</html>", "x", "1", "\u2028", "<span>"),
    ]
)


@given(st.lists(TAGS | st.text(max_size=9), max_size=60).map("".join))
def test_any_markup_gives_plain_lines(markup):
    page = read_html(markup)
    lines = page.text.split("\n")
    assert not any("\r" in line or "\x00" in line for line in lines)
    assert all(lines[number - 1].strip() for number in page.marks)
    assert page.text == page.text.strip("\n")


@given(st.binary(max_size=300))
def test_any_bytes_after_a_tag_are_read_or_refused_in_words(payload):
    try:
        content = read_page(b"<p>" + payload)
    except ReadError as error:
        assert str(error)
        return
    again = read_page(b"<p>" + payload, content.media_type, encoding=content.encoding)
    assert (again.text, again.marks) == (content.text, content.marks)


def test_text_may_start_like_markup_and_be_none():
    content = read_page(
        dedent("""\
        3 < 4, and the ferry sails.
        <p> is how a paragraph starts.
    """).encode()
    )
    assert content.media_type == "text/plain" and "<p>" in content.text
