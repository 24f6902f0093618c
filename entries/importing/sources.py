"""Whose a page is."""

from __future__ import annotations

from entries.keys import slug_of
from entries.models import ImportRun, Source
from entries.publishers import newsroom_called
from entries.tagging.known import KnownSource

from .captures import StoredCapture
from .reading import ReadPage

# Who set a page is not known where its layout is anybody's and nothing names a source.
UNKNOWN = KnownSource("unknown-source", "Unknown source", "", "UTC", "en")


class Sources:
    """The sources of the pages of one batch, each looked up once, and made at its first page."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.by_slug: dict[str, Source] = {}
        self.by_key: dict[int, Source] = {}

    def of(self, page: ReadPage, capture: StoredCapture | None) -> Source:
        """The source that a page names, else its layout's.

        `capture` is the stored one where this page was imported before: it keeps its source,
        whatever that is called by now, unless another is named.
        """
        if capture and capture.source_id and capture.hints.get("source") == page.hints.source:
            return self.with_key(capture.source_id)
        known = known_source(page)
        if known.slug not in self.by_slug:
            self.by_slug[known.slug] = self.found_or_made(known)
        source = self.by_slug[known.slug]
        return self.by_key.setdefault(source.pk, source)

    def with_key(self, key: int) -> Source:
        if key not in self.by_key:
            self.by_key[key] = Source.objects.get(pk=key)
        return self.by_key[key]

    def found_or_made(self, known: KnownSource) -> Source:
        sources = Source.objects.all()
        found = sources.filter(slug=known.slug).first() or sources.filter(name=known.name).first()
        fields = {
            "name": known.name,
            "home_page": known.home_page,
            "timezone": known.timezone,
            "language": known.language,
            "run": self.run,
        }
        made: Source = found or sources.get_or_create(slug=known.slug, defaults=fields)[0]
        return made


def zone_for(page: ReadPage, source: Source) -> str:
    """The IANA zone of a page's clocks that print none: its source's.

    An unknown source has none, so the page keeps the one that it was read in.
    """
    return page.zone if source.slug == UNKNOWN.slug else source.timezone


def known_source(page: ReadPage) -> KnownSource:
    wanted = page.hints.source or page.layout_source or page.hints.publisher
    if wanted is None:
        return UNKNOWN
    slug = slug_of(wanted, 80)
    known = newsroom_called(slug) or newsroom_called(wanted)
    return known or KnownSource(slug, wanted[:200], "", page.zone, page.hints.language or "en")
