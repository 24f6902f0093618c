"""Names and cues by their words, and where a text has them with the capitals that they need."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from .words import ABBREVIATIONS, Words, words_of

SHORT = 3  # letters; up to here a word's capitals tell it from another word: US and us, Xi and XI
# Short acronyms that a line set in capitals throughout may mean as plain words.
PLAIN_WORDS = frozenset({"all", "am", "as", "at", "go", "in", "is", "it", "no", "or", "us", "who"})
LINE = re.compile(r"[^\n]+")
# What ends a sentence, or opens one: after it a capital shows no name.
SENTENCE_END = re.compile(r"[.!?…:;\n“\"‘•*]")
TITLE_WORDS = 4  # longer words that a line needs for it to show that each has a capital
# Longer words that have none there either.
SMALL = """
    about above across after against along amid among around before behind below beyond down during
    from inside into like near onto over past since than that their through till toward towards
    under until upon versus when while with within without
    """
SMALL_WORDS = frozenset(SMALL.split())
LONG = 4  # letters of a longer word
LONGEST_TITLE = 250  # characters; a longer line is no headline


class Phrase(NamedTuple):
    """A name or cue by its words: folded, and as written, an acronym without dots."""

    folded: tuple[str, ...]
    written: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Phrase:
        if text.isascii() and text.replace(" ", "").isalpha():  # plain words, as most names are
            return cls(tuple(text.lower().split()), tuple(text.split()))
        words = words_of(text)
        return cls(tuple(words.folded), tuple(map(without_dots, words.written)))


# Phrases by the word that is asked for first: of those before a name the last one.
ByWord = Mapping[str, Sequence[Phrase]]


class Reading:
    """One text while names are sought in it. What is asked of all of it is looked up once."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.folded = words.folded
        self.written = words.written
        # The indices of the words that do not begin with a small letter.
        self.capitals = [at for at, word in enumerate(words.written) if not word[0].islower()]
        self._used: dict[Phrase, bool] = {}

    def uses(self, phrase: Phrase) -> bool:
        """Whether the phrase stands in the text, with the capitals a name needs."""
        if phrase not in self._used:
            first = phrase.folded[0]
            starts = self._positions[first] if first in self._words else ()
            self._used[phrase] = any(self.stands(phrase, at) for at in starts)
        return self._used[phrase]

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self.folded)

    @cached_property
    def _positions(self) -> Mapping[str, Sequence[int]]:
        """Where each word stands. Few texts have a word of the contexts that are asked for."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.folded):
            found[word].append(at)
        return found

    def stands(self, phrase: Phrase, index: int) -> bool:
        """Whether the whole phrase stands at the word `index`."""
        size = len(phrase.folded)
        if tuple(self.folded[index : index + size]) != phrase.folded:
            return False
        return self.words.reach(index, size) == size and self.fits(phrase, index)

    def stands_before(self, phrases: ByWord, index: int) -> bool:
        """Whether one of the phrases, by their last words, stands directly before a word."""
        if not index or not (ending := phrases.get(self.folded[index - 1])):
            return False
        starts = ((each, index - len(each.folded)) for each in ending)
        return self.words.joined(index - 1) and any(
            start >= 0 and self.stands(each, start) for each, start in starts
        )

    def stands_behind(self, phrases: ByWord, index: int) -> bool:
        """Whether one of the phrases, by their first words, stands directly behind the word."""
        following = self.folded[index + 1 : index + 2]
        if not following or not (starting := phrases.get(following[0])):
            return False
        return self.words.joined(index) and any(self.stands(each, index + 1) for each in starting)

    def fits(self, phrase: Phrase, index: int) -> bool:
        """Whether the words from `index` on have the capitals that the phrase asks for."""
        known, written = phrase.written, self.written[index : index + len(phrase.written)]
        if not all(map(capitals_fit, known, written)) and not self._hyphened_fit(known, index):
            return False
        if len(known) > 1 or len(known[0]) > SHORT:
            return True
        return self._short_word_fits(known[0], index)

    def _hyphened_fit(self, known: tuple[str, ...], index: int) -> bool:
        """Whether only words behind a hyphen lack their capital: Jong-un and Jong-Un."""
        gaps = self.words.gaps
        return all(
            capitals_fit(word, self.written[at]) or (at > index and gaps[at] == "-")
            for at, word in enumerate(known, index)
        )

    def _short_word_fits(self, known: str, index: int) -> bool:
        """Whether a short name that stands alone is itself, and not another word in capitals."""
        written, end = self.written[index], self.words.end(index)
        if not known.isupper():
            return written == known or not known[0].isupper()
        if index and self.words.gaps[index] == ".":
            return False  # "Leave.EU"
        if "." in written or self.folded[index] not in PLAIN_WORDS:
            return True
        if self.words.text[end : end + 1] == "$":
            return False
        return not self.is_shouted(index)

    def starts_sentence(self, index: int) -> bool:
        """Whether the word may have its capital from where it stands."""
        if index == 0:
            return True
        gap = self.words.gaps[index]
        if gap == " " or not SENTENCE_END.search(gap):
            return False
        before = self.folded[index - 1]
        dotted = gap.startswith(".") and (len(before) == 1 or before in ABBREVIATIONS)
        return not dotted

    def is_shouted(self, index: int) -> bool:
        """Whether the word stands in a line that is set in capitals throughout."""
        return any(kind == "shouted" for kind in self._kinds_at(index))

    def is_titled(self, index: int) -> bool:
        """Whether capitals show nothing where the word stands: a line in capitals throughout, or
        with a capital for each word, as headlines may have."""
        return any(self._kinds_at(index))

    def _kinds_at(self, index: int) -> Iterator[str]:
        """What the line is in which a word stands; a word at a line's edge counts to it."""
        end = self.words.end(index)
        at = bisect_right(self._lines, (end, len(self.words.text), "~"))
        for start, stop, kind in self._lines[max(at - 1, 0) : at]:
            if start <= end <= stop:
                yield kind

    @cached_property
    def _lines(self) -> list[tuple[int, int, str]]:
        """Start, end and kind of each line whose capitals show nothing."""
        found = (
            (*match.span(), kind_of(match.group())) for match in LINE.finditer(self.words.text)
        )
        return [(start, end, kind) for start, end, kind in found if kind]


def kind_of(line: str) -> str:
    """What a line's capitals are: "shouted", "titled", or nothing to note."""
    is_upper = line.isupper()
    if len(line) > LONGEST_TITLE and not is_upper:
        return ""
    words = line.split()
    if any(map(is_small, words)):  # the first words tell of most lines
        return ""
    long = sum(len(word) >= LONG and word[0].isalpha() for word in words)
    if is_upper and long:
        return "shouted"
    return "titled" if long >= TITLE_WORDS else ""


def is_small(word: str) -> bool:
    """Whether a longer word has a small letter that it would not have in a headline of capitals."""
    return len(word) >= LONG and word[0].islower() and word not in SMALL_WORDS


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
