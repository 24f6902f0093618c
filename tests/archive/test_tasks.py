"""Background work: beside the page that asks for it, or by workers that the database tells."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from archive.settings import task_backend
from entries.models import Source
from tests.factories import make_source

SEEN: list[tuple[str, int]] = []


@task()
def look() -> None:
    """Note in which thread it runs, and what it sees in the database."""
    SEEN.append((threading.current_thread().name, Source.objects.count()))


@task()
def fail() -> None:
    raise ArithmeticError("seven are not eight")


@pytest.fixture
def backend(settings):
    """Sets what does background work; gives the function that sets it."""
    SEEN.clear()

    def use(name: str) -> None:
        settings.TASKS = {"default": {"BACKEND": task_backend(name)}}

    return use


@pytest.fixture
def levels() -> Iterator[None]:
    """Puts back from which level on tasks are logged, which a worker sets for its process."""
    loggers = [logging.getLogger(name) for name in ("django_tasks", "django_tasks_db")]
    before = [logger.level for logger in loggers]
    yield
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)


def end_of_threads() -> None:
    for thread in threading.enumerate():
        if thread.name in ("look", "fail"):
            thread.join(20)


@pytest.mark.django_db(transaction=True)
def test_a_thread_does_the_work_beside_the_request(backend) -> None:
    backend("thread")
    make_source()
    look.enqueue()
    end_of_threads()
    assert SEEN == [("look", 1)]


@pytest.mark.django_db(transaction=True)
def test_what_fails_in_a_thread_is_logged(backend, caplog) -> None:
    backend("thread")
    with caplog.at_level(logging.ERROR):
        fail.enqueue()
        end_of_threads()
    assert "seven are not eight" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_what_the_database_keeps(backend, levels) -> None:
    backend("database")
    look.enqueue()
    fail.enqueue()
    assert SEEN == []
    call_command("db_worker", batch=True, interval=0, verbosity=0, startup_delay=False)
    assert [name for name, _ in SEEN] == [threading.current_thread().name]
    assert [result.status for result in DBTaskResult.objects.order_by("enqueued_at")] == [
        "SUCCESSFUL",
        "FAILED",
    ]


def test_backend_that_is_none_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="set it to thread or database"):
        task_backend("later")


@pytest.mark.parametrize(
    ("value", "name"), [("", "ThreadBackend"), ("database", "DatabaseBackend")]
)
def test_the_environment_chooses_the_backend(value: str, name: str) -> None:
    ask = "from archive import settings; print(settings.TASKS['default']['BACKEND'])"
    told = subprocess.run(
        [sys.executable, "-c", ask],
        env={**os.environ, "TASKS": value},
        cwd=Path(django_settings.BASE_DIR),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip().endswith(name)
