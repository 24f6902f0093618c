"""`manage.py index`: the search index brought up to date, or compared with the database."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import CommandError, CommandParser

from entries.management.bars import entries_bar
from entries.management.base import PlainCommand, so_many_entries
from entries.search import SearchUnavailable, Status
from entries.search.keeping import differences, state
from entries.search.rebuilding import ensure

NOT_FIT = {
    Status.MISSING: "There is no search index.",
    Status.OUTDATED: "The search index was made for another version or from another database.",
    Status.DAMAGED: "The search index is damaged.",
    Status.READY: "The search index cannot be written.",
}


class Command(PlainCommand):
    help = (
        "Bring the search index up to date with the database; make it anew where there is none"
        " that is fit."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing: name every entry in which index and database do not agree",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        before = state(thorough=True)
        if options["check"]:
            self.compare(before, options["verbosity"])
            return
        started = time.monotonic()
        with entries_bar(self.stdout) as progress:
            made, changes = ensure(progress)
        if not options["verbosity"]:
            return
        if made is not None:
            seconds = time.monotonic() - started
            self.stdout.write(
                f"{NOT_FIT[before]} It is made anew: {so_many_entries(made)}, {seconds:.1f} s."
            )
        elif changes:
            self.stdout.write(f"The search index took in what was pending: {changes:,} changes.")
        else:
            self.stdout.write("The search index is up to date.")

    def compare(self, before: Status, verbosity: int) -> None:
        """Name every difference; raises CommandError where there is one."""
        advice = "“manage.py rebuild_index” makes it anew."
        if before is not Status.READY:
            raise CommandError(f"{NOT_FIT[before]} {advice}")
        try:
            found = differences()
        except SearchUnavailable as error:
            raise CommandError(f"{NOT_FIT[Status.DAMAGED]} {advice}") from error
        for difference in found:
            self.stdout.write(str(difference))
        if found:
            self.stdout.flush()  # before the error, also where both go to one file
            differ = "differs" if len(found) == 1 else "differ"
            raise CommandError(f"{so_many_entries(len(found))} {differ}. {advice}")
        if verbosity:
            self.stdout.write("Index and database agree on every entry.")
