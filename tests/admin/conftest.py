"""What every test of the admin stands on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture(autouse=True)
def static_files_as_they_lie(settings: Any, tmp_path: Path) -> None:
    """Pages name static files that nobody has collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    """A client logged in as a superuser."""
    client.force_login(User.objects.create_superuser("staff"))
    return client
