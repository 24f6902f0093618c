"""Captures → pages that are ready to be stored: parsed, dated, tagged. Needs no database.

What is made here is small enough to go from one process to another: the drafts of a page's
entries and what its dating needs, without its lines.
"""

from __future__ import annotations

import datetime as dt
import logging
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from entries.dating import Dating, date_entries
from entries.layouts.base import LayoutError, ParsedEntry, ParsedLiveblog
from entries.parsing import Doubts, ParsedCapture, evidence_of, lacking, parse_capture
from entries.readers.base import (
    Hints,
    Limits,
    PassedOver,
    Piece,
    RawCapture,
    ReadError,
    Unread,
    printable,
)
from entries.readers.files import read_dump, read_stdin
from entries.readers.pages import read_page

from .drafts import Draft, Time, drafts_of
from .paths import STANDARD_INPUT, Found
from .vocabulary import TextTagger, Vocabulary

logger = logging.getLogger(__name__)
EMPTY = ParsedLiveblog((), {})
STEP = 1_000_000  # bytes after which a long file tells how far it is read
MOST_NAMED = 1000  # pages of one file that no layout fits


@dataclass
class ReadPage:
    """A capture as one page: its drafts, or the reason why no layout fits it.

    `name` is what the run calls the page. `liveblog` is what the page says of the whole, without
    its entries: these are drafts, with a time each in `times`; what dating them anew needs is
    `packed`, since few pages are dated anew and unpacking takes long. `zone` is that of clocks
    that print none, and `knows_zone` says that it is no mere supposition. `lacking` is a sentence
    where times could not be completed. `doubts`, `warnings`, `notes` and `unclaimed` (a number of
    lines) are for the run.
    """

    name: str
    raw: RawCapture
    hints: Hints
    layout: str = ""
    layout_source: str | None = None
    why: str = ""
    zone: str = "UTC"
    knows_zone: bool = True
    liveblog: ParsedLiveblog = EMPTY
    packed: bytes = b""
    drafts: list[Draft] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    lacking: str | None = None
    dating_warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unclaimed: int = 0
    doubts: Doubts = Doubts()
    warnings: tuple[str, ...] = ()
    refusal: str = ""
    refused_line: int | None = None

    @property
    def problems(self) -> Iterator[str]:
        """What a person should mend or look at, in sentences that say how."""
        yield from self.raw.notes
        yield from filter(None, [self.lacking])
        yield from self.dating_warnings
        yield from self.doubts.told(self.zone)
        yield from self.warnings

    @property
    def entries(self) -> tuple[ParsedEntry, ...]:
        """The entries with their headlines and printed times, and nothing else."""
        unpacked: tuple[ParsedEntry, ...] = pickle.loads(self.packed)
        return unpacked

    def dated(self, source_zone: str, dates: Mapping[int, dt.date] | None = None) -> ReadPage:
        """The page with its entries dated anew.

        `source_zone` is its source's IANA zone; `dates` are the dates of single entries, by their
        index on the page, that another capture fixes.
        """
        liveblog = replace(self.liveblog, entries=self.entries)
        told = source_zone != self.zone  # by whoever told the source's zone
        known = self.knows_zone or told
        dating = date_entries(liveblog, evidence_of(self.hints, source_zone, known, dates))
        zone = self.hints.timezone or source_zone
        doubts = replace(self.doubts, zone=False) if told else self.doubts
        return replace(self, zone=zone, knows_zone=known, doubts=doubts, **told_of(dating))


def told_of(dating: Dating) -> dict[str, Any]:
    """What a page keeps of its dating."""
    return {
        "times": [(time.instant, time.precision, time.text) for time in dating.times],
        "lacking": lacking(dating),
        "dating_warnings": dating.warnings,
        "notes": dating.notes,
    }


def read_capture(raw: RawCapture, given: Hints, name: str, tagger: TextTagger) -> ReadPage:
    """Take a capture apart under the given hints; a page that no layout fits says why."""
    hints = given.over(raw.hints)
    try:
        parsed = parse_capture(raw, given)
    except LayoutError as error:
        return ReadPage(
            name, without_text(raw), hints, refusal=error.reason, refused_line=error.line
        )
    drafts = drafts_of(parsed.liveblog.entries)
    for draft in drafts:
        draft.mentions, draft.suggestions = tagger.names(draft.text)
        draft.topics = tagger.topics(draft.text)
    return page_of(parsed, name, drafts)


@dataclass(frozen=True)
class StoredPage:
    """A capture on its way to be read again: its bytes, and what imports were told of it."""

    name: str
    raw: RawCapture
    hints: Hints


def read_again(page: ReadPage, hints: Hints, tagger: TextTagger) -> ReadPage:
    """The page as its bytes give it under other hints, which say all that is known."""
    return read_capture(with_text(page.raw), hints, page.name, tagger)


def with_text(raw: RawCapture) -> RawCapture:
    """The capture with all that its bytes give. Raises ReadError where they give nothing."""
    content = read_page(raw.payload, raw.media_type, raw.encoding)
    return replace(
        raw,
        text=content.text,
        marks=content.marks,
        posting=content.posting,
        hints=raw.hints.over(content.hints),
        notes=content.notes,
    )


def page_of(parsed: ParsedCapture, name: str, drafts: list[Draft]) -> ReadPage:
    return ReadPage(
        name=name,
        raw=without_text(parsed.raw),
        hints=parsed.hints,
        layout=parsed.layout.name,
        layout_source=parsed.layout_source,
        why=parsed.detection.why,
        zone=parsed.zone,
        knows_zone=parsed.knows_zone,
        liveblog=replace(parsed.liveblog, entries=(), claims={}),
        packed=pickle.dumps(bare(parsed.liveblog.entries)),
        drafts=drafts,
        **told_of(parsed.dating),
        unclaimed=len(parsed.unclaimed),
        doubts=parsed.doubts,
        warnings=tuple(parsed.unread),
    )


def without_text(raw: RawCapture) -> RawCapture:
    """The capture with its bytes alone, which say all: its text is read from them again."""
    return replace(raw, text="", marks={}, posting="")


def bare(entries: Iterable[ParsedEntry]) -> tuple[ParsedEntry, ...]:
    """What dating needs of entries, and nothing of what they say."""
    return tuple(
        ParsedEntry(entry.headline, entry.time, (), entry.first_line, entry.last_line)
        for entry in entries
    )


@dataclass(frozen=True)
class Refusal:
    """A file, or a part of one, that cannot be taken; `reason` says what to do about it."""

    name: str
    reason: str


@dataclass(frozen=True)
class Reached:
    """So much of a file more is read: bytes since the last time."""

    size: int


@dataclass(frozen=True)
class FileEnd:
    """A file is read to its end, `size` bytes beyond what was last reached.

    `passed_over` of its pages were no live pages; `no_layout` names the first of those that were
    pages at all. A stored capture ends so too, and has the size 1.
    """

    size: int = 0
    passed_over: int = 0
    no_layout: tuple[str, ...] = ()


Item = ReadPage | Refusal | Reached | FileEnd


class Way:
    """How far a file is read, in bytes."""

    offset = 0

    def reach(self, offset: int) -> None:
        self.offset = offset


@dataclass(frozen=True)
class FileReader:
    """Reads whole files under the given hints, in whatever process it finds itself."""

    hints: Hints
    vocabulary: Vocabulary
    limits: Limits

    @cached_property
    def tagger(self) -> TextTagger:
        return TextTagger(self.vocabulary)

    def __getstate__(self) -> dict[str, Any]:
        """Without the tagger, which each process makes for itself."""
        return {name: getattr(self, name) for name in ("hints", "vocabulary", "limits")}

    def read(self, found: Found) -> Iterator[Item]:
        """What is in a file, in order, and its end. No mistake in one page stops the others."""
        passed_over, told, way = 0, 0, Way()
        no_layout: list[str] = []
        try:
            for part in self.parts(found, way):
                if way.offset - told >= STEP:
                    yield Reached(way.offset - told)
                    told = way.offset
                match part:
                    case RawCapture():
                        page = self.page(found, part)
                        if page.refusal and part.crawled:
                            passed_over += 1
                            no_layout += [page.name] if len(no_layout) < MOST_NAMED else []
                        else:
                            yield page
                    case Unread():
                        yield Refusal(name_of(found, part.name), part.reason)
                    case PassedOver():
                        passed_over += part.count
        except ReadError as error:
            yield Refusal(found.path, str(error))
        except Exception as error:
            logger.exception("A mistake in the program, found by %s", printable(found.path))
            yield Refusal(found.path, mistake(error))
        yield FileEnd(max(0, found.size - told), passed_over, tuple(no_layout))

    def parts(self, found: Found, way: Way) -> Iterator[Piece]:
        if found.problem:
            raise ReadError(found.problem)
        if found.path == STANDARD_INPUT:
            return read_stdin(self.limits)
        return read_dump(Path(found.path), self.limits, way.reach)

    def page(self, found: Found, raw: RawCapture) -> ReadPage:
        name = name_of(found, raw.name)
        try:
            return read_capture(raw, self.hints, name, self.tagger)
        except Exception as error:
            logger.exception("A mistake in the program, found by %s", printable(name))
            return ReadPage(name, without_text(raw), self.hints, refusal=mistake(error))


def name_of(found: Found, within: str) -> str:
    """What the run calls a page: its file, and what it is called there."""
    return f"{found.path}: {within}" if within else found.path


def mistake(error: Exception) -> str:
    """What is told of a mistake in the program."""
    reason = f"It could not be taken in: {type(error).__name__}: {error}".rstrip(".\n")
    return f"{reason}. Please report this mistake."
