"""`manage.py undo_import RUN`: what an import brought, taken back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from rich.progress import MofNCompleteColumn

from entries.importing.undoing import CannotUndo, undo_import
from entries.management.bars import run_bar
from entries.management.base import PlainCommand, so_many_entries, so_many_pages


class Command(PlainCommand):
    help = (
        "Take back exactly what an import brought, and put back what it read anew. Its files can"
        " be imported again: every entry gets the address that it had."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run", metavar="RUN", type=int, help="the number of the import")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with run_bar(self.stdout, MofNCompleteColumn()) as progress:
                report = undo_import(options["run"], progress)
        except CannotUndo as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as error:
            message = "Stopped half-way. Give the same command again to finish."
            raise CommandError(message, returncode=130) from error
        self.stdout.write(
            f"Import {options['run']} is taken back: {so_many_pages(report.captures)},"
            f" {so_many_entries(report.removed)} gone, {report.revised:,} as before."
        )
