"""Texts that are nearly alike, found without comparing each with each.

Two texts that are alike share many of their words, so of any order of all words at least one that
comes early in both: the longest words come first, which few texts have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Generic, TypeVar

from .drafts import likeness_of, word_counts

T = TypeVar("T")
# A word, and how often it has come in the text before.
Sign = tuple[str, int]
FEW = 8  # texts are compared one by one


class Text:
    """A text whose words are counted once they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def size(self) -> int:
        return len(self.text.split())

    @cached_property
    def words(self) -> Counter[str]:
        return word_counts(self.text)

    def may_be(self, least: float, other: Text) -> bool:
        """Whether the two have as many words as texts of that likeness need in common."""
        total = self.size + other.size
        return not total or 2 * min(self.size, other.size) / total >= least


class Alike(Generic[T]):
    """Things by their texts; those are alike that have a likeness of at least `least`."""

    def __init__(self, least: float) -> None:
        self.least = least
        self.added: list[tuple[T, Text]] = []
        self.by_sign: dict[Sign, list[int]] = defaultdict(list)
        self.signed = 0

    def add(self, text: str, thing: T) -> None:
        self.added.append((thing, Text(text)))

    def to(self, text: str) -> Iterator[tuple[float, T]]:
        """Those whose texts are alike this one, with the likeness, in the order of adding."""
        ours = Text(text)
        for thing, theirs in self.perhaps(ours):
            if not ours.may_be(self.least, theirs):
                continue
            likeness = likeness_of(ours.words, theirs.words)
            if likeness >= self.least:
                yield likeness, thing

    def perhaps(self, text: Text) -> Iterable[tuple[T, Text]]:
        """All where there are few; of many those that share a sign, since signs take long."""
        if len(self.added) <= FEW:
            return self.added
        for number in range(self.signed, len(self.added)):
            for sign in self.signs_of(self.added[number][1]):
                self.by_sign[sign].append(number)
        self.signed = len(self.added)
        shared = {at for sign in self.signs_of(text) for at in self.by_sign.get(sign, ())}
        return [self.added[at] for at in sorted(shared)]

    def signs_of(self, text: Text) -> list[Sign]:
        """So many of its longest words that a text alike has at least one among its own."""
        words = text.words
        ordered = sorted(words, key=lambda word: (-len(word), word))
        signs = [(word, number) for word in ordered for number in range(words[word])]
        shared = int(self.least / (2 - self.least) * len(signs))
        return signs[: len(signs) - shared + 1]
