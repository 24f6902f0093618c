"""`manage.py rebuild_index`: the search index made anew, beside the one in use."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import CommandError

from entries.management.bars import entries_bar
from entries.management.base import PlainCommand, so_many_entries
from entries.search.rebuilding import RebuildRunning, rebuild


class Command(PlainCommand):
    help = (
        "Make the search index anew from the database. The one in use answers until the new one is"
        " complete; what changes meanwhile is in both."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            with entries_bar(self.stdout) as progress:
                count = rebuild(progress)
        except RebuildRunning as error:
            raise CommandError(f"{error} Wait for that to end.") from error
        except KeyboardInterrupt as error:
            message = "Stopped. The search index is as it was before."
            raise CommandError(message, returncode=130) from error
        if options["verbosity"]:
            seconds = time.monotonic() - started
            self.stdout.write(
                f"The search index is made anew: {so_many_entries(count)}, {seconds:.1f} s."
            )
