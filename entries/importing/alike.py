"""Texts that are nearly alike, found without comparing each with each.

Two texts that are alike share many of their words, so of any order of all words at least one that
comes early in both: the longest words come first, which few texts have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Generic, TypeVar

from .drafts import likeness_of, word_counts

T = TypeVar("T")
# A word, and how often it has come in the text before.
Sign = tuple[str, int]


class Alike(Generic[T]):
    """Things by their texts; those are alike that have a likeness of at least `least`."""

    def __init__(self, least: float) -> None:
        self.least = least
        self.added: list[tuple[T, Counter[str]]] = []
        self.by_sign: dict[Sign, list[int]] = defaultdict(list)
        self.unsigned: list[tuple[T, str]] = []

    def add(self, text: str, thing: T) -> None:
        self.unsigned.append((thing, text))  # signs take long, and most are never asked for

    def sign(self) -> None:
        for thing, text in self.unsigned:
            words = word_counts(text)
            for sign in self.signs_of(words):
                self.by_sign[sign].append(len(self.added))
            self.added.append((thing, words))
        self.unsigned = []

    def to(self, text: str) -> Iterator[tuple[float, T]]:
        """Those whose texts are alike this one, with the likeness, in the order of adding."""
        self.sign()
        if not self.added:
            return
        words = word_counts(text)
        signs = self.signs_of(words)
        for number in sorted({number for sign in signs for number in self.by_sign.get(sign, ())}):
            thing, theirs = self.added[number]
            likeness = likeness_of(words, theirs)
            if likeness >= self.least:
                yield likeness, thing

    def signs_of(self, words: Counter[str]) -> list[Sign]:
        """So many of its longest words that a text alike has at least one among its own."""
        ordered = sorted(words, key=lambda word: (-len(word), word))
        signs = [(word, number) for word in ordered for number in range(words[word])]
        shared = int(self.least / (2 - self.least) * len(signs))
        return signs[: len(signs) - shared + 1]
