"""The import: dumps in, rows and a report out. One bad dump never stops the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial

from django.conf import settings
from django.db import transaction

from entries.models import ImportRun
from entries.readers.base import Hints, Limits, printable
from entries.search.keeping import draining

from .captures import hints_to_json
from .intake import Indexing, started_intake
from .paths import Found, find_dumps
from .processes import read_files
from .reading import FileReader
from .report import Listener, Report

# Bytes; a process takes a second to start and reads some megabytes in that time.
WORTH_WORKERS = 5_000_000
# Called with the bytes that are read and their total, and the report so far.
Progress = Callable[[int, int, Report], None]


def import_dumps(
    paths: Sequence[str],
    hints: Hints,
    progress: Progress = lambda done, total, report: None,
    workers: int | None = None,
    dry_run: bool = False,
    tell: Listener | None = None,
) -> Report:
    """Import the dumps that the paths name, under the given hints.

    Every file gets an outcome: its entries in the archive, or an issue that says why not and
    what would mend it; `tell` hears of each issue as it comes. `workers` processes read; with 0
    this one does, and with None as many as there are processors where there is much to read.
    A dry run says all that an import would do, and writes nothing.
    An interruption loses no page that was read; the same call finishes. Raises OperationalError
    where the database went away for good.
    """
    work = partial(run_import, paths, hints, progress, workers, Report(tell))
    if not dry_run:
        return work(draining())
    with transaction.atomic():
        report = work(nullcontext(lambda: None))
        transaction.set_rollback(True)
        return report


def run_import(
    paths: Sequence[str],
    hints: Hints,
    progress: Progress,
    workers: int | None,
    report: Report,
    indexing: Indexing,
) -> Report:
    arguments = {"paths": [printable(path) for path in paths], **hints_to_json(hints)}
    with started_intake(ImportRun.Kind.IMPORT, arguments, report, indexing) as intake:
        report.run = intake.run.pk
        dumps, report.left_aside = find_dumps(paths)
        count = workers_for(dumps) if workers is None else workers
        total = sum(found.size for found in dumps)
        progress(0, total, report)
        items = read_files(
            dumps, lambda: FileReader(hints, intake.tagger.vocabulary, limits()), count
        )
        intake.take_all(items, lambda done: progress(done, total, report))
    return report


def workers_for(dumps: Sequence[Found]) -> int:
    """One process for each processor; none where they would take longer to start than to read."""
    size = sum(found.size for found in dumps)
    return 0 if size < WORTH_WORKERS else min(os.cpu_count() or 1, len(dumps))


def limits() -> Limits:
    """What the settings allow a dump to take."""
    return Limits(
        page_bytes=settings.IMPORT_MAX_BYTES,
        nesting=settings.IMPORT_MAX_NESTING,
        expansion=settings.IMPORT_MAX_EXPANSION,
    )
