"""What later captures of a liveblog show otherwise than earlier ones → the table of changes.

Edits are told with the capture that has them, of just the entries that it may tell edits of;
what captures lack is told at the end of a run, when all of them are in.

Captures follow each other by when they were captured; those of unknown time come first, in the
order of import. An entry that a later capture lacks is gone only where that capture tells of its
time: before and after it there are entries. Else it stands on another page of the stream.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

from entries.locks import Lock
from entries.models import Change, Liveblog

from .rows import fetched

AT_ONCE = 100  # liveblogs
# No run changes the sources meanwhile, and none waits for these liveblogs with what this needs.
TURNS = """
    SELECT pg_advisory_xact_lock(%s, source_id::int) FROM (
        SELECT DISTINCT source_id FROM entries_liveblog WHERE id = ANY(%s) ORDER BY source_id
    ) AS those"""
COLUMNS = (
    "kind, is_trivial, entry_id, source_id, liveblog_id, before_id, after_id, version_id,"
    " noticed_at, day"
)
# An edit is a version that takes the place of another in a later capture.
EDITS = """
    SELECT 'edited' AS kind, words_hash = words_before AS is_trivial, entry_id, source_id,
        liveblog_id, before, after, version_id, noticed_at, day
    FROM (
        SELECT one.entry_id, entry.source_id, entry.liveblog_id, entry.day, one.version_id,
            version.words_hash, one.capture_id AS after,
            coalesce(capture.captured_at, capture.created_at) AS noticed_at,
            lag(one.capture_id) OVER earlier AS before,
            lag(one.version_id) OVER earlier AS version_before,
            lag(version.words_hash) OVER earlier AS words_before
        FROM entries_entry AS entry
        JOIN entries_appearance AS one ON one.entry_id = entry.id
        JOIN entries_entryversion AS version ON version.id = one.version_id
        JOIN entries_capture AS capture ON capture.id = one.capture_id
        WHERE entry.id = ANY(%(entries)s)
        WINDOW earlier AS (
            PARTITION BY one.entry_id
            ORDER BY one.captured_at NULLS FIRST, one.capture_id, one.ordinal DESC
        )
    ) AS stood
    WHERE version_id <> version_before AND before <> after"""
# The last capture that has each entry whose time is known, and the first later one that tells of
# that time without it; else the first later one of the same page.
LACKS = """
    SELECT CASE WHEN gone.id IS NULL THEN 'elsewhere' ELSE 'gone' END AS kind,
        false AS is_trivial, last.entry_id, last.source_id, last.liveblog_id,
        last.capture_id AS before,
        coalesce(gone.id, again.id) AS after, NULL::bigint AS version_id,
        coalesce(gone.captured_at, again.captured_at) AS noticed_at, last.day
    FROM (
        SELECT entry.id AS entry_id, entry.source_id, entry.liveblog_id, entry.published_at,
            entry.day, latest.capture_id, latest.captured_at, capture.url, capture.page_number
        FROM entries_entry AS entry
        CROSS JOIN LATERAL (
            SELECT capture_id, captured_at FROM entries_appearance
            WHERE entry_id = entry.id AND captured_at IS NOT NULL
            ORDER BY captured_at DESC NULLS LAST, capture_id DESC LIMIT 1
        ) AS latest
        JOIN entries_capture AS capture ON capture.id = latest.capture_id
        WHERE entry.liveblog_id = ANY(%(liveblogs)s)
            AND entry.time_precision IN ('second', 'minute')
    ) AS last
    LEFT JOIN LATERAL (
        SELECT id, captured_at FROM entries_capture AS later
        WHERE later.liveblog_id = last.liveblog_id AND later.captured_at > last.captured_at
            AND later.starts_at < last.published_at AND later.ends_at > last.published_at
        ORDER BY captured_at, id LIMIT 1
    ) AS gone ON true
    LEFT JOIN LATERAL (
        SELECT id, captured_at FROM entries_capture AS later
        WHERE gone.id IS NULL
            AND later.liveblog_id = last.liveblog_id AND later.captured_at > last.captured_at
            AND later.outcome = 'imported' AND later.url = last.url
            AND later.page_number IS NOT DISTINCT FROM last.page_number
        ORDER BY captured_at, id LIMIT 1
    ) AS again ON true
    WHERE coalesce(gone.id, again.id) IS NOT NULL"""
TOLD = """
    INSERT INTO entries_change ({columns})
    SELECT * FROM ({found}) AS found
    ON CONFLICT (entry_id, kind, after_id) DO UPDATE SET
        is_trivial = excluded.is_trivial, source_id = excluded.source_id,
        liveblog_id = excluded.liveblog_id, before_id = excluded.before_id,
        version_id = excluded.version_id, noticed_at = excluded.noticed_at, day = excluded.day
    RETURNING id"""


def tell_edits(entries: Sequence[int]) -> None:
    """Tell anew what later captures say otherwise of these entries, all in their sources' turn."""
    if entries:
        told = [key for (key,) in fetched(told_by(EDITS), {"entries": list(entries)})]
        edits = Change.objects.filter(entry__in=entries, kind=Change.Kind.EDITED)
        edits.exclude(pk__in=told).delete()


def tell_changes_due() -> int:
    """Tell anew what later captures lack, of every liveblog that captures came to; gives the
    number of such changes.

    Some liveblogs are one transaction: what is interrupted is due the next time.
    """
    count, due = 0, Liveblog.objects.filter(changes_due=True).order_by("pk")
    while liveblogs := list(due.values_list("pk", flat=True)[:AT_ONCE]):
        count += tell_lacks(liveblogs)
    return count


@transaction.atomic
def tell_lacks(liveblogs: Sequence[int]) -> int:
    """Tell anew which entries of liveblogs later captures lack; gives their number."""
    take_turns(liveblogs)
    Liveblog.objects.filter(pk__in=liveblogs).update(changes_due=False)
    told = [key for (key,) in fetched(told_by(LACKS), {"liveblogs": list(liveblogs)})]
    lacks = Change.objects.filter(liveblog__in=liveblogs).exclude(kind=Change.Kind.EDITED)
    lacks.exclude(pk__in=told).delete()
    return len(told)


def take_turns(liveblogs: Sequence[int]) -> None:
    """Wait for the runs that are at work on the sources of these liveblogs."""
    with connection.cursor() as cursor:
        cursor.execute(TURNS, [Lock.SOURCE, list(liveblogs)])


def told_by(question: str) -> str:
    """The statement that stores the changes that a question finds, and gives their keys."""
    return TOLD.format(columns=COLUMNS, found=question)
