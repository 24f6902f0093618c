"""The index in step with the database: what a drain takes in, and what is said to differ."""

import pytest
from django.db import connection

from entries.locks import Lock
from entries.models import Actor, Entry, PendingChange
from entries.search import keeping
from entries.search.engine import engine
from entries.search.keeping import differences, drain
from entries.search.rebuilding import rebuild
from tests.factories import (
    make_entry,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
)
from tests.search.keepers import assert_in_step, held_elsewhere, in_index, kinds_called, pending

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)


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
