"""A small archive of made-up dumps, written once for all tests that read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .dumps.archive import Manifest, write_archive

ENTRIES = 1_000


@pytest.fixture(scope="session")
def archive(tmp_path_factory) -> tuple[Path, Manifest]:
    """Its folder, and what an import must find there."""
    folder = tmp_path_factory.mktemp("archive")
    return folder, write_archive(folder, ENTRIES)
