"""The made-up live pages: whose, when, how long, what about, and the times of their entries."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from .words import Zipf
from .world import ORGANISATIONS, PEOPLE, PLACES, REPORTERS_A_SOURCE, SEED, SOURCES, TOPICS, ZONES

FIRST_YEAR, YEARS = 2013, 12
START = int(dt.datetime(FIRST_YEAR, 1, 1, tzinfo=dt.UTC).timestamp())
SECONDS = int(dt.datetime(FIRST_YEAR + YEARS, 1, 1, tzinfo=dt.UTC).timestamp()) - START
HOURS = (3, 16)  # from the first entry to the last
SMALLEST, MIDDLE, LARGEST = 12, 80, 600  # entries
CAST, SUBJECTS, CREW = 12, 4, 5
CHUNK = 5_000  # entries that are written at a time


@dataclass(frozen=True)
class Liveblog:
    """A live page. `times` are the entries' seconds since 1970, the latest first."""

    id: int
    source: int
    zone: ZoneInfo
    actors: np.ndarray
    places: np.ndarray
    topics: np.ndarray
    reporters: np.ndarray
    times: np.ndarray

    @property
    def size(self) -> int:
        return len(self.times)


def chunks(entries: int) -> Iterator[list[Liveblog]]:
    """All live pages with so many entries in all, some thousand entries at a time."""
    chunk: list[Liveblog] = []
    for liveblog in liveblogs(entries):
        chunk.append(liveblog)
        if sum(each.size for each in chunk) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def liveblogs(entries: int) -> Iterator[Liveblog]:
    rng = np.random.default_rng([SEED, 1])
    draws = (Zipf(PEOPLE + ORGANISATIONS), Zipf(PLACES), Zipf(TOPICS, 0.7))
    by_source = Zipf(SOURCES, 0.5)
    number = 0
    while entries:
        number += 1
        size = min(entries, LARGEST, SMALLEST + int(rng.lognormal(math.log(MIDDLE), 0.7)))
        entries -= size
        source = int(by_source.draw(rng, 1)[0])
        actors, places, topics = (
            draw.draw(rng, count) for draw, count in zip(draws, (CAST, CAST, SUBJECTS), strict=True)
        )
        reporters = source * REPORTERS_A_SOURCE + rng.integers(0, REPORTERS_A_SOURCE, CREW)
        zone = ZoneInfo(ZONES[source % len(ZONES)][0])
        times = times_of(rng, size)
        yield Liveblog(number, source, zone, actors, places, topics, reporters, times)


def times_of(rng: np.random.Generator, size: int) -> np.ndarray:
    """So many whole minutes within some hours; the later years have more of them."""
    start = START + int(SECONDS * rng.random() ** 0.8)
    length = 3600 * rng.uniform(*HOURS)
    times = start + np.sort(rng.random(size))[::-1] * length
    return (times // 60 * 60).astype(np.int64).clip(max=START + SECONDS - 60)
