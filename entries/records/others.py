"""Whatever else a list has, as plain data: names, liveblogs, days, captures, versions, changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from entries.models import (
    Actor,
    Appearance,
    Capture,
    Change,
    Entry,
    EntryVersion,
    Mention,
    Place,
    Source,
    Topic,
)
from entries.models.subject import other_names

from .lines import Columns, Record, columns_of

Subject = Actor | Place | Topic | Source


def name_record(subject: Any, kind: str, site: str) -> Record:
    """One of a list of names; `kind` as in `subject_record`."""
    return {
        "kind": kind,
        "slug": subject.slug,
        "url": site + subject.get_absolute_url(),
        "name": subject.name,
        "entry_count": subject.entry_count,
    }


NAME_COLUMNS: Columns = columns_of("kind", "slug", "url", "name", "entry_count")


def subject_record(subject: Subject, kind: str, site: str) -> Record:
    """A person, organisation, place, topic or source, with all that its page says of it alone."""
    shared = {
        "kind": kind,
        "slug": subject.slug,
        "url": site + subject.get_absolute_url(),
        "name": subject.name,
    }
    return shared | further(subject)


def further(subject: Subject) -> Record:
    """The fields that only some kinds have."""
    match subject:
        case Source():
            return {
                "home_page": subject.home_page or None,
                "timezone": subject.timezone,
                "language": subject.language,
            }
        case Topic():
            return {"description": subject.description or None}
        case Place():
            return {
                "names": other_names(subject),
                "place_kind": subject.kind or None,
                "country": subject.country or None,
                "within": subject.within and subject.within.name,
                "latitude": subject.latitude,
                "longitude": subject.longitude,
                "wikidata": subject.wikidata or None,
                "geonames": subject.geonames,
            }
    return {
        "names": other_names(subject),
        "description": subject.description or None,
        "wikidata": subject.wikidata or None,
    }


def liveblog_record(liveblog: Any, site: str) -> Record:
    """A liveblog of a list, with `entry_count`."""
    return {
        "address": f"{liveblog.source.slug}/{liveblog.slug}",
        "url": site + liveblog.get_absolute_url(),
        "source": liveblog.source.name,
        "source_slug": liveblog.source.slug,
        "title": liveblog.title,
        "standfirst": liveblog.standfirst or None,
        "summary": liveblog.summary,
        "original_url": liveblog.url or None,
        "starts_at": moment(liveblog.starts_at, liveblog.source),
        "ends_at": moment(liveblog.ends_at, liveblog.source),
        "entry_count": liveblog.entry_count,
    }


LIVEBLOG_COLUMNS: Columns = columns_of(
    "address", "url", "source", "source_slug", "title", "standfirst", "summary", "original_url",
    "starts_at", "ends_at", "entry_count",
)  # fmt: skip


def month_record(month: dt.date, count: int, site: str) -> Record:
    numbers = [f"{month.year:04}", f"{month:%m}"]
    return {
        "month": "-".join(numbers),
        "url": site + reverse("entries:month", args=numbers),
        "entry_count": count,
    }


def day_record(day: dt.date, count: int, site: str) -> Record:
    numbers = [f"{day.year:04}", f"{day:%m}", f"{day:%d}"]
    return {
        "day": day.isoformat(),
        "url": site + reverse("entries:day", args=numbers),
        "entry_count": count,
    }


MONTH_COLUMNS: Columns = columns_of("month", "url", "entry_count")
DAY_COLUMNS: Columns = columns_of("day", "url", "entry_count")


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


def mention_records(entry: Entry, site: str) -> list[Record]:
    """Where an entry names whom or what, in the order of its text."""
    return [mention_record(mention, site) for mention in entry.links()]


def mention_record(mention: Mention, site: str) -> Record:
    named = mention.actor or mention.place
    assert named is not None  # as with all that are linked
    return {
        "kind": mention.actor.kind if mention.actor else "place",
        "slug": named.slug,
        "name": named.name,
        "url": site + named.get_absolute_url(),
        "matched": mention.matched,
        "start": mention.start,
        "end": mention.end,
        "method": mention.method,
    }


def moment(time: dt.datetime | None, source: Source) -> str | None:
    """RFC 3339 in the source's zone."""
    return time.astimezone(source.zone).isoformat(timespec="seconds") if time else None


def utc(time: dt.datetime | None) -> str | None:
    """RFC 3339 in UTC."""
    return time.astimezone(dt.UTC).isoformat(timespec="seconds") if time else None
