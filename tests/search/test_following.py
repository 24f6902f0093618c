"""The index kept in step with work that goes on: on commit, and beside a long piece of work."""

import time

import pytest
from django.db import transaction

from entries.importing.gazetteer import load_gazetteer
from entries.importing.tagger import retag
from entries.models import Entry
from entries.search import keeping
from entries.search.engine import engine
from entries.search.keeping import drain, drain_on_commit, draining
from tests.factories import make_entry, make_person, paragraph
from tests.search.keepers import assert_in_step, in_index, kinds_called, pending

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)


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
    with engine().writing() as draft, transaction.atomic():
        draft.remove([0])  # a second writer is refused from now on
        make_entry()
        drain_on_commit()
    assert "they stay pending" in caplog.text
    assert Entry.objects.count() == 1
    assert pending()
    drain()
    assert_in_step()


@committed
def test_names_of_the_gazetteer_are_in_the_index_once_they_are_loaded(index, few_names):
    load_gazetteer(few_names)
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
