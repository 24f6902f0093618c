"""Made-up live pages: their posts, and the pages and captures in which these come to an archive.

Of ten streams, two run over several pages that share some posts, and one is captured twice, the
second time with more posts and some of them edited.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .prose import Prose

POSTS_A_PAGE = (20, 60)
FEWEST_POSTS = 8
LONGEST_STREAM = 3  # pages
HOURS = (3, 16)  # from the first post to the last
SHARED_POSTS = 3  # on two pages of a stream: new posts pushed them down meanwhile
LATER_POSTS = 5  # that the first of two captures lacks
EVERY_EDITED = 8
PAGED, CAPTURED_TWICE = 0.2, 0.1
# No clock comes twice or not at all in these months.
QUIET_MONTHS = (1, 2, 5, 6, 7, 8, 12)
YEARS = (2012, 2025)
MINUTE = dt.timedelta(minutes=1)


class Post(NamedTuple):
    """One post: `at` has the newsroom's zone; empty where it has no such part."""

    at: dt.datetime
    headline: str
    paragraphs: tuple[str, ...]
    byline: tuple[str, str] | None
    label: str
    quote: str
    items: tuple[str, ...]
    picture: tuple[str, str] | None


@dataclass(frozen=True)
class Stream:
    """A live page with all its posts, the newest first."""

    name: str
    url: str
    title: str
    posts: list[Post]


@dataclass(frozen=True)
class Shot:
    """One page of a stream as it was captured; `number` is its place among them, from 1."""

    stream: Stream
    number: int
    posts: list[Post]
    captured_at: dt.datetime

    @property
    def name(self) -> str:
        return f"{self.stream.name}-{self.number}"


@dataclass(frozen=True)
class Newsroom:
    """Where posts are written: its site and zone, whether its posts have headlines, and the share
    of them that have a byline."""

    site: str
    zone: ZoneInfo
    headlines: bool = True
    bylines: float = 0.0


class Desk:
    """Writes streams, one after the other."""

    def __init__(self, prose: Prose, rng: random.Random) -> None:
        self.prose = prose
        self.rng = rng

    def stream(self, name: str, newsroom: Newsroom, most: int) -> Stream:
        """A stream of at most so many posts, or of a few more."""
        pages = self.rng.randint(2, LONGEST_STREAM) if self.rng.random() < PAGED else 1
        size = max(FEWEST_POSTS, min(most, pages * self.rng.randint(*POSTS_A_PAGE)))
        times = self.times(size, newsroom.zone)
        posts = [self.post(at, newsroom) for at in times]
        return Stream(name, f"{newsroom.site}/{name}", self.prose.headline(), posts)

    def times(self, count: int, zone: ZoneInfo, hours: int = 0) -> list[dt.datetime]:
        """So many minutes within so many hours, or some, the latest first."""
        rng = self.rng
        month, day = rng.choice(QUIET_MONTHS), rng.randint(5, 25)
        start = dt.datetime(rng.randint(*YEARS), month, day, rng.randrange(24), tzinfo=zone)
        length = (hours or rng.randint(*HOURS)) * 60
        minutes = sorted((rng.randrange(length) for _ in range(count)), reverse=True)
        return [start + minute * MINUTE for minute in minutes]

    def post(self, at: dt.datetime, newsroom: Newsroom) -> Post:
        prose, draw = self.prose, self.rng.random()
        sentences = prose.sentences(self.rng.randint(5, 10))
        cut = 1 + len(sentences) // 2
        return Post(
            at,
            prose.headline() if newsroom.headlines else "",
            (" ".join(sentences[:cut]), " ".join(sentences[cut:])),
            prose.byline() if draw < newsroom.bylines else None,
            "Breaking" if draw > 0.95 else "",
            prose.sentences(1)[0] if draw < 0.15 else "",
            tuple(prose.sentences(3)) if 0.5 < draw < 0.55 else (),
            prose.picture() if 0.7 < draw < 0.85 else None,
        )

    def shots(self, stream: Stream) -> Iterator[Shot]:
        """The captures in which a stream comes, the first one first."""
        posts = stream.posts
        end = posts[0].at + self.rng.randint(2, 50) * MINUTE
        if len(posts) > POSTS_A_PAGE[1]:
            step = len(posts) // -(-len(posts) // POSTS_A_PAGE[1])
            for number, first in enumerate(range(0, len(posts) - SHARED_POSTS, step), 1):
                yield Shot(stream, number, posts[first : first + step + SHARED_POSTS], end)
        elif self.rng.random() < CAPTURED_TWICE and len(posts) > 2 * LATER_POSTS:
            earlier = posts[LATER_POSTS:]
            yield Shot(stream, 1, earlier, max(earlier[0].at + MINUTE, posts[LATER_POSTS - 1].at))
            yield Shot(stream, 2, self.edited(posts), end)
        else:
            yield Shot(stream, 1, posts, end)

    def edited(self, posts: list[Post]) -> list[Post]:
        """The posts, to some of which a sentence was added later."""
        return [
            post._replace(paragraphs=(*post.paragraphs, *self.prose.sentences(1)))
            if number % EVERY_EDITED == EVERY_EDITED - 1
            else post
            for number, post in enumerate(posts)
        ]
