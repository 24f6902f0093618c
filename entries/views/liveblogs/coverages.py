"""A coverage of several live pages as one stream: in which order, at which addresses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest
from django.urls import reverse

from entries.filters.parameters import address_of
from entries.models import Entry, Liveblog
from entries.models.entry import EntryQuerySet

from ..paging import IN_FULL_A_PAGE
from .parts import Parts, parts_of
from .streams import Stream, liveblog_or_404, order_in


@dataclass(frozen=True, slots=True)
class Part:
    """A live page in the stream of its coverage.

    Its number counts from 1, the place of its first entry there from 0; `address` leads to that.
    """

    liveblog: Liveblog
    number: int
    first: int
    entry_count: int
    address: str


@dataclass(frozen=True, slots=True)
class Coverage(Stream):
    """The live pages of a coverage, part after part, at the address of one of them."""

    PAGE: ClassVar[str] = "liveblog_coverage"

    parts: Parts

    @classmethod
    def asked_for(cls, request: HttpRequest, source_slug: str, slug: str) -> Stream:
        """The coverage at this address, or where that is one live page alone its stream."""
        found = cls.of(liveblog_or_404(source_slug, slug), request.GET.get("order", ""))
        return found or Stream.asked_for(request, source_slug, slug)

    @classmethod
    def of(cls, liveblog: Liveblog, order: str = "") -> Coverage | None:
        """The coverage that a live page is a part of; None where it stands alone."""
        parts = parts_of(liveblog)
        return parts and cls(liveblog, order_in(order, runs=parts.last_to_end.runs), parts)

    @property
    def runs(self) -> bool:
        return self.parts.last_to_end.runs

    @property
    def ends_at(self) -> dt.datetime:
        """The time of the last entry in any part."""
        return self.parts.last_to_end.ends_at

    @property
    def title(self) -> str:
        """That of its first part."""
        return self.parts.liveblogs[0].title

    @property
    def lasting_address(self) -> str:
        """The one address of all that its parts have for it."""
        first = self.parts.liveblogs[0]
        return reverse(f"entries:{self.PAGE}", args=[first.source.slug, first.slug])

    @property
    def search_address(self) -> str:
        """The list of its entries, to search and to narrow."""
        names = [f"{part.source.slug}/{part.slug}" for part in self.parts.liveblogs]
        return address_of({"liveblog": names})

    @property
    def keys(self) -> list[int]:
        return [part.pk for part in self.parts.liveblogs]

    @property
    def entries(self) -> EntryQuerySet:
        return Entry.objects.in_liveblogs(self.keys)

    def ordered(self, entries: EntryQuerySet) -> EntryQuerySet:
        return entries.part_after_part(newest_first=self.newest_first)

    def place_of(self, entry: Entry) -> int:
        part = next(part for part in self.dealt() if part.liveblog.pk == entry.liveblog_id)
        return part.first + entry.place(newest_first=self.newest_first)

    def dealt(self) -> list[Part]:
        """The parts in the order of the stream. One query."""
        counts = self.entries.per_liveblog()
        numbered = list(enumerate(self.parts.liveblogs, 1))
        before, dealt = 0, []
        for number, liveblog in numbered[::-1] if self.newest_first else numbered:
            count = counts.get(liveblog.pk, 0)
            address = self.address(before // IN_FULL_A_PAGE + 1, f"part-{number}")
            dealt.append(Part(liveblog, number, before, count, address))
            before += count
        return dealt
