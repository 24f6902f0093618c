"""Pages → rows, a batch of them in one transaction: all are stored, or none is."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from entries.models import Capture, Dump, ImportRun, Reading

from .batch import Batch, Saved
from .captures import StoredCapture, hints_to_json, origin_of, stored_captures
from .reading import ReadPage
from .tagger import Tagger
from .writing import write


@transaction.atomic
def save_pages(pages: Sequence[ReadPage], run: ImportRun, tagger: Tagger) -> list[Saved]:
    """Store pages with their entries, no two of them the same capture.

    A second call with the same pages changes nothing.
    """
    batch = Batch(pages, run)
    saved = [batch.take(page) for page in pages]
    write(batch, saved, tagger)
    return saved


@transaction.atomic
def save_refused(page: ReadPage, run: ImportRun) -> tuple[int, StoredCapture | None]:
    """Keep a page that no layout fits, with the reason, for a later layout to read.

    A page that was read before stays as it was. Gives the key of its capture, and the capture as
    it was before, where it was stored.
    """
    stored = stored_captures([page.raw]).get(origin_of(page.raw))
    if stored is None:
        key = new_refused(page, run).pk
    else:
        key = stored.pk
        if not stored.is_imported and stored.reason != page.refusal:
            Capture.objects.filter(pk=key).update(reason=page.refusal)
    told = {
        "outcome": Reading.Outcome.REFUSED,
        "reason": page.refusal,
        "line": page.refused_line,
    }
    Reading.objects.get_or_create(run=run, capture_id=key, defaults=told)
    return key, stored


def new_refused(page: ReadPage, run: ImportRun) -> Capture:
    raw = page.raw
    dump, _ = Dump.objects.get_or_create(
        sha256=raw.dump_sha256,
        defaults={"name": raw.dump_name[:500], "size": raw.dump_size, "run": run},
    )
    return Capture.objects.create(
        dump=dump,
        position=raw.position,
        name=raw.name[:1000],
        run=run,
        payload=raw.payload,
        sha256=raw.sha256,
        media_type=raw.media_type,
        encoding=raw.encoding,
        url=page.hints.url or "",
        captured_at=page.hints.captured_at,
        hints=hints_to_json(page.hints),
        outcome=Capture.Outcome.REFUSED,
        reason=page.refusal,
    )
