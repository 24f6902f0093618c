"""What single pages cost: one of 2,000 entries, and pages that double in size."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from entries.importing.imports import import_dumps
from entries.parsing import parse_capture
from entries.readers.base import Hints, RawCapture
from entries.readers.files import read_dump

from ..dumps.archive import SEED
from ..dumps.kinds import HTML, TEXTS, Kind
from ..dumps.prose import Prose
from ..dumps.streams import Desk, Shot, Stream

ENTRIES = 2_000
MEGABYTES = (1, 2, 4, 8)
REPEATS = 2
# One kind of each way to set a page.
KINDS = ("bbc-2024", "france24", "digest", "guardian-plain", "guardian-run-on", "independent",
         "cnn", "sky", "wapo")  # fmt: skip


@dataclass(frozen=True)
class Cost:
    """The processor's seconds to read a page, by its size in MB, and of one of ENTRIES entries.

    `imported` are the clock's seconds to import that one.
    """

    kind: str
    of_entries: float
    imported: float
    by_size: dict[int, float]

    @property
    def ratios(self) -> list[float]:
        """How many times longer each page took than that of half its size."""
        seconds = list(self.by_size.values())
        return [two / one for one, two in zip(seconds, seconds[1:], strict=False)]


def costs() -> Iterator[Cost]:
    prose = Prose(SEED)
    for kind in (*(kind for kind in TEXTS if kind.name in KINDS), HTML):
        desk = Desk(prose, random.Random(SEED))
        by_size = {size: seconds_of(page_of_size(kind, desk, size)) for size in MEGABYTES}
        page = page_of(kind, desk, ENTRIES)
        yield Cost(kind.name, seconds_of(page), imported(page), by_size)


def page_of(kind: Kind, desk: Desk, entries: int) -> tuple[bytes, Hints]:
    """One page with so many entries, over as many days as they need."""
    times = desk.times(entries, kind.newsroom.zone, hours=max(16, entries // 30))
    posts = [desk.post(at, kind.newsroom) for at in times]
    stream = Stream(kind.name, kind.newsroom.site, desk.prose.headline(), posts)
    shot = Shot(stream, 1, posts, posts[0].at)
    return kind.typeset(shot).encode(), Hints(url=stream.url, captured_at=shot.captured_at)


def page_of_size(kind: Kind, desk: Desk, megabytes: int) -> tuple[bytes, Hints]:
    """One page of about so many megabytes."""
    payload, _ = page_of(kind, desk, 200)
    return page_of(kind, desk, megabytes * 1_000_000 * 200 // len(payload))


def imported(page: tuple[bytes, Hints]) -> float:
    """The seconds from file to searchable."""
    payload, hints = page
    with NamedTemporaryFile(suffix=".txt") as file:
        file.write(payload)
        file.flush()
        started = time.perf_counter()
        import_dumps([file.name], hints, workers=0)
        return time.perf_counter() - started


def seconds_of(page: tuple[bytes, Hints]) -> float:
    """The processor's seconds for the quickest of some readings."""
    payload, hints = page
    taken = []
    with NamedTemporaryFile() as file:
        file.write(payload)
        file.flush()
        for _ in range(REPEATS):
            gc.collect()
            started = time.process_time()
            for piece in read_dump(Path(file.name)):
                assert isinstance(piece, RawCapture)
                parse_capture(piece, hints)
            taken.append(time.process_time() - started)
    return min(taken)
