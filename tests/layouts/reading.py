"""An entry as it was read, held against what a careful reader notes of it, field by field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from entries.dating import DatedTime
from entries.layouts.base import ParsedEntry
from entries.layouts.blocks import Block, BulletList, Heading, Paragraph, Quote
from entries.parsing import ParsedCapture

FIELDS = ("found", "headline", "time", "byline", "labels", "body start", "body end")
APPROX = dt.timedelta(minutes=2)
MARKERS = re.compile(r"Quote Message:?|(?<!\S)[•*](?!\S)")
# “Read the full story here.”, “A link to the video is here”: a body may be with or without it.
LINK_LINE = re.compile(r"^.{0,60}\b(here|Read more|full story)\b.{0,20}$", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """One entry that a layout read, with its time, and its time had a person given the year."""

    entry: ParsedEntry
    time: DatedTime
    with_year: DatedTime
    last: bool

    @property
    def headline(self) -> str | None:
        return self.entry.headline and collapsed(self.entry.headline)

    @property
    def clock(self) -> str | None:
        printed = self.entry.time
        if printed is None or printed.hour is None:
            return None
        return f"{printed.hour:02}:{printed.minute or 0:02}"

    @property
    def bodies(self) -> tuple[str, ...]:
        """The body as one text, in each of the forms that a careful reader may give it."""
        parts = [part for block in self.entry.blocks if (part := words_of(block))]
        return tuple(collapsed(MARKERS.sub(" ", " ".join(form))) for form in forms(parts))

    @property
    def text(self) -> str:
        return self.bodies[0]

    def __str__(self) -> str:
        return f"{self.clock} {self.headline!r} {self.text[:60]!r}"


def found_entries(
    parsed: ParsedCapture, with_year: Iterable[tuple[ParsedEntry, DatedTime]] | None
) -> list[Found]:
    """The entries of a page; `with_year` are the same, dated with a year that a person gave."""
    pairs = list(parsed.entries)
    dated = [time for _, time in with_year or pairs]
    return [
        Found(entry, time, dated[i], last=i == len(pairs) - 1)
        for i, (entry, time) in enumerate(pairs)
    ]


def collapsed(text: str) -> str:
    return " ".join(text.split())


def words_of(block: Block) -> str:
    """What a block adds to the body: captions, credits and embeds add nothing."""
    match block:
        case Paragraph(text) | Heading(text):
            return text
        case Quote(text, attribution):
            return f"{text} {attribution or ''}"
        case BulletList(items):
            return " ".join(items)
        case _:
            return ""


def forms(parts: list[str]) -> Iterator[list[str]]:
    """The parts, and the parts without the lone link lines at either end."""
    yield parts
    first, last = 0, len(parts)
    while first < last and LINK_LINE.match(parts[first]):
        first += 1
    while first < last and LINK_LINE.match(parts[last - 1]):
        last -= 1
    yield parts[first:]
    yield parts[:last]


def faults_of(wanted: dict[str, Any], found: Found) -> dict[str, str | None]:
    """For each field None where it is right, else a sentence on what is wrong."""
    return {
        "found": None,
        "headline": headline_fault(wanted, found),
        "time": time_fault(wanted, found),
        "byline": byline_fault(wanted, found),
        "labels": labels_fault(wanted, found),
        "body start": start_fault(wanted, found),
        "body end": end_fault(wanted, found),
    }


def unlike(wanted: object, found: object) -> str:
    return f"{found!r} instead of {wanted!r}"


def headline_fault(wanted: dict[str, Any], found: Found) -> str | None:
    allowed = [wanted["headline"]]
    if "null is as good" in wanted.get("note", ""):
        allowed.append(None)
    return None if found.headline in allowed else unlike(wanted["headline"], found.headline)


def time_fault(wanted: dict[str, Any], found: Found) -> str | None:
    """An instant where the page fixes one; else the clock, and the day as far as it is known."""
    instant, expected = found.time.instant, wanted["published_at"]
    if expected is not None:
        if instant is None:
            return unlike(expected, found.time)
        apart = abs(instant - dt.datetime.fromisoformat(expected))
        near = APPROX if wanted.get("approx") else dt.timedelta(minutes=1)
        exact = apart <= near if wanted.get("approx") else apart < near
        return None if exact else unlike(expected, instant.isoformat())
    if found.clock != wanted["time_of_day"]:
        return unlike(wanted["time_of_day"], found.clock)
    return day_fault(wanted.get("date"), found)


def day_fault(wanted: str | None, found: Found) -> str | None:
    """`wanted` is a day, a day without its year, or None where the page does not tell it."""
    dated = found.with_year if wanted and wanted.startswith("--") else found.time
    day = dated.instant.date().isoformat() if dated.instant else None
    if wanted is None or day is None:
        return None if wanted == day else unlike(wanted, day)
    return None if day.endswith(wanted.removeprefix("-")) else unlike(wanted, day)


def byline_fault(wanted: dict[str, Any], found: Found) -> str | None:
    names = [byline.name for byline in found.entry.bylines]
    expected = re.split(r",\s+|\s+and\s+", wanted["byline"]) if wanted["byline"] else []
    # The byline that a note leaves to the importer's choice.
    left_open = re.search(r"byline may be read|falls back", wanted.get("note", ""))
    return None if names == expected or (left_open and names) else unlike(expected, names)


def labels_fault(wanted: dict[str, Any], found: Found) -> str | None:
    labels = [label.casefold() for label in found.entry.labels]
    expected = [label.casefold() for label in wanted["labels"]]
    return None if labels == expected else unlike(expected, labels)


def start_fault(wanted: dict[str, Any], found: Found) -> str | None:
    starts = plain(wanted["body_starts"])
    bodies = list(found.bodies)
    if "intro line" in wanted.get("note", ""):
        bodies += [body[body.find(starts) :] for body in bodies if starts in body]
    if not starts:
        return None if not found.text else unlike("", found.text[:60])
    fits = any(body.startswith(starts) for body in bodies)
    return None if fits else unlike(starts, found.text[:60])


def end_fault(wanted: dict[str, Any], found: Found) -> str | None:
    ends = plain(wanted["body_ends"])
    if not ends:
        return None if not found.text else unlike("", found.text[-60:])
    fits = any(body.endswith(ends) for body in found.bodies)
    return None if fits else unlike(ends, found.text[-60:])


def plain(text: str) -> str:
    return collapsed(MARKERS.sub(" ", text))
