"""Entries concerned by a decision are linked anew; what fails or is killed stays due."""

from __future__ import annotations

import logging
import threading

import pytest
from django.db import connection, transaction

from entries import locks
from entries.deciding import retagging
from entries.deciding.retagging import holding, make_due, tag_due, waiting
from entries.models import TaggingDue
from entries.search import keeping
from tests.factories import make_entry, make_person, make_topic

from .world import due

pytestmark = pytest.mark.django_db


def linked(entry: object) -> list[str]:
    return [str(mention.actor) for mention in entry.mentions.all()]


def test_what_is_due_is_linked_with_the_names_as_they_are_now() -> None:
    entry, other = make_entry("Bo Reed speaks"), make_entry("Bo Reed leaves")
    make_person("Bo Reed")
    assert make_due([entry.pk, entry.pk]) == 1
    assert tag_due.func() == 1
    assert (linked(entry), linked(other), due()) == (["Bo Reed"], [], [])


@pytest.mark.django_db(transaction=True)
def test_a_task_starts_once_the_decision_is_committed() -> None:
    entry = make_entry("Bo Reed speaks")
    with transaction.atomic():
        make_person("Bo Reed")
        make_due([entry.pk])
        assert linked(entry) == []
    assert (linked(entry), due()) == (["Bo Reed"], [])


@pytest.mark.django_db(transaction=True)
def test_a_decision_that_is_rolled_back_leaves_nothing_due() -> None:
    entry = make_entry("Bo Reed speaks")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_due([entry.pk])
        raise ZeroDivisionError
    assert due() == []


@pytest.mark.django_db(transaction=True)
def test_what_a_failing_task_leaves_is_due_still_and_done_by_the_next(monkeypatch, caplog) -> None:
    entry = make_entry("Bo Reed speaks")
    make_person("Bo Reed")

    def fail(keys: list[int]) -> int:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(retagging, "retag", fail)
        make_due([entry.pk])
    assert "the disk is full" in caplog.text
    assert (linked(entry), due()) == ([], [entry.pk])
    tag_due.enqueue()
    assert (linked(entry), due()) == (["Bo Reed"], [])


@pytest.mark.django_db(transaction=True)
def test_the_index_can_follow_a_task_that_takes_long(monkeypatch) -> None:
    monkeypatch.setattr(keeping, "INTERVAL", 0)
    TaggingDue.objects.create(entry_id=make_entry().pk)
    assert tag_due.func() == 1
    assert due() == []


def test_due_entries_are_taken_in_batches(monkeypatch) -> None:
    monkeypatch.setattr(retagging, "BATCH", 2)
    make_due(make_entry(f"Bo Reed {number}").pk for number in range(5))
    assert tag_due.func() == 5
    assert due() == []


def test_entry_that_is_gone_is_due_no_more() -> None:
    TaggingDue.objects.create(entry_id=0)
    tag_due.func()
    assert due() == []


@pytest.mark.django_db(transaction=True)
def test_a_second_task_leaves_the_work_to_the_first() -> None:
    TaggingDue.objects.create(entry_id=make_entry().pk)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with locks.holding(locks.Lock.TAGGING, wait=False) as taken:
            assert taken
            held.set()
            done.wait(20)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(20)
    assert tag_due.func() == 0
    done.set()
    thread.join()
    assert tag_due.func() == 1


def test_staff_are_told_what_waits_and_since_when() -> None:
    assert waiting() is None
    make_due([1, 2])
    make_due([2, 3])
    told = waiting()
    assert (told.number, told.is_late) == (3, False)
    TaggingDue.objects.filter(entry_id=1).update(since="2026-01-01T12:00Z")
    assert (f"{waiting().since:%Y-%m-%d %H:%M}", waiting().is_late) == ("2026-01-01 12:00", True)


def test_entries_that_hold_a_name_are_asked_of_the_index(index) -> None:
    entry, other = make_entry("Bo Réed speaks"), make_entry("The Reeds of Bo")
    make_entry("Reed, Bo")
    index()
    assert holding(["bo reed"]) == {entry.pk}
    assert holding(["Bo Reed", "Reeds of Bo"]) == {entry.pk, other.pk}
    assert holding(["", " "]) == set()


def test_without_an_index_no_entry_is_found() -> None:
    make_entry("Bo Reed speaks")
    assert holding(["Bo Reed"]) == set()


def test_topics_are_told_anew_too() -> None:
    entry = make_entry("Floods rise")
    make_topic("Flooding", terms=["flood*"])
    make_due([entry.pk])
    tag_due.func()
    assert [str(link.topic) for link in entry.topic_links.all()] == ["Flooding"]
