"""Parsed entries in the form in which they are compared with the record and written to it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import slugify

from entries.layouts.base import ParsedEntry
from entries.layouts.blocks import block_to_json, text_of
from entries.parsing import ParsedCapture

from .keys import entry_key, first_words, time_in_key

SLUG_LENGTH = 80
NO_WORD = re.compile(r"[\W_]+")


@dataclass
class Draft:
    """One entry of a capture, ready to be matched and stored.

    `ordinal` counts from 1; `local_time` is its time on the source's clock.
    """

    source: str
    ordinal: int
    parsed: ParsedEntry
    local_time: dt.datetime | None
    precision: str
    time_text: str

    @cached_property
    def text(self) -> str:
        return text_of(self.parsed.headline, self.parsed.blocks)

    @cached_property
    def blocks(self) -> list[dict[str, Any]]:
        return [block_to_json(block) for block in self.parsed.blocks]

    @cached_property
    def labels(self) -> list[str]:
        return [label[:60] for label in self.parsed.labels]

    @cached_property
    def bylines(self) -> list[dict[str, str]]:
        return [
            {"name": byline.name[:200], "role": (byline.role or "")[:200]}
            for byline in self.parsed.bylines
        ]

    @property
    def headline(self) -> str:
        return self.parsed.headline or ""

    @cached_property
    def title(self) -> str:
        return self.headline or first_words(self.text)

    @property
    def slug(self) -> str:
        return slugify(self.title)[:SLUG_LENGTH].strip("-")

    @property
    def has_clock(self) -> bool:
        """Whether its instant is known to the minute."""
        return self.precision in ("minute", "second")

    @property
    def published_at(self) -> dt.datetime | None:
        """The instant in UTC: local times of the hour that comes twice equal no other time."""
        return self.local_time and self.local_time.astimezone(dt.UTC)

    @property
    def day(self) -> dt.date | None:
        """The calendar day in the source's zone."""
        return self.local_time.date() if self.local_time else None

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of all that the newsroom wrote; its time is no part of it."""
        content = [self.headline, self.labels, self.bylines, self.blocks]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()

    @cached_property
    def words_hash(self) -> str:
        """A digest of its words alone, without white space and punctuation."""
        content = [self.headline, self.labels, self.bylines, self.blocks]
        words = NO_WORD.sub(" ", " ".join(texts_in(content))).strip()
        return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()

    def key(self, salted: bool = False) -> str:
        when = time_in_key(self.local_time, self.precision, self.time_text)
        return entry_key(self.source, when, self.title, self.content_hash if salted else "")


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a JSON value, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


def drafts_of(parsed: ParsedCapture, source: str, zone: dt.tzinfo) -> list[Draft]:
    """The entries of a capture as drafts; `zone` is the source's."""
    return [
        Draft(
            source=source,
            ordinal=ordinal,
            parsed=entry,
            local_time=time.instant and in_zone(time.instant, zone, time.precision),
            precision=time.precision,
            time_text=time.text[:200],
        )
        for ordinal, (entry, time) in enumerate(parsed.entries, 1)
    ]


def in_zone(instant: dt.datetime, zone: dt.tzinfo, precision: str) -> dt.datetime:
    """The instant on the source's clock; a day alone is that calendar day, in whatever zone."""
    return instant.replace(tzinfo=zone) if precision == "day" else instant.astimezone(zone)


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same words, from 0.0 to 1.0, whatever their order."""
    ours, theirs = word_counts(one), word_counts(other)
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def word_counts(text: str) -> Counter[str]:
    return Counter(text.casefold().split())
