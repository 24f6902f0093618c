"""The engine that the tests of its interface ask, and an index of what is in the archive."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entries.search.base import Engine
from entries.search.rebuilding import rebuild
from entries.search.tantivy_engine import TantivyEngine


@pytest.fixture
def opened(tmp_path) -> Callable[[], Engine]:
    """Gives an engine as another process has it: all have the same index."""
    return lambda: TantivyEngine(tmp_path)


@pytest.fixture
def engine(opened) -> Engine:
    """An engine with an empty index."""
    engine = opened()
    with engine.building("test"):
        pass
    return engine


@pytest.fixture
def index() -> None:
    """A fit index, of what is there."""
    rebuild()
