"""What stands in the search box: which of it filters, which are words, what is left out.

A field word that names something becomes a filter, in a parameter of its own where it stands for
itself, so that each part of a search is one control. One that names nothing stays in the box, and
is an error as it would be in a parameter: the others alone are not what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from entries.search import language
from entries.search.language import LeftOut, Parsed
from entries.search.nodes import And, Field, Filter, Node, Not, Or, Span, Word
from entries.search.operators import FIELD_WORDS
from entries.search.trees import (
    all_of,
    any_of,
    negation,
    replaced,
    standing_apart,
    words_of,
)

from .naming import Named, Names, Unclear


@dataclass(frozen=True, slots=True)
class Words:
    """The box, understood.

    `text` stays in it. `node` is what is searched for, `typed` the same with field words where
    that has filters; `left_out` says what is not searched for, and why. `unclear` are the field
    words that stand for no one thing, each with what to say of it; with any, `node` is None.
    `moved` goes into parameters of names, `span` into those of time.
    """

    text: str = ""
    node: Node | None = None
    typed: Node | None = None
    left_out: tuple[LeftOut, ...] = ()
    unclear: tuple[tuple[Field, str], ...] = ()
    moved: tuple[tuple[str, Named], ...] = ()
    span: Span = Span()

    @property
    def ranked(self) -> bool:
        """Whether there are words by which one entry can fit better than another."""
        return bool(words_of(self.typed))

    @property
    def as_read(self) -> str:
        """The words as they were understood, in the language."""
        return language.written(self.typed)

    @property
    def otherwise(self) -> str:
        """The words as they were understood; empty where that is how they were typed."""
        return self.as_read if self.as_read != " ".join(self.text.split()) else ""

    def respelt(self, spellings: Iterable[tuple[str, str]]) -> str:
        """The words with others in the place of some: pairs of a word and the one for it."""
        node = self.typed
        for word, other in spellings:
            node = node and replaced(node, Word(word), Word(other))
        return language.written(node)

    def exchanged(self, word: Field, by: Node) -> str:
        """The words with something else in the place of a field word."""
        return language.written(self.typed and replaced(self.typed, word, by, excluded_too=True))

    def plus(self, node: Node) -> str:
        """The words, and one thing more."""
        return language.written(all_of(part for part in (self.typed, node) if part))


def field_of(word: Field) -> str:
    """The field that a field word gives a value of; "on" for one that was given no time."""
    return FIELD_WORDS[word.name].field or "on"


def plain(value: str) -> Node | None:
    """The words of a value; several stand as a phrase. None where it has no letter or digit."""
    return language.parse(value if len(value.split()) == 1 else f'"{value}"').node


def fields_in(node: Node | None) -> Iterator[Field]:
    """Every field word in the tree."""
    match node:
        case Field():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from fields_in(part)
        case Not(part):
            yield from fields_in(part)


def understood(text: str, parsed: Parsed, names: Names, *, move: bool) -> Words:
    """The words of the box, their field words looked up, and with `move` made parameters."""
    # Where some words leave the box the others are written anew, as they were understood. What
    # was left out would then go unsaid: it keeps everything where it is.
    leaves = standing_apart(parsed.node) if move and not parsed.left_out else []
    moving = [leaf for leaf in leaves if is_clear(leaf, names)]
    staying = without(parsed.node, moving)
    unclear = tuple(unclear_in(staying, names))
    return Words(
        language.written(staying) if moving else text,
        None if unclear else filtered(staying, names),
        staying,
        parsed.left_out,
        unclear,
        tuple(as_parameter(leaf, names) for leaf in moving if not isinstance(leaf, Span)),
        overlap([leaf for leaf in moving if isinstance(leaf, Span)]),
    )


def without(node: Node | None, leaves: Sequence[Node]) -> Node | None:
    """The tree but for some of the leaves that hold for all of it."""
    if not leaves:
        return node
    top = node.parts if isinstance(node, And) else (node,)
    return all_of(part for part in top if part is not None and part not in leaves)


def is_clear(leaf: Node, names: Names) -> bool:
    """Whether a leaf stands for a time or for one thing."""
    word = leaf.part if isinstance(leaf, Not) else leaf
    if not isinstance(word, Field):
        return True
    try:
        names.find(field_of(word), word.value)
    except Unclear:
        return False
    return True


def as_parameter(leaf: Node, names: Names) -> tuple[str, Named]:
    """The parameter that a field word, or its opposite, is moved to, and the value it has there."""
    word = leaf.part if isinstance(leaf, Not) else leaf
    assert isinstance(word, Field)  # no other leaf is moved
    minus = "-" if isinstance(leaf, Not) else ""
    return minus + field_of(word), names.find(field_of(word), word.value)


def unclear_in(node: Node | None, names: Names) -> Iterator[tuple[Field, str]]:
    """The field words of a tree that stand for no one thing, with what to say of each."""
    for word in dict.fromkeys(fields_in(node)):
        try:
            names.find(field_of(word), word.value)
        except Unclear as error:
            yield word, str(error)


def filtered(node: Node | None, names: Names) -> Node | None:
    """The tree with filters in the place of its field words, each of which names something."""
    match node:
        case Field():
            found = names.find(field_of(node), node.value)
            return Filter(found.field, found.key)
        case Not(part):
            return negation(filtered(part, names) or part)
        case And(parts):
            return all_of(filtered(part, names) or part for part in parts)
        case Or(parts):
            return any_of(filtered(part, names) or part for part in parts)
    return node


def overlap(spans: Sequence[Span]) -> Span:
    """The time that lies in each of the spans."""
    since = [span.since for span in spans if span.since]
    until = [span.until for span in spans if span.until]
    return Span(
        max(since, key=lambda period: period.start, default=None),
        min(until, key=lambda period: period.end, default=None),
    )
