"""A missing index is made by a process that the web process starts."""

import shutil

import pytest

from entries.locks import Lock, is_held
from entries.search.base import Status
from entries.search.keeping import state
from entries.search.rebuilding import Starter
from tests.archive.conftest import wait_until
from tests.factories import make_entry
from tests.search.keepers import assert_in_step, environment, held_elsewhere

committed = pytest.mark.django_db(transaction=True)


@committed
def test_missing_index_is_made_by_one_process_apart(monkeypatch):
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    make_entry()
    start = Starter().start_if_needed
    assert start() and start()
    wait_until(lambda: state() is Status.READY, seconds=20)
    wait_until(lambda: not is_held(Lock.REBUILDING), seconds=20)
    assert not start()
    assert_in_step()


@committed
def test_index_that_goes_missing_again_at_once_is_made_again(monkeypatch, settings):
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    starter = Starter()
    for _ in range(2):
        assert starter.start_if_needed()
        wait_until(lambda: state() is Status.READY, seconds=20)
        assert starter._process.wait(20) == 0
        shutil.rmtree(settings.INDEX_DIR)


@committed
def test_making_that_failed_is_tried_again_only_after_a_while(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/none")
    starter = Starter()
    assert starter.start_if_needed()
    assert starter._process.wait(20) != 0
    assert not starter.start_if_needed()


@committed
def test_index_being_made_elsewhere_is_not_made_twice():
    starter = Starter()
    with held_elsewhere(Lock.REBUILDING):
        assert starter.start_if_needed()
    assert starter._process is None
