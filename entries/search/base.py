"""What is asked of a search engine, and what it answers; knows of no engine and no database.

Another engine, such as a cluster, takes the place of the present one by meeting `Engine` and being
the one that `engine.py` gives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from .nodes import Filter, Node, Span
from .periods import Period

# Fields that are offered with their values and counts.
FACETS = ("source", "person", "organisation", "place", "topic", "label", "byline", "year")
# Fields that a filter can ask for.
FIELDS = ("actor", "place", "topic", "source", "liveblog", "label", "byline", "has", "year")
# An entry has one of these: of several values that are asked for any one will do. Of the other
# fields an entry may have many values: all that are asked for must be there.
ONE_EACH = frozenset({"source", "liveblog", "year"})
# What a filter can ask an entry to have.
HAS = ("quote", "image", "video", "list", "embed")
SORTS = ("relevance", "newest", "oldest")
PAGE = 20
# The kinds of name that a filter by actor can ask for.
ACTORS = ("person", "organisation")

Value = int | str
Counts = list[tuple[Value, int]]


def field_of(kind: str) -> str:
    """The field that filters by things of a kind, or by the values of a facet."""
    return "actor" if kind in ACTORS else kind


class SearchUnavailable(Exception):
    """The index cannot be searched now; the text says why, in words for a reader."""


class LostBookmark(Exception):
    """An answer cannot go on from a bookmark, since what stood there is gone or has moved far."""


class Status(Enum):
    """How an index is: fit for searching, not there, made for another schema, or broken."""

    READY = "ready"
    MISSING = "missing"
    OUTDATED = "outdated"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class EntryDocument:
    """An entry as it is indexed. Keys are primary keys.

    `day` and `hour` are of the wall clock in the source's zone, the hour as the number of hours
    since the year 1 began; an entry whose page gave no time of day has none.
    `newest` and `oldest` order entries as `Entry.objects.newest_first()` (the greatest number
    first) and `oldest_first()` (the smallest first) do. `stamp` is a 63-bit digest of all else.
    """

    id: int
    headline: str
    text: str
    newest: int
    oldest: int
    source: int
    liveblog: int
    day: dt.date | None = None
    hour: int | None = None
    persons: Sequence[int] = ()
    organisations: Sequence[int] = ()
    places: Sequence[int] = ()
    topics: Sequence[int] = ()
    labels: Sequence[str] = ()
    bylines: Sequence[str] = ()
    has: Sequence[str] = ()
    stamp: int = 0


@dataclass(frozen=True, slots=True)
class NameDocument:
    """Something that filters name: its kind, its key, the name shown and all that it goes by.

    `kind` is person, organisation, place, topic, source or liveblog; `slug` is what addresses
    call it by.
    """

    kind: str
    id: int
    slug: str
    name: str
    aliases: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A search: words, filters and a time; which page of what comes, in which of the SORTS."""

    words: Node | None = None
    filters: tuple[Filter, ...] = ()
    span: Span = Span()
    sort: str = "newest"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Timeline:
    """How many of the entries found lie in each period of one unit; empty periods are left out.

    `undated` entries have no day; `clockless` ones have a day but no hour, and are counted only
    where the unit is the hour.
    """

    unit: str
    counts: Mapping[Period, int]
    undated: int = 0
    clockless: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """An engine's answer: the exact total, the ids of one page in order, facets, timeline.

    `page` is the one asked for, or the last where there are not so many.
    """

    total: int
    page: int
    ids: list[int]
    facets: dict[str, Counts] = field(default_factory=dict)
    timeline: Timeline = Timeline("year", {})


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The entry after which an answer goes on, and its place: by time the number that orders it,
    by relevance how many entries stand before it.
    """

    place: int
    id: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some ids of an answer in order; `last` is where it goes on, None where it does not."""

    ids: list[int]
    last: Bookmark | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Entries like a text, the most alike first.

    `words` are those of the text that tell it from others, as it has them, each with its weight,
    the weightiest first.
    """

    ids: list[int]
    words: dict[str, float]


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name that fits what was typed; `matched` is the alias that does, or the name itself."""

    kind: str
    id: int
    slug: str
    name: str
    matched: str
    count: int


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A part of a text that a query's words match: characters from `start` up to `end`."""

    start: int
    end: int


class Draft(Protocol):
    """Changes to an index."""

    def fill(self, entries: Iterable[EntryDocument]) -> None:
        """Put in entries that are not there yet: for the many of a new index."""

    def add(self, entries: Iterable[EntryDocument]) -> None:
        """Put in entries in the place of those with their ids."""

    def add_names(self, names: Iterable[NameDocument]) -> None:
        """Put in names in the place of those of the same things."""

    def remove(self, ids: Collection[int], names: Collection[tuple[str, int]] = ()) -> None:
        """Take out the entries, and the names given as (kind, id), that are there."""

    def settle(self) -> None:
        """For a new index: write out what it has so far, so that its end is quick."""


class Engine(Protocol):
    """A search engine. Whatever is read raises SearchUnavailable where there is no fit index."""

    def status(self) -> Status:
        """How the index in use is; raises nothing where it is not fit."""

    def examine(self) -> None:
        """Look at all of the index in use: `status` then tells of damage that hides in it, too."""

    def label(self) -> str:
        """The name that was given to the index in use when it was made; empty where none is."""

    def writing(self) -> AbstractContextManager[Draft]:
        """Changes to the index in use: durable, all at once, when the block ends without error.

        To be held by one writer at a time. Raises OSError where there is no room to write.
        """

    def building(self, label: str) -> AbstractContextManager[Draft]:
        """A new index beside the one in use, whose place it takes when the block ends well.

        Raises OSError where there is no room for it.
        """

    def find(self, query: Query, facets: Sequence[str] = FACETS, values: int = 10) -> Found:
        """The page of entries, with up to `values` values of each facet, the most frequent first.

        A facet of ONE_EACH is counted without its own filters, so that its other values stay
        visible; any other under all filters: its counts are what adding the value would give.
        """

    def count(self, query: Query) -> int:
        """The exact number of entries."""

    def ids(self, query: Query, limit: int) -> list[int]:
        """The first entries in the query's order, whatever its page, `limit` at the most."""

    def stretch(
        self, query: Query, after: Bookmark | None, size: int, turned: bool = False
    ) -> Stretch:
        """The next ids in the query's order, whatever its page, `size` at the most.

        With `turned` in exactly the opposite order, that of relevance excepted.
        By time, nothing that comes or goes meanwhile makes an entry come twice or stay out, and
        entries that the order does not tell apart come by their ids. Raises LostBookmark.
        """

    def whole(self, query: Query, size: int) -> tuple[int, Iterator[list[int]]]:
        """The exact total, and that many ids in the query's order, up to `size` at a time.

        All are of the moment of the call, whatever changes before the last one is taken.
        """

    def values(self, query: Query, facet: str) -> Counts:
        """Every value of one facet, counted as in `find`; an engine may leave out what is rarer
        than tens of thousands of others."""

    def like(self, text: str, limit: int, language: str = "") -> Likeness:
        """The entries whose words are most like the text's, `limit` at the most.

        That which has the very text may be among them. The text must be composed (NFC). Of its
        language (BCP 47) the words are passed over that tell nothing, such as names of days.
        """

    def marks(self, words: Node, texts: Sequence[str]) -> list[list[Mark]]:
        """The parts of each text that the words match; they may overlap.

        The texts must have their letters composed (NFC).
        """

    def words_from(self, start: str, limit: int) -> list[tuple[str, int]]:
        """Words of the archive, folded, that start so, with the entries of each, most first."""

    def words_like(self, word: str) -> list[tuple[str, int]]:
        """Words of the archive, folded, spelt much like this one, with the entries of each."""

    def names_from(self, typed: str, kinds: Collection[str], limit: int) -> list[NameFound]:
        """Names of these kinds of which some alias has all the words, the last one perhaps only
        begun; those with most entries first.
        """

    def names_called(self, name: str, kinds: Collection[str]) -> list[NameFound]:
        """What goes by exactly this name or alias, whatever the accents and letter case."""

    def stamps(self) -> Mapping[int, int]:
        """The stamp of every entry in the index, by id."""
