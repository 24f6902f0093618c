"""The time that the archive's captures tell of, so that silence differs from what is missing."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import Any

from django.db import connection

from .periods import Period

# Wall-clock times, in order, apart from each other; each span is from the first to the last.
Spans = list[tuple[dt.datetime, dt.datetime]]

# On each source's clock, spans that meet made one. Where the clock went back between its first
# and last entry, the last can show the earlier time.
SPANS = """
SELECT lower(span), upper(span) FROM (
    SELECT unnest(range_agg(tsrange(least(first, last), greatest(first, last), '[]'))) AS span
    FROM (
        SELECT
            timezone(source.timezone, capture.starts_at) AS first,
            timezone(source.timezone, capture.ends_at) AS last
        FROM entries_capture capture JOIN entries_source source ON source.id = capture.source_id
        WHERE capture.starts_at IS NOT NULL AND (%(all)s OR source.id = ANY(%(sources)s))
    ) told
) merged ORDER BY span
"""
# Another as soon as any capture has another span, source or zone. The latest change alone would
# not do: of two transactions the one that wrote first may be seen last.
STATE = """
SELECT sum(hash_record_extended(
    (capture.id, source.id, capture.starts_at, capture.ends_at, source.timezone), 0
))
FROM entries_capture capture JOIN entries_source source ON source.id = capture.source_id
"""
# Sets of sources: enough for those that readers ask about at one time, and soon read anew.
MOST_KEPT = 16
# What this process has read: for a set of sources the state at that time, and the spans.
kept: dict[frozenset[int] | None, tuple[object, Spans]] = {}


class Coverage:
    """The time that some captures tell of; it is read when it is first asked about."""

    def __init__(self, read: Callable[[], Spans]) -> None:
        self._read = read

    @cached_property
    def spans(self) -> Spans:
        return self._read()

    def holds(self, period: Period) -> bool:
        """Whether a capture tells of any time in the period, on its source's clock."""
        count = bisect_left(self.spans, (period.end, dt.datetime.min))
        return count > 0 and self.spans[count - 1][1] >= period.start


def coverage(source_ids: Collection[int] | None) -> Coverage:
    """The coverage of these sources together, of all sources where None is given.

    To ask about it takes one query while the captures are those of the last time, else two.
    """
    sources = None if source_ids is None else frozenset(source_ids)
    return Coverage(lambda: spans_of(sources))


def spans_of(sources: frozenset[int] | None) -> Spans:
    """The spans of these sources, as this process keeps them or read anew."""
    # In this order: what changes in between is noticed the next time.
    ((state,),) = rows_of(STATE)
    found = kept.get(sources)
    if found is None or found[0] != state:
        wanted = {"all": sources is None, "sources": list(sources or ())}
        spans = [(first, last) for first, last in rows_of(SPANS, wanted)]
        if len(kept) >= MOST_KEPT:
            kept.clear()
        found = kept[sources] = state, spans
    return found[1]


def rows_of(sql: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
