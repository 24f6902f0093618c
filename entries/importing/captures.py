"""The row of a capture, and what earlier imports were told of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace
from typing import Any

from entries.models import Capture, Dump, ImportRun, Liveblog, Source
from entries.parsing import ParsedCapture
from entries.readers.base import Hints, RawCapture


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
        name=raw.name[:1000],
        run=run,
        media_type=raw.media_type,
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
