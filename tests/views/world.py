"""An archive of some size, and how to read the pages that show it."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from itertools import chain

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.models import (
    Actor,
    Appearance,
    Byline,
    Capture,
    Entry,
    EntryTopic,
    EntryVersion,
    Liveblog,
    Mention,
    Place,
    Topic,
)
from tests.factories import (
    appearance_of,
    bylines_of,
    link_of,
    make_capture,
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_topic,
    mention_of,
    new_entry,
    utc,
    version_of,
)

START = utc("2022-03-24 06:00")


def stream(length: int, liveblog: Liveblog | None = None, first: int = 0) -> list[Entry]:
    """So many entries, a quarter of an hour apart, each with everything that a page shows.

    All are about the same few subjects, and each about some of its own, numbered from `first`.
    """
    liveblog = liveblog or make_liveblog(starts_at=START, ends_at=START)
    entries = Entry.objects.bulk_create(
        new_entry(
            f"Entry {number}",
            START + dt.timedelta(minutes=15 * number),
            liveblog=liveblog,
            labels=["breaking"],
        )
        for number in range(first, first + length)
    )
    write_bylines_and_stands(entries, make_capture(liveblog), first)
    write_links(entries, first)
    return entries


def write_bylines_and_stands(entries: list[Entry], capture: Capture, first: int) -> None:
    bylines = [("Rae Quill", "Reporter"), ("Lou Ford", "")]
    lists = [bylines_of(entry, bylines) for entry in entries]
    Byline.objects.bulk_create(chain(*lists))
    versions = EntryVersion.objects.bulk_create(
        version_of(entry, 1, made) for entry, made in zip(entries, lists, strict=True)
    )
    Appearance.objects.bulk_create(
        appearance_of(version, capture, place, number * 10 + 1, number * 10 + 8)
        for place, (number, version) in enumerate(enumerate(versions, first), 1)
    )
    Capture.objects.filter(pk=capture.pk).set_spans()


def write_links(entries: list[Entry], first: int) -> None:
    """What all are about, and what each is about alone."""
    shared = [
        Actor.objects.filter(slug="ada-marsh").first() or make_person(),
        Actor.objects.filter(slug="harbour-board").first() or make_organisation(),
        Place.objects.filter(slug="port-ellen").first() or make_place(),
    ]
    topic = Topic.objects.filter(slug="flooding").first() or make_topic()
    numbers = range(first, first + len(entries))
    own = zip(
        entries,
        Actor.objects.bulk_create(
            Actor(name=f"Guest {number}", slug=f"guest-{number}", kind=Actor.Kind.PERSON)
            for number in numbers
        ),
        Place.objects.bulk_create(
            Place(name=f"Street {number}", slug=f"street-{number}") for number in numbers
        ),
        Topic.objects.bulk_create(
            Topic(name=f"Topic {number}", slug=f"topic-{number}") for number in numbers
        ),
        strict=True,
    )
    mentions, links = [], []
    for entry, guest, street, another in own:
        mentions += [mention_of(entry, subject) for subject in (*shared, guest, street)]
        links += [link_of(entry, each) for each in (topic, another)]
    Mention.objects.bulk_create(mentions)
    EntryTopic.objects.bulk_create(links)


def entries_on(*days: str, count: int = 1) -> None:
    """So many entries at noon of each day, such as "2022-03-24", named after it."""
    for day in days:
        for number in range(count):
            make_entry(f"{day} no. {number + 1}", f"{day} 12:{number % 60:02}")


def body(response: HttpResponse) -> str:
    """The page's text as people see it, tags left out, white space collapsed."""
    return text_of(re.sub(r"(?s)<head>.*?</head>", " ", response.content.decode()))


def text_of(html: str) -> str:
    """The same of a piece of a page."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def headlines(response: HttpResponse) -> list[str]:
    """The titles of the entries listed, in order."""
    found = re.findall(r"(?s)<h[34] dir[^>]*><a [^>]*>(.*?)</a>", response.content.decode())
    return [unescape(re.sub("<[^>]*>", "", headline).strip()) for headline in found]


def links(response: HttpResponse) -> list[str]:
    """Where the page's links lead."""
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', response.content.decode())]


def queries(client: Client, address: str) -> int:
    """How many queries the page at an address takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
