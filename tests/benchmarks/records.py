"""Live pages → lines that PostgreSQL's COPY takes, a list for each table."""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from django.utils.text import slugify

from entries.keys import entry_key

from .liveblogs import Liveblog
from .posts import LINE_END, Editor, LivePage, Post
from .world import World
from .writing import Chunk

LOADED_AT = "2025-01-01T00:00:00Z"  # one moment for all, so that every run loads the same
# Some live pages were captured twice, and of these some entries had no headline at first.
CAPTURED_TWICE, REVISED = 10, 20
COLUMNS = {
    "liveblog": "id source_id slug title standfirst summary summary_media url day starts_at "
    "ends_at changes_due surnames_due",
    "entry": "id key slug source_id liveblog_id headline published_at time_precision time_text "
    "day labels blocks text content_hash ordinal created_at updated_at",
    "entryversion": "id entry_id number headline labels bylines blocks content_hash words_hash "
    "created_at",
    "byline": "entry_id position name role",
    "mention": 'entry_id actor_id place_id start "end" matched method',
    "entrytopic": "entry_id topic_id terms",
    "dump": "id name sha256 size run_id created_at",
    "capture": "id dump_id run_id name media_type position source_id liveblog_id payload sha256 "
    "encoding url captured_at starts_at ends_at hints layout outcome reason unclaimed_lines "
    "created_at",
    "appearance": "capture_id entry_id version_id ordinal anchor captured_at published_at "
    "time_precision time_text first_line last_line",
}

Rows = dict[str, list[str]]
Version = tuple[int, str]  # its id and its headline


class Recorder:
    """Turns chunks into rows; counts the ids of what other rows point to."""

    def __init__(self, world: World) -> None:
        self.texts = world.tokens.texts
        self.editor = Editor(world)
        self.entries = 0
        self.version_ids, self.capture_ids = itertools.count(1), itertools.count(1)

    def rows(self, rng: np.random.Generator, liveblogs: list[Liveblog], chunk: Chunk) -> Rows:
        rows: Rows = defaultdict(list)
        first = self.entries + 1
        self.entries += len(chunk.shapes)
        for page in self.editor.pages(rng, liveblogs, chunk, first):
            self.add_page(rows, page)
        self.add_mentions(rows, chunk, first)
        self.add_topics(rows, chunk, first)
        return rows

    def add_page(self, rows: Rows, page: LivePage) -> None:
        liveblog, day = page.liveblog, page.ends_at and page.ends_at[:10]
        values = (
            liveblog.id, liveblog.source + 1, f"live-{liveblog.id}", page.title, "", "[]", "[]",
            page.url, day, page.starts_at, page.ends_at, "f", "f",
        )  # fmt: skip
        rows["liveblog"].append(line(*values))
        twice = liveblog.id % CAPTURED_TWICE == 0
        versions = []
        for ordinal, post in enumerate(page.posts, 1):
            add_entry(rows, page, ordinal, post)
            revised = twice and bool(post.headline) and ordinal % REVISED == 0
            versions.append(self.add_versions(rows, post, revised))
        if any(len(each) > 1 for each in versions):  # else both captures would be one file
            self.add_capture(rows, page, [each[0] for each in versions])
        self.add_capture(rows, page, [each[-1] for each in versions])

    def add_versions(self, rows: Rows, post: Post, revised: bool) -> list[Version]:
        """The entry's versions, the first one first."""
        headlines = ["", post.headline] if revised else [post.headline]
        versions = [(next(self.version_ids), headline) for headline in headlines]
        for number, (version, headline) in enumerate(versions, 1):
            said = post.content_hash(headline)
            values = (
                version, post.id, number, headline, post.labels, post.bylines, post.blocks, said,
                said[:32], LOADED_AT,
            )  # fmt: skip
            rows["entryversion"].append(line(*values))
        return versions

    def add_capture(self, rows: Rows, page: LivePage, shown: list[Version]) -> None:
        """A capture in a dump of its own, with the lines on which each entry stands."""
        capture = next(self.capture_ids)
        lines = [page.title, ""]
        for ordinal, (post, (version, headline)) in enumerate(
            zip(page.posts, shown, strict=True), 1
        ):
            said = [part for part in (post.time_text, headline, *post.parts) if part]
            time = (LOADED_AT, post.published_at, post.precision, post.time_text)
            at = (len(lines) + 1, len(lines) + len(said))
            rows["appearance"].append(line(capture, post.id, version, ordinal, "", *time, *at))
            lines += [*said, ""]
        payload = "\n".join(lines).encode()
        digest = hashlib.sha256(payload).hexdigest()
        name = f"{page.source}-{capture}.txt"
        rows["dump"].append(line(capture, name, digest, len(payload), 1, LOADED_AT))
        values = (
            capture, capture, 1, "", "text/plain", 0, page.liveblog.source + 1, page.liveblog.id,
            LINE_END.join(lines), digest, "utf-8", page.url, LOADED_AT, page.starts_at,
            page.ends_at, "{}", "made-up", "imported", "", 0, LOADED_AT,
        )  # fmt: skip
        rows["capture"].append(line(*values))

    def add_mentions(self, rows: Rows, chunk: Chunk, first: int) -> None:
        for entry, token, kind, subject, start in insertions(chunk, kinds=(2, 3)):
            matched = self.texts[token]
            actor, place = (subject + 1, None) if kind == 2 else (None, subject + 1)
            values = (actor, place, start, start + len(matched), matched, "name")
            rows["mention"].append(line(first + entry, *values))

    def add_topics(self, rows: Rows, chunk: Chunk, first: int) -> None:
        used: dict[tuple[int, int], set[str]] = defaultdict(set)
        for entry, token, _, subject, _ in insertions(chunk, kinds=(1,)):
            used[entry, subject].add(self.texts[token])
        for (entry, subject), terms in used.items():
            array = "{" + ",".join(sorted(terms)) + "}"
            rows["entrytopic"].append(line(first + entry, subject + 1, array))


def add_entry(rows: Rows, page: LivePage, ordinal: int, post: Post) -> None:
    key = entry_key(page.source, post.published_at or post.time_text, post.title, str(post.id))
    values = (
        post.id, key, slugify(post.title)[:80].strip("-"), page.liveblog.source + 1,
        page.liveblog.id, post.headline, post.published_at, post.precision, post.time_text,
        post.published_at and post.published_at[:10], post.labels, post.blocks, post.text,
        post.content_hash(post.headline), ordinal, LOADED_AT, LOADED_AT,
    )  # fmt: skip
    rows["entry"].append(line(*values))
    if post.byline:
        rows["byline"].append(line(post.id, 0, *post.byline))


def insertions(chunk: Chunk, kinds: Sequence[int]) -> Iterable[tuple[int, ...]]:
    """Entry, token, kind, subject and start of what was set among the words."""
    made = chunk.insertions
    wanted = np.isin(made.kind, kinds)
    columns = (made.entry, made.token, made.kind, made.subject, chunk.starts)
    return zip(*(column[wanted].tolist() for column in columns), strict=True)


def line(*values: object) -> str:
    """A row as COPY takes it."""
    return "\t".join(r"\N" if value is None else str(value) for value in values)
