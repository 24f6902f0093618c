"""An import of made-up dumps in another order finds all that was written, too."""

from __future__ import annotations

import pytest

from entries.importing.imports import import_dumps
from entries.readers.base import Hints

from .dumps.archive import PARTS
from .imports.checking import differences


@pytest.mark.django_db
def test_the_order_of_the_dumps_makes_no_difference(archive):
    folder, manifest = archive
    files = sorted(file for part in PARTS for file in (folder / part).iterdir())
    dumps = [str(file) for file in reversed(files) if file.suffix != ".toml"]
    import_dumps(dumps, Hints(), workers=0)
    assert list(differences(manifest)) == []
