"""An import of made-up dumps, in every layout and container, finds all that was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from entries.importing.imports import import_dumps
from entries.models import Entry
from entries.readers.base import Hints

from .dumps.archive import PARTS, write_archive
from .imports.checking import differences

ENTRIES = 1_000


@pytest.fixture
def archive(tmp_path, db):
    manifest = write_archive(tmp_path, ENTRIES)
    return [str(tmp_path / part) for part in PARTS], manifest


def test_no_entry_is_lost_doubled_or_made_up(archive):
    folders, manifest = archive
    report = import_dumps(folders, Hints(), workers=0)
    assert not report.refused
    assert list(differences(manifest)) == []
    assert Entry.objects.count() == sum(count.entries for count in manifest.values())


def test_the_same_dumps_change_nothing_the_second_time(archive):
    folders, manifest = archive
    import_dumps(folders, Hints(), workers=0)
    again = import_dumps(folders, Hints(), workers=0)
    assert (again.created, again.revised) == (0, 0)
    assert list(differences(manifest)) == []


def test_the_order_of_the_dumps_makes_no_difference(archive):
    folders, manifest = archive
    files = sorted(file for folder in folders for file in Path(folder).iterdir())
    dumps = [str(file) for file in reversed(files) if file.suffix != ".toml"]
    import_dumps(dumps, Hints(), workers=0)
    assert list(differences(manifest)) == []
