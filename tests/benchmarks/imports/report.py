"""What was measured of imports, as tables in Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..dumps.archive import Manifest
from ..machine import description
from ..report import mega, table
from .memory import Run
from .pages import ENTRIES, MEGABYTES, Cost
from .stages import Stage

SHARES = (0.1, 0.5, 1.0)


@dataclass(frozen=True)
class Part:
    """The import of the dumps of one container: how many bytes, with how many entries."""

    name: str
    size: int
    entries: int
    run: Run


@dataclass(frozen=True)
class Measured:
    entries: int
    parts: list[Part]
    wrong: list[str]
    index: str
    stages: list[Stage]
    costs: list[Cost]


def report(measured: Measured) -> str:
    return "\n\n".join(
        [
            f"{measured.entries:,} entries, {dt.date.today():%-d %B %Y}. {description()}.",
            table(SPEED, [speed(part) for part in (*measured.parts, summed(measured.parts))]),
            table(MEMORY, [memory(part) for part in measured.parts]),
            table(("step, alone in one process", "seconds for 1,000 entries"), steps(measured)),
            table(COSTS, [cost(each) for each in measured.costs]),
            counts(measured),
        ]
    )


SPEED = ("dumps", "size", "entries", "seconds", "entries a second", "processor seconds of the "
         "command", "of the database")  # fmt: skip


def speed(part: Part) -> tuple[str, ...]:
    run = part.run
    return (
        part.name,
        mega(part.size),
        f"{part.entries:,}",
        f"{run.seconds:,.1f}",
        f"{part.entries / run.seconds:,.0f}" if run.seconds else "",
        f"{run.own_cpu:,.0f}",
        f"{run.database_cpu:,.0f}",
    )


def summed(parts: Iterable[Part]) -> Part:
    runs = [part.run for part in parts]
    run = Run(
        seconds=sum(each.seconds for each in runs),
        own_cpu=sum(each.own_cpu for each in runs),
        database_cpu=sum(each.database_cpu for each in runs),
    )
    return Part("all", sum(p.size for p in parts), sum(p.entries for p in parts), run)


MEMORY = ("dumps", *(f"memory at {share:.0%}" for share in SHARES), "most", "database, most")


def memory(part: Part) -> tuple[str, ...]:
    """What all processes of the command have, at some shares of the entries and at most."""
    samples = part.run.samples
    at = [mega(part.run.at(share).own) if samples else "" for share in SHARES]
    database = max((sample.database for sample in samples), default=0)
    return (part.name, *at, mega(part.run.peak), mega(database))


def steps(measured: Measured) -> Iterator[tuple[str, str]]:
    for stage in measured.stages:
        yield stage.name, f"{stage.seconds:.3f}"


COSTS = ("one page", f"{ENTRIES:,} entries imported", f"{ENTRIES:,} entries read",
         *(f"{size} MB read" for size in MEGABYTES), "times longer per doubling")  # fmt: skip


def cost(each: Cost) -> tuple[str, ...]:
    sizes = [f"{seconds:.2f} s" for seconds in each.by_size.values()]
    ratios = ", ".join(f"{ratio:.2f}" for ratio in each.ratios)
    return (each.kind, f"{each.imported:.2f} s", f"{each.of_entries:.2f} s", *sizes, ratios)


def counts(measured: Measured) -> str:
    found = measured.wrong or ["Every count is as the dumps have it."]
    return "\n".join([*found, measured.index])


def entries_of(manifest: Manifest, kinds: Iterable[str]) -> int:
    return sum(manifest[kind].entries for kind in kinds)
