"""Who decides in the tests of decisions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User

from entries.deciding.recording import recording


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_superuser("ada")


@pytest.fixture
def decisions(ada: User) -> Iterator[User]:
    """Ada decides all through the test."""
    with recording(ada):
        yield ada
