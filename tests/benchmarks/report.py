"""The measured times as tables in Markdown."""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .machine import description
from .serving import Memory
from .timing import Timed

START, END = "<!-- {} -->", "<!-- end of {} -->"
WORTH_A_RATIO = 0.005  # seconds of bare tantivy: below, single calls weigh more than their work
COLUMNS = ("question", "entries", "engine", "bare tantivy", "engine / bare", "page", "Datasette",
           "Datasette in full", "Datasette / page")  # fmt: skip


@dataclass(frozen=True)
class Build:
    """A rebuild of the index, in seconds and bytes."""

    entries: int
    seconds: float
    size: int
    memory: int


@dataclass(frozen=True)
class Measured:
    build: Build
    questions: list[Timed]
    after_a_change: float
    memory: Memory


def report(measured: Measured) -> str:
    """All that was measured; the date and the machine first."""
    build = measured.build
    return "\n\n".join(
        [
            f"{build.entries:,} entries, {dt.date.today():%-d %B %Y}. {description()}.",
            table(("what", "measured", "reach"), [*speed(measured), *size(measured)]),
            "Times in milliseconds, the medians of several runs.",
            table(COLUMNS, [row(each) for each in measured.questions]),
            differences(measured.questions),
        ]
    )


def speed(measured: Measured) -> list[tuple[str, str, str]]:
    """How quick the answers are, each beside what is to be reached."""
    questions = measured.questions
    pages = [seconds for each in questions for seconds in each.page]
    heavy = [each for each in questions if median(each.bare) >= WORTH_A_RATIO]
    ratios = [median(each.engine) / median(each.bare) for each in heavy]
    gains = [gain for each in questions if (gain := gain_of_words(each, measured.build.entries))]
    worst = f"engine / bare tantivy, worst of those over {WORTH_A_RATIO * 1000:.0f} ms"
    least = "Datasette / page, words in 1 % or more, least"
    return [
        ("page, 50th percentile", ms(percentile(pages, 50)), ""),
        ("page, 95th percentile", ms(percentile(pages, 95)), "100 ms"),
        ("page, slowest of all", ms(max(pages)), ""),
        ("all entries, first page after a change", ms(measured.after_a_change), ""),
        ("engine / bare tantivy, all questions together", f"{overall(measured):.2f}", "1.5"),
        (worst, f"{max(ratios):.2f}" if ratios else "none is", "1.5"),
        (least, times(min(gains)) if gains else "none", "20 ×"),
    ]


def size(measured: Measured) -> list[tuple[str, str, str]]:
    """What a web process, a rebuild and the index take, each beside what is to be reached."""
    build, memory = measured.build, measured.memory
    own = "" if memory.anonymous is None else f", {mega(memory.anonymous)} of it its own"
    disk = f"{mega(build.size)}, {build.size / build.entries:.0f} bytes an entry"
    return [
        ("web process, resident", f"{mega(memory.resident)}{own}", "300 MB"),
        ("web process, before the first question", mega(memory.idle), ""),
        ("rebuild of the index", f"{build.seconds:.0f} s", "180 s a million"),
        ("rebuild, entries a second", f"{build.entries / build.seconds:,.0f}", ""),
        ("rebuild, most memory", mega(build.memory), ""),
        ("index on disk", disk, ""),
    ]


def overall(measured: Measured) -> float:
    engine = sum(median(each.engine) for each in measured.questions)
    return engine / sum(median(each.bare) for each in measured.questions)


def gain_of_words(each: Timed, entries: int) -> float | None:
    """How much quicker than Datasette's a page of nothing but words is, in 1 % or more."""
    wanted = each.question.plain and each.question.words and each.total * 100 >= entries
    return gain(each) if wanted else None


def gain(each: Timed) -> float | None:
    if not each.peer:
        return None
    return median([answer.seconds for answer in each.peer]) / median(each.page)


def row(each: Timed) -> tuple[str, ...]:
    engine, bare, better = median(each.engine), median(each.bare), gain(each)
    return (
        each.question.name,
        f"{each.total:,}",
        f"{engine * 1000:.1f}",
        f"{bare * 1000:.1f}",
        f"{engine / bare:.2f}",
        f"{median(each.page) * 1000:.0f}",
        hasty(each),
        f"{each.patient.seconds * 1000:,.0f}" if each.patient else "",
        times(better) if better else "",
    )


def hasty(each: Timed) -> str:
    """Datasette's time with its own limits, and what it left out to keep them."""
    if not each.peer:
        return "cannot"
    shown = f"{median([answer.seconds for answer in each.peer]) * 1000:,.0f}"
    missing = max(answer.facets_left_out for answer in each.peer)
    if any(answer.status != 200 for answer in each.peer):
        return f"{shown}, gave up"
    return f"{shown}, {missing} of 8 facets missing" if missing else shown


def differences(questions: Iterable[Timed]) -> str:
    """The questions to which Datasette finds another number of entries."""
    found = [(each, (each.patient or each.peer[0]).total) for each in questions if each.peer]
    other = [
        f"{each.question.name} ({total:,})"
        for each, total in found
        if total is not None and total != each.total
    ]
    if not other:
        return "Datasette finds the same number of entries for every question."
    return f"Datasette finds another number of entries for: {'; '.join(other)}."


def write(text: str, file: Path, place: str = "results") -> None:
    """Put the text in a place that the file has for it; a file without the place is left alone."""
    start, end = START.format(place), END.format(place)
    before, found, rest = file.read_text().partition(start)
    if found:
        after = rest.partition(end)[2]
        file.write_text(f"{before}{start}\n\n{text}\n\n{end}{after}")


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [titles, ["---"] + ["---:"] * (len(titles) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def median(seconds: Sequence[float]) -> float:
    return statistics.median(seconds)


def percentile(seconds: Sequence[float], percent: int) -> float:
    ordered = sorted(seconds)
    return ordered[math.ceil(len(ordered) * percent / 100) - 1]


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def times(factor: float) -> str:
    return f"{factor:.0f} ×" if factor >= 10 else f"{factor:.1f} ×"


def mega(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
