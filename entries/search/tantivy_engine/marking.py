"""Which parts of a text the words of a query match: found as the index finds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tantivy import TextAnalyzer

from entries.search.base import Mark
from entries.search.nodes import And, Fuzzy, Node, Or, Phrase, Prefix, Word

from .queries import letters_off
from .schema import UNSEEN, UNSPACED, prepared, stemmed, written


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: as written but folded, its stem, and where it stands."""

    written: str
    stem: str
    start: int
    end: int


# Gives the number of tokens that match from a position on, 0 where none do.
Test = Callable[[Sequence[Token], int], int]


def marker(words: Node) -> Callable[[str], list[Mark]]:
    """A function that gives the parts of a text that the words match.

    The text must have its letters composed (NFC): else the places are not those of its letters.
    """
    analyzers = written(), stemmed()
    tests = [test for leaf in leaves(words) if (test := test_of(leaf, analyzers))]

    def marks(text: str) -> list[Mark]:
        tokens = tokens_of(text, analyzers)
        found: list[Mark] = []
        for position in range(len(tokens)):
            length = max((test(tokens, position) for test in tests), default=0)
            if length:
                found.append(Mark(tokens[position].start, tokens[position + length - 1].end))
        return without_overlap(found)

    return marks


def leaves(node: Node) -> Iterator[Node]:
    """What is asked for, not what is excluded."""
    match node:
        case Word() | Phrase() | Prefix() | Fuzzy():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)


def test_of(leaf: Node, analyzers: tuple[TextAnalyzer, TextAnalyzer]) -> Test | None:
    fold, stem = analyzers
    match leaf:
        case Word(text):
            words = fold.analyze(prepared(text))
            return one_of(stem.analyze(prepared(text))) if len(words) == 1 else row_of(words)
        case Phrase(text, slop):
            words = fold.analyze(prepared(text))
            return near(words) if slop else row_of(words)
        case Prefix(text):
            return begun_with(fold.analyze(prepared(text)))
        case Fuzzy(text):
            return like(fold.analyze(prepared(text)))
    return None


def one_of(stems: Sequence[str]) -> Test:
    return lambda tokens, at: int(tokens[at].stem in stems)


def row_of(words: Sequence[str]) -> Test | None:
    """The words one after the other."""
    length = len(words)

    def test(tokens: Sequence[Token], at: int) -> int:
        row = tokens[at : at + length]
        return length if [token.written for token in row] == words else 0

    return test if words else None


def near(words: Sequence[str]) -> Test:
    """Each of the words by itself: between them stand others."""
    return lambda tokens, at: int(tokens[at].written in words)


def begun_with(words: Sequence[str]) -> Test | None:
    if not words:
        return None
    return lambda tokens, at: int(
        tokens[at].written.startswith(words[-1]) or tokens[at].written in words
    )


def like(words: Sequence[str]) -> Test:
    return lambda tokens, at: int(
        any(distance_within(tokens[at].written, word, letters_off(word)) for word in words)
    )


def tokens_of(text: str, analyzers: tuple[TextAnalyzer, TextAnalyzer]) -> list[Token]:
    """The words of a text with their places in it, whatever the analyzers did to its letters."""
    spelt, places = placed(text)
    pairs = (analyzer.pre_tokenize(spelt).tokens for analyzer in analyzers)
    return [
        Token(fold.text, stem.text, places(fold.char_offset_from), places(fold.char_offset_to))
        for fold, stem in zip(*pairs, strict=True)
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


def without_overlap(marks: Sequence[Mark]) -> list[Mark]:
    """Marks that lie in one another as one."""
    result: list[Mark] = []
    for mark in sorted(marks):
        if result and mark.start < result[-1].end:
            result[-1] = Mark(result[-1].start, max(mark.end, result[-1].end))
        else:
            result.append(mark)
    return result


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
