"""Finds known names in a text: the longest ones, on whole words.

Knows names and what they stand for, whatever that is; nothing of files or of Django.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .words import Words, words_of

SHORT = 3  # letters; up to here a word's capitals tell it from another word: US and us, Xi and XI
# Short acronyms that a line set in capitals throughout may mean as plain words.
PLAIN_WORDS = frozenset({"all", "am", "as", "at", "go", "in", "is", "it", "no", "or", "us", "who"})


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
        return tuple(self._found(words_of(text)))

    def _found(self, words: Words) -> Iterator[Found]:
        longest, last_end = self._longest, 0
        for index, first in enumerate(words.folded):
            if index < last_end or first not in longest:
                continue
            length, meanings = self._longest_at(words, index, longest[first])
            if not meanings:
                continue
            last_end = index + length
            targets = meant(meanings, words)
            if len(targets) == 1:
                start, end = words.spans[index][0], words.spans[last_end - 1][1]
                yield Found(targets.pop(), start, end, words.text[start:end])

    def _longest_at(self, words: Words, index: int, most: int) -> tuple[int, list[Meaning]]:
        """The number of words of the longest name at `index`, and what it can stand for."""
        for length in range(words.reach(index, most), 0, -1):
            known = self._meanings.get(tuple(words.folded[index : index + length]), ())
            fitting = [each for each in known if written_alike(each.phrase, words, index)]
            if fitting:
                return length, fitting
        return 0, []


def meant(meanings: Iterable[Meaning], words: Words) -> set[Hashable]:
    """What a name stands for here: those whose context is there, else those that need none.

    Nothing where the name is only to be swallowed.
    """
    meanings = list(meanings)
    if any(each.swallows for each in meanings):
        return set()
    beside = {each.target for each in meanings if each.context and uses_any(words, each.context)}
    return beside or {each.target for each in meanings if not each.context}


def uses_any(words: Words, phrases: Iterable[Phrase]) -> bool:
    """Whether one of the phrases stands in the text, with the capitals a name needs."""
    return any(uses(words, phrase) for phrase in phrases)


def uses(words: Words, phrase: Phrase) -> bool:
    size, wanted = len(phrase.folded), list(phrase.folded)
    if not size or wanted[0] not in words.folded:
        return False
    return any(
        words.folded[index : index + size] == wanted
        and words.reach(index, size) == size
        and written_alike(phrase, words, index)
        for index, word in enumerate(words.folded)
        if word == wanted[0]
    )


def written_alike(phrase: Phrase, words: Words, index: int) -> bool:
    """Whether the words from `index` on have the capitals that the phrase asks for."""
    written = words.written[index : index + len(phrase.written)]
    if not all(map(capitals_fit, phrase.written, written)):
        return False
    if len(phrase.written) > 1 or len(phrase.written[0]) > SHORT:
        return True
    return short_word_fits(phrase.written[0], words, index)


def capitals_fit(known: str, written: str) -> bool:
    """A word that the gazetteer writes small may be written anyhow; others need their capital.

    Short acronyms need all their capitals; longer ones may be written as a word, as "Nato".
    """
    if not known[0].isupper():
        return True
    if known.isupper() and len(known) <= SHORT:
        return not any(letter.islower() for letter in written)
    return not written[0].islower()


def short_word_fits(known: str, words: Words, index: int) -> bool:
    """Whether a short name that stands alone is itself, and not another word in capitals."""
    if not known.isupper():
        return words.written[index] == known or not known[0].isupper()
    if "." in words.written[index] or words.folded[index] not in PLAIN_WORDS:
        return True
    if words.text[words.spans[index][1] : words.spans[index][1] + 1] == "$":
        return False
    return not is_shouted(line_around(words.text, words.spans[index][0]))


def without_dots(word: str) -> str:
    return word.replace(".", "").replace(" ", "")


def line_around(text: str, position: int) -> str:
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return text[start:] if end < 0 else text[start:end]


def is_shouted(line: str) -> bool:
    """Whether a line is set in capitals throughout, as some headlines are."""
    return line.isupper() and any(len(word) > SHORT for word in line.split())
