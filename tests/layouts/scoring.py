"""How much of the sample pages in many layouts is read as a careful reader would read it.

The samples lie outside the project (see `shared` in tests/conftest.py), each page beside what a
perfect import gives. `python -m tests.layouts.scoring` prints the score of each of them, and with
`--verbose NAME` what is wrong with one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from entries.layouts.base import LayoutError
from entries.parsing import ParsedCapture, parse_capture
from entries.readers.base import Hints, RawCapture
from entries.readers.pages import read_page

from .reading import FIELDS, Found, faults_of, found_entries
from .shared import SHARED

SAMPLES = SHARED / "samples"


@dataclass(frozen=True)
class Sample:
    """One page, the address that its first line names, and what a perfect import gives."""

    name: str
    url: str
    payload: bytes
    expected: dict[str, Any]

    def capture(self) -> RawCapture:
        page = read_page(self.payload)
        return RawCapture(
            dump_name=f"{self.name}.txt",
            dump_sha256="",
            dump_size=len(self.payload),
            position=0,
            payload=self.payload,
            text=page.text,
            encoding=page.encoding,
            hints=Hints(url=self.url).over(page.hints),
            media_type=page.media_type,
            marks=page.marks,
            posting=page.posting,
        )

    def parse(self, year: int | None = None) -> ParsedCapture:
        """The page taken apart, with nothing known of it but its address, and a year if given."""
        return parse_capture(self.capture(), Hints(year=year))

    @property
    def year(self) -> int:
        """The year of the page, which stands in its name, where a person would have to give it."""
        return int(self.name.split("-")[1])


@dataclass
class Score:
    """What of one page was read right, field by field, and a sentence for each fault."""

    name: str
    layout: str = ""
    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def share(self, name: str | None = None) -> float:
        """The share that is right, of one field or of all of them."""
        right, total = (
            (self.right[name], self.total[name])
            if name
            else (self.right.total(), self.total.total())
        )
        return right / total if total else 1.0

    def count(self, name: str, fault: str | None, where: str) -> None:
        self.total[name] += 1
        if fault is None:
            self.right[name] += 1
        else:
            self.faults.append(f"{where}: {name}: {fault}")


def samples() -> list[Sample]:
    """Every sample, without the line that names its address; none where they are absent."""
    return [read_sample(path) for path in sorted(SAMPLES.glob("*.txt"))]


def read_sample(path: Path) -> Sample:
    first, _, payload = path.read_bytes().partition(b"\n")
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    url = first.decode().removeprefix("# url: ").split(" ")[0]
    return Sample(path.stem, url, payload, expected)


def score(sample: Sample) -> Score:
    """Read one sample and count what is right; of a page that is refused, nothing is."""
    result = Score(sample.name)
    wanted = sample.expected["entries"]
    try:
        parsed = sample.parse()
    except LayoutError as error:
        result.total.update({name: len(wanted) for name in FIELDS})
        result.faults.append(f"refused: {error.reason}")
        return result
    result.layout = parsed.layout.name
    with_year = sample.parse(sample.year).entries if dateless(wanted) else None
    found = found_entries(parsed, with_year)
    for position, entry in enumerate(aligned(wanted, found)):
        count_entry(result, position, entry, sample.expected)
    return result


def dateless(wanted: Sequence[dict[str, Any]]) -> bool:
    """Whether the entries' dates want a year that a person must give."""
    return any(entry.get("date", "").startswith("--") for entry in wanted)


Pair = tuple[dict[str, Any] | None, Found | None]


def count_entry(result: Score, position: int, pair: Pair, page: dict[str, Any]) -> None:
    """Count one pair of a wanted and a found entry, of which one may be missing."""
    wanted, found = pair
    where = f"entry {position + 1}"
    if wanted is None:
        cut_off = page["tail_entry_cut"] and found is not None and found.last
        if not cut_off:
            result.count("found", f"not wanted: {found}", where)
    elif found is None:
        if not wanted.get("empty_body"):
            for name in FIELDS:
                result.count(name, f"missing: {wanted['headline'] or wanted['body_starts']}", where)
    else:
        for name, fault in faults_of(wanted, found).items():
            result.count(name, fault, where)


def aligned(wanted: Sequence[dict[str, Any]], found: Sequence[Found]) -> Iterator[Pair]:
    """The entries of both, in order, each wanted one with the found one that is most like it."""
    best = likeness(wanted, found)
    i = j = 0
    while i < len(wanted) or j < len(found):
        like = alike(wanted[i], found[j]) if i < len(wanted) and j < len(found) else 0
        if like and best[i][j] == best[i + 1][j + 1] + like:
            yield wanted[i], found[j]
            i, j = i + 1, j + 1
        elif j == len(found) or (i < len(wanted) and best[i][j] == best[i + 1][j]):
            yield wanted[i], None
            i += 1
        else:
            yield None, found[j]
            j += 1


def likeness(wanted: Sequence[dict[str, Any]], found: Sequence[Found]) -> list[list[int]]:
    """How alike the two lists can be made from each pair of positions on."""
    best = [[0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i in reversed(range(len(wanted))):
        for j in reversed(range(len(found))):
            like = alike(wanted[i], found[j])
            paired = best[i + 1][j + 1] + like if like else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    return best


def alike(wanted: dict[str, Any], found: Found) -> int:
    """How much tells that these are one entry: words first, a clock where there are no words."""
    starts = wanted["body_starts"]
    words = bool(starts) and starts[:30] in found.text
    same = 4 * words + 3 * bool(wanted["headline"] and wanted["headline"] == found.headline)
    clock = bool(wanted["time_of_day"]) and wanted["time_of_day"] == found.clock
    return same + clock if same or (clock and not starts and not found.text) else 0


def all_scores() -> list[Score]:
    return [score(sample) for sample in samples()]


def table(scores: Sequence[Score]) -> Iterator[str]:
    """A line for each page and one for all of them, in hundredths."""
    yield f"{'':22}{'all':>6}" + "".join(f"{name:>11}" for name in FIELDS) + "  layout"
    for each in (*scores, summed(scores)):
        cells = "".join(f"{each.share(name):11.0%}" for name in FIELDS)
        yield f"{each.name:22}{each.share():6.0%}{cells}  {each.layout}"


def summed(scores: Sequence[Score]) -> Score:
    everything = Score("all", layout=f"{len(scores)} pages")
    for each in scores:
        everything.right += each.right
        everything.total += each.total
    return everything


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the sample pages.")
    parser.add_argument("--verbose", metavar="NAME", help="say what is wrong with one (or “all”)")
    name = parser.parse_args().verbose
    started = dt.datetime.now()
    scores = all_scores()
    if not scores:
        raise SystemExit("The sample pages do not lie beside this checkout.")
    print(*table(scores), sep="\n")
    print(f"{(dt.datetime.now() - started).total_seconds():.1f} s")
    for each in scores:
        if name in (each.name, "all"):
            print("", each.name, *each.faults, sep="\n  ")


if __name__ == "__main__":
    main()
