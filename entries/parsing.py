"""The way of a dump from bytes to dated entries: reader, layout, dating.

Knows nothing of Django or the database; `manage.py parse` prints what comes out, and importing
writes it down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from .dating import DatedTime, Dating, Evidence, date_entries
from .layouts import liveblogposting
from .layouts.base import Layout, LayoutError, Line, Mark, Page, ParsedEntry, ParsedLiveblog
from .layouts.blocks import block_to_json, text_of
from .layouts.naming import OWN, names_source
from .layouts.registry import SURE, Detection, detect_layout, parsed_by
from .publishers import newsroom_called, publisher_of
from .readers.base import Hints, RawCapture
from .readers.head import without_host
from .readers.pages import JSON, json_damage, read_page

NO_HINTS = Hints()
# How much more a page's own lines must give for its LiveBlogPosting to be left: entries, words.
MORE_ENTRIES, MORE_WORDS, MUCH_MORE = 1.2, 1.3, 2.0
LINES_TOLD = 20
UNNAMED = (
    "The page does not say whose it is, so its source is unknown: its shape is that of {layout}, "
    "as {source} and others set pages. If you know whose it is, import it with --source, or "
    "“source = …” in a .toml file."
)
SUPPOSED_ZONE = (
    "Nothing tells the zone of the page's clocks, so they are taken for those of {zone}, as in "
    "other pages in the shape of {layout}. If they are not, import it with --timezone."
)
LAST_RESORT = (
    "No known layout fits the page: its {count} entries are those that seem to start with a clock, "
    "and a clock without a zone is one of {zone}. Look at some of them; where you know its "
    "layout and zone, import it with --layout and --timezone."
)
LACKING = {
    "year": "The page prints no year, so {count} of its entries stay undated. Import it with "
    "--year, or with “year = …” in a .toml file beside the dump.",
    "date": "The page prints clock times alone, so {count} of its entries stay undated. Import "
    "it with --date and the newest entry's day, or “date = …” in a .toml file beside the dump.",
    "capture": "The page prints how long ago its entries came and not since when, so {count} of "
    "them stay undated. Import it with --captured-at, or “captured_at = …” in a .toml file.",
}


@dataclass(frozen=True, slots=True)
class Doubts:
    """What nothing but its shape tells of a page: its `source`, the `zone` of its clocks.

    `layout` is that shape, and `newsroom` the one that sets such pages. `guessed` is the number
    of entries where even the layout is the one of last resort, else 0.
    """

    layout: str = ""
    newsroom: str = ""
    source: bool = False
    zone: bool = False
    guessed: int = 0

    def told(self, zone: str) -> Iterator[str]:
        """The doubts in sentences; `zone` is the one in which the clocks were read."""
        supposed = [*([UNNAMED] if self.source else []), *([SUPPOSED_ZONE] if self.zone else [])]
        if supposed:
            names = {"layout": self.layout, "source": self.newsroom}
            yield " ".join(supposed).format(zone=zone, **names)
        if self.guessed:
            yield LAST_RESORT.format(count=self.guessed, zone=zone)


@dataclass(frozen=True, slots=True)
class ParsedCapture:
    """One capture, taken apart and dated. `hints` are the side file's under the given ones.

    `layout_source` is the publisher that the layout tells, None where it tells none. `zone` is that
    of clocks that print none; `knows_zone` is False where only a warning of its dating says so.
    """

    raw: RawCapture
    hints: Hints
    detection: Detection
    page: Page
    liveblog: ParsedLiveblog
    dating: Dating
    zone: str
    layout_source: str | None = None
    knows_zone: bool = True
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
        told = filter(None, [*self.doubts.told(self.zone), lacking(self.dating)])
        return (*told, *self.dating.warnings, *self.unread)

    @property
    def doubts(self) -> Doubts:
        name = self.layout.name
        if self.detection.last_resort:
            return Doubts(name, guessed=len(self.liveblog.entries))
        if self.layout.source is None or self.layout_source or self.detection.named:
            return Doubts(name)
        known = newsroom_called(self.layout.source)
        newsroom = known.name if known else self.layout.source
        named = self.hints.source or self.hints.publisher
        return Doubts(name, newsroom, source=not named, zone=not self.tells_zone)

    @property
    def tells_zone(self) -> bool:
        """Whether more than the page's shape tells the zone of its clocks, or it prints none."""
        if self.hints.timezone or self.liveblog.zone:
            return True
        if newsroom_called(self.hints.source or self.hints.publisher):
            return True
        times = [entry.time for entry in self.liveblog.entries if entry.time]
        return all(time.zone or time.hour is None for time in times)

    @property
    def unread(self) -> Iterator[str]:
        """A sentence for each unclaimed line; for those beyond the first few, their number."""
        for line in self.unclaimed[:LINES_TOLD]:
            yield f"Line {line.number} belongs to no entry and no known furniture: {line.text:.60}"
        more = len(self.unclaimed) - LINES_TOLD
        if more > 0:
            yield f"{more:,} more lines belong to no entry and no known furniture."


def parse_capture(raw: RawCapture, given: Hints = NO_HINTS) -> ParsedCapture:
    """Take a capture apart; `given` hints go before those that came with it.

    Raises LayoutError where the page has no known layout, or not the one that a hint names.
    """
    hints = with_publisher(given.over(raw.hints))
    reading = best_reading(raw, hints)
    source = source_told(reading, hints)
    zone = zone_of(reading.detection, hints, source)
    known = knows_zone(reading.detection, hints, source)
    return ParsedCapture(
        raw=raw,
        hints=hints,
        detection=reading.detection,
        page=reading.page,
        liveblog=reading.liveblog,
        dating=date_entries(reading.liveblog, evidence_of(hints, zone, known)),
        zone=hints.timezone or zone,
        layout_source=source,
        knows_zone=known,
        unclaimed=reading.liveblog.unclaimed(reading.page),
    )


def source_told(reading: Reading, hints: Hints) -> str | None:
    """The publisher that a page's layout tells: where a person named the layout, no other has such
    pages, or the page says so. A name beside the page goes before a shape that fits but loosely.
    """
    detection, layout = reading.detection, reading.detection.layout
    sure = detection.fit.score >= SURE
    if detection.named or layout.source is None or sure and layout.name in OWN:
        return layout.source
    if hints.publisher and not sure:
        return None
    told = names_source(layout, detection.fit, reading.page, reading.liveblog)
    return layout.source if told else None


def zone_of(detection: Detection, hints: Hints, source: str | None) -> str:
    """The zone of clocks that print none: the layout's, or that of the newsroom the page names.

    The newsroom's counts where the layout has none, or is another newsroom's and unsure. `source`
    is the publisher that the layout tells.
    """
    layout = detection.layout
    sure = detection.named or detection.fit.score >= SURE and source == layout.source
    newsroom = newsroom_called(hints.source or hints.publisher)
    if newsroom and not (layout.zone and (sure or layout.source == newsroom.slug)):
        return newsroom.timezone
    return layout.zone or "UTC"


def knows_zone(detection: Detection, hints: Hints, source: str | None) -> bool:
    """Whether `zone_of` has the zone of a newsroom, or another warning says that it has not."""
    layout = detection.layout
    if detection.last_resort or newsroom_called(hints.source or hints.publisher):
        return True
    return layout.source is not None and (source is None or layout.zone is not None)


def with_publisher(hints: Hints) -> Hints:
    """The hints with the publisher that is known of the page, and its title without the site."""
    title = without_host(hints.title, hints.url) if hints.title and hints.url else hints.title
    return replace(hints, title=title, publisher=publisher_of(hints.url, hints.publisher))


def text_read_by(
    payload: bytes, media_type: str, encoding: str, layout: str
) -> tuple[str, Mapping[int, Mark]]:
    """The text that a layout read of a stored page, whose lines its entries name, and its marks.

    That is the page's LiveBlogPosting for the layout of that name, else the page's own text.
    Raises ReadError where the bytes are no such page.
    """
    content = read_page(payload, media_type, encoding)
    if layout == liveblogposting.NAME:
        return content.posting, {}
    return content.text, content.marks


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a capture: the lines that a layout read, and what it made of them."""

    page: Page
    detection: Detection
    liveblog: ParsedLiveblog

    @property
    def entries(self) -> int:
        """How many entries have a text."""
        return sum(bool(entry.blocks) for entry in self.liveblog.entries)

    @property
    def words(self) -> int:
        return sum(len(text_of(None, entry.blocks).split()) for entry in self.liveblog.entries)

    def told(self, more: str) -> Reading:
        """The same, with more to say on why it was taken."""
        fit = self.detection.fit
        detection = replace(self.detection, fit=replace(fit, why=f"{fit.why}; {more}"))
        return replace(self, detection=detection)


def best_reading(raw: RawCapture, hints: Hints) -> Reading:
    """The page's LiveBlogPosting where it has one with bodies, else the page's own lines.

    Many postings carry only part of the posts, or of their words: then the lines are read. Raises
    LayoutError where neither can be.
    """
    wanted = hints.layout or (liveblogposting.NAME if raw.posting else None)
    if wanted != liveblogposting.NAME:
        return read_lines(raw, hints)
    try:
        posting = read_posting(raw, hints)
    except LayoutError:
        if hints.layout:
            raise
        return read_lines(raw, hints)
    if hints.layout or raw.media_type == JSON:  # of which the lines are no page's
        return posting
    try:
        lines = read_lines(raw, hints)
    except LayoutError:
        return posting
    return better(posting, lines)


def read_lines(raw: RawCapture, hints: Hints) -> Reading:
    page = Page.from_text(raw.text, hints.url, hints.title, raw.marks)
    try:
        detection = detect_layout(page, hints.layout)
    except LayoutError as error:
        raise (None if hints.layout else json_fault(raw.text)) or error from error
    return Reading(page, detection, parsed_by(detection.layout, page))


def json_fault(text: str) -> LayoutError | None:
    """What is the matter with a text that looks like JSON and fits no layout; None for others."""
    damage = json_damage(text)
    if damage is None:
        return None
    line, reason = damage
    if not reason:
        return LayoutError("it is JSON, but bears no LiveBlogPosting with updates", line)
    return LayoutError(f"it looks like JSON that is damaged here ({reason}): save it anew", line)


def read_posting(raw: RawCapture, hints: Hints) -> Reading:
    page = Page.from_text(raw.posting, hints.url, hints.title)
    detection = detect_layout(page, liveblogposting.NAME)
    if not hints.layout:
        detection = replace(detection, named=False)
    return Reading(page, detection, detection.layout.parse(page))


def better(posting: Reading, lines: Reading) -> Reading:
    """The posting, unless the page's lines give clearly more.

    A layout that is not sure of the lines must find much more in them.
    """
    sure = lines.detection.fit.score >= SURE or not posting.entries
    entries, words = (MORE_ENTRIES, MORE_WORDS) if sure else (MUCH_MORE, MUCH_MORE)
    more_entries = lines.entries >= entries * posting.entries + 1
    as_many = sure and lines.entries >= posting.entries
    more_words = lines.words >= words * posting.words
    if more_entries and (sure or more_words) or as_many and more_words:
        return lines.told(
            f"entries with a text: {lines.entries:,}, of {lines.words:,} words; in its "
            f"LiveBlogPosting: {posting.entries:,}, of {posting.words:,} words"
        )
    name = lines.detection.layout.name
    return posting.told(f"entries with a text in its own lines, as {name}: {lines.entries:,}")


def lacking(dating: Dating) -> str | None:
    """A sentence that says how many entries stay undated, and what would date them."""
    if dating.lacks is None:
        return None
    undated = sum(time.text != "" and time.instant is None for time in dating.times)
    return LACKING[dating.lacks].format(count=undated)


def evidence_of(
    hints: Hints, source_zone: str, knows_zone: bool, dates: Mapping[int, date] | None = None
) -> Evidence:
    return Evidence(
        date=hints.date,
        year=hints.year,
        captured_at=hints.captured_at,
        zone=hints.timezone,
        source_zone=source_zone,
        knows_zone=knows_zone,
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
