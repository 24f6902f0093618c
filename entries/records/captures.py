"""What was captured, what it said in time, and what later captures show otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse

from entries.models import Appearance, Capture, Change, EntryVersion

from .lines import Columns, Record, columns_of
from .times import utc


def change_record(change: Change, site: str) -> Record:
    """A difference between two captures, told at one entry."""
    entry = change.entry
    return {
        "kind": change.kind,
        "trivial": change.is_trivial,
        "noticed_at": utc(change.noticed_at),
        "day": change.day and change.day.isoformat(),
        "key": entry.key,
        "url": site + reverse("entries:versions", args=[entry.key]),
        "title": entry.title,
        "source": change.source.name,
        "source_slug": change.source.slug,
        "liveblog": change.liveblog.title,
        "liveblog_address": f"{change.liveblog.source.slug}/{change.liveblog.slug}",
        "capture_before": change.before_id,
        "capture_after": change.after_id,
        "version": change.version and change.version.number,
    }


CHANGE_COLUMNS: Columns = columns_of(
    "kind", "trivial", "noticed_at", "day", "key", "url", "title", "source", "source_slug",
    "liveblog", "liveblog_address", "capture_before", "capture_after", "version",
)  # fmt: skip


def version_record(version: EntryVersion, shown: bool, stands: Sequence[Appearance]) -> Record:
    """What an entry said in some captures, the earliest first."""
    return {
        "number": version.number,
        "shown": shown,
        "headline": version.headline or None,
        "labels": version.labels,
        "bylines": [
            {"name": byline["name"], "role": byline.get("role") or None}
            for byline in version.bylines
        ],
        "blocks": version.blocks,
        "captures": [stand_record(each) for each in stands],
    }


def stand_record(appearance: Appearance) -> Record:
    """Where an entry stands in a capture."""
    return {
        "capture": appearance.capture_id,
        "captured_at": utc(appearance.captured_at),
        "lines": [appearance.first_line, appearance.last_line],
        "time_text": appearance.time_text or None,
    }


def capture_record(capture: Capture, entries: Iterable[Appearance], site: str) -> Record:
    """A captured page, with the entries that stand in it in the order of their lines."""
    liveblog, source = capture.liveblog, capture.source
    return {
        "id": capture.pk,
        "url": site + capture.get_absolute_url(),
        "payload_url": site + reverse("entries:payload", args=[capture.pk]),
        "dump": capture.dump.name,
        "name": capture.name or None,
        "sha256": capture.sha256,
        "media_type": capture.media_type,
        "encoding": capture.encoding or None,
        "original_url": capture.url or None,
        "captured_at": utc(capture.captured_at),
        "imported_at": utc(capture.created_at),
        "outcome": capture.outcome,
        "reason": capture.reason or None,
        "layout": capture.layout or None,
        "unclaimed_lines": capture.unclaimed_lines,
        "source": source and source.name,
        "source_slug": source and source.slug,
        "liveblog": liveblog and liveblog.title,
        "liveblog_address": liveblog and f"{liveblog.source.slug}/{liveblog.slug}",
        "entries": [
            {"key": each.entry.key, "lines": [each.first_line, each.last_line]} for each in entries
        ],
    }
