"""What the tests of pages for programs share."""

from __future__ import annotations

import pytest

from tests.conftest import SearchingClient


@pytest.fixture
def client(index):
    return SearchingClient()


@pytest.fixture
def short_parts(monkeypatch):
    """Parts of three, so that a few rows make many."""
    monkeypatch.setattr("entries.views.twins.listings.PART", 3)
