"""Pages that were read → the archive: in batches, each page under what is known of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property, partial
from tempfile import SpooledTemporaryFile
from typing import Any

from django.db import IntegrityError, OperationalError

from entries.models import Entry, ImportIssue, ImportRun, Source
from entries.readers.base import printable

from .batch import Saved
from .captures import Origin, origin_of, standing_hints, stored_captures
from .changes import tell_changes_due
from .collecting import give_back, seldom_collecting
from .corroboration import WaitingRoom, dated_by_others, dates_before
from .paths import STANDARD_INPUT
from .reading import FileEnd, Item, Reached, ReadPage, Refusal, mistake, read_again
from .report import Report
from .runs import reconnecting, started_run, write_down
from .saving import save_pages, save_refused
from .sources import UNKNOWN, Sources, known_source, zone_for
from .statistics import Statistics
from .surnames import settle_surnames_due
from .tagger import Tagger, retag, tagger_from_database
from .targets import latest_change

logger = logging.getLogger(__name__)
Severity = ImportIssue.Severity
NO_SOURCE = (
    "The page names no source. Import it with --source, or with “source = …” in a .toml file beside"
    " the dump."
)

# Pages are stored together until they have so many entries, or there are so many of them.
ENTRIES, PAGES = 2000, 200
WAITED = 20  # pages that waited, stored together
# Bytes of the pages that wait; more of them go to a file.
IN_MEMORY = 20_000_000
# Issues are stored with their batch, or once there are so many.
ISSUES = 500
# Gives what is to be called after each batch, for the index to follow.
Indexing = AbstractContextManager[Callable[[], None]]


@contextmanager
def started_intake(
    kind: str, arguments: dict[str, Any], report: Report, indexing: Indexing
) -> Iterator[Intake]:
    """A new run that takes in pages; finished where its work ends well, else failed."""
    with (
        started_run(kind, arguments) as run,
        seldom_collecting(),
        indexing as follow,
        SpooledTemporaryFile(IN_MEMORY) as file,
    ):
        yield Intake(run, report, follow, WaitingRoom(file))


class Intake:
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
        self.changed = latest_change()
        self.waiting = waiting
        self.statistics = Statistics()
        self.batch: dict[Origin, ReadPage] = {}
        self.entries = 0

    @cached_property
    def tagger(self) -> Tagger:
        """With the names as the database has them when it is first asked for."""
        return tagger_from_database()

    def take_all(self, items: Iterable[Item], tell: Callable[[int], None]) -> None:
        """Take in all that was read; `tell` hears how much is done, in the sizes of the items."""
        done = 0
        try:
            for item in items:
                self.take(item)
                if isinstance(item, FileEnd | Reached):
                    done += item.size
                    tell(done)
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
                self.report.pass_over(item.passed_over, item.no_layout)

    def add(self, page: ReadPage) -> None:
        """Put a page into the batch; store the batch where that is full, or has the page."""
        if origin_of(page.raw) in self.batch:
            self.store()
        self.batch[origin_of(page.raw)] = page
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
        tell_changes_due()
        self.follow_staff()
        settle_surnames_due()
        write_down(self.run, self.report)

    def follow_staff(self) -> None:
        """Link what the run brought anew, where staff changed names or terms while it read."""
        if latest_change() != self.changed:
            brought = Entry.objects.filter(updated_at__gte=self.run.started_at)
            retag(keys=list(brought.values_list("pk", flat=True)))

    def store(self) -> None:
        pages, self.batch, self.entries = list(self.batch.values()), {}, 0
        if pages:
            self.attempt(pages, self.save_or_keep)
            give_back()

    def save_or_keep(self, pages: Sequence[ReadPage]) -> None:
        """Store the pages, but those that leave out their dates: they wait for the others."""
        ready = list(prepared(pages, self.run, self.tagger))
        self.save([page for page, _ in ready if not page.lacking])
        for page, source in ready:
            if page.lacking:
                self.waiting.add(page, source)

    def attempt(
        self,
        pages: Sequence[ReadPage],
        work: Callable[[Sequence[ReadPage]], None],
        again: bool = False,
    ) -> None:
        """Do the work on pages, together or one by one; no page stops the others."""
        try:
            reconnecting(self.run, partial(work, pages))
        except OperationalError:
            raise
        except Exception as error:
            # Another run may have taken in, or back, what this one was about to: look again.
            if len(pages) > 1 or (isinstance(error, IntegrityError) and not again):
                for page in pages:
                    self.attempt([page], work, again=True)
                return
            logger.exception("A mistake in the program, found by %s", printable(pages[0].name))
            self.issue(Severity.REFUSED, pages[0].name, mistake(error))
        reconnecting(self.run, partial(write_down, self.run, self.report))

    def save(self, pages: Sequence[ReadPage]) -> None:
        pages = self.present(pages)
        if not pages:
            return
        saved = save_pages(pages, self.run, self.tagger)
        self.statistics.note(sum(len(page.drafts) for page in pages))
        self.follow()
        for one in saved:
            self.report.captures += 1
            self.report.created += one.created
            self.report.revised += one.revised
            self.report.unchanged += one.unchanged
            self.report.removed += one.removed
            self.report.stored |= one.is_news
            self.tell(one)

    def present(self, pages: Sequence[ReadPage]) -> Sequence[ReadPage]:
        """The pages but those that were taken back while this run read them again."""
        if self.run.kind != ImportRun.Kind.REPARSE:
            return pages
        stored = stored_captures([page.raw for page in pages])
        return [page for page in pages if origin_of(page.raw) in stored]

    def refuse(self, pages: Sequence[ReadPage]) -> None:
        for page in self.present(pages):
            capture, stored = save_refused(page, self.run)
            self.report.stored |= stored is None
            reason = f"{page.refusal[0].upper()}{page.refusal[1:].rstrip('.')}."
            rest = " It stays as it was read before." if stored and stored.is_imported else ""
            self.issue(Severity.REFUSED, page.name, reason + rest, capture, page.refused_line)

    def tell(self, saved: Saved) -> None:
        """Everything about a page that a person should know."""
        page = saved.page
        for message in page.problems:
            self.issue(Severity.WARNING, page.name, message, saved.capture_id)
        for message in page.notes:
            self.issue(Severity.NOTE, page.name, message, saved.capture_id)
        if known_source(page) is UNKNOWN:
            self.issue(Severity.NOTE, page.name, NO_SOURCE, saved.capture_id)

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
        capture = stored.get(origin_of(page.raw))
        hints = page.hints.over(standing_hints(capture, page.hints))
        if hints != page.hints:
            page = read_again(page, hints, tagger.texts)
        source = sources.of(page, capture)
        zone = zone_for(page, source)
        if page.zone != zone:
            page = page.dated(zone)
        if page.lacking and capture and (found := dates_before(page, capture.pk)):
            page = page.dated(zone, found)
        yield page, source


def shown(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else printable(name)
