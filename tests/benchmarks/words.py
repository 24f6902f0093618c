"""A made-up language: a vocabulary that people could pronounce, and how its words are written.

Whoever gives the same seed gets the same words. Knows nothing of Django.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

VOCABULARY = 150_000
PAIRS = ("br", "dr", "fr", "gr", "kr", "pr", "tr", "bl", "fl", "gl", "pl", "st", "ch", "sh", "th")
ONSETS = [*"bdfghjklmnprstvw" * 3, *PAIRS]
NUCLEI = [*"aeiou" * 3, "ai", "ei", "ou", "ea"]
CODAS = [""] * 16 + [*"nrlmdtk", "nd", "rt", "lm"]
# Frequent words are short: so many words have at most one, two, three syllables.
SYLLABLES = {1: 300, 2: 8_000, 3: 80_000, 4: VOCABULARY}
ACCENTS = str.maketrans("aeiou", "áéíóú")
EVERY_ACCENTED = 100
# Words of which the share of entries is known. The vocabulary has neither q, x nor z.
SHARES = {"vaxor": 0.8, "jazen": 0.35, "ozbrid": 0.015, "maxellin": 0.001, "zephandor": 0.0}
PHRASE, PHRASE_SHARE = "nozem hux gorzal", 0.015


def syllables(rng: np.random.Generator, count: int) -> list[str]:
    """So many random syllables."""
    kinds = (ONSETS, NUCLEI, CODAS)
    picks = zip(*(rng.integers(0, len(kind), count).tolist() for kind in kinds), strict=True)
    return [kinds[0][a] + kinds[1][b] + kinds[2][c] for a, b, c in picks]


def fresh_words(rng: np.random.Generator, length: int, known: set[str]) -> Iterator[str]:
    """Words of so many syllables that are not known yet, without end."""
    while True:
        parts = syllables(rng, 10_000 * length)
        for at in range(0, len(parts), length):
            word = "".join(parts[at : at + length])
            if word not in known:
                known.add(word)
                yield word


def vocabulary(rng: np.random.Generator, known: set[str]) -> list[str]:
    """The words, the most frequent first; they are added to what is known."""
    words: list[str] = []
    for length, upto in SYLLABLES.items():
        source = fresh_words(rng, length, known)
        words += [next(source) for _ in range(upto - len(words))]
    return [
        word.translate(ACCENTS) if rank % EVERY_ACCENTED == EVERY_ACCENTED - 1 else word
        for rank, word in enumerate(words)
    ]


class Zipf:
    """Draws ranks of which the n-th is n times rarer than the first."""

    def __init__(self, size: int, exponent: float = 1.0) -> None:
        weights = 1 / np.arange(1, size + 1) ** exponent
        self.sums = np.cumsum(weights / weights.sum())

    def draw(self, rng: np.random.Generator, shape: int | tuple[int, ...]) -> np.ndarray:
        ranks = np.searchsorted(self.sums, rng.random(shape))
        return np.minimum(ranks, len(self.sums) - 1)


class Tokens:
    """All words and names by number, as they are written: small or capital, then . or , or none.

    `forms[capital + 2 * mark]` has the texts, `lengths` likewise; `plain` are the lengths bare.
    """

    MARKS = ("", ".", ",")

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = list(texts)
        capitals = [text[0].upper() + text[1:] for text in texts]
        forms = [
            [text + mark for text in row] for mark in self.MARKS for row in (self.texts, capitals)
        ]
        self.forms = np.array(forms, dtype=object)
        self.plain = lengths(self.texts)
        self.lengths = np.stack([lengths(row) for row in forms])


def lengths(texts: Iterable[str]) -> np.ndarray:
    return np.array([len(text) for text in texts], dtype=np.int64)
