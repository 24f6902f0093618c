"""What is changed of entries, in memory: what was read, what is said anew, what is taken back.

`writing` stores what a ledger has come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from entries.locks import Lock, ask
from entries.models import ImportRun

from .homes import Homes
from .known import KnownEntries, standings_in
from .known_entry import KnownEntry, Standing, Version
from .settling import settle, shown_version
from .sources import Sources


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
        """Keep other runs from these sources until the transaction ends.

        Two that change one source at once would both make the same new entry.
        """
        for key in sorted(set(sources)):
            ask("pg_advisory_xact_lock", Lock.SOURCE, key)

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
    def edited(self) -> list[int]:
        """The keys of the entries whose edits have to be told anew."""
        return [entry.pk for entry in self.touched.values() if self.may_tell_edits(entry)]

    def may_tell_edits(self, entry: KnownEntry) -> bool:
        """Whether the entry said something else in other captures, and not just the same again."""
        if not entry.standings or len(entry.versions) < 2:
            return False
        before = [one for one in entry.standings if one.pk not in self.standings]
        if not before or entry.is_whole or entry.was is None:
            return True
        latest = max(before, key=lambda one: one.recency)
        new = (one for one in entry.standings if one.pk in self.standings)
        told = all(one.recency > latest.recency and one.version is latest.version for one in new)
        return not told or entry.is_elsewhere

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
