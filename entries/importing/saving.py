"""One capture → rows, in one transaction: it is stored whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from entries.models import Capture, ImportRun, Source
from entries.parsing import ParsedCapture
from entries.readers.base import Hints, RawCapture

from .captures import new_capture, store_capture, stored_capture
from .drafts import drafts_of
from .homes import complete, home_of, leave
from .matching import match_drafts
from .tagger import Tagger
from .writing import Writer

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
    writer.note_spans()
    tagger.tag(writer.changed)
    complete(liveblog, parsed, drafts)
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
