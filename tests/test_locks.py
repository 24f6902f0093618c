"""The locks of the database: each keeps out itself alone, and all of them are in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from entries.locks import Lock, ask, holding, is_held

pytestmark = pytest.mark.django_db(transaction=True)
TRY = "SELECT pg_try_advisory_lock(%s, %s)"


@pytest.fixture
def elsewhere() -> Iterator[CursorWrapper]:
    """Another connection to the database."""
    other = connection.copy()
    with other.cursor() as cursor:
        yield cursor
    other.close()


@pytest.mark.parametrize("lock", Lock)
def test_lock_keeps_others_from_itself_alone(lock: Lock, elsewhere: CursorWrapper) -> None:
    with holding(lock):
        assert is_held(lock)
        for other in Lock:
            elsewhere.execute(TRY, [other, 0])
            assert elsewhere.fetchone() == (other is not lock,)


def test_lock_of_one_row_is_not_that_of_another(elsewhere: CursorWrapper) -> None:
    ask("pg_advisory_lock", Lock.RUN, 1)
    try:
        for key, is_free in [(1, False), (2, True)]:
            elsewhere.execute(TRY, [Lock.RUN, key])
            assert elsewhere.fetchone() == (is_free,)
    finally:
        ask("pg_advisory_unlock", Lock.RUN, 1)


def test_no_lock_has_a_number_of_its_own_elsewhere() -> None:
    for path in (settings.BASE_DIR / "entries").rglob("*.py"):
        numbers = re.findall(r"advisory\w*\(\W*\d+", path.read_text())
        assert numbers == [], path
        assert path.stem == "locks" or not re.search(r"\bLOCK = [\d_]+", path.read_text()), path
