"""`manage.py retag`: the entries that are stored, linked with the names as they are now."""

from __future__ import annotations

from typing import Any

from entries.importing.tagger import retag
from entries.management.base import PlainCommand


class Command(PlainCommand):
    help = (
        "Link all stored entries anew to people, organisations, places and topics, after names or"
        " terms were changed. What staff set by hand stays."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = retag(self.progress)
        if options["verbosity"]:
            self.stdout.write(f"Linked with the names as they are now: {count:,} entries.")

    def progress(self, done: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done:,} entries", ending="")
            self.stderr.flush()
