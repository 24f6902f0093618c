"""Takes a page whose entries print no time apart, as its layout describes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..base import Byline, Fit, Layout, LayoutError, Line, Page, ParsedEntry, ParsedLiveblog
from ..blocks import Image
from ..body import read_body
from ..claims import Claims
from ..furniture import above_footer, furniture_of
from ..stamped.head import read_head
from ..stamped.page_dates import dated
from ..stamped.preparing import prepared
from ..stamped.press_pictures import with_picture
from ..wrapping import unwrapped, with_all_lines
from .beginning import first_of
from .description import Head, Untimed, heads_in
from .shapes import people_in, says_by
from .signatures import signature_of

LONGEST_CUE = 300  # characters


def layout_of(description: Untimed) -> Layout:
    """The layout that a description stands for."""
    return Layout(
        name=description.name,
        source=description.source,
        zone=description.zone,
        fit=lambda page: fit(page, description),
        parse=lambda page: parse(page, description),
    )


def fit(page: Page, description: Untimed) -> Fit:
    """How well the beginning of a page fits the description."""
    return description.fit(page, first_of(description.lines(page)))


def parse(page: Page, description: Untimed) -> ParsedLiveblog:
    """Take a page apart. Raises LayoutError where no line starts an entry."""
    lines, claims, dump = description.lines(page), Claims(), prepared(page)[1]
    heads = heads_in(lines, description.heads)
    if not heads:
        raise LayoutError(f"no line of this page starts an entry as in {description.name}", line=1)
    if dump and not heads[0].first:
        claims.take(lines[0], "date of the dump, and text")
    above = lines[: heads[0].first]
    claim_contents(above, description, claims)
    left = [line for line in above if line.number not in claims.by_line]
    head = read_head(left, claims, description.furniture, page.title)
    ends = [below.first for below in heads[1:]] + [len(lines)]
    entries = tuple(
        read_entry(description, lines, above, end, claims)
        for above, end in zip(heads, ends, strict=True)
    )
    claim_empty(page, lines, claims)
    liveblog = ParsedLiveblog(
        entries=entries,
        claims=claims.by_line,
        title=head.title,
        standfirst="\n\n".join(head.standfirst) or None,
        summary=tuple(head.points),
        zone=head.zone,
        updated=head.updated,
    )
    liveblog = dated(liveblog, head, dump, page.url)
    broken = unwrapped(page)[1]
    return with_all_lines(liveblog, broken) if broken else liveblog


def claim_contents(lines: Sequence[Line], description: Untimed, claims: Claims) -> None:
    """Claim the list of contents in a page's head: headlines, each with its time below."""
    if description.contents is None:
        return
    for above, line in zip([None, *lines], lines, strict=False):
        if description.contents.fullmatch(line.text[:LONGEST_CUE]):
            claims.take([above, line] if above else line, "furniture: list of contents")


def claim_empty(page: Page, lines: Sequence[Line], claims: Claims) -> None:
    """Claim the lines in which there was nothing to read: cells of another version, or empty."""
    read = {line.number for line in lines}
    left = [line for line in unwrapped(page)[0].text_lines if line.number not in read]
    claims.take(left, "furniture: cells of a table")


def read_entry(
    description: Untimed, lines: Sequence[Line], head: Head, end: int, claims: Claims
) -> ParsedEntry:
    """The entry whose head stands at `head`, from its lines above `end`."""
    for index, what in head.claimed:
        claims.take(lines[index], what)
    pictures = [lines[index] for index in head.captions]
    claims.take(pictures, "image")
    below = lines_below(lines, head, end)
    if end == len(lines):
        below = list(above_footer(below, claims))
    written = take_byline(head, below, claims)
    below, signed = signed_off(description, below, claims)
    body = read_body(with_picture(below, claims), claims, description.furniture)
    own = [lines[at].number for at, what in head.claimed if what != "day"]
    if head.first not in {at for at, _ in head.claimed}:
        own.append(lines[head.first].number)
    return ParsedEntry(
        headline=head.headline,
        time=head.time,
        labels=head.labels,
        bylines=tuple(dict.fromkeys((*head.bylines, *written, *signed))),
        blocks=(*(Image(None, caption=line.text) for line in pictures), *body.blocks),
        first_line=min(own),
        last_line=max(*own, body.last_line or 0),
    )


def lines_below(lines: Sequence[Line], head: Head, end: int) -> list[Line]:
    """The lines of an entry that its head did not take, what opens its text first."""
    taken = {*head.captions, *(index for index, _ in head.claimed)}
    below = [lines[index] for index in range(head.first, end) if index not in taken]
    # The head's line claims itself; its text is read with the paragraphs below.
    opening = [replace(lines[head.body - 1], raw=head.opening)] if head.opening else []
    return opening + below


def take_byline(head: Head, below: list[Line], claims: Claims) -> tuple[Byline, ...]:
    """Take the byline that opens the text, where the head has none."""
    if head.bylines or len(below) < 2 or not says_by(below[0]):
        return ()
    line = below.pop(0)
    claims.take(line, "byline")
    return people_in(line.text)


def signed_off(
    description: Untimed, below: list[Line], claims: Claims
) -> tuple[list[Line], tuple[Byline, ...]]:
    """The lines of an entry without the name at its foot, and the people that it names.

    Furniture may stand below the name.
    """
    for at in reversed(range(len(below))):
        if furniture_of(below[at], description.furniture):
            continue
        return without_signature(description, below, at, claims)
    return below, ()


def without_signature(
    description: Untimed, below: list[Line], at: int, claims: Claims
) -> tuple[list[Line], tuple[Byline, ...]]:
    line = below[at]
    signed = signature_of(line) if description.signed else None
    if signed is None and at and (says_by(line) or description.named):
        signed = ("", people) if (people := people_in(line.text)) else None
    if signed is None:
        return below, ()
    text, people = signed
    claims.take(line, "text and byline" if text else "byline")
    kept = [replace(line, raw=text)] if text else []
    return below[:at] + kept + below[at + 1 :], people
