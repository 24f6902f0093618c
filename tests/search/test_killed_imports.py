"""Index and database agree, whenever and however a process that writes them ends."""

import random
import time
from collections.abc import Iterator

import pytest

from entries.models import Entry, PendingChange
from entries.search.base import Status
from entries.search.engine import engine
from entries.search.keeping import drain, state
from entries.search.rebuilding import ensure, rebuild
from tests.archive.conftest import wait_until
from tests.factories import make_entry
from tests.search.keepers import (
    Worker,
    assert_in_step,
    in_database,
    in_index,
    make_pages,
    pending,
)

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = 2
KILLED = -9


@pytest.fixture(scope="module")
def workers(django_db_setup, django_db_blocker) -> Iterator[list[Worker]]:
    """Two processes beside this one."""
    with django_db_blocker.unblock():
        workers = [Worker(), Worker()]
    yield workers
    for worker in workers:
        worker.close()


@pytest.fixture(autouse=True)
def empty_index() -> None:
    """An index that is fit for use."""
    rebuild()


def test_import_killed_at_any_moment_and_resumed_leaves_index_and_database_in_step(
    workers, tmp_path
):
    chance = random.Random(20220324)
    worker, folder = workers[0], tmp_path / "dumps"
    whole = make_pages(folder / "whole", PAGES)
    started = time.monotonic()
    assert worker.run("load_and_count", whole) == 0
    statements = int((whole / "statements").read_text())
    apart = (time.monotonic() - started) / statements
    outcomes = []
    for number in range(20):
        pages = make_pages(folder / str(number), PAGES)
        # At a statement, or somewhere between two.
        moment = chance.randint(1, statements), chance.uniform(0, apart) * (number % 2)
        outcomes.append(worker.run("load_and_be_killed", pages, *moment))
    assert outcomes.count(KILLED) > 10
    assert worker.run("load", folder) == 0
    assert Entry.objects.count() == 21 * PAGES * 3
    assert_in_step()


def test_crash_between_database_and_index_is_made_good_by_the_next_import(workers, tmp_path):
    folder = make_pages(tmp_path / "dumps", 2)
    assert workers[0].run("die_before_index", folder) == 1
    assert in_index() == {}
    assert len(in_database()) == 6
    assert pending()
    assert workers[0].run("load", folder) == 0
    assert len(in_index()) == 6
    assert_in_step()


def test_crash_before_the_pending_rows_are_deleted_costs_nothing(workers, tmp_path):
    folder = make_pages(tmp_path / "dumps", 2)
    assert workers[0].run("die_after_index", folder) == 1
    assert in_index() == in_database()
    assert pending()
    drain(wait=True)  # the server may not have seen yet that the process is gone
    assert_in_step()


def test_two_processes_that_import_at_once_leave_index_and_database_in_step(workers, tmp_path):
    for name, worker in zip("ab", workers, strict=True):
        worker.start("load", make_pages(tmp_path / name, 8))
    assert [worker.outcome() for worker in workers] == [0, 0]
    assert len(in_index()) == 48
    assert_in_step()


def test_change_by_another_process_is_found_within_two_seconds(workers, tmp_path):
    assert in_index() == {}
    workers[0].start("load", make_pages(tmp_path / "dumps", 1))
    deadline = time.monotonic() + 30
    while not Entry.objects.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    seen = time.monotonic()
    while len(in_index()) < 3:
        assert time.monotonic() < seen + 2
        time.sleep(0.01)
    assert workers[0].outcome() == 0


def test_rebuild_while_another_process_imports_misses_nothing(workers, tmp_path):
    before = engine().label()
    workers[0].start("load", make_pages(tmp_path / "dumps", 8))
    # The import goes on between the reading of all entries and the swap, and during swaps.
    rebuild(lambda done, total: wait_until(lambda: Entry.objects.count() > total, seconds=30))
    deadline = time.monotonic() + 60
    while Entry.objects.count() < 24:
        rebuild()
        assert time.monotonic() < deadline
    assert workers[0].outcome() == 0
    assert engine().label() != before
    assert_in_step()


def test_killed_rebuild_leaves_the_old_index_in_use_and_nothing_to_trip_over(workers, index_dir):
    make_entry("Before")
    drain()
    label = engine().label()
    assert workers[0].run("die_rebuilding", "") == 1
    assert (state(), engine().label()) == (Status.READY, label)
    assert in_index() == in_database()
    assert PendingChange.objects.filter(done=True).exists()
    assert len([path for path in index_dir.iterdir() if path.is_dir()]) == 2
    make_entry("After")
    drain()
    assert_in_step()
    rebuild()
    assert_in_step()
    assert len([path for path in index_dir.iterdir() if path.is_dir()]) == 1


def test_killed_rebuild_without_an_index_before_is_begun_anew(workers, index_dir):
    make_entry("Before")
    (index_dir / "current").unlink()
    assert workers[0].run("die_rebuilding", "") == 1
    assert state() is Status.MISSING
    assert ensure() == (1, 0)
    assert_in_step()
