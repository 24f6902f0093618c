"""What all tests share."""

from pathlib import Path

import pytest
from django.conf import settings

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure() -> None:
    """Serve static files as they lie in the source: nothing has been collected for a test."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real dumps beside the checkout, which are not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real dumps does not lie beside this checkout")
    return SHARED
