"""Trees of nodes put together and taken apart; knows nothing of how a query is written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from .nodes import And, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Span, Word


def all_of(parts: Iterable[Node]) -> Node | None:
    """What has all the parts: an And without repetitions or Ands in it; None of nothing."""
    flat = dict.fromkeys(
        leaf for part in parts for leaf in (part.parts if isinstance(part, And) else (part,))
    )
    return And(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def any_of(parts: Iterable[Node]) -> Node | None:
    """What has at least one of the parts: an Or, made as in `all_of`."""
    flat = dict.fromkeys(
        leaf for part in parts for leaf in (part.parts if isinstance(part, Or) else (part,))
    )
    return Or(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def negation(node: Node) -> Node:
    return node.part if isinstance(node, Not) else Not(node)


def standing_apart(node: Node | None) -> list[Node]:
    """The Field, Span and Not(Field) that hold for the whole query, in order."""
    top = node.parts if isinstance(node, And) else (node,)
    return [part for part in top if part is not None and stands_apart(part)]


def stands_apart(node: Node) -> bool:
    return isinstance(node.part if isinstance(node, Not) else node, Field) or isinstance(node, Span)


def words_of(node: Node | None) -> list[Word | Phrase | Prefix | Fuzzy]:
    """The words that are asked for, not those that are excluded, in order."""
    match node:
        case Word() | Phrase() | Prefix() | Fuzzy():
            return [node]
        case And(parts=several) | Or(parts=several):
            return [word for part in several for word in words_of(part)]
    return []


def replaced(node: Node, leaf: Node, by: Node, *, excluded_too: bool = False) -> Node:
    """The tree with another node in the place of a leaf, wherever that is asked for."""
    rest = partial(replaced, leaf=leaf, by=by, excluded_too=excluded_too)
    match node:
        case And(parts=several):
            return all_of(map(rest, several)) or node
        case Or(parts=several):
            return any_of(map(rest, several)) or node
        case Not(part) if excluded_too:
            return negation(rest(part))
    return by if node == leaf else node
