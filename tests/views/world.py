"""An archive of some size, and how to read the pages that show it."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

from django.http import HttpResponse

from entries.models import Actor, Entry, Liveblog, Place, Topic
from tests.factories import (
    appear,
    make_capture,
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_topic,
    mention,
    tag,
    utc,
)

START = utc("2022-03-24 06:00")


def stream(length: int, liveblog: Liveblog | None = None, first: int = 0) -> list[Entry]:
    """So many entries, a quarter of an hour apart, each with everything that a page shows.

    All are about the same few subjects, and each about some of its own, numbered from `first`.
    """
    liveblog = liveblog or make_liveblog(starts_at=START, ends_at=START)
    capture = make_capture(liveblog)
    shared = [
        Actor.objects.filter(slug="ada-marsh").first() or make_person(),
        Actor.objects.filter(slug="harbour-board").first() or make_organisation(),
        Place.objects.filter(slug="port-ellen").first() or make_place(),
    ]
    topic = Topic.objects.filter(slug="flooding").first() or make_topic()
    entries = []
    for number in range(first, first + length):
        entry = make_entry(
            f"Entry {number}",
            START + dt.timedelta(minutes=15 * number),
            liveblog=liveblog,
            labels=["breaking"],
            bylines=[("Rae Quill", "Reporter"), ("Lou Ford", "")],
        )
        mention(entry, *shared, make_person(f"Guest {number}"), make_place(f"Street {number}"))
        tag(entry, topic, make_topic(f"Topic {number}"))
        appear(entry, capture, number * 10 + 1, number * 10 + 8)
        entries.append(entry)
    return entries


def body(response: HttpResponse) -> str:
    """The page's text as people see it, tags left out, white space collapsed."""
    html = re.sub(r"(?s)<head>.*?</head>|<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(html).split())


def headlines(response: HttpResponse) -> list[str]:
    """The titles of the entries listed, in order."""
    found = re.findall(r"(?s)<h3 dir[^>]*><a [^>]*>(.*?)</a>", response.content.decode())
    return [unescape(re.sub("<[^>]*>", "", headline).strip()) for headline in found]


def links(response: HttpResponse) -> list[str]:
    """Where the page's links lead."""
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', response.content.decode())]
