"""`manage.py import_dumps PATH…`: dumps of live pages into the archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import OperationalError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from entries.importing.imports import import_dumps
from entries.importing.report import Report, Severity
from entries.layouts.base import LayoutError
from entries.layouts.registry import find_layout
from entries.management.base import PlainCommand
from entries.management.options import a_name, add_hint_options, hints_of
from entries.models import ImportIssue


class Command(PlainCommand):
    help = "Import dumps of live pages. Importing the same dump twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            metavar="PATH",
            nargs="+",
            help="a text dump, a folder of them, a pattern in quotes, or - for standard input",
        )
        add_hint_options(parser)
        parser.add_argument(
            "--liveblog",
            type=a_name,
            metavar="TITLE",
            help="the liveblog that all these pages belong to",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        check_layout(options["layout"])
        try:
            with self.progress() as advance:
                report = import_dumps(options["paths"], hints_of(options), advance)
        except KeyboardInterrupt as error:
            message = "Stopped. What was read is in; give the same command again to finish."
            raise CommandError(message, returncode=130) from error
        except OperationalError as error:
            message = "What was read is in; give the same command again to finish."
            raise CommandError(f"The database cannot be used. {error}\n{message}") from error
        self.tell(report, options["verbosity"])
        if report.refused:
            rest = " Everything else is in." if report.captures else ""
            raise CommandError(f"{report.refused:,} refused; see above.{rest}")

    @contextmanager
    def progress(self) -> Iterator[Any]:
        """A bar on a terminal; nothing where the output goes to a file."""
        if not self.stdout.isatty():
            yield lambda done, total, report: None
            return
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[entries]} entries"))
        with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
            task = bar.add_task("", entries=0)

            def advance(done: int, total: int, report: Report) -> None:
                entries = report.created + report.revised + report.unchanged
                bar.update(task, completed=done, total=total, entries=f"{entries:,}")

            yield advance

    def tell(self, report: Report, verbosity: int) -> None:
        """Every refusal and warning, notes too with -v 2, then the table."""
        for issue in report.of(Severity.REFUSED):
            self.stderr.write(self.style.ERROR(f"refused  {issue}"))
        for issue in report.of(Severity.WARNING):
            self.stderr.write(self.style.WARNING(f"warning  {issue}"))
        if verbosity > 1:
            for issue in report.of(ImportIssue.Severity.NOTE):
                self.stderr.write(f"note     {issue}")
        self.stdout.write(report.table())
        self.stdout.flush()  # before an error, also where both go to one file


def check_layout(name: str | None) -> None:
    try:
        if name is not None:
            find_layout(name)
    except LayoutError as error:
        raise CommandError(str(error)) from error
