"""The entries that the pages of one batch may be, in memory: read at once, written at once.

An entry is told by where it stands: what it shows, and when it came, follows from its captures
alone. So a page can be read again, or taken back, and the entry is what the others say.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .drafts import Draft, Placed, Spot, spots_of
from .rows import fetched

APPROXIMATE = {"minute": dt.timedelta(minutes=2), "hour": dt.timedelta(hours=1)}
LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)

CANDIDATES = """
    SELECT id FROM entries_entry WHERE key = ANY(%(keys)s)
    UNION SELECT id FROM entries_entry
        WHERE source_id = ANY(%(sources)s) AND published_at = ANY(%(instants)s)
    UNION SELECT entry_id FROM entries_entryversion WHERE content_hash = ANY(%(hashes)s)
    UNION SELECT entry_id FROM entries_appearance
        WHERE anchor = ANY(%(anchors)s) AND anchor <> ''
    UNION SELECT entry_id FROM entries_appearance WHERE capture_id = ANY(%(captures)s)"""
NEARBY = """
    SELECT id FROM entries_entry WHERE source_id = %s AND published_at BETWEEN %s AND %s"""
ENTRIES = """
    SELECT id, key, source_id, liveblog_id, headline, text, published_at, time_precision,
        time_text, day, ordinal, content_hash
    FROM entries_entry WHERE id = ANY(%s) ORDER BY id"""
VERSIONS = """
    SELECT id, entry_id, number, content_hash, words_hash, bylines
    FROM entries_entryversion WHERE entry_id = ANY(%s) ORDER BY entry_id, number"""
STANDINGS = """
    SELECT one.id, one.entry_id, capture_id, captured_at, capture.liveblog_id, version_id,
        one.ordinal, first_line, last_line, published_at, time_precision, time_text, anchor
    FROM entries_appearance AS one JOIN entries_capture AS capture ON capture.id = capture_id
    WHERE entry_id = ANY(%s) ORDER BY one.id"""


@dataclass(eq=False, slots=True)
class Version:
    """What an entry said; `draft` is the content of one that is new or read anew."""

    pk: int
    number: int
    content_hash: str = ""
    words_hash: str = ""
    bylines: list[dict[str, str]] = field(default_factory=list)
    draft: Draft | None = None


@dataclass(eq=False, slots=True)
class Standing:
    """An appearance: an entry in a capture. `captured_at` and `liveblog_id` are the capture's."""

    pk: int
    capture_id: int
    captured_at: dt.datetime | None
    liveblog_id: int
    version: Version
    ordinal: int
    first_line: int
    last_line: int
    published_at: dt.datetime | None
    precision: str
    time_text: str
    anchor: str

    @property
    def has_clock(self) -> bool:
        """Whether the time that it gives is one to the minute."""
        return self.precision in ("minute", "second")

    @property
    def recency(self) -> tuple[dt.datetime, int, int]:
        """By what the latest is told: capture time, captures without one before all others."""
        return self.captured_at or LONG_AGO, self.capture_id, -self.ordinal

    @property
    def said(self) -> tuple[Any, ...]:
        """All that an appearance says, to see whether another says the same."""
        return (
            self.version.pk,
            self.ordinal,
            self.first_line,
            self.last_line,
            self.published_at,
            self.precision,
            self.time_text,
            self.anchor,
        )


@dataclass(eq=False, slots=True)
class KnownEntry:
    """An entry of the record, or one that is about to be.

    `was` are the values of its row as they are stored, and `bylines_were` those of the version
    that it showed; None for a new one.
    """

    pk: int
    key: str
    source_id: int
    liveblog_id: int
    headline: str
    text: str
    published_at: dt.datetime | None
    precision: str
    time_text: str
    day: dt.date | None
    ordinal: int
    content_hash: str
    versions: dict[str, Version] = field(default_factory=dict)
    standings: list[Standing] = field(default_factory=list)
    slug: str = ""
    was: tuple[Any, ...] | None = None
    bylines_were: list[dict[str, str]] | None = None

    @property
    def row(self) -> tuple[Any, ...]:
        """The values that its captures settle."""
        return (
            self.source_id,
            self.liveblog_id,
            self.published_at,
            self.precision,
            self.time_text,
            self.day,
            self.ordinal,
            self.content_hash,
        )

    def next_number(self) -> int:
        return 1 + max((version.number for version in self.versions.values()), default=0)


class KnownEntries:
    """Entries by all that a draft may be recognised by; new ones are added as they come."""

    def __init__(self) -> None:
        self.entries: dict[int, KnownEntry] = {}
        self.by_key: dict[str, KnownEntry] = {}
        self.by_instant: dict[tuple[int, Any], list[KnownEntry]] = defaultdict(list)
        self.by_hour: dict[tuple[int, dt.datetime], list[KnownEntry]] = defaultdict(list)
        self.by_content: dict[tuple[int, str], list[KnownEntry]] = defaultdict(list)
        self.by_anchor: dict[tuple[int, str], list[KnownEntry]] = defaultdict(list)
        self.by_capture: dict[int, dict[Spot, KnownEntry]] = {}

    def load(self, drafts: Sequence[Placed], captures: Sequence[int]) -> None:
        """Read the entries that the drafts could be, and those that stand in the captures."""
        self.read(candidates(drafts, captures), captures)

    def read(self, keys: Sequence[int], captures: Iterable[int]) -> None:
        """Read these entries with all their versions and appearances.

        Among them is every entry that stands in one of the captures.
        """
        for values in fetched(ENTRIES, (keys,)):
            entry = KnownEntry(*values)
            entry.was = entry.row
            self.entries[entry.pk] = entry
        versions: dict[int, Version] = {}
        for pk, entry_id, number, content, words, bylines in fetched(VERSIONS, (keys,)):
            versions[pk] = Version(pk, number, content, words, json.loads(bylines))
            self.entries[entry_id].versions[content] = versions[pk]
        for pk, entry_id, capture, captured_at, liveblog, version, *said in fetched(
            STANDINGS, (keys,)
        ):
            standing = Standing(pk, capture, captured_at, liveblog, versions[version], *said)
            self.entries[entry_id].standings.append(standing)
        for key in keys:
            entry = self.entries[key]
            shown = entry.versions.get(entry.content_hash)
            entry.bylines_were = shown.bylines if shown else []
            self.note(entry)
        self.by_capture = {capture: self.spots_in(capture) for capture in captures}

    def spots_in(self, capture: int) -> dict[Spot, KnownEntry]:
        """The entries that stand in a capture, by their spots."""
        there = standings_in(self.entries.values(), capture)
        spots = spots_of(standing.first_line for _, standing in there)
        return {spot: entry for spot, (entry, _) in zip(spots, there, strict=True)}

    def add(self, entry: KnownEntry) -> None:
        """Keep a new entry, whose key is taken from now on."""
        self.entries[entry.pk] = entry
        self.by_key[entry.key] = entry

    def note(self, entry: KnownEntry) -> None:
        """Make an entry found by what it is now."""
        source = entry.source_id
        self.add(entry)
        if entry.published_at:
            append(self.by_instant[source, entry.published_at], entry)
            append(self.by_hour[source, hour_of(entry.published_at)], entry)
        for content in entry.versions:
            append(self.by_content[source, content], entry)
        for standing in entry.standings:
            if standing.anchor:
                append(self.by_anchor[source, standing.anchor], entry)

    def near(self, draft: Placed) -> list[KnownEntry]:
        """The entries whose time may be that of the draft, as nearly as its page tells."""
        instant = draft.published_at
        if instant is None:
            return []
        if tolerance_of(draft) is None:
            around = self.by_instant[draft.source_id, instant]
        else:
            hours = (hour_of(instant + dt.timedelta(hours=step)) for step in (-1, 0, 1))
            around = [each for hour in hours for each in self.by_hour[draft.source_id, hour]]
        return [entry for entry in around if is_near(entry, draft)]


def is_near(entry: KnownEntry, draft: Placed) -> bool:
    """Whether the entry's time may be that of the draft, as nearly as its page tells."""
    theirs, ours = entry.published_at, draft.published_at
    if theirs is None or ours is None:
        return False
    return abs(theirs - ours) <= (tolerance_of(draft) or dt.timedelta())


def standings_in(entries: Iterable[KnownEntry], capture: int) -> list[tuple[KnownEntry, Standing]]:
    """What stands in a capture, in order."""
    pairs = (
        (entry, standing)
        for entry in entries
        for standing in entry.standings
        if standing.capture_id == capture
    )
    return sorted(pairs, key=lambda pair: pair[1].ordinal)


def append(entries: list[KnownEntry], entry: KnownEntry) -> None:
    if entry not in entries:
        entries.append(entry)


def hour_of(instant: dt.datetime) -> dt.datetime:
    return instant.replace(minute=0, second=0, microsecond=0)


def tolerance_of(draft: Placed) -> dt.timedelta | None:
    """How far off a time that was counted back from an age may be; None for a printed one."""
    return None if draft.draft.age is None else APPROXIMATE.get(draft.precision)


def candidates(drafts: Sequence[Placed], captures: Iterable[int]) -> list[int]:
    """The keys of entries that share a key, a time, some version's words or an anchor with a
    draft, or that stand in one of the captures.

    A union, so that each look-up goes by its own index and none reads all of a source.
    """
    wanted = {
        "keys": sorted({each.key for each in drafts}),
        "sources": sorted({each.source_id for each in drafts}),
        "instants": sorted({each.published_at for each in drafts if each.published_at}),
        "hashes": sorted({each.draft.content_hash for each in drafts}),
        "anchors": sorted({each.draft.anchor for each in drafts if each.draft.anchor}),
        "captures": sorted(captures),
    }
    found = {key for (key,) in fetched(CANDIDATES, wanted)}
    for source, first, last in approximate_spans(drafts):
        found.update(key for (key,) in fetched(NEARBY, (source, first, last)))
    return sorted(found)


def approximate_spans(
    drafts: Sequence[Placed],
) -> Iterator[tuple[int, dt.datetime, dt.datetime]]:
    """For each source, the time around its drafts that were counted back from ages."""
    instants: dict[int, list[dt.datetime]] = defaultdict(list)
    for draft in drafts:
        if draft.published_at and tolerance_of(draft):
            instants[draft.source_id].append(draft.published_at)
    widest = max(APPROXIMATE.values())
    for source, times in instants.items():
        yield source, min(times) - widest, max(times) + widest
