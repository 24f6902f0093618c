"""Some pages, the entries that they may be, and what they change of these: all in memory.

Nothing is written here but new sources; `writing` stores what a batch has come to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from entries.models import Appearance, Capture, Entry, EntryVersion, ImportRun, Liveblog, Source

from .captures import Origin, StoredCapture, origin_of, stored_captures
from .drafts import Placed, Spot, placed
from .known import KnownEntries, standings_in
from .known_entry import KnownEntry, Standing, Version
from .ledger import Ledger
from .matching import Match, match_drafts, shared_liveblog
from .reading import ReadPage
from .recalling import complete
from .rows import Keys

capture_keys, entry_keys = Keys(Capture), Keys(Entry)
version_keys, appearance_keys = Keys(EntryVersion), Keys(Appearance)


@dataclass
class Saved:
    """What became of a page: its capture's key, its liveblog, and how many entries were made,
    revised, left alone, or taken out because no capture has them any more.

    `stored` is the capture as it was before, where it had been read by an earlier run; `told`
    what the page added to a liveblog that was there: field → before and after; `days` the days
    that the earlier reading gave, by the entries' first lines. `renewed`: something new is said
    of a capture that was stored.
    """

    page: ReadPage
    capture_id: int
    stored: StoredCapture | None
    source: Source
    liveblog: Liveblog
    created: int = 0
    revised: int = 0
    unchanged: int = 0
    removed: int = 0
    told: dict[str, list[Any]] = field(default_factory=dict)
    days: dict[int, dt.date] = field(default_factory=dict)
    renewed: bool = False

    @property
    def is_news(self) -> bool:
        """Whether the archive has something of the page that it had not before."""
        entries = self.created or self.revised or self.removed
        return bool(self.stored is None or self.renewed or self.told or entries)


class Batch(Ledger):
    """What some pages change; no two of them are the same capture."""

    def __init__(self, pages: Sequence[ReadPage], run: ImportRun) -> None:
        super().__init__(run)
        self.captures = stored_captures([page.raw for page in pages])
        self.placed: dict[Origin, tuple[Source, list[Placed]]] = {}
        self.find_sources(pages)
        self.load(pages)

    def find_sources(self, pages: Sequence[ReadPage]) -> None:
        """The source of each page; their locks are held until the transaction ends."""
        for page in pages:
            origin = origin_of(page.raw)
            self.placed[origin] = self.sources.of(page, self.captures.get(origin)), []
        self.lock(source.pk for source, _ in self.placed.values())

    def load(self, pages: Sequence[ReadPage]) -> None:
        """Put the drafts into their sources, and read every entry that they may be."""
        for page in pages:
            source, drafts = self.placed[origin_of(page.raw)]
            drafts += placed(page.drafts, page.times, source.pk, source.slug, source.zone)
        self.homes.prefetch((*self.placed[origin_of(page.raw)], page) for page in pages)
        every = [draft for _, drafts in self.placed.values() for draft in drafts]
        self.known.load(every, [capture.pk for capture in self.captures.values()])

    def take(self, page: ReadPage) -> Saved:
        """Find what each entry of a page is, and note what is new of it."""
        origin = origin_of(page.raw)
        source, drafts = self.placed[origin]
        stored = self.captures.get(origin)
        home = self.homes.of(stored, source, page, drafts, shared_liveblog(self.known, drafts))
        key = stored.pk if stored else next(capture_keys)
        saved = Saved(page, key, stored, source, home)
        PageTaker(self, saved).take(match_drafts(self.known, key, home.pk, drafts))
        self.homes.complete(home, page, drafts)
        saved.told = self.homes.news_of(home)
        return saved


class PageTaker:
    """Takes one page in: its entries, what they say there, and what an earlier reading said."""

    def __init__(self, batch: Batch, saved: Saved) -> None:
        self.batch = batch
        self.saved = saved
        self.capture_id = saved.capture_id
        hints = saved.page.hints
        known = saved.stored.captured_at if saved.stored else None
        self.captured_at = hints.captured_at or known
        self.old = standing_before(batch.known, self.capture_id)
        self.stood = [entry for entry, _ in self.old.values()]
        saved.days = dict(self.days_before())
        self.rows: dict[int, tuple[Any, ...]] = {}
        self.created: set[int] = set()
        self.revised: set[int] = set()

    def days_before(self) -> Iterator[tuple[int, dt.date]]:
        """The days of the entries that an earlier reading dated to the minute."""
        for _, standing in self.old.values():
            if standing.published_at and standing.has_clock:
                zone = self.batch.homes.zone_of(standing.liveblog_id)
                yield standing.first_line, standing.published_at.astimezone(zone).date()

    def take(self, matches: Sequence[Match]) -> None:
        if any(self.has_moved(standing) for _, standing in self.old.values()):
            complete(self.stood)
        complete(self.imported_later(matches))
        for match in matches:
            entry = match.entry or (match.twin and match.twin.entry) or self.create(match.draft)
            match.entry = entry
            self.rows.setdefault(entry.pk, entry.row)
            self.stand(entry, self.version_of(entry, match.draft), match.draft)
        drawn = dict(self.rows)
        if self.old:
            complete(self.stood)
        for entry, standing in self.old.values():
            self.rows.setdefault(entry.pk, entry.row)
            self.batch.drop(entry, standing)
        for key in self.rows:
            self.settle(self.batch.known.entries[key])
        self.saved.created = len(self.created)
        self.saved.revised = len(self.revised.intersection(drawn) - self.created)
        self.saved.unchanged = len(matches) - self.saved.created - self.saved.revised

    def imported_later(self, matches: Sequence[Match]) -> Iterator[KnownEntry]:
        """The entries whose known appearances all came after this capture, as where two runs
        are at work: to tell which came first, all have to be known."""
        for entry in {match.entry for match in matches if match.entry}:
            if not entry.is_whole and self.capture_id < min(
                standing.capture_id for standing in entry.standings
            ):
                yield entry

    def has_moved(self, standing: Standing) -> bool:
        """Whether its capture now counts as of another time, or stands in another liveblog."""
        where = self.captured_at, self.saved.liveblog.pk
        return (standing.captured_at, standing.liveblog_id) != where

    def create(self, draft: Placed) -> KnownEntry:
        entry = KnownEntry(
            pk=next(entry_keys),
            key=self.free_key(draft),
            source_id=draft.source_id,
            liveblog_id=self.saved.liveblog.pk,
            headline=draft.draft.headline,
            text=draft.draft.text,
            published_at=draft.published_at,
            precision=draft.precision,
            time_text=draft.time_text,
            day=draft.day,
            ordinal=draft.draft.ordinal,
            content_hash=draft.draft.content_hash,
            slug=draft.draft.slug,
        )
        self.batch.known.add(entry)
        self.created.add(entry.pk)
        return entry

    def free_key(self, draft: Placed) -> str:
        """The plain key, or a salted one where that is another entry's."""
        taken, number = self.batch.known.by_key, 1
        key = draft.key if draft.key not in taken else draft.salted_key
        while key in taken:
            number += 1
            key = draft.key_with(f"{draft.draft.content_hash}{number}")
        return key

    def version_of(self, entry: KnownEntry, draft: Placed) -> Version:
        """The version that says what the draft does: a known one, one mended, or a new one."""
        content = draft.draft
        version = entry.versions.get(content.content_hash)
        if version is not None:
            return version
        version = self.misread(entry) or Version(next(version_keys), entry.next_number())
        entry.versions.pop(version.content_hash, None)
        version.draft, version.content_hash = content, content.content_hash
        version.words_hash, version.bylines = content.words_hash, content.bylines
        entry.versions[version.content_hash] = version
        self.batch.versions[version.pk] = entry, version
        self.revised.add(entry.pk)
        return version

    def misread(self, entry: KnownEntry) -> Version | None:
        """The version that an earlier reading of this very capture gave, and no other capture has.

        The newsroom never said it, so a better reading takes its place: it is no other version.
        """
        for other, standing in self.old.values():
            if other is entry:
                complete(self.stood)
                version = standing.version
                having = {each.capture_id for each in entry.standings if each.version is version}
                return version if having == {self.capture_id} else None
        return None

    def stand(self, entry: KnownEntry, version: Version, draft: Placed) -> None:
        """Say that the entry stands at the draft's lines, touching nothing that is said already."""
        content = draft.draft
        wanted = Standing(
            pk=0,
            capture_id=self.capture_id,
            captured_at=self.captured_at,
            liveblog_id=self.saved.liveblog.pk,
            version=version,
            ordinal=content.ordinal,
            first_line=content.first_line,
            last_line=content.last_line,
            published_at=draft.published_at,
            precision=draft.precision,
            time_text=draft.time_text,
            anchor=content.anchor,
        )
        before, standing = self.old.get(content.spot, (None, None))
        if before is entry and standing is not None and standing.said == wanted.said:
            del self.old[content.spot]
            standing.captured_at, standing.liveblog_id = wanted.captured_at, wanted.liveblog_id
            return
        wanted.pk = next(appearance_keys)
        entry.standings.append(wanted)
        self.batch.standings[wanted.pk] = entry, wanted

    def settle(self, entry: KnownEntry) -> None:
        self.batch.settle(entry)
        self.saved.removed += not entry.standings
        if entry.standings and entry.row != self.rows[entry.pk]:
            self.revised.add(entry.pk)


def standing_before(
    known: KnownEntries, capture_id: int
) -> dict[Spot, tuple[KnownEntry, Standing]]:
    """What an earlier reading of a capture found there, by spots."""
    there = known.by_capture.get(capture_id, {})
    ordered = standings_in(set(there.values()), capture_id)
    return dict(zip(there, ordered, strict=True))
