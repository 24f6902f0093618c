"""`manage.py import_dumps PATH…`: dumps of live pages into the archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import OperationalError

from entries.importing.imports import import_dumps
from entries.importing.report import Report
from entries.layouts.base import LayoutError
from entries.layouts.registry import find_layout
from entries.management.bars import run_bar
from entries.management.base import PlainCommand
from entries.management.issues import IssueTeller
from entries.management.options import a_count, a_name, add_hint_options, hints_of, in_the_future
from entries.readers.base import printable

LEFT_ASIDE = (
    "Files in folders that were left aside, since their names are of no kind that is read:"
    " {count:,}. Name them to have them tried; -v 2 lists them."
)
NO_LAYOUT = "Passed over, since no layout fits them (the first 1,000 at most):"


class Command(PlainCommand):
    help = "Import dumps of live pages. Importing the same dump twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            metavar="PATH",
            nargs="+",
            help="a page as text, HTML or JSON, a WARC or WET file, an archive of any of these, a"
            " folder of them, a pattern in quotes, or - for standard input",
        )
        add_hint_options(parser)
        parser.add_argument(
            "--liveblog",
            type=a_name,
            metavar="TITLE",
            help="the liveblog that all these pages belong to",
        )
        parser.add_argument(
            "--workers",
            type=a_count,
            metavar="N",
            help="so many processes read; 0 reads in this one. Without it, one for each processor"
            " where there is much to read",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say all that an import would do; write nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        check_layout(options["layout"])
        for remark in in_the_future(hints_of(options)):
            self.stderr.write(self.style.WARNING(f"warning  {remark}"))
        try:
            with run_bar(self.stdout) as advance:
                report = import_dumps(
                    options["paths"],
                    hints_of(options),
                    advance,
                    workers=options["workers"],
                    dry_run=options["dry_run"],
                    tell=IssueTeller(self, options["verbosity"]),
                )
        except KeyboardInterrupt as error:
            message = "Stopped. What was read is in; give the same command again to finish."
            raise CommandError(message, returncode=130) from error
        except OperationalError as error:
            message = "What was read is in; give the same command again to finish."
            raise CommandError(f"The database cannot be used. {error}\n{message}") from error
        self.tell_end(report, options)

    def tell_end(self, report: Report, options: dict[str, Any]) -> None:
        """The table and what follows from it. Raises CommandError where something was refused."""
        self.stdout.write(report.table())
        self.tell_left_aside(report.left_aside, options["verbosity"])
        if options["verbosity"] > 1 and report.no_layout:
            self.tell_names(NO_LAYOUT, report.no_layout)
        if options["dry_run"]:
            self.stdout.write("This was a dry run: nothing is written.")
        elif report.stored:
            number = report.run
            self.stdout.write(
                f"This was import {number}; to take it back: manage.py undo_import {number}"
            )
        self.stdout.flush()  # before an error, also where both go to one file
        if report.refused:
            rest = " Everything else is in." if report.captures and not options["dry_run"] else ""
            raise CommandError(f"{report.refused:,} refused; see above.{rest}")

    def tell_left_aside(self, paths: Sequence[str], verbosity: int) -> None:
        """How many files of folders were not tried, and with -v 2 which."""
        if paths and verbosity:
            told = LEFT_ASIDE.format(count=len(paths))
            self.tell_names(told, paths if verbosity > 1 else ())

    def tell_names(self, heading: str, names: Sequence[str]) -> None:
        self.stdout.write(heading)
        for name in names:
            self.stdout.write(f"  {printable(name)}")


def check_layout(name: str | None) -> None:
    try:
        if name is not None:
            find_layout(name)
    except LayoutError as error:
        raise CommandError(str(error)) from error
