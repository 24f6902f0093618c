"""The index made anew: when that is needed, and what comes in meanwhile."""

import threading
import time
from contextlib import closing

import pytest
from django.db import connection

from entries.locks import Lock, is_held
from entries.models import Entry, IndexLabel, PendingChange
from entries.search.base import SearchUnavailable, Status
from entries.search.engine import engine
from entries.search.keeping import drain, state
from entries.search.rebuilding import RebuildRunning, ensure, rebuild
from entries.search.tantivy_engine import engine_at
from tests.factories import make_entry
from tests.search.keepers import assert_in_step, held_elsewhere, in_database, in_index, pending

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)


def test_nothing_is_lost_while_there_is_no_index():
    entry = make_entry()
    waiting = pending()
    assert (drain(), pending()) == (0, waiting)
    assert state() is Status.MISSING
    with pytest.raises(SearchUnavailable):
        in_index()
    assert rebuild() == 1
    assert list(in_index()) == [entry.pk]
    assert_in_step()


def test_index_of_another_database_is_outdated_and_left_alone(index):
    make_entry()
    IndexLabel.objects.update(label="another")
    assert state() is Status.OUTDATED
    assert drain() == 0
    assert in_index() == {}
    assert ensure()[0] == 1
    assert state() is Status.READY
    assert_in_step()


def test_damaged_index_is_noticed_and_made_anew(index, index_dir):
    make_entry()
    drain()
    for file in index_dir.rglob("meta.json"):
        file.write_text("{")
    assert state() is Status.DAMAGED
    assert ensure() == (1, 0)
    assert_in_step()


def test_damage_that_only_a_writer_meets_is_noticed_and_the_index_made_anew(index, index_dir):
    make_entry("First")
    drain()
    for file in index_dir.rglob("*.pos"):
        file.unlink()
    make_entry("Second")
    engine_at.cache_clear()
    assert state() is Status.READY
    assert ensure() == (2, 0)
    assert_in_step()


def test_fit_index_is_only_brought_up_to_date(index):
    label = engine().label()
    make_entry()
    waiting = pending()
    assert ensure() == (None, waiting)
    assert engine().label() == label
    assert_in_step()


def test_rebuild_tells_how_far_it_is():
    for _ in range(3):
        make_entry()
    told = []
    assert rebuild(lambda done, total: told.append((done, total))) == 3
    assert told == [(3, 3)]


def test_changes_during_a_rebuild_are_in_the_old_index_at_once_and_in_the_new_one(index):
    entry, gone = make_entry("Before"), make_entry("Gone")
    drain()
    seen = []

    def change(done: int, total: int) -> None:
        Entry.objects.filter(pk=entry.pk).update(headline="After")
        gone.delete()
        make_entry("New")
        drain()
        seen.append((in_index() == in_database(), PendingChange.objects.filter(done=True).count()))

    old = engine().label()
    rebuild(change)
    ((in_step, kept),) = seen
    assert in_step and kept
    assert engine().label() != old
    assert len(in_index()) == 2
    assert_in_step()


def test_change_that_no_drain_saw_during_a_rebuild_is_in_the_new_index(index):
    entry = make_entry("Before")
    rebuild(lambda done, total: Entry.objects.update(headline="After"))
    assert in_index() == in_database()
    assert Entry.objects.get(pk=entry.pk).headline == "After"
    assert_in_step()


def test_change_that_comes_just_before_the_swap_is_in_the_new_index(index):
    """After all else was read and written out, as the last lock is asked for."""
    asked = []

    def change(execute, sql, params, many, context):
        if "pg_advisory_lock" in sql:
            asked.append(params)
            if len(asked) == 3:
                make_entry("Late")
                drain()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(change):
        rebuild()
    assert len(in_index()) == 1
    assert_in_step()


def test_rebuild_that_fails_leaves_the_old_index_and_the_changes(index):
    make_entry()

    def fail(done: int, total: int) -> None:
        raise KeyboardInterrupt

    waiting = pending()
    with pytest.raises(KeyboardInterrupt):
        rebuild(fail)
    assert (state(), pending()) == (Status.READY, waiting)
    assert not is_held(Lock.REBUILDING) and not is_held(Lock.DRAINING)
    drain()
    assert_in_step()


@committed
def test_second_rebuild_says_that_one_is_running(index):
    with held_elsewhere(Lock.REBUILDING), pytest.raises(RebuildRunning):
        rebuild()
    rebuild()


@committed
def test_who_needs_an_index_waits_for_the_one_being_made():
    make_entry()
    with held_elsewhere(Lock.REBUILDING):
        done = []

        def wait() -> None:
            with closing(connection):
                done.append(ensure())

        thread = threading.Thread(target=wait)
        thread.start()
        time.sleep(0.3)
        assert not done
    thread.join(30)
    assert done == [(1, 0)]
    assert_in_step()
