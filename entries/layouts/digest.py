"""Digests of articles: a teaser on one line, then perhaps an extract of the article on the next.

The teaser is what a search engine shows of an article, cut after some 160 characters; the
extract is several of its sentences run together. Nothing marks which is which but their shape.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from .base import (
    NO_FIT,
    Fit,
    Layout,
    LayoutError,
    Line,
    Page,
    ParsedEntry,
    ParsedLiveblog,
    PrintedTime,
)
from .blocks import Paragraph
from .claims import Claims
from .printed import MONTHS, any_of

USUAL_TEASER = 165  # characters: what search engines show at most
LONGEST_TEASER = 200  # no teaser is longer, cut or not

ENOUGH_TO_KNOW = 2000  # lines that show what kind of page it is

MOST_STRAY = 10  # of so many lines of a digest, one may be no teaser and no extract

CUT = re.compile(r"(?:\.\.\.|…)$")
SENTENCE_END = re.compile(r"[^\W_]{3}[.?!][\"”’)]*\s+[\"“‘(]?[A-Z]")
MONTH = any_of(MONTHS)
DAY_DATE = re.compile(
    rf"""\( (?P<text> (?:[A-Z][a-z]+day,?\s)?
            (?: (?P<day>\d{{1,2}}) \s (?P<month>{MONTH})\.?
              | (?P<month_first>{MONTH})\.? \s (?P<day_second>\d{{1,2}}) ),?
            \s (?P<year>\d{{4}}) ) \)""",
    re.VERBOSE | re.IGNORECASE,
)
# How the lines of other layouts begin, with a clock, a bullet or a number, and those of lists of
# articles: with a date, or a link to the rest.
OTHERS = re.compile(
    r"\d{1,2}[:.]\d\d ?(?:[ap]\.?m|[A-Z]{3,4}\b|:|$)|\d{1,3}\. |[•*+]"
    rf"|(?:Read more|Continue reading)\W*$|(?:{MONTH})\.? \d{{1,2}}, \d{{4}}\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Item:
    teaser: Line
    extract: list[Line] = field(default_factory=list)


def fit(page: Page) -> Fit:
    """How far the page is made of pairs, and how many teasers are cut or bear a date."""
    lines = page.text_lines[:ENOUGH_TO_KNOW]
    strays = (line for line in lines if line.raw.startswith("  ") or OTHERS.match(line.text))
    stray = list(islice(strays, len(lines) // MOST_STRAY + 1))
    if len(stray) > len(lines) / MOST_STRAY:
        return NO_FIT
    items = find_items(lines)
    stray += [item.teaser for item in items if len(item.teaser.text) > LONGEST_TEASER]
    stray += [line for item in items for line in item.extract[1:]]
    if len(items) < 3 or len(stray) > len(lines) / MOST_STRAY:
        return NO_FIT
    pairs = sum(1 for item in items if item.extract) / len(items)
    marked = sum(1 for item in items if is_cut(item.teaser) or printed_day(item.teaser))
    why = f"{len(items)} teasers, {marked} of them cut or with a date in brackets"
    return Fit(0.4 * pairs + 0.6 * min(1.0, 3 * marked / len(items)), why)


def parse(page: Page) -> ParsedLiveblog:
    """Take a digest apart. Raises LayoutError with fewer than two teasers, or none at the top."""
    items, claims = find_items(page.text_lines), Claims()
    if items and len(items[0].teaser.text) > LONGEST_TEASER:
        raise LayoutError("an extract has no teaser above it", items[0].teaser.number)
    if len(items) < 2:
        raise LayoutError("fewer than two lines of this page are teasers", line=1)
    entries = tuple(read_item(item, claims) for item in items)
    return ParsedLiveblog(entries=entries, claims=claims.by_line)


def find_items(lines: Sequence[Line]) -> list[Item]:
    """The teasers, each with the lines of its extract: one, or none."""
    items: list[Item] = []
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        if items and is_extract(line, below, items[-1]):
            items[-1].extract.append(line)
        else:
            items.append(Item(line))
    return items


def is_extract(line: Line, below: Line | None, item: Item) -> bool:
    """Whether a line is the extract that belongs to the item above it.

    A short line may be either: it is a teaser if its own extract follows, or if it is one
    sentence alone, for extracts run several together.
    """
    length = len(line.text)
    if length > LONGEST_TEASER or item.extract:
        return length > LONGEST_TEASER
    if is_cut(line):
        return False
    if length > USUAL_TEASER:
        return True
    has_own = below is not None and not is_cut(below) and len(below.text) > USUAL_TEASER
    return not has_own and bool(SENTENCE_END.search(line.text))


def is_cut(line: Line) -> bool:
    """Whether a line ends as search engines cut a description; an extract is longer."""
    return len(line.text) <= LONGEST_TEASER and bool(CUT.search(line.text))


def read_item(item: Item, claims: Claims) -> ParsedEntry:
    claims.take(item.teaser, "headline")
    claims.take(item.extract, "paragraph")
    return ParsedEntry(
        headline=item.teaser.text,
        time=printed_day(item.teaser),
        blocks=tuple(Paragraph(line.text) for line in item.extract),
        first_line=item.teaser.number,
        last_line=[item.teaser, *item.extract][-1].number,
    )


def printed_day(teaser: Line) -> PrintedTime | None:
    """The full date that a teaser gives in brackets: "on Friday (25 March 2022)"."""
    for match in DAY_DATE.finditer(teaser.text):
        year = int(match["year"])
        month = MONTHS[(match["month"] or match["month_first"]).lower()]
        day = int(match["day"] or match["day_second"])
        if is_date(year, month, day):
            return PrintedTime(match["text"], day=day, month=month, year=year)
    return None


def is_date(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


LAYOUT = Layout(name="digest", source=None, zone=None, fit=fit, parse=parse)
