"""The entries that the pages of one batch may be, in memory: read at once, written at once.

An entry is told by where it stands: what it shows, and when it came, follows from its captures
alone. So a page can be read again, or taken back, and the entry is what the others say.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from .drafts import Placed, Spot, spots_of
from .known_entry import KnownEntry, Standing
from .recalling import anchored, candidates, entries_with, tolerance_of

Several = dict[int, KnownEntry]  # by their keys


class KnownEntries:
    """Entries by all that a draft may be recognised by; new ones are added as they come."""

    def __init__(self) -> None:
        self.entries: dict[int, KnownEntry] = {}
        self.by_key: dict[str, KnownEntry] = {}
        self.by_instant: dict[tuple[int, Any], Several] = defaultdict(dict)
        self.by_hour: dict[tuple[int, dt.datetime], Several] = defaultdict(dict)
        self.by_content: dict[tuple[int, str], Several] = defaultdict(dict)
        self.by_anchor: dict[tuple[int, str], Several] = defaultdict(dict)
        self.by_capture: dict[int, dict[Spot, KnownEntry]] = {}

    def load(self, drafts: Sequence[Placed], captures: Sequence[int]) -> None:
        """Read the entries that the drafts could be, and those that stand in the captures."""
        anchors = anchored(drafts)
        keys = {entry for entry, _ in anchors}.union(candidates(drafts, captures))
        self.read(sorted(keys), captures)
        for key, anchor in anchors:
            entry = self.entries[key]
            self.by_anchor[entry.source_id, anchor][key] = entry

    def read(self, keys: Sequence[int], captures: Sequence[int], whole: bool = False) -> None:
        """Read these entries, `whole` with all their appearances.

        Among them is every entry that stands in one of the captures.
        """
        there: dict[int, list[tuple[KnownEntry, Standing]]] = {key: [] for key in captures}
        for entry in entries_with(keys, captures, whole):
            self.note(entry)
            for standing in entry.standings:
                if standing.capture_id in there:
                    there[standing.capture_id].append((entry, standing))
        self.by_capture = {capture: by_spot(pairs) for capture, pairs in there.items()}

    def add(self, entry: KnownEntry) -> None:
        """Keep a new entry, whose key is taken from now on."""
        self.entries[entry.pk] = entry
        self.by_key[entry.key] = entry

    def note(self, entry: KnownEntry) -> None:
        """Make an entry found by what it is now."""
        source = entry.source_id
        self.add(entry)
        if entry.published_at:
            self.by_instant[source, entry.published_at][entry.pk] = entry
            self.by_hour[source, hour_of(entry.published_at)][entry.pk] = entry
        for content in entry.versions:
            self.by_content[source, content][entry.pk] = entry
        for standing in entry.standings:
            if standing.anchor:
                self.by_anchor[source, standing.anchor][entry.pk] = entry

    def near(self, draft: Placed) -> list[KnownEntry]:
        """The entries whose time may be that of the draft, as nearly as its page tells."""
        instant = draft.published_at
        if instant is None:
            return []
        if tolerance_of(draft) is None:
            around = list(self.by_instant[draft.source_id, instant].values())
        else:
            hours = (hour_of(instant + dt.timedelta(hours=step)) for step in (-1, 0, 1))
            around = [
                each for hour in hours for each in self.by_hour[draft.source_id, hour].values()
            ]
        return [entry for entry in around if is_near(entry, draft)]


def by_spot(there: Iterable[tuple[KnownEntry, Standing]]) -> dict[Spot, KnownEntry]:
    """The entries that stand in a capture, by their spots."""
    ordered = sorted(there, key=lambda pair: pair[1].ordinal)
    spots = spots_of(standing.first_line for _, standing in ordered)
    return {spot: entry for spot, (entry, _) in zip(spots, ordered, strict=True)}


def is_near(entry: KnownEntry, draft: Placed) -> bool:
    """Whether the entry's time may be that of the draft, as nearly as its page tells."""
    theirs, ours = entry.published_at, draft.published_at
    if theirs is None or ours is None:
        return False
    return abs(theirs - ours) <= (tolerance_of(draft) or dt.timedelta())


def standings_in(entries: Iterable[KnownEntry], capture: int) -> list[tuple[KnownEntry, Standing]]:
    """What stands in a capture, in order."""
    pairs = (
        (entry, standing)
        for entry in entries
        for standing in entry.standings
        if standing.capture_id == capture
    )
    return sorted(pairs, key=lambda pair: pair[1].ordinal)


def hour_of(instant: dt.datetime) -> dt.datetime:
    return instant.replace(minute=0, second=0, microsecond=0)
