"""Finds known names in a text: the longest ones, on whole words.

Knows names and what they stand for, whatever that is; nothing of files or of Django.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .words import Words, words_of

SHORT = 3  # letters; up to here a word's capitals tell it from another word: US and us, Xi and XI
# Short acronyms that a line set in capitals throughout may mean as plain words.
PLAIN_WORDS = frozenset({"all", "am", "as", "at", "go", "in", "is", "it", "no", "or", "us", "who"})
LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that stands for `target`; with `context`, only beside one of these words.

    `target` may be anything that can be a key: two names with equal targets mean the same.
    """

    name: str
    target: Hashable
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A name found: `matched` is `text[start:end]`, counted in code points, `end` excluded."""

    target: Hashable
    start: int
    end: int
    matched: str


class Phrase(NamedTuple):
    """A name or context word by its words: folded, and as written, an acronym without dots."""

    folded: tuple[str, ...]
    written: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Phrase:
        words = words_of(text)
        return cls(tuple(words.folded), tuple(map(without_dots, words.written)))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase can stand for. `swallows`: for nothing known, it only takes its place."""

    phrase: Phrase
    target: Hashable
    context: tuple[Phrase, ...] = ()
    swallows: bool = False


class Recogniser:
    """Finds names in texts. Build it once: the names are put in order then.

    A name counts where its words stand whole, next to each other and with the capitals that the
    name has; accents, the kind of apostrophe or hyphen, and an acronym's dots make no difference.
    Of names that begin at one word the longest counts, and the names inside it do not. A name
    that several targets share counts for none of them, unless the context of just one is there.
    `swallowed` are names that stand for nothing known, and keep the names inside them from
    counting.
    """

    def __init__(self, names: Iterable[KnownName], swallowed: Iterable[str] = ()) -> None:
        self._meanings: defaultdict[tuple[str, ...], list[Meaning]] = defaultdict(list)
        self._longest: dict[str, int] = {}
        for known in names:
            context = tuple(map(Phrase.of, known.context))
            self._add(Meaning(Phrase.of(known.name), known.target, context))
        for name in swallowed:
            self._add(Meaning(Phrase.of(name), None, swallows=True))

    def _add(self, meaning: Meaning) -> None:
        folded = meaning.phrase.folded
        if not folded:
            return  # A name without a letter or digit can stand nowhere.
        self._meanings[folded].append(meaning)
        self._longest[folded[0]] = max(self._longest.get(folded[0], 0), len(folded))

    def find(self, text: str) -> tuple[Found, ...]:
        """Every name that counts in `text`, in order; no two overlap."""
        return tuple(self._found(Reading(words_of(text))))

    def _found(self, reading: Reading) -> Iterator[Found]:
        words, longest, last_end = reading.words, self._longest, 0
        for index in [at for at, word in enumerate(words.folded) if word in longest]:
            if index < last_end:
                continue
            length, meanings = self._longest_at(reading, index, longest[words.folded[index]])
            if not meanings:
                continue
            last_end = index + length
            targets = meant(meanings, reading)
            if len(targets) == 1:
                start, end = words.start(index), words.end(last_end - 1)
                yield Found(targets.pop(), start, end, words.text[start:end])

    def _longest_at(self, reading: Reading, index: int, most: int) -> tuple[int, list[Meaning]]:
        """The number of words of the longest name at `index`, and what it can stand for."""
        words = reading.words
        for length in range(words.reach(index, most), 0, -1):
            known = self._meanings.get(tuple(words.folded[index : index + length]), ())
            fitting = [each for each in known if reading.fits(each.phrase, index)]
            if fitting:
                return length, fitting
        return 0, []


class Reading:
    """One text while names are sought in it. What is asked of all of it is looked up once."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._used: dict[Phrase, bool] = {}

    def uses(self, phrase: Phrase) -> bool:
        """Whether the phrase stands in the text, with the capitals a name needs."""
        if phrase not in self._used:
            self._used[phrase] = any(self._stands(phrase, at) for at in self._starts(phrase))
        return self._used[phrase]

    def _starts(self, phrase: Phrase) -> Iterator[int]:
        first = phrase.folded[0] if phrase.folded else None
        return (index for index, word in enumerate(self.words.folded) if word == first)

    def _stands(self, phrase: Phrase, index: int) -> bool:
        size = len(phrase.folded)
        there = tuple(self.words.folded[index : index + size])
        joined = there == phrase.folded and self.words.reach(index, size) == size
        return joined and self.fits(phrase, index)

    def fits(self, phrase: Phrase, index: int) -> bool:
        """Whether the words from `index` on have the capitals that the phrase asks for."""
        known, written = phrase.written, self.words.written[index : index + len(phrase.written)]
        if not all(map(capitals_fit, known, written)):
            return False
        if len(known) > 1 or len(known[0]) > SHORT:
            return True
        return self._short_word_fits(known[0], index)

    def _short_word_fits(self, known: str, index: int) -> bool:
        """Whether a short name that stands alone is itself, and not another word in capitals."""
        written, end = self.words.written[index], self.words.end(index)
        if not known.isupper():
            return written == known or not known[0].isupper()
        if "." in written or self.words.folded[index] not in PLAIN_WORDS:
            return True
        if self.words.text[end : end + 1] == "$":
            return False
        return not any(start <= end <= stop for start, stop in self._shouted_near(end))

    def _shouted_near(self, position: int) -> list[tuple[int, int]]:
        lines = self._shouted_lines
        at = bisect_right(lines, (position, len(self.words.text)))
        return lines[max(at - 1, 0) : at]

    @cached_property
    def _shouted_lines(self) -> list[tuple[int, int]]:
        """Start and end of each line that is set in capitals throughout, as some headlines are."""
        spans = (match.span() for match in LINE.finditer(self.words.text))
        return [span for span in spans if is_shouted(self.words.text[slice(*span)])]


def meant(meanings: Iterable[Meaning], reading: Reading) -> set[Hashable]:
    """What a name stands for here: those whose context is there, else those that need none.

    Nothing where the name is only to be swallowed.
    """
    meanings = list(meanings)
    if any(each.swallows for each in meanings):
        return set()
    beside = {each.target for each in meanings if any(map(reading.uses, each.context))}
    return beside or {each.target for each in meanings if not each.context}


def capitals_fit(known: str, written: str) -> bool:
    """A word that the gazetteer writes small may be written anyhow; others need their capital.

    Short acronyms need all their capitals; longer ones may be written as a word, as "Nato".
    """
    if not known[0].isupper():
        return True
    if known.isupper() and len(known) <= SHORT:
        return not any(letter.islower() for letter in written)
    return not written[0].islower()


def without_dots(word: str) -> str:
    return word.replace(".", "").replace(" ", "")


def is_shouted(line: str) -> bool:
    """Whether a line is set in capitals throughout, as some headlines are."""
    return line.isupper() and any(len(word) > SHORT for word in line.split())
