"""What the words of a query mean, as a tree; the language makes it and an engine answers it.

Every leaf says what an entry must have. An engine meets only resolved trees, in which each `Field`
has become a `Filter` or a `Span`.
"""

from __future__ import annotations

from dataclasses import dataclass

from .periods import Period


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms: stemmed, whatever the accents and letter case."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words as they are written, next to each other, or up to `slop` steps apart."""

    text: str
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that starts so."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word or one that differs by a letter or two."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field word as it was typed, such as `actor:nato`; what it names is not known yet."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A value that a field must have, or with `exclude` must not have.

    `value` is the primary key of an actor, place, topic, source or liveblog, a year as a number,
    and the text of a label, a byline or a kind of block (`has`).
    """

    field: str
    value: int | str
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The time from the start of one period to the end of another, both included.

    Wall-clock time in each entry's source's zone. None leaves that side open.
    """

    since: Period | None = None
    until: Period | None = None


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


Leaf = Word | Phrase | Prefix | Fuzzy | Field | Filter | Span
Node = Leaf | And | Or | Not
