"""What the database holds, as documents for the index.

Entries are read a few thousand at a time, in a statement for each table and without model
instances: a rebuild reads a million of them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import connection

from entries.models import PendingChange

from .base import HAS, EntryDocument, NameDocument

BATCH = 4000
Kind = PendingChange.Kind
Row = tuple[Any, ...]

ENTRIES = """
    SELECT entry.id, headline, text, published_at, time_precision IN ('second', 'minute'), day,
        source_id, timezone, liveblog_id, ordinal, labels,
        jsonb_path_query_array(blocks, '$[*].type')::text
    FROM entries_entry AS entry JOIN entries_source AS source ON source.id = source_id
    WHERE entry.id = ANY(%s) ORDER BY entry.id"""
MENTIONS = """
    SELECT entry_id,
        array_agg(DISTINCT actor_id) FILTER (WHERE actor.kind = 'person'),
        array_agg(DISTINCT actor_id) FILTER (WHERE actor.kind = 'organisation'),
        array_agg(DISTINCT holder) FILTER (WHERE holder IS NOT NULL)
    FROM entries_mention LEFT JOIN entries_actor AS actor ON actor.id = actor_id
        LEFT JOIN entries_place AS place ON place.id = place_id
        LEFT JOIN LATERAL unnest(place.holders) AS holder ON true
    WHERE entry_id = ANY(%s) GROUP BY entry_id"""
TOPICS = """
    SELECT entry_id, array_agg(topic_id ORDER BY topic_id)
    FROM entries_entrytopic WHERE entry_id = ANY(%s) GROUP BY entry_id"""
BYLINES = """
    SELECT entry_id, array_agg(DISTINCT name)
    FROM entries_byline WHERE entry_id = ANY(%s) AND name <> '' GROUP BY entry_id"""
NAMES = {
    Kind.ACTOR: """
        SELECT kind, id, slug, name, ARRAY(
            SELECT name FROM entries_actorname WHERE actor_id = one.id ORDER BY name
        ) FROM entries_actor AS one""",
    Kind.PLACE: """
        SELECT 'place', id, slug, name, ARRAY(
            SELECT name FROM entries_placename WHERE place_id = one.id ORDER BY name
        ) FROM entries_place AS one""",
    Kind.TOPIC: "SELECT 'topic', id, slug, name FROM entries_topic AS one",
    Kind.SOURCE: "SELECT 'source', id, slug, name FROM entries_source AS one",
    Kind.LIVEBLOG: """
        SELECT 'liveblog', one.id, source.slug || '/' || one.slug, title
        FROM entries_liveblog AS one JOIN entries_source AS source ON source.id = source_id""",
}
NEXT_IDS = "SELECT id FROM entries_entry WHERE id > %s ORDER BY id LIMIT %s"

# How a number that orders entries is made up, from the highest bit: 34 of seconds since 1700,
# which last until 2244, 17 of the liveblog, 12 of the place on the page.
LIVEBLOG_BITS, ORDINAL_BITS = 17, 12
TIE_BITS = LIVEBLOG_BITS + ORDINAL_BITS
EARLIEST = dt.datetime(1700, 1, 1, tzinfo=dt.UTC)
LAST_ORDINAL = (1 << ORDINAL_BITS) - 1
LAST_TIE = (1 << TIE_BITS) - 1
UNDATED = (1 << 34) - 1
SECOND = dt.timedelta(seconds=1)

# What an entry has by the types of its blocks, of which only this one has another name there.
HAS_OF_BLOCK = {"media" if kind == "video" else kind: kind for kind in HAS}
NO_MENTIONS: Row = (None, None, None)


def all_entry_documents(batch: int = BATCH) -> Iterator[EntryDocument]:
    """Every entry in the order of keys, read `batch` at a time."""
    last = 0
    while ids := [key for (key,) in rows(NEXT_IDS, last, batch)]:
        yield from entry_documents(ids)
        last = ids[-1]


def entry_documents(ids: Sequence[int]) -> Iterator[EntryDocument]:
    """Those of the entries that are there, in the order of keys; a few thousand at the most."""
    wanted = list(ids)
    mentions = {key: about for key, *about in rows(MENTIONS, wanted)}
    topics: dict[int, list[int]] = dict(rows(TOPICS, wanted))
    bylines: dict[int, list[str]] = dict(rows(BYLINES, wanted))
    for row in rows(ENTRIES, wanted):
        key = row[0]
        links = (*mentions.get(key, NO_MENTIONS), topics.get(key), sorted(bylines.get(key, ())))
        yield entry_document(row, links)


def entry_document(row: Row, links: Row) -> EntryDocument:
    """One entry from its row and from what is linked to it."""
    (key, headline, text, time, has_clock, day, source, zone, liveblog, ordinal, labels, types) = (
        row
    )
    persons, organisations, places, topics, bylines = links
    values = (
        key,
        headline,
        text,
        newest(time, liveblog, ordinal),
        oldest(time, liveblog, ordinal),
        source,
        liveblog,
        day,
        hour_of(time, zone) if has_clock else None,
        persons or (),
        organisations or (),
        places or (),
        topics or (),
        sorted({label for label in labels if label}),
        bylines,
        has_of(types),
    )
    return EntryDocument(*values, stamp_of(values))


def newest(time: dt.datetime | None, liveblog: int, ordinal: int) -> int:
    """The number of 63 bits by which `newest_first` orders, the greatest first.

    Entries tie that the page, the second and the place on the page do not tell apart. Where
    liveblogs with keys 131,072 apart have entries in one second, these may stand in either order.
    """
    tie = tied(liveblog, min(ordinal, LAST_ORDINAL))
    return (0 if time is None else seconds(time)) << TIE_BITS | (LAST_TIE - tie)


def oldest(time: dt.datetime | None, liveblog: int, ordinal: int) -> int:
    """As `newest`, for `oldest_first` and the smallest first."""
    tie = tied(liveblog, LAST_ORDINAL - min(ordinal, LAST_ORDINAL))
    return (UNDATED if time is None else seconds(time)) << TIE_BITS | tie


def tied(liveblog: int, ordinal: int) -> int:
    return (liveblog & ((1 << LIVEBLOG_BITS) - 1)) << ORDINAL_BITS | ordinal


def seconds(time: dt.datetime) -> int:
    """Whole seconds since 1700, at least 1; times after 2243 count as that year's end."""
    return min(max((time - EARLIEST) // SECOND, 1), UNDATED - 1)


def hour_of(time: dt.datetime, zone: str) -> int | None:
    """Hours from the start of the year 1 to the hour on the zone's clock.

    None without a zone, and where that clock shows a time out of the calendar.
    """
    clock = clock_of(zone)
    try:
        local = time.astimezone(clock) if clock else None
    except OverflowError:
        return None
    return None if local is None else (local.toordinal() - 1) * 24 + local.hour


@lru_cache(maxsize=1000)
def clock_of(zone: str) -> ZoneInfo | None:
    """The zone; None where it is none, so that a slip in one source stops no other's entries."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@lru_cache(maxsize=10_000)
def has_of(types: str) -> tuple[str, ...]:
    """What an entry has, from the JSON list of the types of its blocks."""
    kinds = {kind for kind in json.loads(types) if isinstance(kind, str)}
    return tuple(sorted(HAS_OF_BLOCK[kind] for kind in kinds & HAS_OF_BLOCK.keys()))


def stamp_of(values: Row) -> int:
    """A digest of 63 bits: equal values give the same number in every process."""
    return int.from_bytes(blake2b(repr(values).encode(), digest_size=8).digest()) >> 1


def rows(statement: str, *parameters: Any) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found: list[Row] = cursor.fetchall()
    return found


def all_name_documents() -> Iterator[NameDocument]:
    """Everything that filters name."""
    for kind in NAMES:
        yield from name_documents(kind)


def name_documents(kind: Kind, ids: Iterable[int] | None = None) -> Iterator[NameDocument]:
    """What has these keys and is there; everything of the kind where none are given.

    The kind is that of a pending change: actors come as persons and organisations.
    """
    if ids is None:
        found = rows(NAMES[kind])
    else:
        found = rows(f"{NAMES[kind]} WHERE one.id = ANY(%s)", list(ids))
    return (NameDocument(*row) for row in found)
