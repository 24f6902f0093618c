"""What stands in an entry under its head: one reader for the pages of many newsrooms.

Their text has lost its markup, so each kind of piece is known by the words that newsrooms put to
it: "Photograph: ...", "| Photo Credit: ...", "Copy link", "Read more: ...". Where the markup is
known, it says what a line is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .base import Line, Mark
from .blocks import Block, BulletList, Embed, Heading, Image, Media, Paragraph, Quote
from .captions import is_like, read_caption
from .claims import Claims
from .dates import read_day_line
from .furniture import LONGEST_FURNITURE, RELATED, Furniture, furniture_of
from .sentences import ends_sentence
from .tweets import dates_tweet, is_tweet_signature, is_tweeter

LONGEST_LINK = 120
SHORTEST_CAPTION = 25
LONGEST_CREDIT = 80
ITEM = Mark(kind="item")
SPOKEN = ("quote", "item", "heading")  # what the markup says is one of these is no caption
MOST_LINKS = 5
BULLET = re.compile(r"[•*▪‣●◦·] ?(?P<item>\S.*)", re.DOTALL)
NUMBERED = re.compile(r"\d{1,2}[.)] (?P<item>\S.*)", re.DOTALL)
CHANGED = re.compile(
    r" ?(?:Block-time updated-time ?)?Updated at \d{1,2}[.:]\d\d ?(?:[ap]m )?[A-Z]{2,4}$"
    r"|Click here to share on social media$"
)
MEDIA = re.compile(
    r"(?:(?:Video caption|Media caption|Video|Watch live)[:,] |(?:Video|Media) caption(?=[A-Z“‘]))"
    r"(?P<caption>.+)"
)
BREAKS = re.compile(r"(?: ?<br ?/?>)+")  # as some print them, in the text of a picture


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of an entry; `last_line` is the number of the last line that gave one."""

    blocks: tuple[Block, ...]
    last_line: int | None


def read_body(
    lines: Sequence[Line], claims: Claims, own: Furniture = (), opening: Line | None = None
) -> Body:
    """The blocks of the lines under an entry's head; blank lines may be among them or not.

    `own` are furniture rules of the layout, beside those of all pages. `opening` is a text on the
    line of the head itself, which is no furniture whatever it looks like.
    """
    blocks: list[Block] = []
    taken: list[tuple[list[Line], str]] = []
    kept = without_tweet_days([line for line in lines if line.text], claims)
    kept = with_dashes_marked(kept)
    for piece in without_furniture(
        pieces_of([*filter(None, [opening]), *kept]), own, claims, opening
    ):
        text = " ".join(line.text for line in piece)
        if changed := change_in(text):
            claims.take(piece, "paragraph and time of the last change")
            text = text[: changed.start()] or text
        what, block = read_block(piece[0], text)
        if piece[0] is opening and isinstance(block, Image):
            what, block = "paragraph", Paragraph(text)  # What an entry tells may end in a credit.
        above = taken[-1][0] if taken else []
        near = bool(above) and piece[0].number == above[-1].number + 1
        add_block(blocks, block, near)
        if above and isinstance(blocks[-1], Image) and blocks[-1] != block:
            taken[-1], what = (above, "image"), "image"  # Two lines of one picture.
        taken.append((piece, what))
    for piece, what in taken:
        claims.take(piece, what)
    return Body(tuple(blocks), taken[-1][0][-1].number if taken else None)


def change_in(text: str) -> re.Match[str] | None:
    """Where a text says at its end that it was changed, and when."""
    told = "Updated at" in text or text.endswith("media")  # few texts; a pattern takes longer
    return CHANGED.search(text) if told else None


def without_tweet_days(lines: list[Line], claims: Claims) -> list[Line]:
    """The lines without those that say on which day a tweet was posted."""
    if not any("@" in line.text for line in lines):
        return lines
    days = {at for at, line in enumerate(lines) if is_day(line) and dates_tweet(lines, at)}
    claims.take([lines[at] for at in days], "day of an embed")
    return [line for at, line in enumerate(lines) if at not in days]


def is_day(line: Line) -> bool:
    return read_day_line(line.text) is not None


def without_furniture(
    pieces: Sequence[list[Line]], own: Furniture, claims: Claims, opening: Line | None
) -> Iterator[list[Line]]:
    """The pieces but for those of furniture, which are claimed; with "Read more:" go its links."""
    links = 0
    for piece in pieces:
        first = piece[0]
        rule = None if first is opening else furniture_of(first, own)
        if rule == RELATED:
            links = MOST_LINKS if first.text.endswith(":") else 0
        elif rule is None and links and is_link(first):
            rule, links = RELATED, links - 1
        else:
            links = 0
        if rule:
            claims.take(piece, rule)
        else:
            yield piece


def is_link(line: Line) -> bool:
    """Whether a line under "Read more:" may be the headline of another story."""
    return len(line.text) <= LONGEST_LINK and not ends_sentence(line.text)


def with_dashes_marked(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a list that opens its items with dashes marked; one alone is no list."""
    dashed = [line.text.startswith("- ") for line in lines]
    return [
        Line(line.number, line.text[2:], ITEM)
        if own and (before or after) and not line.mark.kind
        else line
        for line, own, before, after in zip(
            lines, dashed, [False, *dashed], [*dashed[1:], False], strict=False
        )
    ]


def pieces_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, each with those below it into which its sentence was broken."""
    pieces: list[list[Line]] = []
    for line in lines:
        if pieces and goes_on(pieces[-1][-1], line):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return pieces


def goes_on(line: Line, below: Line) -> bool:
    """Whether a sentence goes on in the very next line: it is open, and that begins small."""
    return (
        below.number == line.number + 1
        and below.text[0].islower()
        and not line.mark.kind
        and not below.mark.kind
        and not ends_sentence(line.text)
        and not furniture_of(line)
        and not furniture_of(below)
    )


def read_block(line: Line, text: str) -> tuple[str, Block]:
    """A piece of an entry as a block, and the field that it goes to."""
    kind = line.mark.kind
    text = BREAKS.sub(" ", text).strip() if "<br" in text else text
    if is_tweet_signature(text) or is_tweeter(text):
        return "embed", Embed("twitter")
    if kind == "picture":
        return "image", Image(alt=text)
    if kind not in SPOKEN and (image := read_caption(text)):
        return "image", image
    if kind == "caption":
        return "image", Image(alt=None, caption=text)
    if match := BULLET.fullmatch(text) or NUMBERED.fullmatch(text):
        return "list item", BulletList((match["item"],))
    if match := MEDIA.fullmatch(text):
        return "media caption", Media(match["caption"])
    if kind == "item":
        return "list item", BulletList((text,))
    if kind == "quote":
        return "quote", Quote(text)
    if kind in ("heading", "title"):
        return "heading", Heading(text)
    return "paragraph", Paragraph(text)


def add_block(blocks: list[Block], block: Block, near: bool = False) -> None:
    """Append a block. A list's next item joins its list, a caption the picture that it is of.

    `near` says that its line is right below the one before, without a blank one between.
    """
    last = blocks[-1] if blocks else None
    if isinstance(block, BulletList) and isinstance(last, BulletList):
        blocks[-1] = BulletList(last.items + block.items)
    elif isinstance(block, Image):
        add_image(blocks, block, near)
    elif isinstance(block, Paragraph) and isinstance(last, Paragraph) and is_twice(last, block):
        # The words of a picture and its caption, behind which may stand who took it.
        credit = block.text[len(last.text) :].strip(" ()").removeprefix("Credit:")
        blocks[-1] = Image(None, credit or None, last.text)
    elif not (isinstance(block, Embed) and block == last):
        blocks.append(block)


def is_twice(above: Paragraph, below: Paragraph) -> bool:
    """Whether a line says the same as the one above, perhaps with who took a picture behind it."""
    if not below.text.startswith(above.text):
        return False
    more = below.text[len(above.text) :].strip()
    if not more:
        return len(above.text) > SHORTEST_CAPTION or not ends_sentence(above.text)
    named = more.startswith("(") or not ends_sentence(more.removesuffix(":"))
    return len(above.text) > SHORTEST_CAPTION and len(more) <= LONGEST_CREDIT and named


def is_below_caption(image: Image, above: Paragraph) -> bool:
    """Whether a credit is one of CNBC or n-tv, which set no mark on the caption above it."""
    credit = image.credit or ""
    told = " | " in credit or credit.startswith("Foto: ")
    return told and len(above.text) <= LONGEST_FURNITURE


def is_alt(above: Block | None, image: Image, near: bool) -> bool:
    """Whether the line above a caption is the text that stands for its picture."""
    return (
        isinstance(above, Paragraph)
        and image.alt is None
        and image.caption is not None
        and (
            len(above.text) <= LONGEST_LINK
            and not ends_sentence(above.text)
            and (near or is_like(above.text, image))
            or near
            and len(image.caption) >= SHORTEST_CAPTION
            and above.text.startswith(image.caption)
        )
    )


def add_image(blocks: list[Block], image: Image, near: bool = False) -> None:
    """Append a picture, or the caption or the credit of the one above; printed twice, it is one."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph) and last.text == image.caption:
        blocks[-1] = image
        if blocks[-2:-1] == [Image(None)]:
            del blocks[-2]
    elif isinstance(last, Paragraph) and is_alt(last, image, near):
        blocks[-1] = Image(last.text, image.credit, image.caption)
    elif isinstance(last, Paragraph) and not image.caption and is_below_caption(image, last):
        blocks[-1] = Image(None, image.credit, last.text)
    elif isinstance(last, Image) and not differ(last, image):
        blocks[-1] = Image(
            last.alt or image.alt, last.credit or image.credit, last.caption or image.caption
        )
    else:
        blocks.append(image)


def differ(one: Image, other: Image) -> bool:
    """Whether two lines on pictures tell different things, and so are of two pictures."""
    pairs = ((one.alt, other.alt), (one.credit, other.credit), (one.caption, other.caption))
    apart = any(this and that and this != that for this, that in pairs)
    return apart or bool(one.caption and other.alt)
