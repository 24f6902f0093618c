"""Which parts of a text the words of a query match: found as the index finds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tantivy import TextAnalyzer

from entries.search.base import Mark
from entries.search.nodes import Fuzzy, Node, Phrase, Prefix, Word
from entries.search.scripts import UNSPACED
from entries.search.trees import words_of

from .queries import letters_off
from .schema import UNSEEN, prepared, stemmed, written


class Token(NamedTuple):
    """A word of a text, folded, and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a leaf of the query matches: a word that `begins` it, then the words of `rest`."""

    begins: Callable[[str], bool]
    rest: Sequence[str] = ()

    def length(self, tokens: Sequence[Token], at: int) -> int:
        """How many tokens match from one that begins it on; 0 where the rest does not follow."""
        following = [token.word for token in tokens[at + 1 : at + 1 + len(self.rest)]]
        return 1 + len(self.rest) if following == list(self.rest) else 0


def marker(words: Node) -> Callable[[str], list[Mark]]:
    """A function that gives the parts of a text that the words match.

    The text must have its letters composed (NFC): else the places are not those of its letters.
    """
    fold = written()
    all_patterns = [pattern for leaf in words_of(words) for pattern in patterns_of(leaf, fold)]

    @cache  # A page's texts have most of their words in common.
    def beginning_with(word: str) -> list[Pattern]:
        return [pattern for pattern in all_patterns if pattern.begins(word)]

    def marks(text: str) -> list[Mark]:
        tokens = tokens_of(text, fold)
        found: list[Mark] = []
        for at, token in enumerate(tokens):
            patterns = beginning_with(token.word)
            if patterns and (length := max(each.length(tokens, at) for each in patterns)):
                found.append(Mark(token.start, tokens[at + length - 1].end))
        return found

    return marks


def patterns_of(leaf: Node, fold: TextAnalyzer) -> list[Pattern]:
    match leaf:
        case Word(text):
            words = fold.analyze(prepared(text))
            return [Pattern(same_stem(words[0]))] if len(words) == 1 else row_of(words)
        case Phrase(text, slop):
            words = fold.analyze(prepared(text))
            # Between near words stand others: each is marked by itself.
            return [Pattern(word.__eq__) for word in words] if slop else row_of(words)
        case Prefix(text):
            words = fold.analyze(prepared(text))
            begun = [Pattern(lambda word: word.startswith(words[-1]))] if words else []
            return [*(Pattern(word.__eq__) for word in words[:-1]), *begun]
        case Fuzzy(text):
            return [Pattern(spelt_like(word)) for word in fold.analyze(prepared(text))]
    return []


def same_stem(word: str) -> Callable[[str], bool]:
    stem = stemmed()
    stems = stem.analyze(word)
    return lambda other: stem.analyze(other) == stems


def spelt_like(word: str) -> Callable[[str], bool]:
    return lambda other: distance_within(other, word, letters_off(word))


def row_of(words: Sequence[str]) -> list[Pattern]:
    """The words one after the other."""
    return [Pattern(words[0].__eq__, words[1:])] if words else []


def tokens_of(text: str, fold: TextAnalyzer) -> list[Token]:
    """The words of a text with their places in it, whatever the analyzer did to its letters."""
    spelt, places = placed(text)
    return [
        Token(token.text, places(token.char_offset_from), places(token.char_offset_to))
        for token in fold.pre_tokenize(spelt).tokens
    ]


def placed(text: str) -> tuple[str, Callable[[int], int]]:
    """The text prepared, and a function from places in it to places in the text given."""
    spelt = prepared(text)
    if spelt == text:
        return text, lambda place: place
    origins: list[int] = []
    for place, letter in enumerate(text):
        if UNSPACED.fullmatch(letter):
            origins += [place, place, place + 1]  # it has got a space on each side
        elif not UNSEEN.fullmatch(letter):
            origins.append(place)
    origins.append(len(text))
    return spelt, lambda place: origins[place]


def distance_within(one: str, other: str, most: int) -> bool:
    """Whether few letters must be changed, left out, put in or swapped to make one the other.

    The optimal string alignment distance, as tantivy counts it.
    """
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, other_letter in enumerate(other, 1):
            best = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other_letter))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other_letter:
                best = min(best, last[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return False
    return row[-1] <= most
