"""Which stored entry each draft of a capture is: importing twice must change nothing.

An entry is recognised by equal words at the same time; else by where it stands in a capture that
was imported before; else by its key, that is by source, time and headline; else by equal text,
where one of the two has no date yet; else by its time and a likeness of text, where the headline
was rewritten.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from entries.models import Capture, Entry, Source

from .drafts import Draft, likeness

ALIKE = 0.6
NUMBER = re.compile(r"\d+")


@dataclass
class Match:
    """A draft, and what it is: a stored entry, the same as an earlier draft, or new (neither)."""

    draft: Draft
    entry: Entry | None = None
    twin: Draft | None = None

    @property
    def is_new(self) -> bool:
        return self.entry is None and self.twin is None


def match_drafts(
    source: Source, capture: Capture | None, drafts: Sequence[Draft]
) -> tuple[Match, ...]:
    """What each draft of one capture is, in the same order.

    `capture` is the stored one where this page was imported before.
    """
    stored = StoredEntries(source, capture, drafts)
    # Equal words first: of three goals of one minute, each is to find itself.
    matches = [Match(draft, stored.take(draft, stored.equal(draft))) for draft in drafts]
    for match in matches:
        if match.entry is None:
            match.entry = stored.take(match.draft, stored.certain(match.draft))
    first: dict[tuple[str, str], Draft] = {}
    for match in matches:
        draft = match.draft
        if match.entry is None:
            match.twin = first.get((draft.key(), draft.content_hash))
        if match.is_new:
            match.entry = stored.take(draft, stored.likely(draft))
        first.setdefault((draft.key(), draft.content_hash), draft)
    return tuple(matches)


class StoredEntries:
    """The stored entries that the drafts of one capture could be, fetched at once."""

    def __init__(self, source: Source, capture: Capture | None, drafts: Sequence[Draft]) -> None:
        self.by_key: dict[str, Entry] = {}
        self.by_instant: dict[object, list[Entry]] = defaultdict(list)
        self.by_content: dict[str, list[Entry]] = defaultdict(list)
        self.by_line = {} if capture is None else entries_by_line(capture)
        self.taken: dict[int, Draft] = {}
        for entry in candidates(source, drafts):
            self.by_key[entry.key] = entry
            if entry.published_at:
                self.by_instant[entry.published_at].append(entry)
            for version in entry.versions.all():
                self.by_content[version.content_hash].append(entry)

    def take(self, draft: Draft, entry: Entry | None) -> Entry | None:
        """Note that the entry is that draft, for a page prints an entry once, or twice alike."""
        if entry is not None:
            self.taken.setdefault(entry.pk, draft)
        return entry

    def is_free(self, entry: Entry, draft: Draft) -> bool:
        other = self.taken.get(entry.pk)
        return other is None or other.content_hash == draft.content_hash

    def equal(self, draft: Draft) -> Entry | None:
        by_line = self.by_line.get(draft.parsed.first_line)
        if by_line and draft.content_hash in {each.content_hash for each in by_line.versions.all()}:
            return by_line
        for entry in self.by_content[draft.content_hash]:
            undated = draft.published_at is None and entry.time_text != draft.time_text
            if entry.published_at == draft.published_at and not undated:
                return entry
        return None

    def certain(self, draft: Draft) -> Entry | None:
        by_line = self.by_line.get(draft.parsed.first_line)
        if by_line and (by_line.headline == draft.headline or alike(by_line, draft)):
            return by_line
        salted = self.by_key.get(draft.key(salted=True))
        entry = salted or self.by_key.get(draft.key())
        if entry is None or not self.is_free(entry, draft):
            return None
        # Without a time, "Latest developments" may head any number of different entries.
        by_time = bool(draft.headline) and draft.has_clock
        return entry if salted or by_time or alike(entry, draft) else None

    def likely(self, draft: Draft) -> Entry | None:
        return self.equal_and_undated(draft) or self.alike_at_that_time(draft)

    def equal_and_undated(self, draft: Draft) -> Entry | None:
        for entry in self.by_content[draft.content_hash]:
            one_undated = entry.published_at is None or draft.published_at is None
            if one_undated and prints_alike(entry.time_text, draft.time_text):
                return entry
        return None

    def alike_at_that_time(self, draft: Draft) -> Entry | None:
        if not draft.has_clock:
            return None
        free = [
            (likeness(entry.text, draft.text), -entry.pk, entry)
            for entry in self.by_instant[draft.published_at]
            if entry.pk not in self.taken
        ]
        best = max(free, default=None)
        return best[2] if best and best[0] >= ALIKE else None


def prints_alike(one: str, other: str) -> bool:
    """Whether two printed times are the same, but for a year that only one page prints.

    A clock alone, of two numbers, is on every day's page.
    """
    shorter, longer = sorted((one, other), key=len)
    return one == other or (longer.startswith(shorter) and len(NUMBER.findall(shorter)) > 2)


def alike(entry: Entry, draft: Draft) -> bool:
    return likeness(entry.text, draft.text) >= ALIKE


def entries_by_line(capture: Capture) -> dict[int, Entry]:
    """The entries of an imported capture by the line on which they start."""
    appearances = capture.appearances.select_related("entry").prefetch_related("entry__versions")
    return {each.first_line: each.entry for each in appearances}


def candidates(source: Source, drafts: Sequence[Draft]) -> Sequence[Entry]:
    """The source's entries that share a key, an instant or some version's words with a draft.

    A union, so that each look-up goes by its own index and none reads all of the source.
    """
    keys = {key for draft in drafts for key in (draft.key(), draft.key(salted=True))}
    instants = {draft.published_at for draft in drafts if draft.has_clock}
    hashes = {draft.content_hash for draft in drafts}
    ours = Entry.objects.filter(source=source).order_by().values("pk")
    found = ours.filter(key__in=keys).union(
        ours.filter(published_at__in=instants), ours.filter(versions__content_hash__in=hashes)
    )
    return Entry.objects.filter(pk__in=found).prefetch_related("versions").order_by("pk")
