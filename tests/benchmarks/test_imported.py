"""An import of made-up dumps, in every layout and container, finds all that was written."""

from __future__ import annotations

import pytest

from entries.importing.imports import import_dumps
from entries.models import Entry
from entries.readers.base import Hints

from .dumps.archive import PARTS
from .imports.checking import differences

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def folders(archive):
    folder, _ = archive
    return [str(folder / part) for part in PARTS]


@pytest.fixture(scope="module")
def report(kept, folders):
    return import_dumps(folders, Hints(), workers=0)


def test_no_entry_is_lost_doubled_or_made_up(report, archive):
    _, manifest = archive
    assert not report.refused
    assert list(differences(manifest)) == []
    assert Entry.objects.count() == sum(count.entries for count in manifest.values())


def test_the_same_dumps_change_nothing_the_second_time(report, archive, folders):
    _, manifest = archive
    again = import_dumps(folders, Hints(), workers=0)
    assert (again.created, again.revised) == (0, 0)
    assert list(differences(manifest)) == []
