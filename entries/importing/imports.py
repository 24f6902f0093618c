"""The import: dumps in, rows and a report out. One bad dump never stops the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import OperationalError

from entries.layouts.base import LayoutError
from entries.models import Capture, ImportIssue, ImportRun, Source
from entries.parsing import ParsedCapture, parse_capture, redated
from entries.readers.base import Hints, RawCapture, ReadError, printable
from entries.readers.text import read_standard_input, read_text_file
from entries.search.keeping import draining

from .captures import hints_to_json, standing_hints, stored_capture
from .corroboration import KnownDates
from .homes import source_of
from .paths import STANDARD_INPUT, Found, find_dumps
from .report import Report
from .runs import reconnecting, started_run, write_down
from .saving import save_capture, save_refused
from .tagger import tagger_from_database

logger = logging.getLogger(__name__)
Severity = ImportIssue.Severity

# Called with the number of files done and their total, and the report so far.
Progress = Callable[[int, int, Report], None]


def import_dumps(
    paths: Sequence[str], hints: Hints, progress: Progress = lambda done, total, report: None
) -> Report:
    """Import the dumps that the paths name, under the given hints.

    Every file gets an outcome: its entries in the archive, or an issue that says why not and
    what would mend it. An interruption loses no page that was done; the same call finishes.
    Raises OperationalError where the database went away for good.
    """
    arguments = {"paths": [printable(path) for path in paths], **hints_to_json(hints)}
    with started_run(arguments) as run, draining() as follow:
        importer = Importer(run, hints, follow)
        importer.take(find_dumps(paths), progress)
        return importer.report


class Importer:
    """The state of one run; `follow` is called after each page, for the index to follow."""

    def __init__(self, run: ImportRun, hints: Hints, follow: Callable[[], None]) -> None:
        self.run = run
        self.hints = hints
        self.follow = follow
        self.report = Report()
        self.tagger = tagger_from_database()
        self.known_dates = KnownDates()
        self.waiting: list[tuple[str, ParsedCapture, Source]] = []

    def take(self, dumps: Sequence[Found], progress: Progress) -> None:
        for done, found in enumerate(dumps):
            progress(done, len(dumps), self.report)
            self.attempt(found.path, partial(self.take_file, found))
        for name, parsed, source in self.waiting:
            # By now every page of the run was read that could tell when this one was made.
            work = partial(self.store_dated, name, parsed, source)
            self.attempt(name, partial(reconnecting, self.run, work))
        progress(len(dumps), len(dumps), self.report)

    def attempt(self, name: str, work: Callable[[], None]) -> None:
        """Do the work on one file and write down what came of it; no file stops the others."""
        try:
            work()
        except OperationalError:
            raise
        except Exception as error:
            logger.exception("A mistake in the program, found by %s", printable(name))
            reason = f"It could not be taken in: {type(error).__name__}: {error}".rstrip(".\n")
            self.issue(Severity.REFUSED, name, f"{reason}. Please report this mistake.")
        reconnecting(self.run, partial(write_down, self.run, self.report))

    def take_file(self, found: Found) -> None:
        try:
            raw = read(found)  # once: standard input is empty the next time
        except ReadError as error:
            self.issue(Severity.REFUSED, found.path, str(error))
            return
        reconnecting(self.run, partial(self.take_page, found.path, raw))

    def take_page(self, name: str, raw: RawCapture) -> None:
        given = self.hints.over(raw.hints)
        try:
            parsed = parse_capture(raw, given.over(standing_hints(raw, given)))
        except LayoutError as error:
            self.refuse(name, raw, error)
            return
        source = source_of(parsed, stored_capture(raw))
        if source.timezone != parsed.zone:
            parsed = redated(parsed, source.timezone)
        if parsed.dating.lacks:
            self.waiting.append((name, parsed, source))
        else:
            self.known_dates.learn(parsed, source)
            self.store(name, parsed, source)

    def refuse(self, name: str, raw: RawCapture, error: LayoutError) -> None:
        hints = self.hints.over(raw.hints)
        capture = save_refused(raw, hints, error.reason, self.run)
        reason = error.reason[0].upper() + error.reason[1:]
        self.issue(Severity.REFUSED, name, f"{reason}.", capture, error.line)

    def store_dated(self, name: str, parsed: ParsedCapture, source: Source) -> None:
        dates = self.known_dates.of(parsed, source)
        self.store(name, redated(parsed, source.timezone, dates), source)

    def store(self, name: str, parsed: ParsedCapture, source: Source) -> None:
        saved = save_capture(parsed, source, self.run, self.tagger)
        self.follow()
        self.report.captures += 1
        self.report.created += saved.created
        self.report.revised += saved.revised
        self.report.unchanged += saved.unchanged
        self.tell(name, parsed, saved.capture)

    def tell(self, name: str, parsed: ParsedCapture, capture: Capture) -> None:
        """Everything about a page that a person should know."""
        for message in (*parsed.raw.notes, *parsed.problems):
            self.issue(Severity.WARNING, name, message, capture)
        for message in parsed.dating.notes:
            self.issue(Severity.NOTE, name, message, capture)
        if parsed.hints.source is None and parsed.layout.source is None:
            message = "The page names no source. Give --source, or “source = …” in a .toml file."
            self.issue(Severity.NOTE, name, message, capture)

    def issue(
        self,
        severity: str,
        file: str,
        message: str,
        capture: Capture | None = None,
        line: int | None = None,
    ) -> None:
        self.report.add(
            ImportIssue(
                run=self.run,
                capture=capture,
                severity=severity,
                file=shown(file)[:1000],
                line=line,
                message=printable(message),
            )
        )


def shown(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else printable(name)


def read(found: Found) -> RawCapture:
    """One dump by its path, or from standard input. Raises ReadError."""
    if found.problem:
        raise ReadError(found.problem)
    if found.path == STANDARD_INPUT:
        return read_standard_input(settings.IMPORT_MAX_BYTES)
    return read_text_file(Path(found.path), settings.IMPORT_MAX_BYTES)
