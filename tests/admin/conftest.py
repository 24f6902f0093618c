"""What every test of the admin stands on."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    """A client logged in as a superuser."""
    world = User.objects.filter(username="staff")
    client.force_login(world.first() or User.objects.create_superuser("staff"))
    return client
