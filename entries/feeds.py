"""Feeds: the newest entries of a person, an organisation, a place, a topic or a source, as Atom."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from entries import search
from entries.filters import EntryFilter
from entries.models import Entry, Source
from entries.search import SearchUnavailable
from entries.search.rebuilding import start_rebuild_if_needed
from entries.templatetags.entry_tags import excerpt
from entries.views.kinds import KINDS, Kind, Subject, feed_address, moved

MOST = 50  # entries in a feed
RETRY_AFTER = "10"  # seconds
# What XML cannot hold at all, not even escaped; a dump may.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Followed:
    """What a feed follows; `site` is where this archive is, such as "https://archive.example"."""

    kind: Kind
    subject: Subject
    site: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in the feed of a site."""

    entry: Entry
    site: str


class Atom(Atom1Feed):
    """Says of each entry what language it is in."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}


class SubjectFeed(Feed):
    """The newest entries of one thing. Undated ones stay out: a feed is in the order of time."""

    feed_type = Atom

    def __call__(self, request: HttpRequest, kind: str, slug: str) -> HttpResponse:
        found = KINDS[kind].find(slug)
        if found.slug != slug:
            return moved(request, feed_address(found))
        try:
            return super().__call__(request, Followed(KINDS[kind], found, site_of(request)))
        except SearchUnavailable:
            start_rebuild_if_needed()
            text = "The index of this archive is being built. Try again in a moment."
            headers = {"Retry-After": RETRY_AFTER}
            return HttpResponse(text, status=503, content_type="text/plain", headers=headers)

    def get_object(self, request: HttpRequest, followed: Followed) -> Followed:
        return followed

    def title(self, followed: Followed) -> str:
        return fit_for_xml(f"{followed.subject.name} – As It Happened")

    def subtitle(self, followed: Followed) -> str:
        link = "of" if isinstance(followed.subject, Source) else "about"
        return fit_for_xml(f"The newest entries {link} {followed.subject.name}")

    def link(self, followed: Followed) -> str:
        return followed.subject.get_absolute_url()

    def items(self, followed: Followed) -> list[Item]:
        entries = newest(followed.kind.entries_of(followed.subject))
        return [Item(entry, followed.site) for entry in entries]

    def item_title(self, item: Item) -> str:
        return fit_for_xml(item.entry.title)

    def item_description(self, item: Item) -> str:
        return escape(fit_for_xml(excerpt(item.entry)))

    def item_link(self, item: Item) -> str:
        return item.entry.get_absolute_url()

    def item_guid(self, item: Item) -> str:
        """The address that lasts: without the slug, which may change."""
        return item.site + reverse("entries:entry", args=[item.entry.key])

    def item_author_name(self, item: Item) -> str:
        names = [byline.name for byline in item.entry.bylines.all()]
        return fit_for_xml(", ".join([*names, item.entry.source.name]))

    def item_categories(self, item: Item) -> list[str]:
        return [fit_for_xml(label) for label in item.entry.labels]

    def item_extra_kwargs(self, item: Item) -> dict[str, str]:
        return {"language": item.entry.source.language}

    def item_pubdate(self, item: Item) -> dt.datetime | None:
        return item.entry.published_at

    def item_updateddate(self, item: Item) -> dt.datetime:
        return item.entry.updated_at


def site_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def newest(filters: EntryFilter) -> list[Entry]:
    """The newest dated entries that a filter asks for. Raises SearchUnavailable."""
    ids = search.ids(filters.query, MOST)
    found = Entry.objects.for_listing().in_bulk(ids)
    entries = [found[pk] for pk in ids if pk in found]
    return [entry for entry in entries if entry.published_at]


def fit_for_xml(text: str) -> str:
    return NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
