"""The entries of a made-up live page: a chunk's texts with labels, bylines and printed times.

Made-up texts have no backslash, tab or quote: for COPY nothing but line ends must be escaped.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.text import slugify

from .liveblogs import Liveblog
from .world import LABELS, World
from .writing import KINDS, SHAPES, Chunk

BYLINED, DAY_ONLY, UNDATED = 0.4, 0.01, 0.01
ROLES = ("Political reporter", "Correspondent", "Live editor")
LINE_END = r"\n"  # as COPY has it
TITLE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Post:
    """An entry on its way to its rows."""

    id: int
    headline: str
    parts: Sequence[str]
    blocks: str
    labels: str
    byline: tuple[str, str] | None
    published_at: str | None
    precision: str
    time_text: str

    @property
    def text(self) -> str:
        return (2 * LINE_END).join(part for part in (self.headline, *self.parts) if part)

    @property
    def title(self) -> str:
        """The headline, or the first words."""
        return self.headline or " ".join(" ".join(self.parts).split()[:TITLE_WORDS])

    @property
    def bylines(self) -> str:
        name, role = self.byline or ("", "")
        return f'[{{"name": "{name}", "role": "{role}"}}]' if self.byline else "[]"

    def content_hash(self, headline: str) -> str:
        content = f"{headline}{self.labels}{self.bylines}{self.blocks}"
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True)
class LivePage:
    """A live page with its entries, the latest first; `starts_at`, `ends_at` as PostgreSQL's."""

    liveblog: Liveblog
    source: str
    title: str
    posts: list[Post]
    starts_at: str | None
    ends_at: str | None

    @property
    def url(self) -> str:
        return f"https://{self.source}.example.org/live/{self.liveblog.id}"


class Editor:
    """Makes live pages of a chunk of a world's texts."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.forms = [block_form(parts, world) for parts, _ in SHAPES]
        self.labels = np.cumsum([share for _, share in LABELS])
        self.slugs = [slugify(name) for name in world.sources]

    def pages(
        self, rng: np.random.Generator, liveblogs: list[Liveblog], chunk: Chunk, first: int
    ) -> Iterator[LivePage]:
        """The live pages; their entries are numbered from `first`."""
        done = 0
        for liveblog in liveblogs:
            numbers = range(done, done + liveblog.size)
            done += liveblog.size
            posts = list(self.posts(rng, liveblog, chunk, numbers, first))
            times = [post.published_at for post in posts if post.published_at]
            ends = sorted(times, key=dt.datetime.fromisoformat) or [None]
            title = f"{self.world.places[liveblog.places[0]]}: {posts[0].title[:60]}"
            yield LivePage(liveblog, self.slugs[liveblog.source], title, posts, ends[0], ends[-1])

    def posts(
        self,
        rng: np.random.Generator,
        liveblog: Liveblog,
        chunk: Chunk,
        numbers: range,
        first: int,
    ) -> Iterator[Post]:
        draws = rng.random((len(numbers), 3))
        labels = np.searchsorted(self.labels, draws[:, 0]).tolist()
        reporters = rng.choice(liveblog.reporters, len(numbers)).tolist()
        for place, number in enumerate(numbers):
            headline, parts = parts_of(chunk, number)
            time = printed_time(int(liveblog.times[place]), liveblog, draws[place, 2])
            yield Post(
                first + number,
                headline,
                parts,
                self.forms[chunk.shapes[number]] % tuple(part for part in parts if part),
                label_array(labels[place]),
                self.byline(reporters[place]) if draws[place, 1] < BYLINED else None,
                *time,
            )

    def byline(self, reporter: int) -> tuple[str, str]:
        return self.world.reporters[reporter], ROLES[reporter % len(ROLES)]


def parts_of(chunk: Chunk, number: int) -> tuple[str, list[str]]:
    """The headline, empty where there is none, and the other parts of one entry."""
    at, end = chunk.first_part[number : number + 2]
    if chunk.kinds[at] == KINDS.index("headline"):
        return chunk.parts[at], chunk.parts[at + 1 : end]
    return "", chunk.parts[at:end]


def label_array(label: int) -> str:
    return f'{{"{LABELS[label][0]}"}}' if label < len(LABELS) else "{}"


def printed_time(second: int, liveblog: Liveblog, draw: float) -> tuple[str | None, str, str]:
    """An entry's instant, how much of it is known, and as it is printed."""
    local = dt.datetime.fromtimestamp(second, liveblog.zone)
    if draw < UNDATED:
        return None, "unknown", f"{local:%H:%M}"
    day = f"{local.day}.{local.month}.{local.year}"
    if draw < UNDATED + DAY_ONLY:
        return local.replace(hour=0, minute=0).isoformat(), "day", day
    return local.isoformat(), "minute", f"{local.hour:02}:{local.minute:02} {day}"


def block_form(parts: Iterable[str], world: World) -> str:
    """The JSON of an entry's blocks, with a gap for each part that has a text."""
    alt, credit = (" ".join(world.vocabulary[at : at + 6]) for at in (2_000, 3_000))
    forms: dict[str, dict[str, Any]] = {
        "image": {"type": "image", "alt": alt, "credit": credit, "caption": "%s"},
        "media": {"type": "media", "caption": "%s"},
        "embed": {"type": "embed", "provider": "made-up"},
    }
    blocks: list[dict[str, Any]] = []
    for part in parts:
        if part == "attribution":
            blocks[-1]["attribution"] = "%s"
        elif part == "item" and blocks[-1]["type"] == "list":
            blocks[-1]["items"].append("%s")
        elif part == "item":
            blocks.append({"type": "list", "items": ["%s"]})
        else:
            blocks.append(forms.get(part, {"type": part, "text": "%s"}))
    return json.dumps(blocks)
