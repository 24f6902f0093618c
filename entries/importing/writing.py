"""What a batch has come to → the database, in a fixed number of statements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from entries.layouts.blocks import blocks_from_json, text_of
from entries.models import (
    Appearance,
    AwaitedLink,
    Byline,
    Capture,
    Entry,
    EntryTopic,
    EntryVersion,
    Liveblog,
    Mention,
    Reading,
    Suggestion,
)
from entries.models.capture import CaptureQuerySet

from .awaiting import put_by_all
from .batch import Batch, Saved
from .capture_rows import readings, write_captures
from .changes import tell_edits
from .drafts import Draft, as_json
from .known_entry import KnownEntry, Standing, Version
from .ledger import Ledger
from .rows import as_array, copy_rows
from .settling import shown_version
from .tagger import Tagger
from .targets import Target, hold_targets, targets_now

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
    *("id", "capture_id", "captured_at", "entry_id", "version_id", "ordinal", "first_line"),
    *("last_line", "published_at", "time_precision", "time_text", "anchor"),
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
CHANGES_DUE = """
    UPDATE entries_liveblog SET changes_due = true
    WHERE id = ANY(%(liveblogs)s) AND NOT changes_due
        AND (
            id = ANY(%(sharing)s)
            OR 1 < (SELECT count(*) FROM entries_capture WHERE liveblog_id = entries_liveblog.id)
            OR EXISTS (SELECT FROM entries_change WHERE liveblog_id = entries_liveblog.id)
        )"""


def write(batch: Batch, saved: Sequence[Saved], tagger: Tagger) -> None:
    """Store the batch, within the transaction that it was read in."""
    hold_targets()
    batch.homes.write()
    write_captures(batch, saved)
    EntryWriter(batch, tagger).write()
    left = liveblogs_left(batch, (one.stored.liveblog_id for one in saved if one.stored))
    homes = {one.liveblog.pk for one in saved}
    set_spans(batch, [one.capture_id for one in saved], left)
    delete_empty(left - homes)
    note_what_is_due(batch, left | homes)
    # A dump that was delivered twice is read twice: what the first reading found counts.
    Reading.objects.bulk_create(readings(batch, saved), ignore_conflicts=True)


class EntryWriter:
    """Writes the entries of a ledger with all that belongs to them; the targets are held."""

    def __init__(self, ledger: Ledger, tagger: Tagger) -> None:
        self.ledger = ledger
        self.tagger = tagger
        self.now = timezone.now()
        self.new, self.changed = ledger.new, ledger.changed

    def write(self) -> None:
        self.lock_stored()
        Appearance.objects.filter(pk__in=self.ledger.dropped).delete()
        put_by_all({entry.pk: entry.key for entry in self.ledger.gone})
        Entry.objects.filter(pk__in=[entry.pk for entry in self.ledger.gone]).delete()
        copy_rows(Entry, ENTRY_COLUMNS, map(self.entry_row, self.new))
        self.write_versions()
        copy_rows(Appearance, APPEARANCE_COLUMNS, map(appearance_row, self.standing()))
        self.drop_versions()
        self.write_bylines()
        self.tag_new()
        self.bring_back()
        self.update_changed()
        tell_edits(self.ledger.edited)

    def lock_stored(self) -> None:
        """Have nobody else link the stored entries."""
        keys = [entry.pk for entry in (*self.changed, *self.ledger.gone)]
        if keys:
            rows = Entry.objects.filter(pk__in=keys).order_by("pk")
            len(rows.values_list("pk").select_for_update())

    def entry_row(self, entry: KnownEntry) -> tuple[Any, ...]:
        shown = draft_of(entry)
        return (
            *(entry.pk, entry.key, entry.slug, entry.source_id, entry.liveblog_id),
            *(shown.headline, entry.published_at, entry.precision, entry.time_text, entry.day),
            *(as_array(shown.labels), shown.blocks, shown.text, entry.content_hash),
            *(entry.ordinal, self.now, self.now),
        )

    def standing(self) -> Iterable[tuple[KnownEntry, Standing]]:
        """The new appearances that no later page of the batch took back."""
        for entry, standing in self.ledger.standings.values():
            if standing.pk not in self.ledger.dropped:
                yield entry, standing

    def write_versions(self) -> None:
        """New versions, and those that a better reading mended."""
        alive = [
            (entry, version)
            for entry, version in self.ledger.versions.values()
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
        old = [key for key in versions if self.ledger.versions[key][0].pk not in new]
        if not old:
            return set()
        return set(EntryVersion.objects.filter(pk__in=old).values_list("pk", flat=True))

    def version_row(self, entry: KnownEntry, version: Version) -> tuple[Any, ...]:
        draft = content_of(version)
        return (
            *(version.pk, entry.pk, version.number, draft.headline, as_array(draft.labels)),
            *(as_json(draft.bylines), draft.blocks, version.content_hash, version.words_hash),
            self.now,
        )

    def drop_versions(self) -> None:
        """Delete the versions that no capture has any more."""
        if self.ledger.dropped:
            touched = [entry.pk for entry in self.ledger.touched.values() if entry.was]
            standing = Appearance.objects.filter(version=OuterRef("pk"))
            EntryVersion.objects.filter(~Exists(standing), entry__in=touched).delete()

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
        now = targets_now(target for _, draft in drafts for target in targets_of(draft))
        columns = ("entry_id", "start", "end", "matched", "method", "actor_id", "place_id")
        linked = (row for pk, draft in drafts for row in mentions(pk, draft, now))
        copy_rows(Mention, columns, linked)
        copy_rows(
            Suggestion,
            ("entry_id", "start", "end", "matched", "key", "kind", "cue"),
            ((pk, *suggestion) for pk, draft in drafts for suggestion in draft.suggestions),
        )
        copy_rows(
            EntryTopic,
            ("entry_id", "topic_id", "terms"),
            (row for pk, draft in drafts for row in topic_links(pk, draft, now)),
        )

    def bring_back(self) -> None:
        """Say of new entries what staff said of them when they were there before."""
        keys = [entry.key for entry in self.new]
        awaited = AwaitedLink.objects.filter(entry_key__in=keys).values("entry_key")
        if back := list(Entry.objects.filter(key__in=awaited)):
            self.tagger.tag(back)

    def update_changed(self) -> None:
        """Give stored entries what their captures say by now, and tag those that say otherwise."""
        rows = Entry.objects.in_bulk([entry.pk for entry in self.changed])
        said_anew: list[Entry] = []
        before: dict[int, str] = {}
        for entry in self.changed:
            row = rows[entry.pk]
            row.source_id, row.liveblog_id = entry.source_id, entry.liveblog_id
            row.published_at, row.time_precision = entry.published_at, entry.precision
            row.time_text, row.day, row.ordinal = entry.time_text, entry.day, entry.ordinal
            row.updated_at = self.now
            if row.content_hash != entry.content_hash:
                before[row.pk] = row.text
                show(row, shown_version(entry))
                said_anew.append(row)
            row.save()
        if said_anew:
            self.tagger.tag(said_anew, before)


def draft_of(entry: KnownEntry) -> Draft:
    """What a new entry shows; each of its versions came with this batch."""
    return content_of(shown_version(entry))


def content_of(version: Version) -> Draft:
    """The content of a version that came with this batch."""
    assert version.draft is not None  # only stored ones have none
    return version.draft


def version_fields(version: Version) -> dict[str, Any]:
    """The same as fields of a row."""
    draft = content_of(version)
    return {
        "headline": draft.headline,
        "labels": draft.labels,
        "bylines": draft.bylines,
        "blocks": json.loads(draft.blocks),
        "content_hash": draft.content_hash,
        "words_hash": draft.words_hash,
    }


def show(row: Entry, version: Version) -> None:
    """Have an entry show a version, a new one or one that is stored."""
    if version.draft:
        said: Draft | EntryVersion = version.draft
        row.text, row.blocks = version.draft.text, json.loads(version.draft.blocks)
    else:
        said = EntryVersion.objects.get(pk=version.pk)
        row.text = text_of(said.headline, blocks_from_json(said.blocks))
        row.blocks = said.blocks
    row.headline, row.labels = said.headline, said.labels
    row.content_hash = version.content_hash


def targets_of(draft: Draft) -> Iterator[Target]:
    """What the tagger linked an entry to."""
    yield from ((field, key) for *_, field, key, _ in draft.mentions)
    yield from (("topic_id", key) for key, _ in draft.topics)


def mentions(entry: int, draft: Draft, now: Mapping[Target, int]) -> Iterable[tuple[Any, ...]]:
    for start, end, matched, field, known, method in draft.mentions:
        if key := now.get((field, known)):
            actor, place = (key, None) if field == "actor_id" else (None, key)
            yield entry, start, end, matched, method, actor, place


def topic_links(entry: int, draft: Draft, now: Mapping[Target, int]) -> Iterable[tuple[Any, ...]]:
    """Two topics may be one by now."""
    linked = {now.get(("topic_id", key)): terms for key, terms in draft.topics}
    return ((entry, topic, as_array(terms)) for topic, terms in linked.items() if topic)


def appearance_row(pair: tuple[KnownEntry, Standing]) -> tuple[Any, ...]:
    entry, standing = pair
    return (
        *(standing.pk, standing.capture_id, standing.captured_at, entry.pk, standing.version.pk),
        *(standing.ordinal, standing.first_line, standing.last_line, standing.published_at),
        *(standing.precision, standing.time_text, standing.anchor),
    )


def set_spans(ledger: Ledger, captures: Iterable[int], left: Iterable[int]) -> None:
    """Store what time these captures tell of, and the liveblogs of the entries and those left."""
    rows: CaptureQuerySet = Capture.objects.filter(pk__in=list(captures))
    retimed = [entry.pk for entry in ledger.changed if entry.is_retimed or entry.is_elsewhere]
    if retimed:
        rows |= Capture.objects.holding(retimed)
    rows.set_spans()
    liveblogs = {entry.liveblog_id for entry in ledger.touched.values()}
    with connection.cursor() as cursor:
        cursor.execute(LIVEBLOG_SPANS, [sorted(liveblogs.union(left))])


def liveblogs_left(ledger: Ledger, homes: Iterable[int | None]) -> set[int]:
    """The liveblogs that may have lost an entry, or a capture that was there: its `homes`."""
    left = {entry.was[1] for entry in ledger.touched.values() if entry.was}
    return left | {home for home in homes if home}


def delete_empty(liveblogs: Iterable[int]) -> None:
    """Delete those of the liveblogs that lost their last capture and entry."""
    keys = list(liveblogs)
    if keys:
        captures = Capture.objects.filter(liveblog=OuterRef("pk"))
        entries = Entry.objects.filter(liveblog=OuterRef("pk"))
        Liveblog.objects.filter(~Exists(captures), ~Exists(entries), pk__in=keys).delete()


def note_what_is_due(ledger: Ledger, liveblogs: Iterable[int]) -> None:
    """Have told at the end of the run what depends on all that liveblogs hold."""
    liveblogs = set(liveblogs)
    note_changes_due(ledger, liveblogs)
    touched = liveblogs.union(entry.liveblog_id for entry in ledger.touched.values())
    Liveblog.objects.filter(pk__in=touched, surnames_due=False).update(surnames_due=True)


def note_changes_due(ledger: Ledger, liveblogs: Iterable[int]) -> None:
    """Have the changes of liveblogs told anew that have several captures, or changes by now.

    Of one capture are also liveblogs whose entries stand in captures of others.
    """
    sharing = {
        entry.liveblog_id
        for entry in ledger.touched.values()
        if len({standing.capture_id for standing in entry.standings}) > 1
    }
    wanted = {"liveblogs": sorted(liveblogs), "sharing": sorted(sharing)}
    with connection.cursor() as cursor:
        cursor.execute(CHANGES_DUE, wanted)
