"""What stands under the head of a BBC entry: paragraphs, pictures, media, embeds.

The text has lost its markup, so each kind of piece is known by the words that the page keeps
for screen readers ("Image source,", "Media caption,", "Quote Message"), or by its punctuation:
a paragraph ends in a stop, the description of a picture mostly does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .base import Byline, Line
from .bbc_bylines import read_bylines
from .bbc_rows import (
    BULLET,
    EMBED_END,
    IMAGE_CAPTION,
    IMAGE_SOURCE_CUE,
    MEDIA_CAPTION,
    QUOTE,
    Ending,
    Rows,
    image_source,
    is_cue,
)
from .blocks import Block, BulletList, Embed, Image, Media, Paragraph, Quote
from .claims import Claims
from .names import names_somebody
from .pictures import STOPS, TOLD, describes_scene, is_drawn, is_link_line
from .stamped.bylines import is_agency

NUMBERED = re.compile(r"^\d{1,2}\.\s+(?P<item>\S.*)$")
EMBED_START = re.compile(
    r"^(?:This (?P<shown>\w+) (?:post|video|content) cannot be displayed"
    r"|Skip (?P<skipped>\w+) (?:post|video|content)"
    r"|Allow (?:\w+ ){0,2}?(?P<allowed>\w+) content\?)"
)
EMBED_NOTICE = re.compile(
    r"^(?:This \w+ (?:post|video|content) cannot be displayed|Skip \w+ (?:post|video|content)"
    r"|Allow (?:\w+ ){0,2}?\w+ content\?|End of \w+ (?:post|video|content)"
    r"|View original content on |View (?:more )?on (?:twitter|x|youtube|facebook|instagram)"
    r"|Content is not available|The BBC is not responsible for the content of external sites"
    r"|This article contains content provided by |Accept and continue"
    r"|(?:Skip |End of )?image gallery$|Warning: (?:The BBC|Third party)"
    r"|Read more$|(?:Video|Audio) content(?: is|$)|Please enable Javascript)",
    re.IGNORECASE,
)
FOOTER = re.compile(
    r"^(?:Back to top|Top stories|More to explore|Most read|Elsewhere on the BBC|Around the BBC"
    r"|More on this story|Related (?:Topics|Stories|Content|Internet Links)|Share page"
    r"|About sharing|Copyright ©.*|© 20\d\d BBC.*|Previous page|Next page)$",
    re.IGNORECASE,
)
LONGEST_NAMING = 80  # characters


@dataclass(slots=True)
class Body:
    """What was read of a body; `last_line` is the last line that belongs to the entry."""

    labels: tuple[str, ...] = ()
    bylines: tuple[Byline, ...] = ()
    blocks: tuple[Block, ...] = ()
    last_line: int | None = None


def read_body(lines: Sequence[Line], headline: str | None, ending: Ending, claims: Claims) -> Body:
    """The bylines and blocks of the lines under an entry's head.

    An open ending makes the last piece a figure or a list; the page's may be followed by its
    foot.
    """
    last_line = None
    if ending is Ending.PAGE:
        lines, last_line = above_footer(lines, claims)
    rows = Rows(lines, claims, ending)
    rows.bylines = read_bylines(rows, headline or "")
    while line := rows.peek():
        for read in READERS:
            if read(rows, line):
                break
    return Body(tuple(rows.labels), tuple(rows.bylines), tuple(rows.blocks), last_line)


def above_footer(lines: Sequence[Line], claims: Claims) -> tuple[Sequence[Line], int | None]:
    """The lines above the page's foot, and the number of the last; the foot is claimed."""
    for index, line in enumerate(lines):
        if FOOTER.match(line.text):
            claims.take(lines[index:], "furniture: page footer")
            above = [kept.number for kept in lines[:index] if kept.text]
            return lines[:index], above[-1] if above else None
    return lines, None


def read_embed(rows: Rows, line: Line) -> bool:
    start = EMBED_START.match(line.text)
    if not start:
        return read_stray_notice(rows, line)
    provider = start["shown"] or start["skipped"] or start["allowed"]
    rows.blocks.append(Embed(provider.lower()))
    ends = rows.position <= rows.last_embed_end
    while below := rows.peek():
        if EMBED_NOTICE.match(below.text):
            rows.take("furniture: embed notice")
            if EMBED_END.match(below.text):
                break
        elif ends:
            # A post that the page printed after all: its words are somebody's, so a quotation.
            rows.blocks.append(Quote(rows.take("embedded post").text))
        else:
            break
    return True


def read_stray_notice(rows: Rows, line: Line) -> bool:
    if EMBED_NOTICE.match(line.text) or FOOTER.match(line.text):
        rows.take("furniture: notice")
        return True
    return False


def read_image(rows: Rows, line: Line) -> bool:
    """A description glued to "Image source, X" or above it, perhaps with a caption below."""
    chunk = rows.chunk()
    first, second = line.text, chunk[1].text if len(chunk) > 1 else ""
    if len(chunk) == 2 and is_agency(second) and not first.endswith(STOPS):
        rows.blocks.append(Image(rows.take("image").text, rows.take("image").text))
        return True
    above = second.startswith((IMAGE_SOURCE_CUE, IMAGE_CAPTION)) and not is_cue(first)
    if not above and not first.startswith(IMAGE_CAPTION) and not image_source(first):
        return False
    alt = rows.take("image").text if above else None
    credit = caption = None
    if (below := rows.peek()) and (match := image_source(below.text)):
        rows.take("image")
        alt, credit = match["alt"] or alt, match["credit"]
    if (below := rows.peek()) and below.text.startswith(IMAGE_CAPTION):
        caption = take_caption(rows, IMAGE_CAPTION, "image caption")
    rows.blocks.append(Image(alt, credit, caption))
    return True


def read_media(rows: Rows, line: Line) -> bool:
    if not line.text.startswith(MEDIA_CAPTION):
        return False
    rows.blocks.append(Media(take_caption(rows, MEDIA_CAPTION, "media caption")))
    return True


def take_caption(rows: Rows, cue: str, what: str) -> str | None:
    """The caption on its cue's line, or on the next line with text."""
    inline = rows.take(what).text.removeprefix(cue).strip()
    if inline:
        return inline
    return rows.take(what).text if rows.peek() else None


def read_quote(rows: Rows, line: Line) -> bool:
    if line.mark.kind == "quote":
        rows.blocks.append(Quote(rows.take("quote").text))
        return True
    if not line.text.startswith(QUOTE):
        return False
    inline = rows.take("quote").text.removeprefix(QUOTE).lstrip(": ")
    text = inline or (rows.take("quote").text if rows.peek() else "")
    if text:
        rows.blocks.append(Quote(text, read_attribution(rows)))
    return True


def read_attribution(rows: Rows) -> str | None:
    """Who said it, where the page prints the name under the quotation, perhaps with a role."""
    chunk = [line.text for line in rows.chunk()]
    name, _, role = chunk[0].partition(", ") if chunk else ("", "", "")
    if not names_somebody(name) or len(chunk) > 2 or any(map(is_cue, chunk)) or ends_open(rows):
        return None
    said = [rows.take("quote attribution").text]
    if not role and is_speakers_role(rows, same_piece=len(chunk) == 2):
        said.append(rows.take("quote attribution").text)
    return ", ".join(said)


def is_speakers_role(rows: Rows, same_piece: bool) -> bool:
    """Whether the line under a speaker's name says what that person is."""
    line = rows.peek()
    if line is None or is_cue(line.text) or EMBED_NOTICE.match(line.text) or ends_open(rows):
        return False
    alone = same_piece or len(rows.chunk()) == 1
    return (
        alone
        and len(line.text) <= 80
        and not line.text.endswith(STOPS)
        and (same_piece or not (is_drawn(line.text) or is_link_line(line.text)))
    )


def read_list(rows: Rows, line: Line) -> bool:
    pattern = BULLET if BULLET.match(line.text) else NUMBERED
    if not pattern.match(line.text):
        return False
    items: list[str] = []
    while (item := rows.peek()) and (match := pattern.match(item.text)):
        rows.take("list item")
        items.append(match["item"])
    rows.blocks.append(BulletList(tuple(items)))
    return True


def read_picture(rows: Rows, line: Line) -> bool:
    """A line that stands alone and describes a picture, a map or a graphic.

    What could as well be text stays text: a picture's description is not searched, so nothing
    is lost by taking it for a paragraph, and much by the reverse.
    """
    text = line.text
    if not ends_open(rows) and not is_drawn(text):
        leads = rows.is_lead and len(rows.chunk()) == 1 and not rows.at_last
        if not leads or not (describes_scene(text) or shows_writer(text, rows.bylines)):
            return False
    rows.blocks.append(Image(rows.take("image").text))
    return True


def shows_writer(text: str, bylines: Sequence[Byline]) -> bool:
    """Whether a line does no more than name a writer of the entry: "Ada Moreno with Jon Byrne."."""
    named = any(byline.name in text for byline in bylines)
    return named and len(text) <= LONGEST_NAMING and not TOLD.search(text)


def ends_open(rows: Rows) -> bool:
    """Whether the next line is the last and no blank line parts it from the next entry."""
    return rows.at_last and rows.ending is Ending.OPEN


def read_paragraph(rows: Rows, line: Line) -> bool:
    rows.blocks.append(Paragraph(rows.take("paragraph").text))
    return True


# Each takes the next line, and perhaps more, or leaves it to the one below.
READERS: tuple[Callable[[Rows, Line], bool], ...] = (
    read_embed,
    read_image,
    read_media,
    read_quote,
    read_list,
    read_picture,
    read_paragraph,
)
