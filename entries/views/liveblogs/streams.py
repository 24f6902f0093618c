"""A live page as a stream to be read: in which order, at which addresses, divided by what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from entries.models import Entry, Liveblog
from entries.models.addresses import path_of
from entries.models.entry import EntryQuerySet

from ..paging import IN_FULL_A_PAGE

ORDERS = ("oldest", "newest")
GAP = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Step:
    """An entry in a stream, and what to say before it: a new day, a time without entries.

    `new_part` says that another live page begins, where several are read as one.
    """

    entry: Entry
    new_part: bool
    new_day: bool
    gap: dt.timedelta | None


@dataclass(frozen=True, slots=True)
class Stream:
    """A live page in one of the orders.

    Its addresses leave out the first page, the order that a page has once it is over, and any
    order where nothing has a date.
    """

    PAGE: ClassVar[str] = "liveblog"  # the name of its address

    liveblog: Liveblog
    order: str

    @classmethod
    def asked_for(cls, request: HttpRequest, source_slug: str, slug: str) -> Stream:
        """The stream at this address in the order asked for; raises Http404 where there is none.

        Where none is, the newest entry comes first while the page runs, the oldest once it is
        over. Without dates there is no order but the page's own.
        """
        liveblog = liveblog_or_404(source_slug, slug)
        if not liveblog.ends_at:
            return cls(liveblog, "newest")
        return cls(liveblog, order_in(request.GET.get("order", ""), runs=liveblog.runs))

    @property
    def runs(self) -> bool:
        return self.liveblog.runs

    @property
    def keys(self) -> list[int]:
        """The primary keys of its live pages, the earliest first."""
        return [self.liveblog.pk]

    @property
    def entries(self) -> EntryQuerySet:
        return self.liveblog.entries.all()

    @property
    def newest_first(self) -> bool:
        return self.order == "newest"

    def ordered(self, entries: EntryQuerySet) -> EntryQuerySet:
        """The entries as they follow one another here."""
        return entries.newest_first() if self.newest_first else entries.oldest_first()

    def address(self, page: int = 1, key: str = "") -> str:
        """The address of one of its pages, and of an entry there."""
        anchor = f"#{key}" if key else ""
        return f"{self._path(self.PAGE)}{self.query(page)}{anchor}"

    def address_of(self, entry: Entry) -> str:
        """Where the entry stands, which must be one of this stream."""
        return self.address(self.place_of(entry) // IN_FULL_A_PAGE + 1, entry.key)

    def place_of(self, entry: Entry) -> int:
        """How many entries stand before this one."""
        return entry.place(newest_first=self.newest_first)

    def address_at(self, time: str) -> str:
        """The address that leads to the first entry from this time on."""
        return f"{self._path(f'{self.PAGE}_at', time)}{self.query()}"

    def address_with(self, entry: Entry) -> str:
        """The address that leads to the entry: its page need not be known here."""
        return f"{self._path(f'{self.PAGE}_with', entry.key)}{self.query()}"

    def _path(self, name: str, *more: str) -> str:
        return path_of(name, self.liveblog.source.slug, self.liveblog.slug, *more)

    def query(self, page: int = 1) -> str:
        """The parameters, from the question mark on."""
        lasts = not self.runs and self.order == ORDERS[0]
        asked = {"order": self.order} if self.liveblog.ends_at and not lasts else {}
        asked |= {"page": str(page)} if page > 1 else {}
        return f"?{urlencode(asked)}" if asked else ""


def order_in(asked: str, *, runs: bool) -> str:
    """The order asked for, else the newest entry first while a stream with dates runs."""
    return asked if asked in ORDERS else ORDERS[runs]


def liveblog_or_404(source_slug: str, slug: str) -> Liveblog:
    found = Liveblog.objects.with_address(f"{source_slug}/{slug}")
    if found is None:
        raise Http404("There is no liveblog at this address.")
    return found


def steps(entries: Iterable[Entry]) -> Iterator[Step]:
    """The entries with what to say before each."""
    before: Entry | None = None
    for entry in entries:
        gap = time_between(before, entry) if before else None
        new_part = before is None or before.liveblog_id != entry.liveblog_id
        new_day = new_part or before.day != entry.day
        yield Step(entry, new_part, new_day, gap if gap and gap >= GAP else None)
        before = entry


def time_between(one: Entry, other: Entry) -> dt.timedelta | None:
    """How long lies between two entries; None unless both times are exact to the minute."""
    if one.has_clock and other.has_clock:
        return abs(other.published_at - one.published_at)
    return None
