"""Columns side by side on one clock: a row for each minute with something in it, silence between.

Knows which entries stand where, and when a column is silent; the template draws it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from entries.models import Entry, Liveblog, Source
from entries.models.entry import EntryQuerySet
from entries.zones import zone_name

from .clock import MINUTE, Clock, anchor, in_utc

# How long nothing must come in any column for a line to say so.
SILENCE = dt.timedelta(hours=1)
MINUTES_A_PAGE = 100
# Of the entries of a column that have no exact time so many are listed.
APART_SHOWN = 5

# What a cell shows: entries; a silence while the column's page ran; that it did not run.
SPOKE, SILENT, AWAY = "spoke", "silent", "away"


@dataclass(frozen=True, slots=True)
class Column:
    """A liveblog, or a source on a day. `first` and `last` are minutes; None where no entry has
    one. `entry_count` are its entries that have a minute and fit the filters."""

    of: Liveblog | Source
    first: dt.datetime | None = None
    last: dt.datetime | None = None
    entry_count: int = 0

    @property
    def source(self) -> Source:
        return self.of.source if isinstance(self.of, Liveblog) else self.of

    @property
    def key(self) -> int:
        return self.of.pk

    @property
    def value(self) -> str:
        """What addresses call it by."""
        return value_of(self.of)

    @property
    def title(self) -> str:
        """What it has for a name beside that of its source."""
        return self.of.title if isinstance(self.of, Liveblog) else ""

    def runs_at(self, minute: dt.datetime) -> bool:
        return bool(self.first and self.last and self.first <= minute <= self.last)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column has in a minute."""

    column: Column
    entries: Sequence[Entry]
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """A minute on the clock; what is said before it: a new day, a silence, a clock set anew.

    `twofold` says that the clock shows this time twice.
    """

    instant: dt.datetime
    local: dt.datetime
    written: str
    cells: Sequence[Cell]
    new_day: bool
    silence: dt.timedelta | None
    turned: bool
    twofold: bool

    @property
    def zone(self) -> str:
        """What the clock's zone is called at that minute, such as GMT or BST."""
        return zone_name(self.local)

    @property
    def anchor(self) -> str:
        return anchor(self.instant)

    @property
    def in_utc(self) -> str:
        return in_utc(self.instant)


@dataclass(frozen=True, slots=True)
class Apart:
    """The entries of a column that cannot stand at a minute; `more` are not listed."""

    column: Column
    entries: Sequence[Entry]
    more: int


def value_of(of: Liveblog | Source) -> str:
    """What addresses call a liveblog or a source by."""
    return f"{of.source.slug}/{of.slug}" if isinstance(of, Liveblog) else of.slug


def columns_of(
    found: Iterable[Liveblog | Source],
    field: str,
    entries: EntryQuerySet,
    counts: Mapping[int, int],
) -> list[Column]:
    """The columns with when their `entries`, filtered by nothing, begin and end."""
    spans = {key: (first, last) for key, first, last, _ in entries.with_clock().spans_of(field)}
    return [
        Column(of, *spans.get(of.pk, (None, None)), entry_count=counts.get(of.pk, 0))
        for of in found
    ]


def rows_of(
    minutes: Sequence[dt.datetime],
    shown: range,
    columns: Sequence[Column],
    entries: Mapping[tuple[int, dt.datetime], Sequence[Entry]],
    clock: Clock,
) -> Iterator[Row]:
    """The rows of the minutes at the places `shown`; `entries` by column and minute."""
    for place in shown:
        minute = minutes[place]
        local = clock.shows(minute)
        before = clock.shows(minutes[place - 1]) if place else None
        gap = minute - minutes[place - 1] if place else dt.timedelta()
        yield Row(
            minute,
            local,
            clock.written(minute),
            [cell_of(column, minute, entries) for column in columns],
            new_day=place == shown.start or before is None or before.date() != local.date(),
            silence=gap if gap >= SILENCE else None,
            turned=before is not None and before.utcoffset() != local.utcoffset(),
            twofold=clock.is_twofold(minute),
        )


def cell_of(
    column: Column,
    minute: dt.datetime,
    entries: Mapping[tuple[int, dt.datetime], Sequence[Entry]],
) -> Cell:
    found = entries.get((column.key, minute), ())
    state = SPOKE if found else SILENT if column.runs_at(minute) else AWAY
    return Cell(column, found, state)


def by_minute(entries: Iterable[Entry], field: str) -> dict[tuple[int, dt.datetime], list[Entry]]:
    """The entries by the key of their column and their minute."""
    result = defaultdict(list)
    for entry in entries:
        key = getattr(entry, f"{field}_id")
        result[key, entry.published_minute].append(entry)
    return dict(result)


def entries_of_page(
    entries: EntryQuerySet, minutes: Sequence[dt.datetime], shown: range
) -> EntryQuerySet:
    """The entries that stand in the rows at the places `shown`."""
    if not shown:
        return entries.none()
    ends = entries.from_to(minutes[shown.start], minutes[shown[-1]] + MINUTE)
    return ends.with_clock().with_sources().oldest_first()


def place_from(minutes: Sequence[dt.datetime], instant: dt.datetime) -> int:
    """The place of the first minute from an instant on; of the last where none follows."""
    return next(
        (place for place, minute in enumerate(minutes) if minute >= instant), len(minutes) - 1
    )


def apart_of(entries: EntryQuerySet, columns: Collection[Column], field: str) -> list[Apart]:
    """What of each column has no minute, the columns that have such entries alone."""
    found = defaultdict(list)
    some = entries.without_clock().some_of(field, APART_SHOWN)
    for entry in some.with_sources():
        found[getattr(entry, f"{field}_id")].append(entry)
    return [
        Apart(column, found[column.key], found[column.key][0].of - len(found[column.key]))
        for column in columns
        if column.key in found
    ]
