"""Parsed entries in the form in which they are compared with the record and written to it.

A draft is made wherever its page was read, in any process; where and when it stands in the
record is said afterwards, once its source is known.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import slugify

from entries.differences.words import words_of
from entries.keys import entry_key, first_words, time_in_key
from entries.layouts.base import ParsedEntry, PrintedTime
from entries.layouts.blocks import block_to_json, text_of

JSON = json.JSONEncoder(ensure_ascii=False)
SLUG_LENGTH = 80
LABEL_LENGTH = 60
NAME_LENGTH = 200
BYLINES = 1000
ANCHOR_BYTES = 1000  # an index takes no more than a few thousand
# A name found in a text: from, to, the words matched, "actor_id" or "place_id" with its key, and
# by what it was found.
MentionFound = tuple[int, int, str, str, int, str]
# What only looks like a name: from, to, the words, these folded, its kind, and the cue.
SuggestionFound = tuple[int, int, str, str, str, str]
# A topic's key, and the terms that made it.
TopicFound = tuple[int, list[str]]
Spot = tuple[int, int]
# An entry's instant, precision and time as printed, as DatedTime has them.
Time = tuple[dt.datetime | None, str, str]


@dataclass
class Draft:
    """One entry of a capture: what its page says, and what a tagger found in it.

    `ordinal` counts from 1, `first_line` and `last_line` are its lines in the capture; `spot` is
    its first line, and its number among those that begin in that line. `blocks` are JSON as text,
    since most are only copied to the database. `age`
    is how long before another moment it came, where the page prints just that.
    """

    ordinal: int
    spot: Spot
    first_line: int
    last_line: int
    headline: str
    labels: list[str]
    bylines: list[dict[str, str]]
    blocks: str
    text: str
    anchor: str
    age: dt.timedelta | None
    content_hash: str
    words_hash: str
    slug: str
    mentions: tuple[MentionFound, ...] = ()
    suggestions: tuple[SuggestionFound, ...] = ()
    topics: tuple[TopicFound, ...] = ()

    @property
    def title(self) -> str:
        return self.headline or first_words(self.text)


def draft_of(entry: ParsedEntry, ordinal: int, spot: Spot) -> Draft:
    """The draft of a parsed entry, cut to what the record holds."""
    headline, text = entry.headline or "", text_of(entry.headline, entry.blocks)
    labels = [label[:LABEL_LENGTH] for label in entry.labels]
    bylines = [
        {"name": byline.name[:NAME_LENGTH], "role": (byline.role or "")[:NAME_LENGTH]}
        for byline in entry.bylines[:BYLINES]
    ]
    head = [headline, labels, bylines]
    blocks = [block_to_json(block) for block in entry.blocks]
    blocks_json = as_json(blocks)
    return Draft(
        ordinal=ordinal,
        spot=spot,
        first_line=entry.first_line,
        last_line=entry.last_line,
        headline=headline,
        labels=labels,
        bylines=bylines,
        blocks=blocks_json,
        text=text,
        anchor=anchor_of(entry),
        age=age_alone(entry.time),
        content_hash=content_hash(head, blocks_json),
        words_hash=words_hash([*head, blocks]),
        slug=slugify(headline or first_words(text))[:SLUG_LENGTH].strip("-"),
    )


def anchor_of(entry: ParsedEntry) -> str:
    """The post's id; none where it is overlong, since a part of it may be another post's too."""
    return entry.anchor if len(entry.anchor.encode()) <= ANCHOR_BYTES else ""


def age_alone(time: PrintedTime | None) -> dt.timedelta | None:
    """The age that an entry's page prints in place of a clock."""
    return time.age if time and time.hour is None else None


def drafts_of(entries: Iterable[ParsedEntry]) -> list[Draft]:
    """The entries of a page as drafts; an anchor that several of them share tells none apart."""
    parsed = list(entries)
    spots = spots_of(entry.first_line for entry in parsed)
    pairs = zip(parsed, spots, strict=True)
    drafts = [draft_of(entry, ordinal, spot) for ordinal, (entry, spot) in enumerate(pairs, 1)]
    anchors = Counter(draft.anchor for draft in drafts)
    for draft in drafts:
        if anchors[draft.anchor] > 1:
            draft.anchor = ""
    return drafts


def spots_of(first_lines: Iterable[int]) -> list[Spot]:
    """Each line with the number that tells apart those that are the same."""
    seen: Counter[int] = Counter()
    spots = []
    for line in first_lines:
        seen[line] += 1
        spots.append((line, seen[line]))
    return spots


def as_json(value: Any) -> str:
    """JSON as the database takes it."""
    return JSON.encode(value)


def content_hash(head: list[Any], blocks: str) -> str:
    """SHA-256 of all that the newsroom wrote, as JSON; an entry's time is no part of it."""
    content = f"{as_json(head).removesuffix(']')}, {blocks}]"
    return hashlib.sha256(content.encode()).hexdigest()


def words_hash(content: list[Any]) -> str:
    """A digest of the words alone, without white space and punctuation."""
    words = " ".join(words_of(" ".join(texts_in(content))))
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()


def texts_in(value: Any) -> list[str]:
    """Every text in a JSON value, in order."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found: list[str] = []
    for part in parts:
        if isinstance(part, str):
            found.append(part)
        else:
            found += texts_in(part)
    return found


@dataclass
class Placed:
    """A draft in its source: `local_time` is its time on the source's clock."""

    draft: Draft
    source_id: int
    source: str
    local_time: dt.datetime | None
    precision: str
    time_text: str

    @property
    def has_clock(self) -> bool:
        """Whether its instant is known to the minute."""
        return self.precision in ("minute", "second")

    @cached_property
    def published_at(self) -> dt.datetime | None:
        """The instant in UTC: local times of the hour that comes twice equal no other time."""
        return self.local_time and self.local_time.astimezone(dt.UTC)

    @property
    def day(self) -> dt.date | None:
        """The calendar day in the source's zone."""
        return self.local_time.date() if self.local_time else None

    @cached_property
    def key(self) -> str:
        return self.key_with("")

    @cached_property
    def salted_key(self) -> str:
        """The key of an entry that shares source, time and headline with another."""
        return self.key_with(self.draft.content_hash)

    def key_with(self, salt: str) -> str:
        # A time counted back from an age differs by minutes from capture to capture.
        precision = "day" if self.draft.age else self.precision
        when = time_in_key(self.local_time, precision, self.time_text)
        return entry_key(self.source, when, self.draft.title, salt)


def placed(
    drafts: Sequence[Draft],
    times: Sequence[Time],
    source_id: int,
    source: str,
    zone: dt.tzinfo,
) -> list[Placed]:
    """The drafts of a page in their source, by its key, slug and zone."""
    return [
        Placed(
            draft=draft,
            source_id=source_id,
            source=source,
            local_time=instant and in_zone(instant, zone, precision),
            precision=precision,
            time_text=text[:200],
        )
        for draft, (instant, precision, text) in zip(drafts, times, strict=True)
    ]


def in_zone(instant: dt.datetime, zone: dt.tzinfo, precision: str) -> dt.datetime:
    """The instant on the source's clock; a day alone is that calendar day, in whatever zone."""
    return instant.replace(tzinfo=zone) if precision == "day" else instant.astimezone(zone)


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same words, from 0.0 to 1.0, whatever their order."""
    return likeness_of(word_counts(one), word_counts(other))


def likeness_of(ours: Counter[str], theirs: Counter[str]) -> float:
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def word_counts(text: str) -> Counter[str]:
    return Counter(text.casefold().split())
