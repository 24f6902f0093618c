"""What is said of a query string, without searching."""

from __future__ import annotations

from django.http import QueryDict

from entries.filters import EntryFilter


def errors(query: str) -> dict[str, list[str]]:
    """The errors of a query string, of which there must be some."""
    filters = EntryFilter(QueryDict(query))
    assert filters.errors
    return dict(filters.errors)


def canonical(query: str) -> str:
    """The query string that asks for the same at the one address for it."""
    return EntryFilter(QueryDict(query)).here.partition("?")[2]


def left_out(query: str) -> list[tuple[str, str]]:
    return [(part.text, part.reason) for part in EntryFilter(QueryDict(query)).left_out]
