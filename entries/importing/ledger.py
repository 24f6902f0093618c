"""What is changed of entries, in memory: what was read, what is said anew, what is taken back.

`writing` stores what a ledger has come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from entries.models import ImportRun

from .homes import Homes
from .known import KnownEntries, KnownEntry, Standing, Version, standings_in
from .settling import settle, shown_version
from .sources import Sources

# Two runs that change one source at once would both make the same new entry: they take turns.
LOCK = 20_220_324


class Ledger:
    """The entries that some work changes. `dropped` are the keys of appearances taken back."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.sources = Sources(run)
        self.homes = Homes(run, self.sources)
        self.known = KnownEntries()
        self.touched: dict[int, KnownEntry] = {}
        self.versions: dict[int, tuple[KnownEntry, Version]] = {}
        self.standings: dict[int, tuple[KnownEntry, Standing]] = {}
        self.dropped: set[int] = set()

    def lock(self, sources: Iterable[int]) -> None:
        """Keep other runs from these sources until the transaction ends."""
        with connection.cursor() as cursor:
            for key in sorted(set(sources)):
                cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, key])

    def drop(self, entry: KnownEntry, standing: Standing) -> None:
        """Take back what a reading of a capture said."""
        entry.standings.remove(standing)
        self.dropped.add(standing.pk)

    def take_back(self, captures: Sequence[int]) -> None:
        """Take back all that is said in these captures, which were read into the ledger."""
        for capture in captures:
            there = set(self.known.by_capture.get(capture, {}).values())
            for entry, standing in standings_in(there, capture):
                self.drop(entry, standing)
            for entry in there:
                self.settle(entry)

    def settle(self, entry: KnownEntry) -> None:
        """Have the entry show what its captures say; one that none has any more says nothing."""
        self.touched[entry.pk] = entry
        if not entry.standings:
            return
        settle(entry, self.homes)
        shown = shown_version(entry).draft
        if shown:
            entry.headline, entry.text = shown.headline, shown.text
        self.known.note(entry)

    @property
    def gone(self) -> list[KnownEntry]:
        """The stored entries that no capture has any more."""
        return [entry for entry in self.touched.values() if entry.was and not entry.standings]

    @property
    def new(self) -> list[KnownEntry]:
        return [entry for entry in self.touched.values() if entry.standings and not entry.was]

    @property
    def changed(self) -> list[KnownEntry]:
        """The stored entries whose rows are to say something else."""
        stored = (entry for entry in self.touched.values() if entry.standings and entry.was)
        return [entry for entry in stored if entry.was != entry.row]
