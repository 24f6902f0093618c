"""A live page's whole stream on one page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import full_blocks, make_entry, make_liveblog, new_entry, utc
from tests.views.world import stream

pytestmark = pytest.mark.django_db

ADDRESS = "/liveblogs/harbour-news/storm-over-the-harbour/"
ALL = f"{ADDRESS}all/"


def sent(response) -> str:
    assert response.status_code == 200
    return response.getvalue().decode()


def words(html: str) -> str:
    text = re.sub(r"(?s)<head>.*?</head>|<[^>]+>", " ", html)
    return " ".join(unescape(text).split())


def titles(html: str) -> list[str]:
    return re.findall(r'<h3 dir="auto" lang="en">(.*?)</h3>', html)


def test_every_entry_is_there_with_its_anchor_and_address(client):
    entries = stream(305)
    html = sent(client.get(ALL))
    assert titles(html) == [f"Entry {number}" for number in range(305)]
    for entry in entries[::60]:
        assert f'<article class="full" id="{entry.key}">' in html
        assert f'href="{entry.get_absolute_url()}"' in html
    assert "305 entries, all on one page" in words(html)
    assert html.rstrip().endswith("</html>")


def test_it_says_all_that_the_pages_say(client):
    liveblog = make_liveblog(
        standfirst="A storm is coming in.",
        summary=["Ferries are off"],
        starts_at=utc("2022-03-24 12:00"),
        ends_at=utc("2022-03-24 12:00"),
    )
    make_entry(
        "Sea wall holds",
        "2022-03-24 20:00",
        liveblog=liveblog,
        blocks=full_blocks(),
        labels=["key event"],
        bylines=[("Rae Quill", "Reporter"), ("Lou Ford", "")],
    )
    make_entry("Next day", "2022-03-25 00:09")
    text = words(sent(client.get(ALL)))
    for part in (
        "A storm is coming in.",
        "Ferries are off",
        "Thursday 24 March 2022 20:00 GMT key event Sea wall holds By Rae Quill, Reporter and Lou",
        "The quote’s text",
        "4 h 9 min without entries Friday 25 March 2022 00:09 GMT Next day",
    ):
        assert part in text


def test_the_order_is_that_of_the_stream(client):
    stream(3)
    assert titles(sent(client.get(f"{ALL}?order=newest"))) == ["Entry 2", "Entry 1", "Entry 0"]
    assert f'href="{ADDRESS}?order=newest">Read it page by page' in sent(
        client.get(f"{ALL}?order=newest")
    )


def test_the_stream_leads_there_where_it_has_several_pages(client):
    stream(100)
    assert "All on one page" not in client.get(ADDRESS).content.decode()
    make_entry("One more")
    assert f'href="{ALL}" rel="nofollow">All on one page' in client.get(ADDRESS).content.decode()


def test_it_is_the_stream_to_those_that_index(client):
    make_entry()
    response = client.get(ALL)
    assert f'<link rel="canonical" href="http://testserver{ADDRESS}">' in sent(response)
    assert response["X-Robots-Tag"] == "noindex"


def test_a_page_without_entries_and_one_without_dates_are_shown_too(client):
    make_liveblog("Empty")
    assert "0 entries" in words(sent(client.get("/liveblogs/harbour-news/empty/all/")))
    make_entry("Top", None, ordinal=1)
    make_entry("Foot", None, ordinal=2)
    assert titles(sent(client.get(ALL))) == ["Top", "Foot"]


def test_what_a_dump_brought_is_shown_as_text(client):
    attack = "<!-- entries --><script>alert(1)</script>"
    liveblog = make_liveblog("Storm over the harbour", standfirst=attack, summary=[attack])
    blocks = [{"type": "paragraph", "text": attack}]
    new_entry(attack, None, liveblog=liveblog, blocks=blocks, labels=[attack[:50]]).save()
    html = sent(client.get(ALL))
    assert "<script>alert" not in html
    assert "<!-- entries -->" not in html
    assert html.count("<article") == 1


def test_an_unknown_page_is_not_found_and_a_question_for_its_head_sends_none(client):
    for ask in (client.get, client.head):
        assert ask("/liveblogs/harbour-news/none/all/").status_code == 404
    stream(3)
    response = client.head(ALL)
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert "Content-Length" not in response


def test_its_head_is_sent_before_the_entries_are_asked_for(client):
    stream(3)
    with CaptureQueriesContext(connection) as captured:
        pieces = iter(client.get(ALL).streaming_content)
        assert b"3 entries, all on one page" in next(pieces)
        before = len(captured)
        assert b"Entry 2" in next(pieces)
    assert (before, len(captured)) == (2, 4)


def test_it_takes_the_same_four_queries_whatever_its_length(client):
    stream(3)
    few = queries(client)
    stream(500, first=3)
    assert queries(client) == few <= 4


def queries(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        sent(client.get(ALL))
    return len(captured)
