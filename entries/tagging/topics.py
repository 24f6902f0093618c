"""Says which topics a text is about, by the words and phrases it uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .words import Words, folded_phrase, words_of

HEAD = 3  # letters by which the terms are found with which a word may begin


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
        self._by_head: defaultdict[str, list[Term]] = defaultdict(list)
        pairs = [(topic, text) for topic, texts in terms.items() for text in texts]
        for order, (topic, text) in enumerate(pairs):
            self._add(Term.of(order, topic, text))
        self._head_sizes = {len(head) for head in self._by_head}

    def _add(self, term: Term) -> None:
        if term.is_open and len(term.words) == 1:
            self._by_head[term.words[0][:HEAD]].append(term)
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
        known = self._by_word
        for index in [at for at, word in enumerate(words.folded) if word in known]:
            for term in known[words.folded[index]]:
                if stands_at(term, words, index):
                    yield term

    def _prefixes(self, words: Words) -> Iterator[Term]:
        """The open terms with which a word begins."""
        known = self._by_head
        for size in self._head_sizes:
            for word in {word for word in words.folded if word[:size] in known}:
                for term in known[word[:size]]:
                    if word.startswith(term.words[0]):
                        yield term


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
