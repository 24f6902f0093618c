"""An entry's blocks with the names in them as links.

A mention counts in the entry's text, which `text_of` makes of the headline and of what the blocks
say; here its characters are found again in the blocks. What a link no longer fits, since the text
has changed under it, stays plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

# What each type of block says, in the order of `spoken_parts`.
SPOKEN = {
    "paragraph": ("text",),
    "heading": ("text",),
    "quote": ("text", "attribution"),
    "list": ("items",),
    "image": ("caption",),
    "media": ("caption",),
}
JOINT = "\n\n"  # between the parts of an entry's text


@dataclass(frozen=True, slots=True)
class Link:
    """Characters of an entry's text, from `start` up to `end`, that lead to an address.

    They read `words` when the link was made; `name` is what they stand for.
    """

    start: int
    end: int
    words: str
    address: str
    name: str


Piece = tuple[str, Link | None]


def linked_blocks(
    headline: str, blocks: Iterable[Mapping[str, Any]], links: Iterable[Link]
) -> list[dict[str, Any]]:
    """The blocks, with what they say as HTML: escaped, and the links in it."""
    wanted = apart(links)
    position = after(0, headline)
    result = []
    for block in blocks:
        shown = dict(block)
        for field in SPOKEN.get(block.get("type", ""), ()):
            value = block.get(field)
            parts = value if isinstance(value, list) else [value or ""]
            html = []
            for part in parts:
                html.append(as_html(pieces(part, position, wanted)))
                position = after(position, part)
            if value:
                shown[field] = html if isinstance(value, list) else html[0]
        result.append(shown)
    return result


def after(position: int, part: str) -> int:
    """Where the part stands that follows this one in an entry's text; an empty one is left out."""
    return position + len(part) + len(JOINT) if part else position


def apart(links: Iterable[Link]) -> list[Link]:
    """The links in order; of two that overlap, the one that begins first, or else the longer."""
    result: list[Link] = []
    for link in sorted(links, key=lambda link: (link.start, -link.end)):
        if 0 <= link.start < link.end and (not result or link.start >= result[-1].end):
            result.append(link)
    return result


def pieces(part: str, position: int, links: Sequence[Link]) -> Iterator[Piece]:
    """A part of the text that begins at `position`, in pieces with and without a link."""
    done = 0
    for link in links:
        start, end = link.start - position, link.end - position
        if start >= done and end <= len(part) and part[start:end] == link.words:
            yield part[done:start], None
            yield part[start:end], link
            done = end
    yield part[done:], None


def as_html(pieces: Iterable[Piece]) -> SafeString:
    """The pieces as HTML, each escaped; a link tells the name where its words are others."""
    return format_html_join("", "{}", ((piece_html(*piece),) for piece in pieces))


def piece_html(text: str, link: Link | None) -> SafeString:
    if link is None:
        return escape(text)
    title = format_html(' title="{}"', link.name) if link.name != text else ""
    return format_html('<a class="named" href="{}"{}>{}</a>', link.address, title, text)
