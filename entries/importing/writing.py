"""What a batch has come to → the database, in a fixed number of statements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from entries.layouts.blocks import blocks_from_json, text_of
from entries.models import (
    Appearance,
    Byline,
    Capture,
    Dump,
    Entry,
    EntryTopic,
    EntryVersion,
    Liveblog,
    Mention,
    Reading,
)
from entries.models.capture import CaptureQuerySet

from .batch import Batch, Saved
from .captures import hints_to_json
from .drafts import Draft
from .known import KnownEntry, Standing, Version
from .rows import copy_rows
from .settling import shown_version
from .tagger import Tagger

ENTRY_COLUMNS = (
    *("id", "key", "slug", "source_id", "liveblog_id", "headline", "published_at"),
    *("time_precision", "time_text", "day", "labels", "blocks", "text", "content_hash"),
    *("ordinal", "created_at", "updated_at"),
)
VERSION_COLUMNS = (
    *("id", "entry_id", "number", "headline", "labels", "bylines", "blocks"),
    *("content_hash", "words_hash", "created_at"),
)
APPEARANCE_COLUMNS = (
    *("id", "capture_id", "entry_id", "version_id", "ordinal", "first_line"),
    *("last_line", "published_at", "time_precision", "time_text", "anchor"),
)
CAPTURE_COLUMNS = (
    *("id", "dump_id", "position", "name", "run_id", "source_id", "liveblog_id", "payload"),
    *("sha256", "media_type", "encoding", "url", "captured_at", "page_number", "hints"),
    *("layout", "outcome", "reason", "unclaimed_lines", "created_at"),
)
LIVEBLOG_SPANS = """
    UPDATE entries_liveblog SET starts_at = span.first, ends_at = span.last
    FROM (
        SELECT liveblog.id, min(published_at) AS first, max(published_at) AS last
        FROM entries_liveblog AS liveblog
        LEFT JOIN entries_entry AS entry ON entry.liveblog_id = liveblog.id
        WHERE liveblog.id = ANY(%s) GROUP BY liveblog.id
    ) AS span
    WHERE span.id = entries_liveblog.id
        AND (starts_at, ends_at) IS DISTINCT FROM (span.first, span.last)"""


def write(batch: Batch, saved: Sequence[Saved], tagger: Tagger) -> None:
    """Store the batch, within the transaction that it was read in."""
    batch.homes.write()
    write_captures(batch, saved)
    writer = EntryWriter(batch, tagger)
    writer.write()
    set_spans(batch, saved)
    leave_empty_homes(batch, saved)
    # A dump that was delivered twice is read twice: what the first reading found counts.
    Reading.objects.bulk_create(readings(batch, saved), ignore_conflicts=True)


class EntryWriter:
    """Writes the entries of a batch with all that belongs to them."""

    def __init__(self, batch: Batch, tagger: Tagger) -> None:
        self.batch = batch
        self.tagger = tagger
        self.now = timezone.now()
        touched = batch.touched.values()
        self.gone = [entry for entry in touched if not entry.standings and entry.was]
        alive = [entry for entry in touched if entry.standings]
        self.new = [entry for entry in alive if entry.was is None]
        self.changed = [entry for entry in alive if entry.was not in (None, entry.row)]

    def write(self) -> None:
        Appearance.objects.filter(pk__in=self.batch.dropped).delete()
        self.remove(self.gone)
        copy_rows(Entry, ENTRY_COLUMNS, map(self.entry_row, self.new))
        self.write_versions()
        copy_rows(Appearance, APPEARANCE_COLUMNS, map(appearance_row, self.standing()))
        self.drop_versions()
        self.write_bylines()
        self.tag_new()
        self.update_changed()

    def remove(self, entries: Sequence[KnownEntry]) -> None:
        """Take out entries that no capture has any more."""
        Entry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()

    def entry_row(self, entry: KnownEntry) -> tuple[Any, ...]:
        shown = draft_of(entry)
        return (
            *(entry.pk, entry.key, entry.slug, entry.source_id, entry.liveblog_id),
            *(shown.headline, entry.published_at, entry.precision, entry.time_text, entry.day),
            *(shown.labels, as_json(shown.blocks), shown.text, entry.content_hash),
            *(entry.ordinal, self.now, self.now),
        )

    def standing(self) -> Iterable[tuple[KnownEntry, Standing]]:
        """The new appearances that no later page of the batch took back."""
        for entry, standing in self.batch.standings.values():
            if standing.pk not in self.batch.dropped:
                yield entry, standing

    def write_versions(self) -> None:
        """New versions, and those that a better reading mended."""
        alive = [
            (entry, version)
            for entry, version in self.batch.versions.values()
            if any(standing.version is version for standing in entry.standings)
        ]
        stored = self.stored([version.pk for _, version in alive])
        for _, version in alive:
            if version.pk in stored:
                EntryVersion.objects.filter(pk=version.pk).update(**version_fields(version))
        fresh = ((entry, version) for entry, version in alive if version.pk not in stored)
        copy_rows(EntryVersion, VERSION_COLUMNS, (self.version_row(*each) for each in fresh))

    def stored(self, versions: Sequence[int]) -> set[int]:
        """Which of the versions have a row, which none of a new entry has."""
        new = {entry.pk for entry in self.new}
        old = [key for key in versions if self.batch.versions[key][0].pk not in new]
        if not old:
            return set()
        return set(EntryVersion.objects.filter(pk__in=old).values_list("pk", flat=True))

    def version_row(self, entry: KnownEntry, version: Version) -> tuple[Any, ...]:
        fields = version_fields(version)
        bylines, blocks = as_json(fields["bylines"]), as_json(fields["blocks"])
        return (
            *(version.pk, entry.pk, version.number, fields["headline"], fields["labels"]),
            *(bylines, blocks, version.content_hash, version.words_hash, self.now),
        )

    def drop_versions(self) -> None:
        """Delete the versions that no capture has any more."""
        if self.batch.dropped:
            touched = [entry.pk for entry in self.batch.touched.values() if entry.was]
            orphans = EntryVersion.objects.filter(entry__in=touched, appearances=None)
            orphans.delete()

    def write_bylines(self) -> None:
        """Those of new entries, and those that a page changed: staff's corrections stand else."""
        changed = [
            entry for entry in self.changed if entry.bylines_were != shown_version(entry).bylines
        ]
        Byline.objects.filter(entry__in=[entry.pk for entry in changed]).delete()
        copy_rows(
            Byline,
            ("entry_id", "position", "name", "role"),
            (
                (entry.pk, position, byline["name"], byline["role"])
                for entry in [*self.new, *changed]
                for position, byline in enumerate(shown_version(entry).bylines)
            ),
        )

    def tag_new(self) -> None:
        """The names and topics that the reader of each new entry found in it."""
        drafts = [(entry.pk, draft_of(entry)) for entry in self.new]
        columns = ("entry_id", "start", "end", "matched", "method", "actor_id", "place_id")
        copy_rows(Mention, columns, (row for pk, draft in drafts for row in mentions(pk, draft)))
        copy_rows(
            EntryTopic,
            ("entry_id", "topic_id", "terms"),
            ((pk, topic, terms) for pk, draft in drafts for topic, terms in draft.topics),
        )

    def update_changed(self) -> None:
        """Give stored entries what their captures say by now, and tag those that say otherwise."""
        rows = Entry.objects.in_bulk([entry.pk for entry in self.changed])
        said_anew: list[Entry] = []
        for entry in self.changed:
            row = rows[entry.pk]
            row.source_id, row.liveblog_id = entry.source_id, entry.liveblog_id
            row.published_at, row.time_precision = entry.published_at, entry.precision
            row.time_text, row.day, row.ordinal = entry.time_text, entry.day, entry.ordinal
            row.updated_at = self.now
            if row.content_hash != entry.content_hash:
                show(row, shown_version(entry))
                said_anew.append(row)
            row.save()
        if said_anew:
            self.tagger.tag(said_anew)


def draft_of(entry: KnownEntry) -> Draft:
    """What a new entry shows; each of its versions came with this batch."""
    draft = shown_version(entry).draft
    assert draft is not None
    return draft


def version_fields(version: Version) -> dict[str, Any]:
    """The content of a version that came with this batch."""
    draft = version.draft
    assert draft is not None
    return {
        "headline": draft.headline,
        "labels": draft.labels,
        "bylines": draft.bylines,
        "blocks": draft.blocks,
        "content_hash": draft.content_hash,
        "words_hash": draft.words_hash,
    }


def show(row: Entry, version: Version) -> None:
    """Have an entry show a version, a new one or one that is stored."""
    if version.draft:
        said: Draft | EntryVersion = version.draft
        row.text = version.draft.text
    else:
        said = EntryVersion.objects.get(pk=version.pk)
        row.text = text_of(said.headline, blocks_from_json(said.blocks))
    row.headline, row.labels, row.blocks = said.headline, said.labels, said.blocks
    row.content_hash = version.content_hash


def mentions(entry: int, draft: Draft) -> Iterable[tuple[Any, ...]]:
    for start, end, matched, field, key in draft.mentions:
        actor, place = (key, None) if field == "actor_id" else (None, key)
        yield entry, start, end, matched, Mention.Method.GAZETTEER.value, actor, place


def appearance_row(pair: tuple[KnownEntry, Standing]) -> tuple[Any, ...]:
    entry, standing = pair
    return (
        *(standing.pk, standing.capture_id, entry.pk, standing.version.pk),
        *(standing.ordinal, standing.first_line, standing.last_line, standing.published_at),
        *(standing.precision, standing.time_text, standing.anchor),
    )


def write_captures(batch: Batch, saved: Sequence[Saved]) -> None:
    """New captures; of stored ones what is new."""
    new = [(one, dump_of(batch, one)) for one in saved if one.stored is None]
    copy_rows(Capture, CAPTURE_COLUMNS, (capture_row(batch, *pair) for pair in new))
    for one in saved:
        if one.stored is not None:
            update_capture(one)


def dump_of(batch: Batch, saved: Saved) -> int:
    raw = saved.page.raw
    if raw.dump_sha256 not in batch.dumps:
        dump, _ = Dump.objects.get_or_create(
            sha256=raw.dump_sha256,
            defaults={"name": raw.dump_name[:500], "size": raw.dump_size, "run": batch.run},
        )
        batch.dumps[raw.dump_sha256] = dump.pk
    return batch.dumps[raw.dump_sha256]


def capture_row(batch: Batch, saved: Saved, dump: int) -> tuple[Any, ...]:
    page, raw, made = saved.page, saved.page.raw, made_of(saved)
    return (
        *(saved.capture_id, dump, raw.position, raw.name[:1000], batch.run.pk),
        *(made["source_id"], made["liveblog_id"], raw.payload, raw.sha256, raw.media_type),
        *(raw.encoding, page.hints.url or "", page.hints.captured_at, made["page_number"]),
        *(as_json(hints_to_json(page.hints)), made["layout"], made["outcome"], ""),
        *(made["unclaimed_lines"], timezone.now()),
    )


def made_of(saved: Saved) -> dict[str, Any]:
    """What a reading made of a capture."""
    return {
        "source_id": saved.source.pk,
        "liveblog_id": saved.liveblog.pk,
        "encoding": saved.page.raw.encoding,
        "layout": saved.page.layout,
        "page_number": saved.page.liveblog.page_number,
        "outcome": Capture.Outcome.IMPORTED.value,
        "reason": "",
        "unclaimed_lines": saved.page.unclaimed,
    }


def update_capture(saved: Saved) -> None:
    """What a second reading says anew counts; what it leaves out stands."""
    stored, hints = saved.stored, saved.page.hints
    assert stored is not None
    made = made_of(saved)
    made["hints"] = {**stored.hints, **hints_to_json(hints)}
    made["url"] = hints.url or stored.url
    made["captured_at"] = hints.captured_at or stored.captured_at
    changed = {name: value for name, value in made.items() if getattr(stored, name) != value}
    if changed:
        Capture.objects.filter(pk=stored.pk).update(**changed)


def readings(batch: Batch, saved: Sequence[Saved]) -> Iterable[Reading]:
    for one in saved:
        yield Reading(
            run=batch.run,
            capture_id=one.capture_id,
            outcome=Reading.Outcome.IMPORTED,
            layout=one.page.layout,
            why=one.page.why,
            created=one.created,
            revised=one.revised,
            unchanged=one.unchanged,
            removed=one.removed,
            before=before_of(one),
        )


def before_of(saved: Saved) -> dict[str, Any]:
    """What an undo needs to know of a capture that an earlier run had brought."""
    stored = saved.stored
    if stored is None:
        return {"liveblog": saved.liveblog.pk, "told": saved.told} if saved.told else {}
    return {
        "hints": stored.hints,
        "url": stored.url,
        "captured_at": stored.captured_at and stored.captured_at.isoformat(),
        "outcome": stored.outcome,
        "reason": stored.reason,
        "layout": stored.layout,
        "liveblog": saved.liveblog.pk,
        "told": saved.told,
    }


def set_spans(batch: Batch, saved: Sequence[Saved]) -> None:
    """Store what time the captures and liveblogs of the batch tell of."""
    captures: CaptureQuerySet = Capture.objects.filter(pk__in=[one.capture_id for one in saved])
    changed = [entry.pk for entry in batch.touched.values() if entry.was not in (None, entry.row)]
    if changed:
        captures |= Capture.objects.holding(changed)
    captures.set_spans()
    liveblogs = {entry.liveblog_id for entry in batch.touched.values()}
    with connection.cursor() as cursor:
        cursor.execute(LIVEBLOG_SPANS, [sorted(liveblogs | left_by(batch, saved))])


def left_by(batch: Batch, saved: Sequence[Saved]) -> set[int]:
    """The liveblogs that lost a capture or an entry to another."""
    left = {entry.was[1] for entry in batch.touched.values() if entry.was} - {None}
    left |= {one.stored.liveblog_id for one in saved if one.stored and one.stored.liveblog_id}
    return left


def leave_empty_homes(batch: Batch, saved: Sequence[Saved]) -> None:
    """Delete the liveblogs that lost their last capture and entry."""
    left = left_by(batch, saved) - {one.liveblog.pk for one in saved}
    if left:
        Liveblog.objects.filter(pk__in=left, captures=None, entries=None).delete()


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
