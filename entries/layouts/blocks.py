"""The pieces an entry is made of, as plain data, and their JSON form.

Knows nothing of Django or of any page: layouts make blocks, the database stores
their JSON, templates render it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar


class BlockError(ValueError):
    """A block's JSON does not have the form that its type asks for."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    type: ClassVar[str] = "paragraph"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that the page sets apart as somebody's; `attribution` only if printed with them."""

    text: str
    attribution: str | None = None
    type: ClassVar[str] = "quote"


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    type: ClassVar[str] = "heading"


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[str, ...]
    type: ClassVar[str] = "list"


@dataclass(frozen=True, slots=True)
class Image:
    alt: str | None
    credit: str | None = None
    caption: str | None = None
    type: ClassVar[str] = "image"


@dataclass(frozen=True, slots=True)
class Media:
    caption: str | None
    type: ClassVar[str] = "media"


@dataclass(frozen=True, slots=True)
class Embed:
    provider: str
    type: ClassVar[str] = "embed"


Block = Paragraph | Quote | Heading | BulletList | Image | Media | Embed

BLOCK_TYPES: dict[str, type[Block]] = {
    kind.type: kind for kind in (Paragraph, Quote, Heading, BulletList, Image, Media, Embed)
}
FIELD_NAMES = {name: [field.name for field in fields(kind)] for name, kind in BLOCK_TYPES.items()}
REQUIRED = {"text", "items", "provider"}
LEFT_OUT = {"attribution"}  # where there is none


def block_to_json(block: Block) -> dict[str, Any]:
    """The block as `{"type": …, field: value}`, a list's items as a list."""
    values: dict[str, Any] = {"type": block.type}
    for name in FIELD_NAMES[block.type]:
        value = getattr(block, name)
        if value is not None or name not in LEFT_OUT:
            values[name] = list(value) if isinstance(value, tuple) else value
    return values


def block_from_json(value: Mapping[str, Any]) -> Block:
    """The block that `block_to_json` wrote.

    Raises BlockError, naming the field, for an unknown type, an unknown or missing field,
    or a value that is not text (or, for a list's items, not a list of texts).
    """
    if not isinstance(value, Mapping):
        raise BlockError(f"a block is an object, not {value!r:.40}")
    kind = BLOCK_TYPES.get(str(value.get("type")))
    if kind is None:
        raise BlockError(f"{value.get('type')!r:.40} is no block type; known: {known_types()}")
    names = {field.name for field in fields(kind)}
    unknown = set(value) - names - {"type"}
    if unknown:
        raise BlockError(f"a {kind.type} has no field {', '.join(sorted(unknown))}")
    return kind(**{name: checked(kind.type, name, value.get(name)) for name in names})


def blocks_from_json(values: Any) -> tuple[Block, ...]:
    """Every block of a list; raises BlockError as `block_from_json` does."""
    if not isinstance(values, list):
        raise BlockError("an entry's blocks are a list")
    return tuple(block_from_json(value) for value in values)


def known_types() -> str:
    return ", ".join(sorted(BLOCK_TYPES))


def checked(kind: str, name: str, value: Any) -> Any:
    """The value of one field as the dataclass takes it, or a BlockError."""
    if name == "items":
        if not isinstance(value, list) or not value or not all(is_text(item) for item in value):
            raise BlockError("a list's items are a list of texts, at least one")
        return tuple(value)
    if value is None and name not in REQUIRED:
        return None
    if not is_text(value):
        raise BlockError(f"the {name} of the {kind} is text, and not empty")
    return value


def is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def text_of(headline: str | None, blocks: Iterable[Block]) -> str:
    """The plain text of an entry that search and mentions count in.

    Headline, paragraphs, quotes with their speakers, headings, list items and captions, a blank
    line between them. Alternative texts and credits describe a picture rather than report, so
    they stay out.
    """
    parts = [headline or "", *(part for block in blocks for part in spoken_parts(block))]
    return "\n\n".join(part for part in parts if part)


def spoken_parts(block: Block) -> tuple[str, ...]:
    match block:
        case Paragraph(text) | Heading(text):
            return (text,)
        case Quote(text, attribution):
            return (text, attribution or "")
        case BulletList(items):
            return items
        case Image(caption=caption) | Media(caption=caption):
            return (caption or "",)
        case _:
            return ()
