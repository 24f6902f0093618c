"""Rows for tests: each helper makes one row, with sensible values for whatever is not given."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import slugify

from entries.differences.words import words_of
from entries.layouts.blocks import BLOCK_TYPES, Block, blocks_from_json, text_of
from entries.models import (
    Actor,
    Appearance,
    Byline,
    Capture,
    Change,
    Dump,
    Entry,
    EntryTopic,
    EntryVersion,
    ImportRun,
    Liveblog,
    Mention,
    Place,
    Reading,
    Source,
    Topic,
)

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
numbers = itertools.count(1)


def utc(text: str) -> dt.datetime:
    """The instant of "2022-03-24 13:30", read as UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def paragraph(text: str) -> dict[str, str]:
    return {"type": "paragraph", "text": text}


def full_blocks() -> list[dict[str, Any]]:
    """A block of each type with something in every field, named after type and field."""
    return [
        {"type": kind, **{name: a_value(kind, name) for name in names_of_fields(block)}}
        for kind, block in BLOCK_TYPES.items()
    ]


def all_words(blocks: Iterable[dict[str, Any]]) -> list[str]:
    """Every text in the blocks, of whatever field."""
    values = [value for block in blocks for name, value in block.items() if name != "type"]
    return [word for value in values for word in (value if isinstance(value, list) else [value])]


def a_value(kind: str, name: str) -> str | list[str]:
    return [f"The {kind}’s {name}"] if name == "items" else f"The {kind}’s {name}"


def names_of_fields(block: type[Block]) -> list[str]:
    return [field.name for field in dataclasses.fields(block)]


def fresh_key() -> str:
    """A key that no other test row has."""
    number, letters = next(numbers), ""
    for _ in range(10):
        number, digit = divmod(number, 32)
        letters = ALPHABET[digit] + letters
    return letters


def make_source(name: str = "Harbour News", **values: Any) -> Source:
    """The source of this name, made if it is not there yet."""
    defaults = {"name": name, "timezone": "Europe/London", **values}
    slug = defaults.pop("slug", slugify(name))
    return Source.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_liveblog(
    title: str = "Storm over the harbour", source: Source | None = None, **values: Any
) -> Liveblog:
    """The liveblog of this title at this source, made if it is not there yet."""
    defaults = {"title": title, **values}
    slug = defaults.pop("slug", slugify(title))
    return Liveblog.objects.get_or_create(
        source=source or make_source(), slug=slug, defaults=defaults
    )[0]


def make_entry(
    headline: str = "The bridge is closed",
    published_at: dt.datetime | str | None = "2022-03-24 13:30",
    *,
    liveblog: Liveblog | None = None,
    blocks: Sequence[dict[str, Any]] | None = None,
    labels: Iterable[str] = (),
    bylines: Iterable[tuple[str, str]] = (),
    **values: Any,
) -> Entry:
    """An entry; a `published_at` given as text is UTC, None leaves it undated.

    `day` follows from the time in the source's zone, and `text` from headline and blocks.
    """
    entry = new_entry(
        headline, published_at, liveblog=liveblog, blocks=blocks, labels=labels, **values
    )
    entry.save()
    Byline.objects.bulk_create(bylines_of(entry, bylines))
    return entry


def new_entry(
    headline: str,
    published_at: dt.datetime | str | None,
    *,
    liveblog: Liveblog | None = None,
    blocks: Sequence[dict[str, Any]] | None = None,
    labels: Iterable[str] = (),
    **values: Any,
) -> Entry:
    """As `make_entry`, but for the caller to write to the database, perhaps among many."""
    liveblog = liveblog or make_liveblog()
    when = utc(published_at) if isinstance(published_at, str) else published_at
    blocks = [paragraph("Engineers are on their way.")] if blocks is None else list(blocks)
    text = text_of(headline, blocks_from_json(blocks))
    return Entry(
        **{
            "key": fresh_key(),
            "slug": slugify(headline)[:80].strip("-"),
            "source": liveblog.source,
            "liveblog": liveblog,
            "headline": headline,
            "published_at": when,
            "time_precision": "minute" if when else "unknown",
            "time_text": f"{when:%H:%M %-d %B %Y}" if when else "",
            "day": when and when.astimezone(liveblog.source.zone).date(),
            "labels": list(labels),
            "blocks": blocks,
            "text": text,
            "content_hash": hashlib.sha256(text.encode()).hexdigest(),
            "ordinal": next(numbers),
            **values,
        }
    )


def bylines_of(entry: Entry, bylines: Iterable[tuple[str, str]]) -> list[Byline]:
    return [
        Byline(entry=entry, position=position, name=name, role=role)
        for position, (name, role) in enumerate(bylines)
    ]


def make_person(name: str = "Ada Marsh", **values: Any) -> Actor:
    values = {"slug": slugify(name), "kind": Actor.Kind.PERSON, **values}
    return Actor.objects.create(name=name, **values)


def make_organisation(name: str = "Harbour Board", **values: Any) -> Actor:
    return make_person(name, kind=Actor.Kind.ORGANISATION, **values)


def make_place(name: str = "Port Ellen", **values: Any) -> Place:
    return Place.objects.create(name=name, **{"slug": slugify(name), **values})


def make_topic(name: str = "Flooding", **values: Any) -> Topic:
    return Topic.objects.create(name=name, **{"slug": slugify(name), **values})


def mention(entry: Entry, *subjects: Actor | Place) -> None:
    """Let the entry mention each actor or place, at offsets that no other mention has."""
    Mention.objects.bulk_create(mention_of(entry, subject) for subject in subjects)


def mention_of(entry: Entry, subject: Actor | Place) -> Mention:
    start = next(numbers)
    return Mention(
        entry=entry,
        actor=subject if isinstance(subject, Actor) else None,
        place=subject if isinstance(subject, Place) else None,
        start=start,
        end=start + len(subject.name),
        matched=subject.name,
    )


def tag(entry: Entry, *topics: Topic) -> None:
    EntryTopic.objects.bulk_create(link_of(entry, topic) for topic in topics)


def link_of(entry: Entry, topic: Topic) -> EntryTopic:
    return EntryTopic(entry=entry, topic=topic, terms=topic.terms)


def make_capture(liveblog: Liveblog | None = None, text: str = "A page.", **values: Any) -> Capture:
    """A capture alone in a dump of its own; `dump` and any field of it can be given."""
    liveblog = liveblog or make_liveblog()
    payload = text.encode()
    dump = values.pop("dump", None) or make_dump(size=len(payload))
    return Capture.objects.create(
        **{
            "dump": dump,
            "run": dump.run,
            "source": liveblog.source,
            "liveblog": liveblog,
            "payload": payload,
            "sha256": hashlib.sha256(payload).hexdigest(),
            "encoding": "utf-8",
            "layout": "bbc-text",
            "outcome": Capture.Outcome.IMPORTED,
            **values,
        }
    )


def make_dump(name: str = "harbour.txt", **values: Any) -> Dump:
    run = values.pop("run", None) or ImportRun.objects.create(state=ImportRun.State.FINISHED)
    sha256 = hashlib.sha256(str(next(numbers)).encode()).hexdigest()
    return Dump.objects.create(name=name, run=run, **{"sha256": sha256, "size": 1, **values})


def appear(entry: Entry, capture: Capture, first_line: int = 1, last_line: int = 3) -> Appearance:
    """Say that the entry, as it is now, stands at these lines of the capture."""
    version = entry.versions.filter(content_hash=entry.content_hash).first()
    if version is None:
        version = version_of(entry, entry.versions.count() + 1, entry.bylines.all())
        version.save()
    place = capture.appearances.count() + 1
    appearance = appearance_of(version, capture, place, first_line, last_line)
    appearance.save()
    Capture.objects.filter(pk=capture.pk).set_spans()
    return appearance


def version_of(entry: Entry, number: int, bylines: Iterable[Byline]) -> EntryVersion:
    return EntryVersion(
        entry=entry,
        number=number,
        content_hash=entry.content_hash,
        headline=entry.headline,
        labels=entry.labels,
        bylines=[{"name": each.name, "role": each.role} for each in bylines],
        blocks=entry.blocks,
        words_hash=words_hash(entry),
    )


def appearance_of(
    version: EntryVersion, capture: Capture, ordinal: int, first_line: int, last_line: int
) -> Appearance:
    entry = version.entry
    return Appearance(
        entry=entry,
        capture=capture,
        captured_at=capture.captured_at,
        version=version,
        ordinal=ordinal,
        first_line=first_line,
        last_line=last_line,
        published_at=entry.published_at,
        time_precision=entry.time_precision,
        time_text=entry.time_text,
    )


def words_hash(entry: Entry) -> str:
    """Equal for what differs in white space and punctuation alone."""
    words = " ".join(words_of(entry.text)).encode()
    return hashlib.blake2b(words, digest_size=16).hexdigest()


def read(capture: Capture, **values: Any) -> Reading:
    """Say what a run, that which brought it unless another is given, made of the capture."""
    return Reading.objects.create(
        **{
            "run": capture.run,
            "capture": capture,
            "outcome": capture.outcome,
            "layout": capture.layout,
            "why": "12 lines with “published at” and a clock",
            **values,
        }
    )


def say(entry: Entry, *paragraphs: str, **values: Any) -> Entry:
    """The entry, saying something else from now on; let it appear to make that a version."""
    for name, value in values.items():
        setattr(entry, name, value)
    if paragraphs:
        entry.blocks = [paragraph(text) for text in paragraphs]
    entry.text = text_of(entry.headline, blocks_from_json(entry.blocks))
    said = repr([entry.headline, entry.labels, entry.blocks])
    entry.content_hash = hashlib.sha256(said.encode()).hexdigest()
    entry.save()
    return entry


def make_change(
    kind: str, before: Appearance, after: Appearance | Capture, **values: Any
) -> Change:
    """Say that the entry that stood in one capture is edited, gone or elsewhere in another."""
    edited = isinstance(after, Appearance)
    capture = after.capture if isinstance(after, Appearance) else after
    entry = before.entry
    return Change.objects.create(
        **{
            "kind": kind,
            "entry": entry,
            "source": entry.source,
            "liveblog": entry.liveblog,
            "before": before.capture,
            "after": capture,
            "version": after.version if edited else None,
            "noticed_at": capture.captured_at or capture.created_at,
            "day": entry.day,
            **values,
        }
    )
