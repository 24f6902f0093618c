"""What the tests of pages of subjects share."""

from __future__ import annotations

import pytest

from tests.conftest import SearchingClient


@pytest.fixture
def client(index):
    return SearchingClient()
