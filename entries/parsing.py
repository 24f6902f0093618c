"""The way of a dump from bytes to dated entries: reader, layout, dating.

Knows nothing of Django or the database; `manage.py parse` prints what comes out, and importing
writes it down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from .dating import DatedTime, Dating, Evidence, date_entries
from .layouts.base import Layout, Line, Page, ParsedEntry, ParsedLiveblog
from .layouts.blocks import block_to_json
from .layouts.registry import SURE, Detection, detect_layout
from .readers.base import Hints, RawCapture
from .readers.text import MAX_BYTES, read_text_file

NO_HINTS = Hints()
LINES_TOLD = 20
SUPPOSED = (
    "The page does not say whose it is: its shape alone is that of {layout}, so it is taken to be "
    "from {source}. Give --source if it is not, or “source = …” in a .toml file beside the dump."
)
LACKING = {
    "year": "The page prints no year, so {count} of its entries stay undated. Give --year, or "
    "“year = …” in a .toml file beside the dump.",
    "date": "The page prints clock times alone, so {count} of its entries stay undated. Give "
    "--date with the newest entry's day, or “date = …” in a .toml file beside the dump.",
    "capture": "The page prints how long ago its entries came and not since when, so {count} of "
    "them stay undated. Give --captured-at, or “captured_at = …” in a .toml file beside the dump.",
}


@dataclass(frozen=True, slots=True)
class ParsedCapture:
    """One capture, taken apart and dated. `hints` are the side file's under the given ones."""

    raw: RawCapture
    hints: Hints
    detection: Detection
    page: Page
    liveblog: ParsedLiveblog
    dating: Dating
    zone: str
    unclaimed: tuple[Line, ...] = field(default=())

    @property
    def layout(self) -> Layout:
        return self.detection.layout

    @property
    def entries(self) -> Iterator[tuple[ParsedEntry, DatedTime]]:
        """Each entry with its time, in the order of the page."""
        return zip(self.liveblog.entries, self.dating.times, strict=True)

    @property
    def problems(self) -> tuple[str, ...]:
        """What a person should mend or look at, in sentences that say how."""
        told = filter(None, [self.supposed, lacking(self.dating)])
        return (*told, *self.dating.warnings, *self.unread)

    @property
    def supposed(self) -> str | None:
        """Says so where nothing but the page's shape names its publisher."""
        told = self.hints.layout or self.hints.source or self.layout.source is None
        if told or self.detection.fit.score >= SURE:
            return None
        return SUPPOSED.format(layout=self.layout.name, source=self.layout.source)

    @property
    def unread(self) -> Iterator[str]:
        """A sentence for each unclaimed line; for those beyond the first few, their number."""
        for line in self.unclaimed[:LINES_TOLD]:
            yield f"Line {line.number} belongs to no entry and no known furniture: {line.text:.60}"
        more = len(self.unclaimed) - LINES_TOLD
        if more > 0:
            yield f"{more:,} more lines belong to no entry and no known furniture."


def parse_file(path: Path, hints: Hints = NO_HINTS, max_bytes: int = MAX_BYTES) -> ParsedCapture:
    """Read one text file and take it apart. Raises ReadError and LayoutError."""
    return parse_capture(read_text_file(path, max_bytes), hints)


def parse_capture(raw: RawCapture, given: Hints = NO_HINTS) -> ParsedCapture:
    """Take a capture apart; `given` hints go before those that came with it.

    Raises LayoutError where the page has no known layout, or not the one that a hint names.
    """
    hints = given.over(raw.hints)
    page = Page.from_text(raw.text, hints.url, hints.title, raw.marks)
    detection = detect_layout(page, hints.layout)
    layout = detection.layout
    liveblog = layout.parse(page)
    zone = layout.zone or "UTC"
    return ParsedCapture(
        raw=raw,
        hints=hints,
        detection=detection,
        page=page,
        liveblog=liveblog,
        dating=date_entries(liveblog, evidence_of(hints, zone)),
        zone=hints.timezone or zone,
        unclaimed=liveblog.unclaimed(page),
    )


def redated(
    parsed: ParsedCapture, source_zone: str, dates: Mapping[int, date] | None = None
) -> ParsedCapture:
    """The capture with its entries dated anew.

    `source_zone` is its source's IANA zone; `dates` are the dates of single entries, by their
    index on the page, that another capture fixes.
    """
    evidence = evidence_of(parsed.hints, source_zone, dates)
    return replace(
        parsed,
        dating=date_entries(parsed.liveblog, evidence),
        zone=parsed.hints.timezone or source_zone,
    )


def lacking(dating: Dating) -> str | None:
    """A sentence that says how many entries stay undated, and what would date them."""
    if dating.lacks is None:
        return None
    undated = sum(time.text != "" and time.instant is None for time in dating.times)
    return LACKING[dating.lacks].format(count=undated)


def evidence_of(
    hints: Hints, source_zone: str, dates: Mapping[int, date] | None = None
) -> Evidence:
    return Evidence(
        date=hints.date,
        year=hints.year,
        captured_at=hints.captured_at,
        zone=hints.timezone,
        source_zone=source_zone,
        dates=dates or {},
    )


def entry_to_json(entry: ParsedEntry, time: DatedTime) -> dict[str, Any]:
    """An entry in the form that `manage.py parse` prints, one object a line."""
    return {
        "headline": entry.headline,
        "published_at": instant_to_json(time),
        "time_precision": time.precision,
        "time_text": time.text or None,
        "labels": list(entry.labels),
        "bylines": [{"name": byline.name, "role": byline.role} for byline in entry.bylines],
        "lines": [entry.first_line, entry.last_line],
        "blocks": [block_to_json(block) for block in entry.blocks],
    }


def instant_to_json(time: DatedTime) -> str | None:
    """RFC 3339 in the entry's own zone; the date alone where only the day is known.

    Where the hour alone is known, the minutes are those that counting back gave.
    """
    if time.instant is None:
        return None
    if time.precision == "day":
        return time.instant.date().isoformat()
    return time.instant.isoformat(timespec="seconds")
