"""The captures of a batch → rows, and what was made of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from entries.models import Capture, Dump, Reading

from .batch import Batch, Saved
from .captures import hints_to_json
from .drafts import as_json
from .homes import told_of
from .reading import ReadPage
from .rows import copy_rows

CAPTURE_COLUMNS = (
    *("id", "dump_id", "position", "name", "run_id", "source_id", "liveblog_id", "payload"),
    *("sha256", "media_type", "encoding", "url", "captured_at", "page_number", "hints"),
    *("layout", "outcome", "reason", "unclaimed_lines", "created_at"),
)
# Appearances have the time of their captures.
RETIMED = """
    UPDATE entries_appearance AS one SET captured_at = capture.captured_at
    FROM entries_capture AS capture
    WHERE capture.id = one.capture_id AND one.capture_id = ANY(%s)
        AND one.captured_at IS DISTINCT FROM capture.captured_at"""
HIGHEST_NUMBER = 2**31 - 1  # that the database takes


def write_captures(batch: Batch, saved: Sequence[Saved]) -> None:
    """New captures; of stored ones what is new."""
    new = [one for one in saved if one.stored is None]
    dumps = dumps_of(batch, new)
    rows = (capture_row(batch, one, dumps[one.page.raw.dump_sha256]) for one in new)
    copy_rows(Capture, CAPTURE_COLUMNS, rows)
    stored = [one for one in saved if one.stored is not None]
    for one in stored:
        update_capture(one)
    if stored:
        with connection.cursor() as cursor:
            cursor.execute(RETIMED, [[one.capture_id for one in stored]])


def dumps_of(batch: Batch, saved: Sequence[Saved]) -> dict[str, int]:
    """The keys of the dumps of new captures, by their digests; made where they are new too."""
    raws = {one.page.raw.dump_sha256: one.page.raw for one in saved}
    Dump.objects.bulk_create(
        (
            Dump(sha256=digest, name=raw.dump_name[:500], size=raw.dump_size, run=batch.run)
            for digest, raw in raws.items()
        ),
        ignore_conflicts=True,
    )
    return dict(Dump.objects.filter(sha256__in=raws).values_list("sha256", "pk"))


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
        "page_number": page_number_of(saved.page),
        "outcome": Capture.Outcome.IMPORTED.value,
        "reason": "",
        "unclaimed_lines": saved.page.unclaimed,
    }


def page_number_of(page: ReadPage) -> int | None:
    """The page's number in its stream; none where that is no number of a page."""
    number = page.liveblog.page_number
    return number if number is not None and 0 <= number <= HIGHEST_NUMBER else None


def update_capture(saved: Saved) -> None:
    """What a second reading says anew counts; what it leaves out stands."""
    stored, hints = saved.stored, saved.page.hints
    assert stored is not None  # it is read a second time
    made = made_of(saved)
    made["hints"] = {**stored.hints, **hints_to_json(hints)}
    made["url"] = hints.url or stored.url
    made["captured_at"] = hints.captured_at or stored.captured_at
    changed = {name: value for name, value in made.items() if getattr(stored, name) != value}
    saved.renewed = bool(changed)
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
            before=before_of(batch, one),
        )


def before_of(batch: Batch, saved: Saved) -> dict[str, Any]:
    """What an undo needs to know of a capture, and of the liveblog that it told of, as JSON.

    Empty for a capture that this run brought and that told nothing new of its liveblog.
    """
    told = {"liveblog": saved.liveblog.pk, "told": saved.told} if saved.told else {}
    stored = saved.stored
    if stored is None:
        return told
    return {
        **told,
        **left_by(batch, saved),
        "days": days_in(saved),
        "hints": stored.hints,
        "url": stored.url,
        "captured_at": stored.captured_at and stored.captured_at.isoformat(),
        "outcome": stored.outcome,
        "reason": stored.reason,
        "layout": stored.layout,
        "source": stored.source_id,
        "home": stored.liveblog_id,
    }


def days_in(saved: Saved) -> dict[str, list[int]]:
    """The days of the entries that the earlier reading dated, each with their first lines.

    Other captures may have told them, which the capture's own hints do not.
    """
    lines: dict[str, list[int]] = defaultdict(list)
    for line, day in saved.days.items():
        lines[day.isoformat()].append(line)
    return lines


def left_by(batch: Batch, saved: Saved) -> dict[str, Any]:
    """What is needed to make the liveblog anew that the capture left, in case none has it then."""
    left = saved.stored.liveblog_id if saved.stored else None
    if left is None or left == saved.liveblog.pk:
        return {}
    home = batch.homes.with_key(left)
    told = batch.homes.before.get(left) or told_of(home)
    return {"left": {**told, "slug": home.slug, "run": home.run_id}}
