"""`manage.py reparse`: stored captures read again with today's layouts."""

from __future__ import annotations

import os
from concurrent.futures import BrokenExecutor
from typing import Any

from django.core.management.base import CommandError, CommandParser
from rich.progress import MofNCompleteColumn

from entries.importing.reparsing import Chosen, reparse
from entries.management.bars import run_bar
from entries.management.base import PlainCommand
from entries.management.issues import IssueTeller
from entries.management.options import a_count, a_name

ENDED = (
    "A process that read was ended by the system, perhaps for want of memory. What was read again "
    "is in; give the same command again with --workers 0."
)


class Command(PlainCommand):
    help = (
        "Read stored captures again with today's layouts. Addresses stay; the run says which"
        " entries are read otherwise. What no layout fits any more stays as it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--layout", type=a_name, metavar="NAME", help="captures last read as this layout"
        )
        parser.add_argument("--source", type=a_name, metavar="SLUG", help="captures of this source")
        parser.add_argument(
            "--run", type=int, metavar="RUN", help="captures that this import brought"
        )
        parser.add_argument(
            "--workers", type=a_count, metavar="N", help="so many processes read; 0: this one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = Chosen(options["layout"], options["source"], options["run"])
        count = chosen.captures().count()
        if not count:
            raise CommandError("No capture is of that kind. Check the names; see the admin.")
        workers = options["workers"]
        if workers is None:
            workers = 0 if count < WORTH_WORKERS else os.cpu_count() or 1
        try:
            with run_bar(self.stdout, MofNCompleteColumn()) as progress:
                teller = IssueTeller(self, options["verbosity"])
                report = reparse(chosen, progress, workers, teller)
        except KeyboardInterrupt as error:
            message = "Stopped. What was read again is in; give the same command again to finish."
            raise CommandError(message, returncode=130) from error
        except BrokenExecutor as error:
            message = "A process that read was ended by the system, perhaps for want of memory."
            raise CommandError(
                f"{message} Give the same command again with --workers 0."
            ) from error
        self.stdout.write(report.table())
        self.stdout.write(
            f"This was reparse {report.run}; the admin shows what became of each page."
        )


WORTH_WORKERS = 200  # captures; a process takes a second to start
