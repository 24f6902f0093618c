"""Entries as plain data: what `manage.py parse` prints of one, and what the archive adds.

Many are made at a time, in a fixed number of queries however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from entries.layouts.blocks import blocks_from_json, text_of
from entries.models import Appearance, Byline, Entry, EntryTopic, Mention

from .lines import Columns, Record, columns_of, listed

# What a record has of these tables; other columns are long, or take long to read.
READ = (
    "key", "headline", "published_at", "time_precision", "time_text", "day", "labels", "blocks",
    "source__name", "source__slug", "source__timezone", "liveblog__title", "liveblog__slug",
    "liveblog__source__slug",
)  # fmt: skip
KINDS = {"person": "people", "organisation": "organisations"}


@dataclass
class Linked:
    """What belongs to one entry in other tables; names once each, in the order of the text.

    `stands` has the capture that the version shown stands in, and its first and last line there.
    """

    bylines: list[dict[str, str | None]] = field(default_factory=list)
    people: dict[str, None] = field(default_factory=dict)
    organisations: dict[str, None] = field(default_factory=dict)
    places: dict[str, None] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    stands: tuple[int, int, int] | None = None


def entry_records(ids: Sequence[int], site: str) -> list[Record]:
    """The entries with these primary keys, in their order; those that are gone are left out.

    `site` is what goes before the path of an address, such as "https://archive.example".
    """
    entries = Entry.objects.select_related("source", "liveblog__source").only(*READ)
    found = entries.in_bulk(ids)
    linked = linked_to(found)
    return [
        entry_record(found[pk], linked[pk], site + found[pk].permanent_path)
        for pk in ids
        if pk in found
    ]


def entry_record(entry: Entry, linked: Linked, address: str) -> Record:
    """One entry; what is not known is null, and what there is none of an empty list."""
    liveblog = entry.liveblog
    capture, *lines = linked.stands or (None,)
    return {
        "key": entry.key,
        "url": address,
        "source": entry.source.name,
        "source_slug": entry.source.slug,
        "liveblog": liveblog.title,
        "liveblog_address": f"{liveblog.source.slug}/{liveblog.slug}",
        "headline": entry.headline or None,
        "published_at": instant(entry),
        "time_precision": entry.time_precision,
        "time_text": entry.time_text or None,
        "day": entry.day and entry.day.isoformat(),
        "labels": entry.labels,
        "bylines": linked.bylines,
        "capture": capture,
        "lines": lines or None,
        "blocks": entry.blocks,
        "people": list(linked.people),
        "organisations": list(linked.organisations),
        "places": list(linked.places),
        "topics": linked.topics,
    }


def instant(entry: Entry) -> str | None:
    """RFC 3339 in the source's zone; the date alone where only the day is known."""
    if entry.local_time is None or entry.day is None:
        return None
    if entry.time_precision == Entry.Precision.DAY:
        return entry.day.isoformat()
    return entry.local_time.isoformat(timespec="seconds")


def linked_to(ids: Collection[int]) -> dict[int, Linked]:
    """What belongs to each of the entries."""
    found: dict[int, Linked] = defaultdict(Linked)
    keys = list(ids)
    bylines = Byline.objects.filter(entry__in=keys).order_by("entry_id", "position")
    for entry, name, role in bylines.values_list("entry_id", "name", "role"):
        found[entry].bylines.append({"name": name, "role": role or None})
    mentions = Mention.objects.linked().filter(entry__in=keys).order_by("entry_id", "start")
    names = mentions.values_list("entry_id", "actor__kind", "actor__name", "place__name")
    for entry, kind, actor, place in names:
        held = getattr(found[entry], KINDS.get(kind, "places"))
        held[actor or place] = None
    topics = EntryTopic.objects.filter(entry__in=keys).order_by("entry_id", "topic__name")
    for entry, name in topics.values_list("entry_id", "topic__name"):
        found[entry].topics.append(name)
    for entry, *stands in Appearance.objects.of_versions_shown(keys):
        found[entry].stands = tuple(stands)
    return found


def text_below(record: Record) -> str:
    """The entry's words without its headline, a blank line between the parts."""
    return text_of(None, blocks_from_json(record["blocks"]))


def bylines_in_words(record: Record) -> str:
    return listed(", ".join(filter(None, byline.values())) for byline in record["bylines"])


def line_of(record: Record, end: int) -> Any:
    return record["lines"] and record["lines"][end]


# JSON's nested fields have columns of their own making; `text` stands for the blocks.
ENTRY_COLUMNS: Columns = {
    **columns_of(
        "key", "url", "source", "source_slug", "liveblog", "liveblog_address", "headline",
        "published_at", "time_precision", "time_text", "day", "labels",
    ),
    "bylines": bylines_in_words,
    **columns_of("capture"),
    "first_line": lambda record: line_of(record, 0),
    "last_line": lambda record: line_of(record, 1),
    "text": text_below,
    **columns_of("people", "organisations", "places", "topics"),
}  # fmt: skip
