"""The entries that drafts may be, read from the record, in a few statements however many.

Of an entry's appearances only those are read that tell what it shows, however many captures have
it: the first, which mostly gives its time, the latest, and those in captures that are read again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .drafts import Placed
from .known_entry import KnownEntry, Standing, Version
from .rows import fetched

APPROXIMATE = {"minute": dt.timedelta(minutes=2), "hour": dt.timedelta(hours=1)}

CANDIDATES = """
    SELECT id FROM entries_entry WHERE key = ANY(%(keys)s)
    UNION SELECT id FROM entries_entry
        WHERE source_id = ANY(%(sources)s) AND published_at = ANY(%(instants)s)
    UNION SELECT entry_id FROM entries_entryversion WHERE content_hash = ANY(%(hashes)s)
    UNION SELECT entry_id FROM entries_appearance WHERE capture_id = ANY(%(captures)s)"""
NEARBY = """
    SELECT id FROM entries_entry WHERE source_id = %s AND published_at BETWEEN %s AND %s"""
# From each entry that has an anchor straight to the next one, past all its other appearances.
ANCHORED = """
    WITH RECURSIVE found AS (
        SELECT anchor, (
            SELECT min(entry_id) FROM entries_appearance AS one
            WHERE one.anchor = wanted.anchor AND one.anchor <> ''
        ) AS entry_id
        FROM unnest(%s::text[]) AS wanted (anchor)
        UNION ALL
        SELECT anchor, (
            SELECT min(entry_id) FROM entries_appearance AS one
            WHERE one.anchor = found.anchor AND one.anchor <> '' AND one.entry_id > found.entry_id
        )
        FROM found WHERE entry_id IS NOT NULL
    )
    SELECT entry_id, anchor FROM found WHERE entry_id IS NOT NULL ORDER BY entry_id"""
ENTRIES = """
    SELECT id, key, source_id, liveblog_id, headline, text, published_at, time_precision,
        time_text, day, ordinal, content_hash
    FROM entries_entry WHERE id = ANY(%s) ORDER BY id"""
VERSIONS = """
    SELECT id, entry_id, number, content_hash, words_hash, bylines
    FROM entries_entryversion WHERE entry_id = ANY(%s) ORDER BY entry_id, number"""
STANDING = """
    one.id, one.entry_id, one.capture_id, one.captured_at, one.version_id, one.ordinal,
    one.first_line, one.last_line, one.published_at, one.time_precision, one.time_text, one.anchor
"""
ALL = f"SELECT {STANDING} FROM entries_appearance AS one WHERE one.entry_id = ANY(%s)"
# First and latest are a step each in the index of an entry's appearances.
TELLING = f"""
    SELECT {STANDING}
    FROM unnest(%(entries)s::bigint[]) AS wanted (id) CROSS JOIN LATERAL (
        (
            SELECT * FROM entries_appearance WHERE entry_id = wanted.id
            ORDER BY captured_at NULLS FIRST, capture_id, ordinal LIMIT 1
        ) UNION ALL (
            SELECT * FROM entries_appearance WHERE entry_id = wanted.id
            ORDER BY captured_at DESC NULLS LAST, capture_id DESC, ordinal LIMIT 1
        )
    ) AS one
    UNION ALL SELECT {STANDING}
    FROM entries_appearance AS one WHERE one.capture_id = ANY(%(captures)s)"""
HOMES = "SELECT id, liveblog_id FROM entries_capture WHERE id = ANY(%s)"


def candidates(drafts: Sequence[Placed], captures: Iterable[int]) -> list[int]:
    """The keys of entries that share a key, a time or some version's words with a draft, or that
    stand in one of the captures.

    A union, so that each look-up goes by its own index and none reads all of a source.
    """
    wanted = {
        "keys": sorted({each.key for each in drafts}),
        "sources": sorted({each.source_id for each in drafts}),
        "instants": sorted({each.published_at for each in drafts if each.published_at}),
        "hashes": sorted({each.draft.content_hash for each in drafts}),
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


def tolerance_of(draft: Placed) -> dt.timedelta | None:
    """How far off a time that was counted back from an age may be; None for a printed one."""
    return None if draft.draft.age is None else APPROXIMATE.get(draft.precision)


def anchored(drafts: Iterable[Placed]) -> list[tuple[int, str]]:
    """The keys of the entries that have an anchor of the drafts, each with that anchor."""
    anchors = sorted({each.draft.anchor for each in drafts if each.draft.anchor})
    return [(entry, anchor) for entry, anchor in fetched(ANCHORED, (anchors,))] if anchors else []


def entries_with(
    keys: Sequence[int], captures: Iterable[int], whole: bool = False
) -> list[KnownEntry]:
    """These entries in the order of their keys, with all their versions.

    With the appearances that tell what they show, and those in the captures; with all of them
    where `whole`.
    """
    entries = {values[0]: KnownEntry(*values) for values in fetched(ENTRIES, (keys,))}
    for pk, entry_id, number, content, words, bylines in fetched(VERSIONS, (keys,)):
        version = Version(pk, number, content, words, json.loads(bylines))
        entries[entry_id].versions[content] = version
    for entry in entries.values():
        entry.was, entry.is_whole = entry.row, False
        shown = entry.versions.get(entry.content_hash)
        entry.bylines_were = shown.bylines if shown else []
    if not whole:
        wanted = {"entries": keys, "captures": sorted(captures)}
        add_standings(entries, fetched(TELLING, wanted))
    complete(entry for entry in entries.values() if not tells_all(entry))
    return list(entries.values())


def tells_all(entry: KnownEntry) -> bool:
    """Whether the first known appearance gives the entry's time, and one its liveblog.

    So it is where no later capture knew the time better, and nobody changed it by hand.
    """
    first = min(entry.standings, key=lambda one: one.earliness, default=None)
    if first is None:
        return False
    said = (first.published_at, first.precision, first.time_text)
    homes = {each.liveblog_id for each in entry.standings}
    shown = (entry.published_at, entry.precision, entry.time_text)
    return said == shown and entry.liveblog_id in homes


def complete(entries: Iterable[KnownEntry]) -> None:
    """Read all appearances of these entries, beside those that are known or new."""
    partial = {entry.pk: entry for entry in entries if not entry.is_whole}
    if partial:
        add_standings(partial, fetched(ALL, (sorted(partial),)))
    for entry in partial.values():
        entry.is_whole = True


def add_standings(entries: Mapping[int, KnownEntry], rows: Iterable[tuple[Any, ...]]) -> None:
    """Add appearances to their entries, but those that they have."""
    versions = {each.pk: each for entry in entries.values() for each in entry.versions.values()}
    present = {standing.pk for entry in entries.values() for standing in entry.standings}
    found = list(rows)
    homes = dict(fetched(HOMES, (sorted({row[2] for row in found}),)))
    for pk, entry, capture, captured_at, version, *said in found:
        if pk not in present:
            present.add(pk)
            where = capture, captured_at, homes[capture]
            entries[entry].standings.append(Standing(pk, *where, versions[version], *said))
