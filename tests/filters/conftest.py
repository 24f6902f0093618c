"""What the tests of filters share."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from entries import search
from entries.filters import EntryFilter


@pytest.fixture
def found(index):
    """The headlines that a query string finds; the query must have no errors."""

    def find(query: str) -> list[str]:
        index()
        filters = EntryFilter(QueryDict(query))
        assert not filters.errors
        return [hit.entry.headline for hit in search.search(filters.query).hits]

    return find
