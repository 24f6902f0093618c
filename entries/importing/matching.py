"""Which entry of the record each draft of a page is: importing twice must change nothing.

An entry is recognised by its post's own anchor; by equal words at the same time; else by where it
stands in a capture that was imported before; else by its key, that is by source, time and
headline; else by equal text, where one of the two has no date yet; else by its time and a
likeness of text, where the headline was rewritten.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .alike import Alike
from .drafts import Placed, Spot, likeness
from .known import KnownEntries, is_near
from .known_entry import KnownEntry
from .recalling import tolerance_of

ALIKE = 0.6
# Two posts of one minute on one page are one only if hardly a word differs, in several words.
NEARLY_EQUAL = 0.9
FEWEST_WORDS = 8
NUMBER = re.compile(r"\d+")
# An instant, and how far off it may be.
Time = tuple[dt.datetime | None, dt.timedelta | None]


@dataclass(eq=False)
class Match:
    """A draft, and what it is: a known entry, the same as an earlier draft, or new (neither)."""

    draft: Placed
    entry: KnownEntry | None = None
    twin: Match | None = None

    @property
    def is_new(self) -> bool:
        return self.entry is None and self.twin is None


def match_drafts(
    known: KnownEntries, capture: int | None, liveblog: int, drafts: Sequence[Placed]
) -> list[Match]:
    """What each draft of one page is, in the same order.

    `capture` is the key of the stored capture where this page was imported before; `liveblog`
    the key of the page's liveblog, in which a post's plain id means the same post.
    """
    matcher = Matcher(known, known.by_capture.get(capture or 0, {}), liveblog)
    matches = [Match(draft) for draft in drafts]
    # Equal words first: of three goals of one minute, each is to find itself.
    for find in (matcher.anchored, matcher.equal, matcher.certain):
        for match in matches:
            if match.entry is None:
                match.entry = matcher.take(match.draft, find(match.draft))
    first: dict[tuple[str, str], Match] = {}
    of_minute = by_minute(drafts)
    for match in matches:
        draft = match.draft
        mark = (draft.key, draft.draft.content_hash)
        if match.entry is None:
            match.twin = first.get(mark) or near_copy(draft, of_minute)
        if match.is_new:
            match.entry = matcher.take(draft, matcher.likely(draft))
        first.setdefault(mark, match)
        if draft.published_at and match.twin is None:
            of_minute[draft.published_at].add(draft.draft.text, match)
    return matches


def by_minute(drafts: Sequence[Placed]) -> dict[dt.datetime, Alike[Match]]:
    """For each minute of a page, what its drafts are to be kept in, to be asked for near copies."""
    texts: dict[dt.datetime, list[str]] = defaultdict(list)
    for draft in drafts:
        if draft.published_at:
            texts[draft.published_at].append(draft.draft.text)
    return {minute: Alike(NEARLY_EQUAL, expected) for minute, expected in texts.items()}


def near_copy(draft: Placed, of_minute: Mapping[dt.datetime, Alike[Match]]) -> Match | None:
    """The earlier draft of the same minute in which hardly a word differs."""
    others = of_minute.get(draft.published_at) if draft.published_at else None
    text = draft.draft.text
    if others is None or len(text.split()) < FEWEST_WORDS:
        return None
    return next((match for _, match in others.to(text)), None)


class Matcher:
    """Finds the entries that the drafts of one page are; each is one draft's, or alike ones'."""

    def __init__(self, known: KnownEntries, by_spot: dict[Spot, KnownEntry], liveblog: int) -> None:
        self.known = known
        self.by_spot = by_spot
        self.liveblog = liveblog
        self.taken: dict[int, Placed] = {}
        self.by_time: dict[Time, Alike[KnownEntry]] = {}

    def take(self, draft: Placed, entry: KnownEntry | None) -> KnownEntry | None:
        """Note that the entry is that draft, for a page prints an entry once, or twice alike."""
        if entry is not None:
            self.taken.setdefault(entry.pk, draft)
        return entry

    def is_free(self, entry: KnownEntry, draft: Placed) -> bool:
        other = self.taken.get(entry.pk)
        return other is None or other.draft.content_hash == draft.draft.content_hash

    def anchored(self, draft: Placed) -> KnownEntry | None:
        """By the post's own address, or by its id within the same liveblog."""
        anchor = draft.draft.anchor
        if not anchor:
            return None
        for entry in self.known.by_anchor.get((draft.source_id, anchor), {}).values():
            if ("://" in anchor or entry.liveblog_id == self.liveblog) and (
                self.is_free(entry, draft)
            ):
                return entry
        return None

    def equal(self, draft: Placed) -> KnownEntry | None:
        content = draft.draft.content_hash
        there = self.by_spot.get(draft.draft.spot)
        if there and content in there.versions:
            return there
        for entry in self.known.by_content.get((draft.source_id, content), {}).values():
            if is_near(entry, draft):
                return entry
            undated = draft.published_at is None and entry.published_at is None
            if undated and entry.time_text == draft.time_text:
                return entry
        return None

    def certain(self, draft: Placed) -> KnownEntry | None:
        there = self.by_spot.get(draft.draft.spot)
        if there and (there.headline == draft.draft.headline or alike(there, draft)):
            return there
        entry = self.known.by_key.get(draft.key)
        salted = self.known.by_key.get(draft.salted_key) if entry else None
        entry = salted or entry
        if entry is None or entry.source_id != draft.source_id or not self.is_free(entry, draft):
            return None
        # Without a time, "Latest developments" may head any number of different entries.
        by_time = bool(draft.draft.headline) and draft.has_clock
        return entry if salted or by_time or alike(entry, draft) else None

    def likely(self, draft: Placed) -> KnownEntry | None:
        return self.equal_and_undated(draft) or self.alike_at_that_time(draft)

    def equal_and_undated(self, draft: Placed) -> KnownEntry | None:
        content = draft.draft.content_hash
        for entry in self.known.by_content.get((draft.source_id, content), {}).values():
            one_undated = entry.published_at is None or draft.published_at is None
            if one_undated and prints_alike(entry.time_text, draft.time_text):
                return entry
        return None

    def alike_at_that_time(self, draft: Placed) -> KnownEntry | None:
        if not (draft.has_clock or draft.draft.age):
            return None
        free = (
            (likeness, -entry.pk, entry)
            for likeness, entry in self.at_time_of(draft).to(draft.draft.text)
            if entry.pk not in self.taken
        )
        best = max(free, default=None, key=lambda found: found[:2])
        return best[2] if best else None

    def at_time_of(self, draft: Placed) -> Alike[KnownEntry]:
        """The entries whose time may be the draft's, to be asked for those of a like text."""
        time = (draft.published_at, tolerance_of(draft))
        if time not in self.by_time:
            free = [entry for entry in self.known.near(draft) if entry.pk not in self.taken]
            self.by_time[time] = Alike(ALIKE, [entry.text for entry in free])
            for entry in free:
                self.by_time[time].add(entry.text, entry)
        return self.by_time[time]


def shared_liveblog(known: KnownEntries, drafts: Sequence[Placed]) -> int | None:
    """The key of the liveblog that has posts of a page already: two of them, or half of the page.

    A post of the same words at the same time is the same, though one of the two has no date.
    """
    posts = (next(same_posts(known, draft), None) for draft in drafts)
    found = Counter(post.liveblog_id for post in posts if post)
    (best, count), *_ = found.most_common(1) or [(0, 0)]
    return best if count > 1 or 0 < len(drafts) <= 2 * count else None


def same_posts(known: KnownEntries, draft: Placed) -> Iterator[KnownEntry]:
    for entry in known.by_content.get((draft.source_id, draft.draft.content_hash), {}).values():
        dated = entry.published_at is not None and draft.published_at is not None
        if is_near(entry, draft) if dated else prints_alike(entry.time_text, draft.time_text):
            yield entry


def prints_alike(one: str, other: str) -> bool:
    """Whether two printed times are the same, but for a year that only one page prints.

    A clock alone, of two numbers, is on every day's page.
    """
    shorter, longer = sorted((one, other), key=len)
    return one == other or (longer.startswith(shorter) and len(NUMBER.findall(shorter)) > 2)


def alike(entry: KnownEntry, draft: Placed) -> bool:
    return likeness(entry.text, draft.draft.text) >= ALIKE
