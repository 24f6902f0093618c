"""What all tests share."""

import gc
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management.color import no_style
from django.core.signals import setting_changed
from django.db import connection, transaction
from django.test import Client, TransactionTestCase, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from entries.models import IndexLabel
from entries.search.keeping import drain
from entries.search.rebuilding import ensure
from entries.search.tantivy_engine import engine_at
from entries.tagging.gazetteer import FOLDER

# How long an example takes says how busy the machine is. The examples are the same each time, so
# that a run says what the change did; `pytest --hypothesis-profile thorough` tries many others.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
hypothesis_settings.register_profile("quick", max_examples=60, derandomize=True, **PATIENT)
hypothesis_settings.register_profile("thorough", max_examples=2000, **PATIENT)
hypothesis_settings.load_profile("quick")

FEW_NAMES = ("institutions", "international", "united_kingdom")
# The kinds of rows, and the permissions for each.
FROM_MIGRATIONS = {"django_content_type", "auth_permission"}
RAM_DISK = Path("/dev/shm")
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure() -> None:
    """Serve static files as they lie in the source: nothing has been collected for a test."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django_settings.STORAGES = {**django_settings.STORAGES, "staticfiles": plain}
    # A thread would not see what a test has not committed.
    immediate = {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
    django_settings.TASKS = {"default": immediate}
    setting_changed.send(None, setting="TASKS", value=django_settings.TASKS, enter=True)
    TransactionTestCase._fixture_teardown = empty_tables
    # whitenoise warns where it is missing
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def empty_tables(test: TransactionTestCase) -> None:
    """Leave nothing of a test that commits, but for what the migrations wrote.

    Django empties those tables, too, and then spends twice as long on writing them anew.
    """
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [name for name in names if name not in FROM_MIGRATIONS]
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for garbage only from then on, and not among the thousands of tests.

    To look through them over and over took more than half of their collection.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session")
def index_dirs() -> Iterator[Iterator[Path]]:
    """Folders for a search index each.

    In memory where that can be: each change of an index waits for the disk, thousands of times.
    """
    memory = RAM_DISK if os.access(RAM_DISK, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="aih", dir=memory) as name:
        yield (Path(name, str(number), "index") for number in itertools.count())


@pytest.fixture(autouse=True)
def index_dir(settings, index_dirs) -> Iterator[Path]:
    """Each test has a search index of its own, which is not there until something makes it."""
    folder = settings.INDEX_DIR = next(index_dirs)
    folder.parent.mkdir()
    yield folder
    engine_at.cache_clear()  # it holds on to the files
    # Not what the setting is by now: that may be an index that other tests share.
    shutil.rmtree(folder.parent, ignore_errors=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real dumps beside the checkout, which are not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real dumps does not lie beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory) -> Path:
    """The project's own gazetteer without its table of cities, which takes seconds to load."""
    folder: Path = tmp_path_factory.mktemp("gazetteer") / "files"
    shutil.copytree(FOLDER, folder)
    table = folder / "cities.csv"
    table.write_text(table.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def few_names(gazetteer, tmp_path_factory) -> Path:
    """The same with some hundred people and organisations, where it does not matter how many."""
    folder: Path = tmp_path_factory.mktemp("few_names") / "files"
    shutil.copytree(gazetteer, folder)
    for kind in ("people", "organisations"):
        for file in (folder / kind).iterdir():
            if file.stem not in FEW_NAMES:
                file.unlink()
    return folder


@pytest.fixture(scope="module")
def swept(django_db_setup, django_db_blocker) -> Iterator[None]:
    """For a module that writes thousands of rows: gone as they are, all later tests would read
    past them."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM")


@pytest.fixture(scope="module")
def kept(swept, django_db_blocker, index_dirs) -> Iterator[Path]:
    """What fixtures of a module write to the database is there for all its tests, and then gone.

    What a test changes is gone with that test. Gives the folder of the index they may share.
    """
    folder = next(index_dirs)
    folder.parent.mkdir()
    with (
        django_db_blocker.unblock(),
        override_settings(INDEX_DIR=folder),
        transaction.atomic(),
    ):
        yield folder
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def empty_index(index_dirs) -> Path:
    """The folder of an index of nothing, labelled with its name."""
    folder = next(index_dirs)
    with engine_at(folder).building(folder.parent.name):
        pass
    return folder


@pytest.fixture
def index(db, settings, empty_index) -> Callable[[], object]:
    """A search index that is in step with the database; to call it brings it in step again."""
    if IndexLabel.objects.exists():
        ensure()
    else:  # whatever the database has, no index has had: it is all pending
        shutil.copytree(empty_index, settings.INDEX_DIR)
        IndexLabel.objects.create(label=empty_index.parent.name)
        drain()
    return drain


class SearchingClient(Client):
    """Sees the index in step with the database, as a visitor does who comes a moment later."""

    def request(self, **request: Any) -> Any:
        drain()
        return super().request(**request)
