"""A live page as a stream to be read: in which order, at which addresses, divided by what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from entries.models import Entry, Liveblog
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

    liveblog: Liveblog
    order: str

    @classmethod
    def asked_for(cls, request: HttpRequest, source_slug: str, slug: str) -> Stream:
        """The stream at this address in the order asked for; raises Http404 where there is none.

        Where none is, the newest entry comes first while the page runs, the oldest once it is
        over. Without dates there is no order but the page's own.
        """
        liveblog = liveblog_or_404(source_slug, slug)
        usual = "oldest" if liveblog.ends_at and not liveblog.runs else "newest"
        asked = request.GET.get("order") if liveblog.ends_at else None
        return cls(liveblog, asked if asked in ORDERS else usual)

    @property
    def newest_first(self) -> bool:
        return self.order == "newest"

    def ordered(self, entries: EntryQuerySet) -> EntryQuerySet:
        """The entries as they follow one another here."""
        return entries.newest_first() if self.newest_first else entries.oldest_first()

    def address(self, page: int = 1, key: str = "") -> str:
        """The address of one of its pages, and of an entry there."""
        anchor = f"#{key}" if key else ""
        return f"{self.liveblog.get_absolute_url()}{self.query(page)}{anchor}"

    def address_of(self, entry: Entry) -> str:
        """Where the entry stands, which must be one of this live page."""
        page = entry.place(newest_first=self.newest_first) // IN_FULL_A_PAGE + 1
        return self.address(page, entry.key)

    def address_at(self, time: str) -> str:
        """The address that leads to the first entry from this time on."""
        return self._way("liveblog_at", time)

    def address_with(self, entry: Entry) -> str:
        """The address that leads to the entry: its page need not be known here."""
        return self._way("liveblog_with", entry.key)

    def _way(self, name: str, *more: str) -> str:
        path = reverse(
            f"entries:{name}", args=[self.liveblog.source.slug, self.liveblog.slug, *more]
        )
        return f"{path}{self.query()}"

    def query(self, page: int = 1) -> str:
        """The parameters, from the question mark on."""
        query = QueryDict(mutable=True)
        lasts = not self.liveblog.runs and self.order == ORDERS[0]
        if self.liveblog.ends_at and not lasts:
            query["order"] = self.order
        if page > 1:
            query["page"] = str(page)
        return f"?{query.urlencode()}" if query else ""


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
