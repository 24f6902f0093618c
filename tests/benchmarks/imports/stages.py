"""What each step of an import takes by itself, in one process, over some of the dumps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from entries.importing.tagger import tagger_from_database
from entries.layouts.blocks import text_of
from entries.parsing import parse_capture
from entries.readers.base import RawCapture
from entries.readers.files import read_dump

FILES = 200


@dataclass(frozen=True)
class Stage:
    """A step, and the processor's seconds for a thousand entries."""

    name: str
    seconds: float


def stages(folder: Path) -> list[Stage]:
    """Reading, layouts with dating, and tagging of the text dumps in a folder."""
    files = list(islice(sorted(folder.glob("*.txt"))[:: step_of(folder)], FILES))
    read, captures = timed(page_of, files)
    parse, pages = timed(parse_capture, captures)
    texts = [text_of(e.headline, e.blocks) for page in pages for e, _ in page.entries]
    tagger = tagger_from_database().texts
    name, _ = timed(tagger.names, texts)
    topic, _ = timed(tagger.topics, texts)
    thousands = len(texts) / 1000
    steps = ("reading", "layouts and dating", "names and what looks like them", "topics")
    return [
        Stage(step, seconds / thousands)
        for step, seconds in zip(steps, (read, parse, name, topic), strict=True)
    ]


def page_of(file: Path) -> RawCapture:
    (page,) = (piece for piece in read_dump(file) if isinstance(piece, RawCapture))
    return page


def step_of(folder: Path) -> int:
    """Every so many files: some of each kind."""
    return max(1, sum(1 for _ in folder.glob("*.txt")) // FILES)


def timed(work: Callable[[Any], Any], items: Iterable[Any]) -> tuple[float, list[Any]]:
    started = time.process_time()
    results = [work(item) for item in items]
    return time.process_time() - started, results
