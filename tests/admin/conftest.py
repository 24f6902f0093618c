"""What every test of the admin stands on."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from entries.models import Suggestion
from tests.deciding.world import suggest
from tests.factories import make_entry


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    """A client logged in as a superuser."""
    world = User.objects.filter(username="staff")
    client.force_login(world.first() or User.objects.create_superuser("staff"))
    return client


@pytest.fixture
def bo_reed(db: None) -> Suggestion:
    """A name in an entry that nobody has decided on."""
    return suggest(make_entry("It rains. Mayor Bo Reed speaks. They go.", blocks=[]), "Bo Reed")
