"""Says which topics a text is about, by the words and phrases it uses.

A term is written as a word or phrase; a star at its end stands for any ending, none included, and
"| 0.5" behind it gives its weight, which is 1 where none is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .words import Words, folded_phrase, words_of

HEAD = 3  # letters by which the terms are found with which a word may begin
WORDS_KEPT = 30_000  # with what is sought at each
ENOUGH = 1.0  # the weight from which a text is about a topic
Hit = tuple["Term", int]
# A term, and the place of the word in it by which it is sought: of several not the first, so that
# the one before is known.
Sought = tuple["Term", int]
NOTHING: Mapping[str | None, Sequence[Sought]] = {}


def split_term(text: str) -> tuple[str, float]:
    """A term's phrase and weight. Raises ValueError, saying what is wrong with it."""
    phrase, bar, number = (part.strip() for part in text.partition("|"))
    if "*" in phrase[:-1] or not words_of(phrase).folded:
        raise ValueError(f"{text!r} is a word or phrase, with a star at its end only")
    try:
        weight = float(number) if bar else ENOUGH
    except ValueError:
        weight = 0
    if not 0 < weight <= ENOUGH:
        raise ValueError(f"{text!r}: a weight is a number above 0, and 1 at the most")
    return phrase, weight


def read_term(text: str) -> tuple[str, float] | None:
    """As `split_term`; None where the term cannot be read, and so does not count."""
    try:
        return split_term(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a topic: its folded words, the last one open where a star stood.

    `text` is the term as it is written, `weight` 0 for one within which words do not count.
    """

    order: int
    topic: str
    text: str
    words: tuple[str, ...]
    is_open: bool
    weight: float

    @classmethod
    def of(cls, order: int, topic: str, text: str, weight: float | None = None) -> Term:
        phrase, own = split_term(text)
        words = folded_phrase(phrase.rstrip("*"))
        return cls(
            order, topic, text, words, phrase.endswith("*"), own if weight is None else weight
        )


class TopicRules:
    """The terms of every topic, by slug, and what excludes them. Build it once.

    A term counts where its words stand whole and next to each other, in any letter case and with
    or without accents, and not within an exclusion of its topic. A text is about a topic where
    the weights of the different terms that it uses come to 1. Terms that cannot be read are left
    out: `split_term` says which.
    """

    def __init__(
        self,
        terms: Mapping[str, Sequence[str]],
        exclusions: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._whole: defaultdict[str, list[Sought]] = defaultdict(list)
        self._begun: defaultdict[str, list[Sought]] = defaultdict(list)
        found = [*read_terms(terms), *read_terms(exclusions or {}, weight=0)]
        use = Counter(word for term in found for word in term.words)
        for term in found:
            last = len(term.words) - 1
            at = min(range(1, last + 1), key=lambda at: use[term.words[at]], default=0)
            word = term.words[at]
            if term.is_open and at == last:
                self._begun[word[:HEAD]].append((term, at))
            else:
                self._whole[word].append((term, at))
        self._heads = {len(head) for head in self._begun}
        # Texts have few words that are not in other texts.
        self._sought_at = lru_cache(maxsize=WORDS_KEPT)(self._find_sought_at)

    def find(self, text: str) -> dict[str, tuple[str, ...]]:
        """Topic slug → the terms that `text` uses, both in the order of the rules."""
        used: defaultdict[str, list[Hit]] = defaultdict(list)
        for hit in self._hits(words_of(text)):
            used[hit[0].topic].append(hit)
        counted = (counting(hits) for hits in used.values())
        found = [terms for terms in counted if sum(term.weight for term in terms) >= ENOUGH]
        found.sort(key=lambda terms: terms[0].order)
        return {terms[0].topic: tuple(term.text for term in terms) for terms in found}

    def _hits(self, words: Words) -> Iterator[Hit]:
        """Every term in the text, with the index of its first word."""
        before = ""
        for index, word in enumerate(words.folded):
            if sought := self._sought_at(word):
                for term, at in (*sought.get(None, ()), *sought.get(before, ())):
                    if stands_at(term, words, index - at):
                        yield term, index - at
            before = word

    def _find_sought_at(self, word: str) -> Mapping[str | None, Sequence[Sought]]:
        """What is sought where a word stands: the single words by None, the others by the word
        that stands before."""
        pairs = [*self._whole.get(word, ())]
        for size in self._heads:
            if begun := self._begun.get(word[:size]):
                pairs += [pair for pair in begun if word.startswith(pair[0].words[-1])]
        found: dict[str | None, list[Sought]] = {}
        for term, at in pairs:
            found.setdefault(term.words[at - 1] if at else None, []).append((term, at))
        return found or NOTHING


def read_terms(terms: Mapping[str, Sequence[str]], weight: float | None = None) -> Iterator[Term]:
    """The terms of each topic, in order; those that cannot be read are left out."""
    pairs = [(topic, text) for topic, texts in terms.items() for text in texts]
    for order, (topic, text) in enumerate(pairs):
        try:
            yield Term.of(order, topic, text, weight)
        except ValueError:
            continue


def counting(hits: Iterable[Hit]) -> list[Term]:
    """The terms of one topic that count, each once, in order: those that stand somewhere outside
    its exclusions and its longer terms; "fighter jet" is not about jets once more."""
    taken: set[int] = set()
    used: dict[int, Term] = {}
    for term, index in sorted(hits, key=lambda hit: precedence(hit[0])):
        if term.weight and index in taken:
            continue
        taken.update(range(index, index + len(term.words)))
        if term.weight:
            used[term.order] = term
    return [term for _, term in sorted(used.items())]


def precedence(term: Term) -> tuple[bool, int, float]:
    """What sorts terms that stand in one place: exclusions, then the longest, then the heaviest."""
    return term.weight > 0, -len(term.words), -term.weight


def stands_at(term: Term, words: Words, index: int) -> bool:
    """Whether the whole phrase stands at the word `index`, where a single word is known to fit."""
    size = len(term.words)
    if size == 1 or index < 0:
        return size == 1
    there = words.folded[index : index + size]
    if len(there) < size or tuple(there[:-1]) != term.words[:-1]:
        return False
    last = there[-1].startswith(term.words[-1]) if term.is_open else there[-1] == term.words[-1]
    return last and words.reach(index, size) == size
