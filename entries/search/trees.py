"""Trees of nodes put together and taken apart; knows nothing of how a query is written."""

from __future__ import annotations

from collections.abc import Iterable

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


def replaced(node: Node, word: str, by: str) -> Node:
    """The tree with another word in the place of this one, wherever it is asked for."""
    match node:
        case Word(text) if text == word:
            return Word(by)
        case And(parts=several):
            return all_of(replaced(part, word, by) for part in several) or node
        case Or(parts=several):
            return any_of(replaced(part, word, by) for part in several) or node
    return node


def exchanged(node: Node, leaf: Node, by: Node) -> Node:
    """The tree with a node in the place of a leaf, where that is excluded too."""
    match node:
        case And(parts=several):
            return all_of(exchanged(part, leaf, by) for part in several) or node
        case Or(parts=several):
            return any_of(exchanged(part, leaf, by) for part in several) or node
        case Not(part):
            return negation(exchanged(part, leaf, by))
    return by if node == leaf else node
