"""The marked-up text of an update → its blocks, as their JSON, without any markup.

Bodies come as plain text, as markup, as markup that was escaped once or twice, or as text whose
tags were cut so that sentences run into each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from entries.layouts.base import NO_MARK, MarkKind

from .elements import Attributes
from .html import Target, parsed
from .lenient_json import whole
from .outline import SHAPELESS

TAG = re.compile(r"<(?:/?[A-Za-z]|!)")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});")
PARAGRAPHS = re.compile(r"\n\s*\n")
STOPS = (".", "!", "?", ":", "…", '"', "”", "’", ")")
# The end of a sentence with the next one right behind it: "… at noon.The ferry …".
GLUED = re.compile(r"(?<=[^\W\d_A-Z]{2}[.!?])(?=[“‘\"]?[A-ZÀ-Þ][^\W\d_A-Z])")
NO_PROSE = re.compile(r"[/@]|www\.", re.IGNORECASE)
MOST_ESCAPES = 3
EMBEDS = {"twitter-tweet": "twitter", "twitter-video": "twitter", "instagram-media": "instagram"}
EMBEDS |= {"tiktok-embed": "tiktok", "fb-post": "facebook", "fb-video": "facebook"}
PROVIDERS = ("youtube", "twitter", "instagram", "facebook", "tiktok", "telegram", "vimeo")
FRAMES = frozenset({"iframe", "embed"})
LONGEST_HOST = 200
MARKER = re.compile(r"[•▪‣*] (?=\S)|\d{1,2}\. (?=\S)")
SPEAKER = re.compile(r"[—–-]\s*(\S.{0,150})")

Block = dict[str, Any]


def plain(markup: str) -> str:
    """The text of a headline or a name, in one line."""
    text = unescaped(markup)
    if TAG.search(text):
        text = " ".join(line.strip() for line in body_of(text).outline.lines)
    return " ".join(SHAPELESS.sub("", text).split())


def blocks_of(markup: str) -> list[Block]:
    """The paragraphs, lists, quotes, headings, pictures and embeds of a body."""
    text = unescaped(markup)
    if TAG.search(text):
        return body_of(text).blocks()
    blocks: list[Block] = []
    for part in paragraphs(text):
        add_line(blocks, part, "item" if MARKER.match(part) else "")
    return blocks


def body_of(markup: str) -> Body:
    body = Body()
    parsed(markup, body)
    return body


def unescaped(markup: str) -> str:
    """The markup with its entities decoded, where tags or entities were themselves escaped."""
    text = whole(markup)
    for _ in range(MOST_ESCAPES):
        if TAG.search(text) or not ENTITY.search(text):
            break  # tags show that the entities are those of the markup: the parser's to decode
        text = unescape(text)
    return text


def paragraphs(text: str) -> Iterable[str]:
    """The paragraphs of plain text: parted by blank lines, full stops or the marks of a list."""
    for part in PARAGRAPHS.split(SHAPELESS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))):
        words: list[str] = []
        for line in part.split("\n"):
            if words and MARKER.match(line.lstrip()):
                yield " ".join(map(parted, words))
                words = []
            words += line.split()
            if words and words[-1].endswith(STOPS):
                yield " ".join(map(parted, words))
                words = []
        if words:
            yield " ".join(map(parted, words))


def parted(word: str) -> str:
    """Two sentences that ran into each other where a tag was cut, parted; addresses stay whole."""
    return word if NO_PROSE.search(word) else GLUED.sub(" ", word)


class Body(Target):
    """The outline of a body, and what it shows from elsewhere, by the line that this stands under.

    A body without figures has its pictures bare.
    """

    def __init__(self) -> None:
        super().__init__()
        self.embeds: list[tuple[int, str]] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        if provider := embedded(tag, attributes):
            self.outline.end_line()
            self.embeds.append((len(self.outline.lines), provider))
        self.outline.figures += tag == "img"
        super().start(tag, attributes)
        self.outline.figures -= tag == "img"

    def blocks(self) -> list[Block]:
        """The blocks in their order."""
        self.outline.end_line()
        found: list[Block] = []
        embeds = iter([*self.embeds, (len(self.outline.lines) + 1, "")])
        at, provider = next(embeds)
        for number, line in enumerate(self.outline.lines, 1):
            while at < number:
                found.append({"type": "embed", "provider": provider})
                at, provider = next(embeds)
            if line:
                text = " ".join(unescape(line).split()) if ENTITY.search(line) else line.strip()
                add_line(found, text, self.outline.marks.get(number, NO_MARK).kind)
        rest = [provider, *(provider for _, provider in embeds)][:-1]
        return [*found, *({"type": "embed", "provider": provider} for provider in rest)]


def embedded(tag: str, attributes: Attributes) -> str | None:
    """The service that an element shows something of."""
    if tag in FRAMES:
        host = attributes.get("src", "")[:LONGEST_HOST].lower()
        return next((name for name in PROVIDERS if name in host), None)
    names = attributes.get("class", "").split() if tag == "blockquote" else []
    return next((EMBEDS[name] for name in names if name in EMBEDS), None)


def add_line(blocks: list[Block], line: str, kind: MarkKind) -> None:
    """Add a line of a body to its blocks: to the last one where it goes on with that."""
    last: Block = blocks[-1] if blocks else {"type": ""}
    match kind:
        case "item":
            item = MARKER.sub("", line)
            if last["type"] == "list":
                last["items"].append(item)
            else:
                blocks.append({"type": "list", "items": [item]})
        case "quote" if last["type"] == "quote" and (match := SPEAKER.fullmatch(line)):
            last["attribution"] = match[1]
        case "quote" if last["type"] == "quote" and "attribution" not in last:
            last["text"] += f" {line}"
        case "quote":
            blocks.append({"type": "quote", "text": line})
        case "heading" | "title":
            blocks.append({"type": "heading", "text": line})
        case "picture":
            blocks.append({"type": "image", "alt": line, "credit": None, "caption": None})
        case "caption" if last["type"] == "image" and last["caption"] is None:
            last["caption"] = line
        case "caption":
            blocks.append({"type": "image", "alt": None, "credit": None, "caption": line})
        case _:
            blocks.append({"type": "paragraph", "text": line})
