"""How to read the head of a page as machines do, and what there is to tell of in it."""

from __future__ import annotations

import json
from collections import defaultdict
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from entries.models import Entry, Liveblog
from tests.factories import (
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    paragraph,
    tag,
    utc,
)

SITE = "http://testserver"
ENTRY = f"{SITE}/entries/10akv0wxyz/"
LIVEBLOG = f"{SITE}/liveblogs/harbour-news/storm-over-the-harbour/"
HOSTILE = '"><script>alert(1)</script></title><!-- &amp; \u2028 \u202e'


class Head(HTMLParser):
    """The metadata, links and linked data of a page, and its title."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: defaultdict[str, list[str]] = defaultdict(list)
        self.links: defaultdict[str, list[str]] = defaultdict(list)
        self.scripts: list[str] = []
        self.title = ""
        self.inside = ""
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.meta[given.get("property") or given.get("name", "")].append(
                given.get("content", "")
            )
        elif tag == "link":
            self.links[given["rel"]].append(given["href"])
        elif tag == "script" and "src" not in given:
            assert given["type"] == "application/ld+json"
            self.scripts.append("")
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts[-1] += data
        elif self.inside == "title":
            self.title += data

    @property
    def data(self) -> dict[str, Any]:
        """What it says of the page's own subject, which comes before the way to it."""
        return self.every_data[0]

    @property
    def every_data(self) -> list[dict[str, Any]]:
        return [json.loads(script) for script in self.scripts]


def head(response: HttpResponse) -> Head:
    assert response.status_code == 200
    return Head(response.getvalue().decode())


def entry_head(client: Client) -> Head:
    return head(client.get("/entries/10akv0wxyz/", follow=True))


def liveblog_head(client: Client, query: str = "") -> Head:
    return head(client.get(f"{LIVEBLOG.removeprefix(SITE)}{query}"))


def covered() -> Liveblog:
    """A live page of four hours."""
    source = make_source(home_page="https://harbour.example/", language="en")
    return make_liveblog(
        source=source,
        url="https://harbour.example/live/storm",
        standfirst="All that the storm does to the harbour.",
        starts_at=utc("2022-03-24 13:30"),
        ends_at=utc("2022-03-24 17:30"),
    )


def posted(liveblog: Liveblog) -> Entry:
    """An entry with bylines of all kinds, names and a topic."""
    make_organisation("Coast Agency")
    bylines = [("Rae Quill", "Reporter"), ("Coast Agency", ""), ("Harbour News staff", "")]
    entry = make_entry(key="10akv0wxyz", liveblog=liveblog, bylines=bylines, slug="bridge")
    board = make_organisation(wikidata="Q42")
    mention(entry, make_person(), board, board, make_place())
    tag(entry, make_topic())
    return entry


def hostile_entry() -> Entry:
    """An entry, a live page, names and bylines that are all text which should do harm."""
    liveblog = make_liveblog(HOSTILE, make_source(HOSTILE, slug="x"), standfirst=HOSTILE, slug="x")
    entry = make_entry(
        HOSTILE,
        key="10akv0wxyz",
        slug="x",
        liveblog=liveblog,
        blocks=[paragraph(HOSTILE)],
        bylines=[(HOSTILE, "")],
    )
    mention(entry, make_person(HOSTILE, slug="x"), make_place(HOSTILE, slug="x"))
    tag(entry, make_topic(HOSTILE, slug="x"))
    return entry
