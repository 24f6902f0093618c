"""The row of a run: kept up to date after every file, and right after a crash too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone

from entries.models import ImportIssue, ImportRun

from .report import Report

# A run holds this lock, with its number, as long as its process lives.
LOCK = 20_220_325
State = ImportRun.State


@contextmanager
def started_run(
    kind: str, arguments: dict[str, Any], undoes: ImportRun | None = None
) -> Iterator[ImportRun]:
    """A new run; finished where its work ends well, else failed."""
    fail_dead_runs()
    run = ImportRun.objects.create(kind=kind, arguments=arguments, undoes=undoes)
    ask("SELECT pg_advisory_lock(%s, %s)", run)
    try:
        yield run
    except BaseException:
        with suppress(DatabaseError):  # the error that ended the run is the one to tell
            end(run, State.FAILED)
        raise
    reconnecting(run, lambda: end(run, State.FINISHED))


def end(run: ImportRun, state: str) -> None:
    run.state, run.finished_at = state, timezone.now()
    run.save(update_fields=["state", "finished_at"])
    ask("SELECT pg_advisory_unlock(%s, %s)", run)


def fail_dead_runs() -> None:
    """Mark runs as failed whose process was killed before it could say so."""
    for run in ImportRun.objects.filter(state=State.RUNNING):
        if ask("SELECT pg_try_advisory_lock(%s, %s)", run):
            run.state = State.FAILED  # when it ended, nobody knows
            run.save(update_fields=["state"])
            ask("SELECT pg_advisory_unlock(%s, %s)", run)


def ask(question: str, run: ImportRun) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, [LOCK, run.pk])
        return cursor.fetchone()[0]


def write_down(run: ImportRun, report: Report) -> None:
    """Store the run's counts and the issues that came since the last call."""
    for name, count in report.counts.items():
        setattr(run, name, count)
    with transaction.atomic():
        ImportIssue.objects.bulk_create(report.unwritten)
        run.save(update_fields=[*report.counts])
    report.unwritten = []


def reconnecting(run: ImportRun, work: Callable[[], None]) -> None:
    """Do some work that can be repeated; once more, where the server was restarted meanwhile.

    The run's lock went with its connection, and is taken again.
    """
    try:
        work()
    except OperationalError:
        if connection.in_atomic_block:
            raise
        connection.close()
        ask("SELECT pg_advisory_lock(%s, %s)", run)
        work()
