"""An archive of the project's samples, as readers find it; nobody changes it.

It is loaded once for all these tests. What they ask is written to the database for real, so it is
emptied when the last of them is through.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connections
from pytest_django.live_server_helper import LiveServer

import entries
from entries.importing.gazetteer import load_gazetteer
from entries.importing.imports import import_dumps
from entries.readers.base import Hints
from entries.search.keeping import drain
from entries.search.rebuilding import ensure

SAMPLES = Path(entries.__file__).parent / "samples"


@pytest.fixture(scope="package")
def archive(
    django_db_setup: Any, django_db_blocker: Any, few_names: Path, tmp_path_factory: Any
) -> Iterator[Path]:
    """The folder of the search index of the loaded archive."""
    folder: Path = tmp_path_factory.mktemp("reading") / "index"
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(django_settings, "INDEX_DIR", folder)
        load_gazetteer(few_names)
        import_dumps([str(SAMPLES)], Hints())
        ensure()
        drain()
        yield folder
        # Keys go on from where they are: an import in this process has fetched its next ones.
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
        connections.close_all()


@pytest.fixture(autouse=True)
def index_dir(settings: Any, archive: Path) -> Path:
    """In the place of the new folder that each test has elsewhere."""
    settings.INDEX_DIR = archive
    return archive


@pytest.fixture(scope="package")
def site(archive: Path) -> Iterator[str]:
    """The address of the archive, without a slash at its end."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts: what asks for it is done once with them, once without."""
    return bool(request.param)


@pytest.fixture
def reader(browser: Any, site: str, scripts: bool, complaints: list[str]) -> Iterator[Any]:
    """A page of a browser at the front page of the archive, with scripts or without."""
    context = browser.new_context(
        base_url=site, java_script_enabled=scripts, viewport={"width": 1000, "height": 900}
    )
    page = context.new_page()
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/")
    yield page
    context.close()
