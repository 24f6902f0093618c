"""What the tests of pages that set sources side by side share."""

from __future__ import annotations

import pytest

from tests.conftest import SearchingClient


@pytest.fixture
def client(index):
    return SearchingClient()
