"""The import: dumps in, rows and a report out. One bad dump never stops the others."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from entries.layouts.base import LayoutError
from entries.models import Capture, ImportIssue, ImportRun, Source
from entries.parsing import ParsedCapture, parse_capture, redated
from entries.readers.base import Hints, RawCapture, ReadError
from entries.readers.text import read_bytes, read_text_file

from .corroboration import KnownDates
from .homes import source_of
from .paths import STANDARD_INPUT, find_dumps
from .report import Report
from .saving import hints_to_json, save_capture, save_refused
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
    """
    arguments = {"paths": list(paths), **hints_to_json(hints)}
    run = ImportRun.objects.create(arguments=arguments)
    importer = Importer(run, hints)
    try:
        importer.take(find_dumps(paths), progress)
        run.state = ImportRun.State.FINISHED
    except BaseException:
        run.state = ImportRun.State.FAILED
        raise
    finally:
        importer.close()
    return importer.report


class Importer:
    """The state of one run."""

    def __init__(self, run: ImportRun, hints: Hints) -> None:
        self.run = run
        self.hints = hints
        self.report = Report()
        self.tagger = tagger_from_database()
        self.known_dates = KnownDates()
        self.waiting: list[tuple[str, ParsedCapture, Source]] = []

    def take(self, names: Sequence[str], progress: Progress) -> None:
        self.report.files = len(names)
        for done, name in enumerate(names):
            progress(done, len(names), self.report)
            self.take_file(name)
        for name, parsed, source in self.waiting:
            # By now every page of the run was read that could tell when this one was made.
            dates = self.known_dates.of(parsed, source)
            self.store(name, redated(parsed, source.timezone, dates), source)
        progress(len(names), len(names), self.report)

    def take_file(self, name: str) -> None:
        try:
            raw = read(name)
        except ReadError as error:
            self.issue(Severity.REFUSED, name, str(error))
            return
        try:
            parsed = parse_capture(raw, self.hints)
        except LayoutError as error:
            self.refuse(name, raw, error)
            return
        source = source_of(parsed)
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

    def store(self, name: str, parsed: ParsedCapture, source: Source) -> None:
        try:
            saved = save_capture(parsed, source, self.run, self.tagger)
        except DatabaseError as error:
            logger.exception("The page in %s could not be stored.", name)
            self.issue(Severity.REFUSED, name, f"It could not be stored: {error}")
            return
        self.report.captures += 1
        self.report.created += saved.created
        self.report.revised += saved.revised
        self.report.unchanged += saved.unchanged
        self.tell(name, parsed, saved.capture)

    def tell(self, name: str, parsed: ParsedCapture, capture: Capture) -> None:
        """Everything about a page that a person should know."""
        for message in parsed.problems:
            self.issue(Severity.WARNING, name, message, capture)
        for message in (*parsed.raw.notes, *parsed.dating.notes):
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
                file=file[:1000],
                line=line,
                message=message,
            )
        )

    def close(self) -> None:
        """Write the run's counts and issues down, whatever happened."""
        ImportIssue.objects.bulk_create(self.report.issues)
        for name, count in self.report.counts.items():
            setattr(self.run, name, count)
        self.run.finished_at = timezone.now()
        self.run.save()


def read(name: str) -> RawCapture:
    """One dump by its path, or from standard input. Raises ReadError."""
    limit = settings.IMPORT_MAX_BYTES
    if name == STANDARD_INPUT:
        return read_bytes(sys.stdin.buffer.read(limit + 1), "standard input", max_bytes=limit)
    return read_text_file(Path(name), limit)
