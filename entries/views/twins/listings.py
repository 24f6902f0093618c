"""Lists for machines: a part from a cursor on, or all of it as a stream.

A list is one that a page shows: its rows come in the order of the page, and as many as it says.
Found ones come from the index, other ones from the database; both know nothing of a page's number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import QuerySet

from entries import search
from entries.filters import EntryFilter
from entries.records import ENTRY_COLUMNS, Columns, entry_records
from entries.records.lines import Record
from entries.search import Bookmark, LostBookmark

from .cursors import LOST, START_AGAIN, beyond, keys_in, with_keys
from .machine import Refused

# Rows of a part; and rows that are read at a time for a stream, which are all it holds.
PART = 100
AT_ONCE = 500

Make = Callable[[Sequence[Any], str], list[Record]]


class Rows(Protocol):
    """The rows of a list. `site` is what goes before the paths of addresses."""

    columns: Columns

    def total(self) -> int:
        """How many there are."""

    def part(self, after: list[Any] | None, site: str) -> tuple[list[Record], list[Any] | None]:
        """The next rows behind those values of a cursor, and the values to go on from, if any.

        Raises Refused where the list cannot go on from there.
        """

    def whole(self, site: str) -> tuple[int, Iterator[list[Record]]]:
        """How many there are, and all of them, some at a time."""


@dataclass(frozen=True)
class Listing:
    """A list for machines: `page` is the path of the page that shows it, with its parameters.

    `name` is what a file of it is called; `about` is what is said beside the rows, and `overview`
    gives what is said of all of them, beside the first.
    """

    page: str
    name: str
    rows: Rows
    about: Mapping[str, Any] = field(default_factory=dict)
    overview: Callable[[], Mapping[str, Any]] = dict


class FoundEntries:
    """The entries that a filter finds, in its order, whatever its page."""

    columns = ENTRY_COLUMNS

    def __init__(self, filters: EntryFilter) -> None:
        self.query = filters.query

    def total(self) -> int:
        return search.count(self.query)

    def part(self, after: list[Any] | None, site: str) -> tuple[list[Record], list[Any] | None]:
        try:
            bookmark = None if after is None else Bookmark(*after)
            found = search.stretch(self.query, bookmark, PART)
        except LostBookmark as error:
            raise Refused({"cursor": [LOST]}) from error
        last = None if found.last is None else [found.last.place, found.last.id]
        return entry_records(found.ids, site), last

    def whole(self, site: str) -> tuple[int, Iterator[list[Record]]]:
        total, parts = search.whole(self.query, AT_ONCE)
        return total, (entry_records(ids, site) for ids in parts)


class StoredRows:
    """Rows of the database in their order, each as `make` has it."""

    def __init__(self, rows: QuerySet, make: Make, columns: Columns) -> None:
        self.rows = rows
        self.make = make
        self.columns = columns

    def total(self) -> int:
        return self.rows.count()

    def part(self, after: list[Any] | None, site: str) -> tuple[list[Record], list[Any] | None]:
        rows, last = self._after(after, PART)
        return self.make(rows, site), last

    def whole(self, site: str) -> tuple[int, Iterator[list[Record]]]:
        return self.total(), self._parts(site)

    def _parts(self, site: str) -> Iterator[list[Record]]:
        last: list[Any] | None = None
        while True:
            rows, last = self._after(last, AT_ONCE)
            yield self.make(rows, site)
            if last is None:
                return

    def _after(self, after: list[Any] | None, size: int) -> tuple[list[Any], list[Any] | None]:
        """The rows behind these values, `size` at the most, and the values of the last of them."""
        rows, down = with_keys(self.rows)
        if after is not None:
            if len(after) != len(down):  # it was sorted otherwise when the cursor was made
                raise Refused({"cursor": [START_AGAIN]})
            rows = rows.filter(beyond(down, after))
        found = list(rows[: size + 1])
        last = keys_in(found[size - 1], len(down)) if len(found) > size else None
        return found[:size], last


class FixedRows:
    """Records that are all there, and few enough to be given at once."""

    def __init__(self, records: list[Record], columns: Columns) -> None:
        self.records = records
        self.columns = columns

    def total(self) -> int:
        return len(self.records)

    def part(self, after: list[Any] | None, site: str) -> tuple[list[Record], list[Any] | None]:
        return self.records, None

    def whole(self, site: str) -> tuple[int, Iterator[list[Record]]]:
        return len(self.records), iter([self.records])


def one_by_one(record: Callable[..., Record]) -> Make:
    """What makes records of rows by making one of each."""

    def make(rows: Sequence[Any], site: str) -> list[Record]:
        return [record(row, site=site) for row in rows]

    return make


def stored_entries(entries: QuerySet) -> StoredRows:
    """Entries in the order of the queryset."""

    def make(rows: Sequence[Any], site: str) -> list[Record]:
        return entry_records([row.pk for row in rows], site)

    # The entries of a live page are given their liveblog as they come: without its key at hand
    # that would be a query for each.
    return StoredRows(entries.only("pk", "liveblog"), make, ENTRY_COLUMNS)
