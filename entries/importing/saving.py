"""One capture → rows, in one transaction: it is stored whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from entries.models import (
    Appearance,
    Byline,
    Capture,
    Dump,
    Entry,
    EntryVersion,
    ImportRun,
    Liveblog,
    Source,
)
from entries.parsing import ParsedCapture
from entries.readers.base import Hints, RawCapture

from .drafts import Draft, drafts_of
from .homes import complete, home_of, leave
from .matching import Match, match_drafts
from .tagger import Tagger

# Two imports of one source at once would both make the same new entry: they take turns.
LOCK = 20_220_324


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a capture: the rows, and how many entries were made, revised, left alone."""

    capture: Capture
    created: int = 0
    revised: int = 0
    unchanged: int = 0


@transaction.atomic
def save_capture(parsed: ParsedCapture, source: Source, run: ImportRun, tagger: Tagger) -> Saved:
    """Store a capture with its entries. A second call with the same changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, source.pk])
    drafts = drafts_of(parsed, source.slug, source.zone)
    capture = stored_capture(parsed.raw)
    matches = match_drafts(source, capture, drafts)
    before = capture and capture.liveblog
    liveblog = home_of(capture, source, parsed, drafts)
    capture = store_capture(capture, parsed, run, source, liveblog)
    writer = Writer(capture, liveblog)
    writer.write(matches)
    tagger.tag(writer.changed)
    complete(liveblog, parsed)
    if before and before != liveblog:
        leave(before)
    return Saved(
        capture,
        created=len(writer.created),
        revised=len(writer.revised),
        unchanged=len(drafts) - len(writer.created) - len(writer.revised),
    )


@transaction.atomic
def save_refused(raw: RawCapture, hints: Hints, reason: str, run: ImportRun) -> Capture:
    """Keep a page that no layout fits, with the reason, for a later layout to read.

    A page that was read before stays as it was.
    """
    capture = stored_capture(raw)
    if capture is None:
        capture = new_capture(raw, hints, run)
    if capture.outcome != Capture.Outcome.IMPORTED:
        capture.outcome, capture.reason = Capture.Outcome.REFUSED, reason
        capture.save()
    return capture


def stored_capture(raw: RawCapture) -> Capture | None:
    """The row of this page, if its dump was imported before."""
    captures = Capture.objects.select_related("liveblog__source", "dump").defer("payload")
    return captures.filter(dump__sha256=raw.dump_sha256, position=raw.position).first()


def new_capture(raw: RawCapture, hints: Hints, run: ImportRun) -> Capture:
    dump, _ = Dump.objects.get_or_create(
        sha256=raw.dump_sha256,
        defaults={"name": raw.dump_name[:500], "size": raw.dump_size, "run": run},
    )
    return Capture(
        dump=dump,
        position=raw.position,
        payload=raw.payload,
        sha256=raw.sha256,
        encoding=raw.encoding,
        url=hints.url or "",
        captured_at=hints.captured_at,
        hints=hints_to_json(hints),
    )


def store_capture(
    capture: Capture | None,
    parsed: ParsedCapture,
    run: ImportRun,
    source: Source,
    liveblog: Liveblog,
) -> Capture:
    """The capture's row with what its layout made of it; written only where that is new."""
    made: dict[str, Any] = {
        "source_id": source.pk,
        "liveblog_id": liveblog.pk,
        "encoding": parsed.raw.encoding,
        "layout": parsed.layout.name,
        "page_number": parsed.liveblog.page_number,
        "outcome": Capture.Outcome.IMPORTED,
        "reason": "",
        "unclaimed_lines": len(parsed.unclaimed),
    }
    if capture is None:
        capture = new_capture(parsed.raw, parsed.hints, run)
    else:
        # What a second import says anew counts; what it leaves out stands.
        made["hints"] = {**capture.hints, **hints_to_json(parsed.hints)}
        made["url"] = parsed.hints.url or capture.url
        made["captured_at"] = parsed.hints.captured_at or capture.captured_at
    changed = [name for name, value in made.items() if getattr(capture, name) != value]
    for name in changed:
        setattr(capture, name, made[name])
    if capture.pk is None:
        capture.save()
    elif changed:
        capture.save(update_fields=changed)
    return capture


def hints_to_json(hints: Hints) -> dict[str, Any]:
    """The hints that say something; dates and times in ISO 8601."""
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in asdict(hints).items()
        if value is not None
    }


def standing_hints(raw: RawCapture, given: Hints) -> Hints:
    """What earlier imports were told of this page: it stands where nothing else is said now."""
    capture = stored_capture(raw)
    if capture is None or capture.outcome != Capture.Outcome.IMPORTED:
        return Hints()
    standing = hints_from_json(capture.hints)
    if given.date or given.year:  # two answers to one question
        standing = replace(standing, date=None, year=None)
    return standing


def hints_from_json(values: dict[str, Any]) -> Hints:
    """The hints that `hints_to_json` made of them."""
    read = {"date": dt.date.fromisoformat, "captured_at": dt.datetime.fromisoformat}
    return Hints(**{name: read.get(name, same)(value) for name, value in values.items()})


def same(value: Any) -> Any:
    return value


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
            version_from(entry, draft, 1) for entry, draft in zip(self.created, drafts, strict=True)
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
            number = 1 + max(each.number for each in versions.values())
            version = version_from(entry, draft, number)
            version.save()
            if self.is_latest(entry):
                fields |= content_fields(draft)
                entry.bylines.all().delete()
                Byline.objects.bulk_create(bylines_from(entry, draft))
            self.revised.append(entry)
        elif fields:
            self.revised.append(entry)
        if fields:
            for name, value in fields.items():
                setattr(entry, name, value)
            entry.save(update_fields=[*fields, "updated_at"])
        self.by_draft[draft.ordinal] = entry, version

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
            )
            before = stored.pop(draft.parsed.first_line, None)
            if before is not None and standing(before) != standing(wanted):
                before.delete()
                before = None
            if before is None:
                fresh.append(wanted)
        Appearance.objects.filter(pk__in=[each.pk for each in stored.values()]).delete()
        Appearance.objects.bulk_create(fresh)


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


def version_from(entry: Entry, draft: Draft, number: int) -> EntryVersion:
    return EntryVersion(
        entry=entry,
        number=number,
        headline=draft.headline,
        labels=draft.labels,
        bylines=draft.bylines,
        blocks=draft.blocks,
        content_hash=draft.content_hash,
    )


def bylines_from(entry: Entry, draft: Draft) -> list[Byline]:
    return [
        Byline(entry=entry, position=position, **byline)
        for position, byline in enumerate(draft.bylines)
    ]
