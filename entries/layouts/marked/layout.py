"""Puts the entries of a marked page together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..base import (
    NO_FIT,
    NO_MARK,
    Byline,
    Fit,
    Layout,
    LayoutError,
    Line,
    Page,
    ParsedEntry,
    ParsedLiveblog,
    beginning_of,
)
from ..blocks import Block, Quote
from ..body import read_body
from ..claims import Claims
from ..furniture import above_footer
from ..remembering import remembered
from ..stamped import head as page_head
from ..stamped.bylines import names_in
from ..stamped.page_dates import dated
from .checks import TOO_FEW, what_lacks
from .footed import with_times_on_top
from .heads import Head, above_heads, read_head
from .starts import Starts, find_starts, instant
from .times import Time

NAME = "marked-entries"
ENOUGH_TO_KNOW = 2000  # lines that show what kind of page it is
SURE, NEARLY, BY_CLOCKS, REFUSED = 1.0, 0.95, 0.96, 0.3
MANY = 3
SIGNED = re.compile(r"[—–-] ?(?P<who>\S.*)")
SPEAKER = re.compile(r"[—–-]\s*(\S.{0,150})")


def fit(page: Page) -> Fit:
    """How far the markup of a page tells where its entries start."""
    if all(line.mark is NO_MARK for line in page.lines):
        return NO_FIT
    page = beginning_of(page, ENOUGH_TO_KNOW)
    _, starts = lines_and_starts(page)
    if not starts.times:
        return NO_FIT
    told = "times of the markup" if starts.by_instants else "clocks beside headings"
    why = f"{len(starts.times)} {told} start an entry"
    lacks = what_lacks(page, parse(page), starts)
    if lacks:
        return Fit(0.0 if lacks == TOO_FEW else REFUSED, f"{why}, but {lacks}")
    if not starts.by_instants:
        return Fit(BY_CLOCKS, why)
    return Fit(SURE if len(starts.times) >= MANY else NEARLY, why)


@remembered
def lines_and_starts(page: Page) -> tuple[Sequence[Line], Starts]:
    lines = with_times_on_top(page.text_lines)
    return lines, find_starts(lines)


@remembered
def parse(page: Page) -> ParsedLiveblog:
    """Take a page apart. Raises LayoutError where its markup tells no start of an entry."""
    lines, starts = lines_and_starts(page)
    if not starts.times:
        raise LayoutError("the page's markup does not tell where an entry starts", line=1)
    claims = Claims()
    heads = heads_of(lines, starts)
    claims.take(lines[starts.end :], "furniture: page footer")
    above = page_head.read_head(lines[: heads[0].first], claims, given=page.title)
    for time in starts.others:
        if heads[0].first < time.index < starts.end:
            claims.take(time.line, "furniture: time of the last change")
    ends = [*(head.first for head in heads[1:]), starts.end]
    entries = [
        read_entry(lines[head.after : end], head, starts, claims, last=head is heads[-1])
        for head, end in zip(heads, ends, strict=True)
    ]
    liveblog = ParsedLiveblog(
        entries=tuple(entries),
        claims=claims.by_line,
        title=above.title,
        standfirst="\n\n".join(above.standfirst) or None,
        summary=tuple(above.points),
        zone=above.zone,
        newest_first=is_newest_first(starts.times),
        updated=above.updated,
    )
    return dated(liveblog, above, None, page.url)


def heads_of(lines: Sequence[Line], starts: Starts) -> list[Head]:
    """The heads of all entries, each above the next."""
    places = starts.headings.places
    tops = [
        time.index if at is None else min(time.index, at)
        for time, at in zip(starts.times, places, strict=True)
    ]
    ends = [*tops[1:], starts.end]
    above = above_heads(lines, tops)
    heads: list[Head] = []
    for time, at, end in zip(starts.times, places, ends, strict=True):
        floor = heads[-1].after if heads else 0
        heads.append(read_head(lines, time, at, floor, end, above))
    return heads


def read_entry(
    below: Sequence[Line], head: Head, starts: Starts, claims: Claims, last: bool
) -> ParsedEntry:
    """The entry of a head; `below` are the lines under it."""
    head.claim(claims)
    if last:
        below = above_footer(above_headings(below, starts.headings.level, claims), claims)
    below = above_sections(below, starts.headings.level, claims)
    below = [line for line in below if line.number not in claims.by_line]
    below, signed = without_signature(below, claims)
    line = head.time.line
    opening = Line(line.number, head.opening) if head.opening else None
    body = read_body([*head.kept, *below], claims, opening=opening)
    lines = [line for line, _ in head.claimed]
    numbers = [line.number for line in (*lines, *head.kept, *below[:1])]
    return ParsedEntry(
        headline=head.headline,
        time=head.time.time,
        blocks=tuple(with_speakers(body.blocks)),
        first_line=min(numbers),
        last_line=max(*numbers, body.last_line or 0),
        labels=tuple(dict.fromkeys(head.labels)),
        bylines=tuple(dict.fromkeys([*head.bylines, *signed])),
        anchor=next((line.mark.anchor for line in sorted_by_number(lines) if line.mark.anchor), ""),
    )


def sorted_by_number(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.number)


def above_headings(lines: Sequence[Line], level: int | None, claims: Claims) -> Sequence[Line]:
    """The lines of the last entry above a heading that is not under its own: the page goes on."""
    for at, line in enumerate(lines):
        if level is not None and line.mark.kind == "heading" and line.mark.level <= level:
            claims.take(lines[at:], "furniture: page footer")
            return lines[:at]
    return lines


def above_sections(lines: Sequence[Line], level: int | None, claims: Claims) -> Sequence[Line]:
    """The lines of an entry above the heading of the day or the section that the next is in."""
    end = len(lines)
    while level and end and lines[end - 1].mark.kind == "heading":
        if lines[end - 1].mark.level >= level:
            break
        end -= 1
    claims.take(lines[end:], "furniture: section of the page")
    return lines[:end]


def without_signature(
    lines: Sequence[Line], claims: Claims
) -> tuple[Sequence[Line], tuple[Byline, ...]]:
    """The lines without the name that closes them: "— Ada Moreno"."""
    last = lines[-1] if len(lines) > 1 else None
    match = SIGNED.fullmatch(last.text) if last and not last.mark.kind else None
    people = names_in(match["who"]) if match else ()
    if last is None or not people:
        return lines, ()
    claims.take(last, "byline")
    return lines[:-1], people


def with_speakers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each quotation whole, with who said it where that closes it."""
    found: list[Block] = []
    for block in blocks:
        above = found[-1] if found else None
        if not isinstance(block, Quote) or not isinstance(above, Quote) or above.attribution:
            found.append(block)
        elif match := SPEAKER.fullmatch(block.text):
            found[-1] = Quote(above.text, match[1])
        else:
            found[-1] = Quote(f"{above.text} {block.text}")
    return found


def is_newest_first(times: Sequence[Time]) -> bool:
    """Whether the times mostly fall: a pinned post may stand above them."""
    moments = [moment_of(time) for time in times]
    steps = list(zip(moments, moments[1:], strict=False))
    return sum(one >= other for one, other in steps) * 2 >= len(steps)


def moment_of(time: Time) -> float:
    if time.line.mark.instant is None:
        return (time.time.hour or 0) * 60 + (time.time.minute or 0)
    return instant(time)


LAYOUT = Layout(name=NAME, source=None, zone=None, fit=fit, parse=parse)
