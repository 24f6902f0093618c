"""The captures that are stored already, and what earlier imports were told of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from entries.models import Capture
from entries.readers.base import Hints, RawCapture

from .rows import fetched

STORED = """
    SELECT dump.sha256, position, one.id, one.dump_id, source_id, liveblog_id, one.run_id, hints,
        url, captured_at, encoding, media_type, layout, page_number, outcome, reason,
        unclaimed_lines
    FROM entries_capture AS one JOIN entries_dump AS dump ON dump.id = dump_id
    WHERE dump.sha256 = ANY(%s) AND position = ANY(%s)"""

# Where a capture comes from: the digest of its dump, and its position in that.
Origin = tuple[str, int]


@dataclass(slots=True)
class StoredCapture:
    """A row of Capture without its payload."""

    pk: int
    dump_id: int
    source_id: int | None
    liveblog_id: int | None
    run_id: int
    hints: dict[str, Any]
    url: str
    captured_at: dt.datetime | None
    encoding: str
    media_type: str
    layout: str
    page_number: int | None
    outcome: str
    reason: str
    unclaimed_lines: int

    @property
    def is_imported(self) -> bool:
        return self.outcome == Capture.Outcome.IMPORTED


def origin_of(raw: RawCapture) -> Origin:
    return raw.dump_sha256, raw.position


def stored_captures(raws: Sequence[RawCapture]) -> dict[Origin, StoredCapture]:
    """Those of the captures that were imported before, by their origins."""
    digests = sorted({raw.dump_sha256 for raw in raws})
    positions = sorted({raw.position for raw in raws})
    found: dict[Origin, StoredCapture] = {}
    for digest, position, *values in fetched(STORED, (digests, positions)):
        capture = StoredCapture(*values)
        capture.hints = json.loads(values[5])
        found[digest, position] = capture
    return found


def hints_to_json(hints: Hints) -> dict[str, Any]:
    """The hints that say something; dates and times in ISO 8601."""
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in asdict(hints).items()
        if value is not None
    }


def standing_hints(capture: StoredCapture | None, given: Hints) -> Hints:
    """What earlier imports were told of this page: it stands where nothing else is said now."""
    if capture is None or not capture.is_imported:
        return Hints()
    standing = hints_from_json(capture.hints)
    if given.date or given.year:  # two answers to one question
        standing = replace(standing, date=None, year=None)
    return standing


def hints_from_json(values: dict[str, Any]) -> Hints:
    """The hints that `hints_to_json` made of them."""
    read: dict[str, Callable[[str], Any]] = {
        "date": dt.date.fromisoformat,
        "captured_at": dt.datetime.fromisoformat,
    }
    known = {name: read[name](value) if name in read else value for name, value in values.items()}
    return Hints(**known)
