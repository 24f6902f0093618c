"""`python -m tests.benchmarks.worst`: how long the worst of many damaged pages takes to read.

Pages are damaged as in the property tests, grown to a size, read as an import would and by one
more layout. None may take over a second for 100 kB; `--keep FOLDER` keeps the slowest there, and
each that raised what no layout may raise.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from entries.layouts.base import LayoutError, Page
from entries.layouts.registry import LAYOUTS
from entries.parsing import parse_capture
from entries.readers.base import Hints, ReadError
from tests.captures import capture_of

from ..layouts.mutations import MUTATIONS, pages

HINTS = Hints(captured_at=dt.datetime(2024, 2, 29, 12, tzinfo=dt.UTC))
SIZE = 100_000  # characters
SHOWN = 15
LIMIT = 1.0  # seconds


@dataclass(frozen=True)
class Reading:
    """What one page took, in seconds, and what it raised that no page may."""

    seconds: float
    how: str
    text: str
    error: str = ""


def grown(text: str, size: int) -> str:
    return (f"{text}\n" * (size // (len(text) + 1) + 1))[:size]


def damaged(rng: random.Random, size: int) -> tuple[str, str]:
    """A page of that size, and how it came about."""
    name = rng.choice(sorted(pages()))
    text = pages()[name]
    chosen = rng.choices(MUTATIONS, k=rng.randint(1, 3))
    grow_first = rng.random() < 0.5
    if grow_first:
        text = grown(text, size)
    for mutation in chosen:
        text = mutation(text, rng)
    damage = ", ".join(mutation.__name__ for mutation in chosen)
    return grown(text, size) if text else "x" * size, f"{name}: {damage}"


def readings(count: int, seed: int, size: int) -> Iterator[Reading]:
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        text, how = damaged(rng, size)
        capture = read_or_none(text)
        if capture is None:
            continue
        yield timed(f"{how} (detected)", text, lambda raw=capture: parse_capture(raw, HINTS))
        layout, page = rng.choice(LAYOUTS), Page.from_text(text)
        yield timed(f"{how} as {layout.name}", text, lambda lay=layout, p=page: lay.parse(p))


def read_or_none(text: str):
    try:
        return capture_of(text.encode(errors="replace"))
    except ReadError:
        return None


def timed(how: str, text: str, read: Callable[[], object]) -> Reading:
    error = ""
    started = time.process_time()
    try:
        read()
    except LayoutError:
        pass
    except Exception:
        error = traceback.format_exc(limit=-4)
    return Reading(time.process_time() - started, how, text, error)


def keep(folder: Path, kind: str, found: list[Reading]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, reading in enumerate(found):
        (folder / f"{kind}-{number}.txt").write_text(reading.text, errors="replace")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--mutations", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=SIZE, help="characters of a page")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    slowest: list[Reading] = []
    wrong: list[Reading] = []
    for reading in readings(options.mutations, options.seed, options.size):
        slowest = sorted([*slowest, reading], key=lambda each: -each.seconds)[:SHOWN]
        wrong += [reading] if reading.error else []
    for reading in slowest:
        print(f"{reading.seconds:7.3f} s  {reading.how}")
    for reading in wrong:
        print(f"\n{reading.how}\n{reading.error}")
    if options.keep:
        keep(options.keep, "slow", [each for each in slowest if each.seconds > LIMIT])
        keep(options.keep, "wrong", wrong)


if __name__ == "__main__":
    main()
