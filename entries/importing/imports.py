"""The import: dumps in, rows and a report out. One bad dump never stops the others."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from tempfile import SpooledTemporaryFile

from django.conf import settings
from django.db import OperationalError, transaction

from entries.models import ImportIssue, ImportRun, Source
from entries.readers.base import Hints, Limits, printable
from entries.search.keeping import draining

from .batch import Saved
from .captures import Place, hints_to_json, place_of, standing_hints, stored_captures
from .corroboration import WaitingRoom, dated_by_others
from .paths import STANDARD_INPUT, Found, find_dumps
from .processes import read_files
from .reading import FileEnd, FileReader, Item, ReadPage, Refusal, mistake, read_again
from .report import Listener, Report
from .runs import reconnecting, started_run, write_down
from .saving import save_pages, save_refused
from .sources import UNKNOWN, Sources, known_source
from .tagger import Tagger, tagger_from_database

logger = logging.getLogger(__name__)
Severity = ImportIssue.Severity

# Pages are stored together until they have so many entries, or there are so many of them.
ENTRIES, PAGES = 1000, 200
WAITED = 20  # pages that waited, stored together
# Bytes; a process takes a second to start and reads some megabytes in that time.
WORTH_WORKERS = 5_000_000
# Bytes of the pages that wait; more of them go to a file.
IN_MEMORY = 20_000_000
# Issues are stored with their batch, or once there are so many.
ISSUES = 500
# Called with the number of files done and their total, and the report so far.
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
    indexing: AbstractContextManager[Callable[[], None]],
) -> Report:
    arguments = {"paths": [printable(path) for path in paths], **hints_to_json(hints)}
    with (
        started_run(arguments) as run,
        indexing as follow,
        SpooledTemporaryFile(IN_MEMORY) as file,
    ):
        importer = Importer(run, report, follow, WaitingRoom(file))
        reader = FileReader(hints, importer.tagger.vocabulary, limits())
        dumps = find_dumps(paths)
        count = workers_for(dumps) if workers is None else workers
        importer.take_files(dumps, reader, count, progress)
    return report


def workers_for(dumps: Sequence[Found]) -> int:
    """One process for each processor; none where they would take longer to start than to read."""
    size = sum(os.path.getsize(found.path) for found in dumps if os.path.isfile(found.path))
    return 0 if size < WORTH_WORKERS else min(os.cpu_count() or 1, len(dumps))


def limits() -> Limits:
    """What the settings allow a dump to take."""
    return Limits(page_bytes=settings.IMPORT_MAX_BYTES)


class Importer:
    """The state of one run; `follow` is called after each batch, for the index to follow.

    `waiting` takes the pages that leave out their dates.
    """

    def __init__(
        self,
        run: ImportRun,
        report: Report,
        follow: Callable[[], None],
        waiting: WaitingRoom,
    ) -> None:
        self.run = run
        self.report = report
        self.follow = follow
        self.tagger = tagger_from_database()
        self.waiting = waiting
        self.batch: dict[Place, ReadPage] = {}
        self.entries = 0

    def take_files(
        self, dumps: Sequence[Found], reader: FileReader, workers: int, progress: Progress
    ) -> None:
        progress(0, len(dumps), self.report)
        done = 0
        try:
            for item in read_files(dumps, reader, workers):
                self.take(item)
                if isinstance(item, FileEnd):
                    done += 1
                    progress(done, len(dumps), self.report)
        except KeyboardInterrupt:
            self.store()  # what was read is in, whoever stops the run
            raise
        self.finish()

    def take(self, item: Item) -> None:
        match item:
            case ReadPage() if item.refusal:
                self.attempt([item], self.refuse)
            case ReadPage():
                self.add(item)
            case Refusal():
                self.issue(Severity.REFUSED, item.name, item.reason)
            case FileEnd():
                self.report.passed_over += item.passed_over

    def add(self, page: ReadPage) -> None:
        """Put a page into the batch; store the batch where that is full, or has the page."""
        if place_of(page.raw) in self.batch:
            self.store()
        self.batch[place_of(page.raw)] = page
        self.entries += len(page.drafts)
        if self.entries >= ENTRIES or len(self.batch) >= PAGES:
            self.store()

    def finish(self) -> None:
        """Store what is left, and the pages whose dates the others may tell by now."""
        self.store()
        for group in self.waiting.groups():
            dated = list(dated_by_others(group, self.run))
            for start in range(0, len(dated), WAITED):
                self.attempt(dated[start : start + WAITED], self.save)
        write_down(self.run, self.report)

    def store(self) -> None:
        pages, self.batch, self.entries = list(self.batch.values()), {}, 0
        if pages:
            self.attempt(pages, self.save_or_keep)

    def save_or_keep(self, pages: Sequence[ReadPage]) -> None:
        """Store the pages, but those that leave out their dates: they wait for the others."""
        ready = list(prepared(pages, self.run, self.tagger))
        self.save([page for page, _ in ready if not page.dating.lacks])
        for page, source in ready:
            if page.dating.lacks:
                self.waiting.add(page, source)

    def attempt(
        self, pages: Sequence[ReadPage], work: Callable[[Sequence[ReadPage]], None]
    ) -> None:
        """Do the work on pages, together or one by one; no page stops the others."""
        try:
            reconnecting(self.run, partial(work, pages))
        except OperationalError:
            raise
        except Exception as error:
            if len(pages) > 1:
                for page in pages:
                    self.attempt([page], work)
                return
            logger.exception("A mistake in the program, found by %s", printable(pages[0].name))
            self.issue(Severity.REFUSED, pages[0].name, mistake(error))
        reconnecting(self.run, partial(write_down, self.run, self.report))

    def save(self, pages: Sequence[ReadPage]) -> None:
        if not pages:
            return
        saved = save_pages(pages, self.run, self.tagger)
        self.follow()
        for one in saved:
            self.report.captures += 1
            self.report.created += one.created
            self.report.revised += one.revised
            self.report.unchanged += one.unchanged
            self.report.removed += one.removed
            self.tell(one)

    def refuse(self, pages: Sequence[ReadPage]) -> None:
        for page in pages:
            capture = save_refused(page, self.run)
            reason = page.refusal[0].upper() + page.refusal[1:]
            self.issue(Severity.REFUSED, page.name, f"{reason}.", capture, page.refused_line)

    def tell(self, saved: Saved) -> None:
        """Everything about a page that a person should know."""
        page = saved.page
        for message in page.problems:
            self.issue(Severity.WARNING, page.name, message, saved.capture_id)
        for message in page.dating.notes:
            self.issue(Severity.NOTE, page.name, message, saved.capture_id)
        if known_source(page) is UNKNOWN:
            message = "The page names no source. Give --source, or “source = …” in a .toml file."
            self.issue(Severity.NOTE, page.name, message, saved.capture_id)

    def issue(
        self,
        severity: str,
        file: str,
        message: str,
        capture: int | None = None,
        line: int | None = None,
    ) -> None:
        self.report.add(
            ImportIssue(
                run=self.run,
                capture_id=capture,
                severity=severity,
                file=shown(file)[:1000],
                line=line,
                message=printable(message),
            )
        )
        if len(self.report.unwritten) >= ISSUES:
            write_down(self.run, self.report)


def prepared(
    pages: Sequence[ReadPage], run: ImportRun, tagger: Tagger
) -> Iterator[tuple[ReadPage, Source]]:
    """Each page under what earlier imports were told of it, dated in the zone of its source."""
    stored, sources = stored_captures([page.raw for page in pages]), Sources(run)
    for page in pages:
        capture = stored.get(place_of(page.raw))
        hints = page.hints.over(standing_hints(capture, page.hints))
        if hints != page.hints:
            page = read_again(page, hints, tagger.texts)
        source = sources.of(page, capture)
        yield (page if page.zone == source.timezone else page.dated(source.timezone)), source


def shown(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else printable(name)
