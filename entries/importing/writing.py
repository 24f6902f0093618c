"""The entries of one capture → rows: new ones, versions, dates, appearances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Max

from entries.models import Appearance, Byline, Capture, Entry, EntryVersion, Liveblog

from .drafts import Draft
from .matching import Match


class Writer:
    """Writes the entries of one capture: new ones in bulk, changed ones one by one."""

    def __init__(self, capture: Capture, liveblog: Liveblog) -> None:
        self.capture = capture
        self.liveblog = liveblog
        self.created: list[Entry] = []
        self.revised: list[Entry] = []
        self.by_draft: dict[int, tuple[Entry, EntryVersion]] = {}

    @property
    def changed(self) -> list[Entry]:
        return self.created + self.revised

    def write(self, matches: Sequence[Match]) -> None:
        self.create([match.draft for match in matches if match.is_new])
        for match in matches:
            if match.entry is not None:
                self.revise(match.entry, match.draft)
        for match in matches:
            if match.twin is not None:
                self.by_draft[match.draft.ordinal] = self.by_draft[match.twin.ordinal]
        self.move()
        self.place([match.draft for match in matches])

    def move(self) -> None:
        """Bring the entries that stand in this capture alone to its liveblog."""
        entries = {entry.pk: entry for entry, _ in self.by_draft.values()}
        strays = [pk for pk, entry in entries.items() if entry.liveblog_id != self.liveblog.pk]
        if not strays:
            return
        elsewhere = Appearance.objects.filter(entry__in=strays).exclude(capture=self.capture)
        for pk in set(strays).difference(elsewhere.values_list("entry", flat=True)):
            entry = entries[pk]
            entry.liveblog, entry.source_id = self.liveblog, self.liveblog.source_id
            entry.save(update_fields=["liveblog", "source", "updated_at"])
            if entry not in self.revised:
                self.revised.append(entry)

    def create(self, drafts: Sequence[Draft]) -> None:
        """New entries with their first versions and bylines, in three statements."""
        keys = free_keys(drafts)
        self.created = Entry.objects.bulk_create(
            self.entry_from(draft, key) for draft, key in zip(drafts, keys, strict=True)
        )
        versions = EntryVersion.objects.bulk_create(
            set_content(EntryVersion(entry=entry, number=1), draft)
            for entry, draft in zip(self.created, drafts, strict=True)
        )
        Byline.objects.bulk_create(
            byline
            for entry, draft in zip(self.created, drafts, strict=True)
            for byline in bylines_from(entry, draft)
        )
        for draft, entry, version in zip(drafts, self.created, versions, strict=True):
            self.by_draft[draft.ordinal] = entry, version

    def entry_from(self, draft: Draft, key: str) -> Entry:
        return Entry(
            key=key,
            slug=draft.slug,
            source_id=self.liveblog.source_id,
            liveblog=self.liveblog,
            ordinal=draft.ordinal,
            **time_fields(draft),
            **content_fields(draft),
        )

    def revise(self, entry: Entry, draft: Draft) -> None:
        """Add a version where the entry says something new, and its date where it had none."""
        versions = {version.content_hash: version for version in entry.versions.all()}
        version = versions.get(draft.content_hash)
        fields: dict[str, Any] = {}
        if draft.published_at and self.may_date(entry, draft):
            fields |= time_fields(draft)
        if version is None:
            shown = versions[entry.content_hash]
            version = self.misread(entry) or EntryVersion(
                entry=entry, number=1 + max(each.number for each in versions.values())
            )
            if version == shown or self.is_latest(entry):
                fields |= content_fields(draft)
                self.revise_bylines(entry, shown, draft)
            set_content(version, draft).save()
        if version.content_hash not in versions or fields:
            self.revised.append(entry)
        if fields:
            for name, value in fields.items():
                setattr(entry, name, value)
            entry.save(update_fields=[*fields, "updated_at"])
        self.by_draft[draft.ordinal] = entry, version

    def misread(self, entry: Entry) -> EntryVersion | None:
        """The version that an earlier reading of this very capture gave, and no other capture has.

        The newsroom never said it, so a better reading takes its place: it is no other version.
        """
        standing = self.capture.appearances.filter(entry=entry).select_related("version").first()
        if standing is None:
            return None
        elsewhere = standing.version.appearances.exclude(capture=self.capture)
        return None if elsewhere.exists() else standing.version

    def revise_bylines(self, entry: Entry, shown: EntryVersion, draft: Draft) -> None:
        """Write the bylines anew where the page changed them; else staff's corrections stand."""
        if shown.bylines != draft.bylines:
            entry.bylines.all().delete()
            Byline.objects.bulk_create(bylines_from(entry, draft))

    def may_date(self, entry: Entry, draft: Draft) -> bool:
        """Whether a draft's time goes before the stored one: if that is none, or a better look
        at the very page that it came from, with another year or date given, found another.
        """
        if entry.published_at is None or entry.published_at == draft.published_at:
            return entry.published_at is None
        first = entry.appearances.order_by("pk").first()
        return first is not None and first.capture_id == self.capture.pk

    def is_latest(self, entry: Entry) -> bool:
        """Whether this capture is not known to be older than those that the entry has."""
        if self.capture.captured_at is None:
            return True
        known = entry.appearances.aggregate(latest=Max("capture__captured_at"))["latest"]
        return known is None or known <= self.capture.captured_at

    def place(self, drafts: Sequence[Draft]) -> None:
        """Make the appearances of this capture those of its drafts, touching only what differs."""
        stored = {each.first_line: each for each in self.capture.appearances.all()}
        fresh: list[Appearance] = []
        for draft in drafts:
            entry, version = self.by_draft[draft.ordinal]
            wanted = Appearance(
                capture=self.capture,
                entry=entry,
                version=version,
                first_line=draft.parsed.first_line,
                last_line=draft.parsed.last_line,
                published_at=draft.published_at,
                time_precision=draft.precision,
                time_text=draft.time_text,
                anchor=draft.parsed.anchor[:1000],
            )
            before = stored.pop(draft.parsed.first_line, None)
            if before is not None and standing(before) != standing(wanted):
                before.delete()
                before = None
            if before is None:
                fresh.append(wanted)
        Appearance.objects.filter(pk__in=[each.pk for each in stored.values()]).delete()
        Appearance.objects.bulk_create(fresh)

    def note_spans(self) -> None:
        """Store the time that this capture tells of, and others whose entries it dates anew."""
        captures = Capture.objects.filter(pk=self.capture.pk)
        if self.revised:
            captures |= Capture.objects.holding(self.revised)
        captures.set_spans()


def standing(appearance: Appearance) -> tuple[int, int, int]:
    return appearance.entry_id, appearance.version_id, appearance.last_line


def free_keys(drafts: Sequence[Draft]) -> list[str]:
    """A key for each new entry: the plain one, or a salted one where that is taken."""
    plain = {draft.key() for draft in drafts}
    taken = set(Entry.objects.filter(key__in=plain).values_list("key", flat=True))
    keys: list[str] = []
    for draft in drafts:
        key = draft.key(salted=draft.key() in taken)
        taken.add(key)
        keys.append(key)
    return keys


def time_fields(draft: Draft) -> dict[str, Any]:
    return {
        "published_at": draft.published_at,
        "time_precision": draft.precision,
        "time_text": draft.time_text,
        "day": draft.day,
    }


def content_fields(draft: Draft) -> dict[str, Any]:
    return {
        "headline": draft.headline,
        "labels": draft.labels,
        "blocks": draft.blocks,
        "text": draft.text,
        "content_hash": draft.content_hash,
    }


def set_content(version: EntryVersion, draft: Draft) -> EntryVersion:
    version.headline, version.labels = draft.headline, draft.labels
    version.bylines, version.blocks = draft.bylines, draft.blocks
    version.content_hash, version.words_hash = draft.content_hash, draft.words_hash
    return version


def bylines_from(entry: Entry, draft: Draft) -> list[Byline]:
    return [
        Byline(entry=entry, position=position, **byline)
        for position, byline in enumerate(draft.bylines)
    ]
