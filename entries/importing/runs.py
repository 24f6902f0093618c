"""The row of a run: kept up to date after every file, and right after a crash too.

A run holds a lock with its key as long as its process lives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone

from entries.locks import Lock, ask
from entries.models import ImportIssue, ImportRun

from .report import Report

State = ImportRun.State


@contextmanager
def started_run(
    kind: str, arguments: dict[str, Any], undoes: ImportRun | None = None
) -> Iterator[ImportRun]:
    """A new run; finished where its work ends well, else failed."""
    fail_dead_runs()
    run = ImportRun.objects.create(kind=kind, arguments=arguments, undoes=undoes)
    ask("pg_advisory_lock", Lock.RUN, run.pk)
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
    ask("pg_advisory_unlock", Lock.RUN, run.pk)


def fail_dead_runs() -> None:
    """Mark runs as failed whose process was killed before it could say so."""
    for run in ImportRun.objects.filter(state=State.RUNNING):
        if ask("pg_try_advisory_lock", Lock.RUN, run.pk):
            run.state = State.FAILED  # when it ended, nobody knows
            run.save(update_fields=["state"])
            ask("pg_advisory_unlock", Lock.RUN, run.pk)


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
        ask("pg_advisory_lock", Lock.RUN, run.pk)
        work()
