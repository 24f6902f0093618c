"""Says which topics a text is about, by the words and phrases it uses."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .words import Words, folded_phrase, words_of


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a topic: its folded words, the last one open where a star stood."""

    order: int
    topic: str
    text: str
    words: tuple[str, ...]
    is_open: bool

    @classmethod
    def of(cls, order: int, topic: str, text: str) -> Term:
        return cls(order, topic, text, folded_phrase(text.rstrip("*")), text.endswith("*"))


class TopicRules:
    """The terms of every topic, by slug. Build it once.

    A term counts where its words stand whole and next to each other, in any letter case and with
    or without accents; a star at its end stands for any ending, none included.
    """

    def __init__(self, terms: Mapping[str, Sequence[str]]) -> None:
        self._by_word: defaultdict[str, list[Term]] = defaultdict(list)
        self._by_prefix: list[Term] = []
        pairs = [(topic, text) for topic, texts in terms.items() for text in texts]
        for order, (topic, text) in enumerate(pairs):
            self._add(Term.of(order, topic, text))

    def _add(self, term: Term) -> None:
        if term.is_open and len(term.words) == 1:
            self._by_prefix.append(term)
        elif term.words:
            self._by_word[term.words[0]].append(term)

    def find(self, text: str) -> dict[str, tuple[str, ...]]:
        """Topic slug → the terms that `text` uses, both in the order of the rules."""
        words = words_of(text)
        used = {term.order: term for term in (*self._whole(words), *self._prefixes(words))}
        found: dict[str, tuple[str, ...]] = {}
        for _, term in sorted(used.items()):
            found[term.topic] = (*found.get(term.topic, ()), term.text)
        return found

    def _whole(self, words: Words) -> Iterator[Term]:
        for index, word in enumerate(words.folded):
            for term in self._by_word.get(word, ()):
                if stands_at(term, words, index):
                    yield term

    def _prefixes(self, words: Words) -> Iterator[Term]:
        ordered = sorted(set(words.folded))
        return (term for term in self._by_prefix if any_begins(ordered, term.words[0]))


def stands_at(term: Term, words: Words, index: int) -> bool:
    """Whether the whole phrase stands at the word `index`, whose first word is known to fit."""
    size = len(term.words)
    if size == 1:
        return True
    there = words.folded[index : index + size]
    if len(there) < size or tuple(there[:-1]) != term.words[:-1]:
        return False
    last = there[-1].startswith(term.words[-1]) if term.is_open else there[-1] == term.words[-1]
    return last and words.reach(index, size) == size


def any_begins(ordered: Sequence[str], prefix: str) -> bool:
    """Whether a word of the sorted `ordered` begins with `prefix`."""
    at = bisect_left(ordered, prefix)
    return at < len(ordered) and ordered[at].startswith(prefix)
