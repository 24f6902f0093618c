"""Texts that are nearly alike, found without comparing each with each.

Two texts that are alike share many of their words, so of any order of all words a few that come
early in both. The words that fewest texts have come first: hardly any others share those.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from .drafts import likeness_of, word_counts

T = TypeVar("T")
# A word, and how often it has come in the text before.
Sign = tuple[str, int]
FEW = 8  # texts are compared one by one
# A word is rare that no more than one of so many texts has.
RARE = 20
# Of so many words that two texts must share, one is looked for among those that come early.
WORDS_A_SIGN = 6


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


class Signs(NamedTuple):
    """A text's words, rarest first; two that are alike share at least `fewest` of the `early`."""

    all: list[Sign]
    early: int
    fewest: int


class Alike(Generic[T]):
    """Things by their texts; those are alike that have a likeness of at least `least`.

    `expected` are the texts that are going to be added or asked for: they say which words are
    rare. Other texts can be too, and only take longer.
    """

    def __init__(self, least: float, expected: Sequence[str] = ()) -> None:
        self.least = least
        self.expected = expected
        self.added: list[tuple[T, Text]] = []
        self.signs: list[Signs] = []
        # By the number of words, since it says how many two texts must share.
        self.by_sign: dict[int, dict[Sign, list[int]]] = {}

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
        """All where there are few; of many those that share signs, since signs take long."""
        if len(self.added) <= FEW:
            return self.added
        for number in range(len(self.signs), len(self.added)):
            signs = self.signs_of(self.added[number][1])
            numbers = self.by_sign.setdefault(len(signs.all), defaultdict(list))
            for sign in signs.all[: signs.early]:
                numbers[sign].append(number)
            self.signs.append(signs)
        return [self.added[number] for number in sorted(self.sharing(self.signs_of(text)))]

    def sharing(self, ours: Signs) -> Iterator[int]:
        """The numbers of those texts that share enough of their rarest words with this one."""
        size = len(ours.all)
        for other, numbers in self.by_sign.items():
            needed = math.ceil(self.least * (size + other) / 2 - 1e-9)
            if needed > min(size, other):
                continue
            early = size - needed + ours.fewest
            shared: Counter[int] = Counter()
            for sign in ours.all[:early]:
                shared.update(numbers.get(sign, ()))
            for number, count in shared.items():
                theirs = self.signs[number]
                late = max(size - early, other - theirs.early)
                if count >= min(ours.fewest, theirs.fewest) and count + late >= needed:
                    yield number

    def signs_of(self, text: Text) -> Signs:
        words, texts_with = text.words, self.texts_with
        ordered = sorted(words, key=lambda word: (texts_with[word], -len(word), word))
        signs = [(word, number) for word in ordered for number in range(words[word])]
        # However long the other text is, so many words are in both.
        shared = max(1, int(self.least / (2 - self.least) * len(signs)))
        early, fewest = len(signs) - shared + 1, 1
        rare = len(self.expected) / RARE
        while fewest * WORDS_A_SIGN < shared and texts_with[signs[early][0]] <= rare:
            early, fewest = early + 1, fewest + 1
        return Signs(signs, early, fewest)

    @cached_property
    def texts_with(self) -> Counter[str]:
        """How many of the expected texts have a word."""
        return Counter(word for text in self.expected for word in word_counts(text))
