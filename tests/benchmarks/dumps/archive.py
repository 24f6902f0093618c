"""Writes whole archives of made-up dumps, and beside them what an import must find there."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from .crawls import write_warc, write_wet
from .kinds import HTML, TEXTS, WARC, WET, Kind
from .prose import Prose
from .streams import Desk, Shot

SEED = 20_130_102
PAGES_A_CRAWL = 400
MANIFEST = "manifest.json"
# What part of all entries comes in which container.
WEIGHTS = sum(kind.weight for kind in TEXTS)
PARTS = {"text": 0.6, "html": 0.1, "warc": 0.2, "wet": 0.1}


@dataclass
class Count:
    """What an import must find: `versions` are at least as many as entries, and one more for
    each edit; `others` are pages that are no live pages."""

    captures: int = 0
    entries: int = 0
    appearances: int = 0
    versions: int = 0
    others: int = 0

    def add(self, shots: list[Shot]) -> None:
        """The captures of one stream."""
        self.captures += len(shots)
        self.entries += len(shots[0].stream.posts)
        self.appearances += sum(len(shot.posts) for shot in shots)
        self.versions += len({post for shot in shots for post in shot.posts})


Manifest = dict[str, Count]


def write_archive(folder: Path, entries: int, seed: int = SEED) -> Manifest:
    """Write so many entries under the folder, one folder for each container.

    The manifest has a count for each kind, under the name with which its files begin.
    """
    prose = Prose(seed)
    manifest: Manifest = {}
    for place, (part, share) in enumerate(PARTS.items()):
        (folder / part).mkdir(parents=True, exist_ok=True)
        desk = Desk(prose, random.Random(f"{seed} {place}"))
        manifest |= WRITERS[part](folder / part, desk, round(entries * share))
    written = {name: asdict(count) for name, count in manifest.items()}
    (folder / MANIFEST).write_text(json.dumps(written, indent=2) + "\n")
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """The counts by kind of an archive. Raises FileNotFoundError where there is none."""
    found = json.loads((folder / MANIFEST).read_text())
    return {name: Count(**count) for name, count in found.items()}


def streams_of(kind: Kind, desk: Desk, entries: int, count: Count) -> Iterator[Shot]:
    """The captures of so many entries of one kind, counted on the way."""
    for number in itertools.count(1):
        left = entries - count.entries
        if left <= 0:
            return
        shots = list(desk.shots(desk.stream(f"{kind.name}-{number:06}", kind.newsroom, left)))
        count.add(shots)
        yield from shots


def write_texts(folder: Path, desk: Desk, entries: int) -> Manifest:
    found = {}
    for kind in TEXTS:
        found[kind.name] = count = Count()
        for shot in streams_of(kind, desk, round(entries * kind.weight / WEIGHTS), count):
            (folder / f"{shot.name}.txt").write_text(kind.typeset(shot))
            hints = f'url = "{shot.stream.url}"\ncaptured_at = {shot.captured_at.isoformat()}\n'
            (folder / f"{shot.name}.toml").write_text(hints + kind.hints)
    return found


def write_html(folder: Path, desk: Desk, entries: int) -> Manifest:
    count = Count()
    for shot in streams_of(HTML, desk, entries, count):
        (folder / f"{shot.name}.html").write_text(HTML.typeset(shot))
    return {HTML.name: count}


def write_warcs(folder: Path, desk: Desk, entries: int) -> Manifest:
    count = Count()
    shots = streams_of(WARC, desk, entries, count)
    for number, batch in enumerate(batches(shots)):
        count.others += write_warc(folder / f"{WARC.name}-{number:04}.warc.gz", batch)
    return {WARC.name: count}


def write_wets(folder: Path, desk: Desk, entries: int) -> Manifest:
    count = Count()
    shots = streams_of(WET, desk, entries, count)
    for number, batch in enumerate(batches(shots)):
        pages = ((shot, WET.typeset(shot)) for shot in batch)
        write_wet(folder / f"{WET.name}-{number:04}.warc.wet.gz", pages)
    return {WET.name: count}


def batches(shots: Iterator[Shot]) -> Iterator[list[Shot]]:
    while batch := list(itertools.islice(shots, PAGES_A_CRAWL)):
        yield batch


WRITERS: dict[str, Callable[[Path, Desk, int], Manifest]] = {
    "text": write_texts,
    "html": write_html,
    "warc": write_warcs,
    "wet": write_wets,
}
