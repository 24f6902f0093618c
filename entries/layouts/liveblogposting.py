"""A page's LiveBlogPosting of schema.org, in the one form that the readers make of it.

The text is JSON, one value a line; each update opens and closes with a brace at a depth of its
own, so that its lines are an entry's lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .base import NO_FIT, Byline, Fit, Layout, LayoutError, Line, Page, ParsedEntry, ParsedLiveblog
from .blocks import Block, BlockError, Heading, Paragraph, block_from_json
from .claims import Claims
from .iso_times import read_time
from .names import is_personal_name, is_role

NAME = "liveblogposting"
FIRST = ("{", ' "@type": "LiveBlogPosting",')
OPENS, CLOSES = "  {", "  }"
KEY = re.compile(r'\s*"(?P<key>[^"]+)":')
MOST_LABELS, LONGEST_LABEL = 4, 30
ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…|\[…\])$")
MIDNIGHT = re.compile(r"T00:00:00(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?$")
STOPS = (".", "!", "?", "…")
FEWEST_ALIKE = 3  # updates that show what the whole page bears
FEWEST_CUT = 8  # words that show that a headline was cut from the text, without an ellipsis
BY = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)
TOGETHER = re.compile(r"\s*(?:\||;| & |,? and |,(?= ))\s*")
# What an emitter's own fields are called in a page's account of its lines.
FIELDS = {"datePublished": "time", "author": "byline", "keywords": "label"}
FIELDS |= {"articleSection": "label", "articleBody": "body", "@id": "anchor"}

Json = dict[str, Any]


def fit(page: Page) -> Fit:
    """Certain by the first two lines, which only the readers write."""
    if tuple(line.raw for line in page.lines[:2]) != FIRST:
        return NO_FIT
    count = sum(line.raw == OPENS for line in page.lines)
    return Fit(1.0, f"updates of the page's LiveBlogPosting: {count:,}")


@dataclass(frozen=True, slots=True)
class Whole:
    """What holds for all updates of a page, and so tells nothing of a single one.

    `terms` and `outlets` are in small letters. `untimed`: the emitter knows no clock, for all
    its updates come at the stroke of midnight.
    """

    headline: str
    terms: frozenset[str]
    outlets: frozenset[str]
    untimed: bool


def parse(page: Page) -> ParsedLiveblog:
    """Take a posting apart. Raises LayoutError where the text is none, or no update has words."""
    if not fit(page).score:
        raise LayoutError("the page bears no LiveBlogPosting with updates", line=1)
    posting = loaded(page.lines)
    spans = update_spans(page.lines)
    updates = [loaded(page.lines[start : end + 1]) for start, end in spans]
    whole = whole_of(posting, updates)
    entries = [
        read_update(update, whole, page.lines[start].number, page.lines[end].number)
        for update, (start, end) in zip(updates, spans, strict=True)
    ]
    kept = tuple(entry for entry in entries if entry.headline or entry.blocks)
    if not kept:
        raise LayoutError("no update of the page's LiveBlogPosting has a headline or a text", 1)
    return ParsedLiveblog(
        entries=kept,
        claims=claimed(page.lines, spans),
        title=posting.get("headline"),
        standfirst=posting.get("description"),
    )


def whole_of(posting: Json, updates: Sequence[Json]) -> Whole:
    printed = [update.get("datePublished", "") for update in updates]
    terms = [{word.casefold() for word in terms_of(update)} for update in updates]
    outlets = [
        {author["name"].casefold() for author in update.get("author", []) if author.get("@type")}
        for update in updates
    ]
    several = len(updates) >= FEWEST_ALIKE
    return Whole(
        headline=posting.get("headline", ""),
        terms=frozenset(word.casefold() for word in posting.get("keywords", []))
        | (frozenset.intersection(*map(frozenset, terms)) if several else frozenset()),
        outlets=frozenset({posting.get("publisher", "").casefold()})
        | (frozenset.intersection(*map(frozenset, outlets)) if several else frozenset()),
        untimed=len(printed) > 1 and all(MIDNIGHT.search(time) for time in printed),
    )


def terms_of(update: Json) -> list[str]:
    return [*update.get("keywords", []), *update.get("articleSection", [])]


def loaded(lines: Sequence[Line]) -> Json:
    """The object that the lines hold. Raises LayoutError where somebody changed them."""
    text = "\n".join(line.raw for line in lines).strip().removesuffix(",")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LayoutError("the posting's text is damaged", lines[0].number) from error
    if not isinstance(value, dict):
        raise LayoutError("the posting's text is no object", lines[0].number)
    return value


def update_spans(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The indexes of the first and the last line of each update."""
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for index, line in enumerate(lines):
        if line.raw == OPENS:
            start = index
        elif line.raw.removesuffix(",") == CLOSES and start is not None:
            spans.append((start, index))
            start = None
    return spans


def claimed(lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> dict[int, str]:
    """The field that each line belongs to: the one that was named last, at the update's depth."""
    claims = Claims()
    for start, end in spans:
        field = "update"
        for line in lines[start : end + 1]:
            match = KEY.match(line.raw)
            if match and line.raw.startswith('   "'):
                field = FIELDS.get(match["key"], match["key"])
            claims.take(line, field)
    claims.take(lines, "posting")
    return claims.by_line


def read_update(update: Json, whole: Whole, first_line: int, last_line: int) -> ParsedEntry:
    headline, blocks = read_headline(update, whole.headline, read_blocks(update))
    printed = update.get("datePublished")
    if printed and whole.untimed:
        printed = printed.partition("T")[0]
    return ParsedEntry(
        headline=headline,
        time=read_time(printed) if printed else None,
        blocks=tuple(blocks),
        first_line=first_line,
        last_line=last_line,
        labels=read_labels(update, whole.terms),
        bylines=read_bylines(update, whole.outlets),
        anchor=update.get("@id", ""),
    )


def read_blocks(update: Json) -> list[Block]:
    try:
        return [block_from_json(block) for block in update.get("articleBody", [])]
    except (BlockError, TypeError) as error:
        raise LayoutError(f"the posting's text is damaged: {error}") from error


def read_headline(update: Json, pages: str, blocks: list[Block]) -> tuple[str | None, list[Block]]:
    """The headline that the newsroom gave, and the body without it.

    Emitters fill a missing headline with the page's, or with the first words of the body.
    """
    headline = update.get("headline")
    if not headline or same(headline, pages):
        return None, blocks
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph | Heading):
        return headline, blocks
    if not same(headline, first.text):
        return (None if is_beginning(headline, first.text) else headline), blocks
    own = isinstance(first, Paragraph) and (len(blocks) == 1 or headline.endswith(STOPS))
    return (None, blocks) if own else (headline, blocks[1:])


def same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def is_beginning(headline: str, text: str) -> bool:
    """Whether a headline is no more than how a text begins, cut somewhere in a sentence."""
    beginning = " ".join(ELLIPSIS.sub("", headline).split())
    whole = " ".join(text.split())
    if not whole.startswith(beginning):
        return False
    goes_on = whole[len(beginning) : len(beginning) + 2]
    in_sentence = goes_on[:1] == " " and goes_on[1:].islower()
    long = beginning.count(" ") + 1 >= FEWEST_CUT
    return bool(ELLIPSIS.search(headline)) or (long and in_sentence)


def read_labels(update: Json, page_wide: frozenset[str]) -> tuple[str, ...]:
    """The marks of an update: few and short, and not those that the whole page bears."""
    labels: list[str] = []
    for field in ("keywords", "articleSection"):
        words = [word for word in update.get(field, []) if word.casefold() not in page_wide]
        if len(words) <= MOST_LABELS and all(len(word) <= LONGEST_LABEL for word in words):
            labels += [word.lower() for word in words]
    return tuple(dict.fromkeys(labels))


def read_bylines(update: Json, outlets: frozenset[str]) -> tuple[Byline, ...]:
    """Who wrote an update; the outlet that publishes the page is no byline."""
    found = [
        byline
        for author in update.get("author", [])
        if author["name"].casefold() not in outlets
        for byline in bylines_in(author["name"], author.get("jobTitle"))
    ]
    return tuple(dict.fromkeys(found))


def bylines_in(text: str, role: str | None) -> Iterator[Byline]:
    """The names in an author's text, which may hold several, or one with a role behind it."""
    whole = BY.sub("", text.strip())
    name, _, rest = whole.partition(", ")
    parts = [part for part in TOGETHER.split(whole) if part]
    if not role and is_personal_name(name) and is_role(rest):
        yield Byline(name, rest)
    elif "|" in whole or all(map(is_personal_name, parts)):
        yield from (Byline(part, role) for part in parts)
    else:
        yield Byline(whole, role)


LAYOUT = Layout(name=NAME, source=None, zone=None, fit=fit, parse=parse)
