"""The lines of a BBC entry's body as they are read, and the words that tell what a line is.

The page keeps those words for screen readers: "Image source,", "Media caption,".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from .base import Byline, Line
from .blocks import Block, Embed, Image, Media
from .claims import Claims

IMAGE_SOURCE = re.compile(r"^(?P<alt>.*?)\s*Image source,\s*(?P<credit>.+)$")
IMAGE_SOURCE_CUE = "Image source,"
IMAGE_CAPTION = "Image caption,"
MEDIA_CAPTION = "Media caption,"
QUOTE = "Quote Message"
BULLET = re.compile(r"^[•*]\s*(?P<item>\S.*)$")
EMBED_END = re.compile(r"^End of \w+ (?:post|video|content)")
LONGEST_PIECE = 5  # lines: no byline, picture or quotation has more
MOST_LEAD_PICTURES = 5


class Ending(Enum):
    """What stands under an entry: a blank line and the next one, the next one, or nothing."""

    CLOSED = "closed"
    OPEN = "open"
    PAGE = "page"


class Rows:
    """The lines of a body, read one after the other, and the blocks made of them."""

    def __init__(
        self, lines: Sequence[Line], claims: Claims, ending: Ending = Ending.CLOSED
    ) -> None:
        self.lines = lines
        self.claims = claims
        self.ending = ending
        self.labels: list[str] = []
        self.bylines: list[Byline] = []
        self.blocks: list[Block] = []
        self.position = 0
        numbers = [index for index, line in enumerate(lines) if line.text]
        self.last_text = numbers[-1] if numbers else -1
        self.last_embed_end = max(
            (index for index in numbers if EMBED_END.match(lines[index].text)), default=-1
        )

    def peek(self) -> Line | None:
        """The next line with text; None at the end."""
        if self.position > self.last_text:
            return None
        while not self.lines[self.position].text:
            self.position += 1
        return self.lines[self.position]

    def take(self, what: str) -> Line:
        """The next line with text, claimed. Ask `peek` first whether there is one."""
        line = self.peek()
        assert line is not None  # as was asked
        self.claims.take(line, what)
        self.position += 1
        return line

    def skip(self) -> None:
        """Leave the next line with text unclaimed."""
        self.position += 1

    def chunk(self) -> list[Line]:
        """The next lines up to a blank one, at most LONGEST_PIECE, not taken."""
        piece: list[Line] = []
        if self.peek():
            for line in self.lines[self.position : self.position + LONGEST_PIECE]:
                if not line.text:
                    break
                piece.append(line)
        return piece

    def below(self) -> Line | None:
        """The line with text under the next one, not taken."""
        following = range(self.position + 1, self.last_text + 1)
        return next((self.lines[index] for index in following if self.lines[index].text), None)

    @property
    def at_last(self) -> bool:
        return self.peek() is not None and self.position == self.last_text

    @property
    def is_lead(self) -> bool:
        """Whether no text of the entry has been read yet."""
        few = len(self.blocks) < MOST_LEAD_PICTURES
        return few and all(isinstance(block, Image | Media | Embed) for block in self.blocks)


def is_cue(text: str) -> bool:
    return text.startswith((IMAGE_CAPTION, MEDIA_CAPTION, QUOTE)) or bool(
        image_source(text) or BULLET.match(text)
    )


def image_source(text: str) -> re.Match[str] | None:
    """The description and the credit of a picture, in a line that gives its source."""
    return IMAGE_SOURCE.match(text) if IMAGE_SOURCE_CUE in text else None
