"""The index in step with the database: what is taken in when, and what is said of it."""

import threading
import time
from contextlib import closing

import pytest
from django.db import connection, transaction

from entries.importing.gazetteer import load_gazetteer
from entries.importing.tagger import retag
from entries.models import Actor, Entry, IndexLabel, PendingChange
from entries.search import keeping
from entries.search.base import SearchUnavailable, Status
from entries.search.engine import engine
from entries.search.keeping import differences, drain, drain_on_commit, draining, state
from entries.search.locks import Lock, is_held
from entries.search.rebuilding import RebuildRunning, ensure, rebuild
from entries.search.tantivy_engine import engine_at
from tests.factories import (
    make_entry,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    paragraph,
)
from tests.search.keepers import (
    assert_in_step,
    held_elsewhere,
    in_database,
    in_index,
    pending,
)

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)


@pytest.fixture
def index() -> None:
    """A fit index, of what is there."""
    rebuild()


def kinds_called(name: str) -> list[str]:
    kinds = ("person", "organisation", "place", "topic", "source", "liveblog")
    return [found.kind for found in engine().names_called(name, kinds)]


def test_drain_takes_in_what_changed_and_what_is_gone(index):
    kept, gone = make_entry("Kept"), make_entry("Gone")
    assert drain() > 0
    assert sorted(in_index()) == [kept.pk, gone.pk]
    before = in_index()[kept.pk]
    mention(kept, make_person())
    gone.delete()
    drain()
    assert list(in_index()) == [kept.pk]
    assert in_index()[kept.pk] != before
    assert_in_step()
    assert drain() == 0


def test_drain_takes_in_names_and_forgets_those_that_are_gone(index):
    make_person("Ada Marsh"), make_place("Port Ellen"), make_topic("Flooding")
    make_source("Harbour News")
    drain()
    names = ("Ada Marsh", "Port Ellen", "Flooding", "Harbour News")
    assert [kinds_called(name) for name in names] == [["person"], ["place"], ["topic"], ["source"]]
    person = Actor.objects.get()
    person.names.create(name="The Mayor")
    drain()
    assert kinds_called("the mayor") == ["person"]
    Actor.objects.update(kind="organisation")
    drain()
    assert kinds_called("Ada Marsh") == ["organisation"]
    person.delete()
    drain()
    assert kinds_called("Ada Marsh") == kinds_called("the mayor") == []


def test_actor_of_another_kind_changes_its_entries_in_the_index(index):
    board, entry = make_organisation(), make_entry()
    mention(entry, board)
    drain()
    before = in_index()
    Actor.objects.update(kind="person")
    drain()
    assert in_index() != before
    assert_in_step()


def test_drain_takes_in_any_number_in_batches_the_newest_first(index, monkeypatch):
    monkeypatch.setattr(keeping, "BATCH", 3)
    ids = [make_entry().pk for _ in range(10)]
    PendingChange.objects.exclude(kind="entry").delete()
    batches = keeping.drain_in_batches()
    assert next(batches) == 3
    assert sorted(in_index()) == ids[-3:]
    assert list(batches) == [3, 3, 1]
    assert_in_step()


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


def test_differences_are_told_and_pending_changes_are_none(index):
    missing, other, waiting, fine = (make_entry() for _ in range(4))
    drain()
    with engine().writing() as draft:
        draft.remove([missing.pk])
    Entry.objects.filter(pk=other.pk).update(headline="Otherwise")
    PendingChange.objects.all().delete()
    ghost = make_entry()
    drain()
    ghost_key = ghost.pk
    ghost.delete()
    PendingChange.objects.all().delete()
    Entry.objects.filter(pk=waiting.pk).update(headline="Not yet")
    assert [str(each) for each in differences()] == [
        f"entry {missing.pk}: not in the index",
        f"entry {other.pk}: the index has it otherwise",
        f"entry {ghost_key}: in the index, not in the database",
    ]
    assert fine.pk in in_index()
    rebuild()
    assert differences() == []


@committed
def test_change_is_taken_in_on_commit_and_not_before(index):
    with transaction.atomic():
        make_entry()
        drain_on_commit()
        assert in_index() == {}
    assert len(in_index()) == 1
    assert_in_step()


@committed
def test_change_that_is_rolled_back_never_reaches_the_index(index):
    with transaction.atomic():
        make_entry()
        drain_on_commit()
        transaction.set_rollback(True)
    assert in_index() == {}
    assert_in_step()


@committed
def test_index_that_cannot_be_written_breaks_no_save(index, caplog):
    with engine().writing(), transaction.atomic():  # a second writer is refused
        make_entry()
        drain_on_commit()
    assert "they stay pending" in caplog.text
    assert Entry.objects.count() == 1
    assert pending()
    drain()
    assert_in_step()


@committed
def test_names_of_the_gazetteer_are_in_the_index_once_they_are_loaded(index):
    load_gazetteer()
    assert "organisation" in kinds_called("NATO")
    assert_in_step()


@committed
def test_entries_linked_anew_are_in_the_index_as_they_are_linked(index):
    entry = make_entry(blocks=[paragraph("Ada Marsh spoke.")])
    make_person("Ada Marsh")
    drain()
    before = in_index()
    assert retag() == 1
    assert entry.mentions.exists()
    assert in_index() != before
    assert_in_step()


@committed
def test_index_follows_a_long_piece_of_work_and_has_all_of_it_at_its_end(index, monkeypatch):
    monkeypatch.setattr(keeping, "INTERVAL", 0)
    with draining() as follow:
        first = make_entry("First")
        follow()
        assert seen_within(5, first)
        second = make_entry("Second")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            make_entry("Rolled back")
            follow()
            raise ZeroDivisionError
    assert sorted(in_index()) == [first.pk, second.pk]
    assert_in_step()


def seen_within(seconds: float, entry: Entry) -> bool:
    until = time.monotonic() + seconds
    while entry.pk not in in_index() and time.monotonic() < until:
        time.sleep(0.02)
    return entry.pk in in_index()


@committed
def test_index_that_fails_beside_a_long_piece_of_work_does_not_end_it(index, monkeypatch, caplog):
    monkeypatch.setattr(keeping, "INTERVAL", 0)
    with pytest.MonkeyPatch.context() as broken, draining() as follow:
        broken.setattr(keeping, "entry_documents", lambda ids: 1 / 0)
        entry = make_entry("Kept")
        follow()
        until = time.monotonic() + 5
        while not caplog.records and time.monotonic() < until:
            time.sleep(0.02)
        broken.undo()
    assert "did not take in the latest changes" in caplog.text
    assert list(in_index()) == [entry.pk]


def test_index_without_room_is_told_in_a_sentence(index, monkeypatch, caplog):
    entry = make_entry("Kept")

    def full(ids):
        raise OSError("No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(keeping, "entry_documents", full)
        keeping.drain_or_log()
    (record,) = caplog.records
    assert "No space left on device. It did not take in" in record.getMessage()
    assert record.exc_info is None
    keeping.drain()
    assert list(in_index()) == [entry.pk]


@committed
def test_drain_leaves_the_work_to_a_process_that_is_at_it(index):
    make_entry()
    waiting = pending()
    with held_elsewhere(Lock.DRAINING):
        assert drain() == 0
    assert pending() == waiting
    assert drain() == waiting
    assert_in_step()


@committed
def test_change_that_found_the_lock_taken_is_taken_in_by_its_holder(index):
    """It comes after the holder's last look at what is pending, before the lock is given back."""
    make_entry("First")
    looks = []

    def look(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if "pg_advisory_unlock" in sql and not looks:
            looks.append(sql)
            make_entry("Second")
        return answer

    with connection.execute_wrapper(look):
        drain()
    assert len(in_index()) == 2
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
