"""Whom and what most entries are about."""

from __future__ import annotations

from typing import Any

from entries import search
from entries.search import Counts, Query, SearchUnavailable

from .kinds import KINDS, Kind

NAMED = ("person", "organisation", "place", "topic")
SHORTLIST = 8
EVERYTHING = Query()


def most_named(query: Query = EVERYTHING) -> list[tuple[Kind, list[Any]]]:
    """Some people, organisations, places and topics that most of these entries have.

    Each with `entry_count`, which the index has: the database would take a second to count them
    among a million entries. Without an index there are none.
    """
    try:
        counts = search.facets(query)
    except SearchUnavailable:
        counts = {}
    return [(KINDS[kind], with_counts(KINDS[kind], counts.get(kind, []))) for kind in NAMED]


def with_counts(kind: Kind, counts: Counts) -> list[Any]:
    found = kind.rows.in_bulk([key for key, _ in counts[:SHORTLIST]])
    for key, count in counts:
        if key in found:
            found[key].entry_count = count
    # What was taken out a moment ago may still be in the index.
    return [found[key] for key, _ in counts if key in found]
