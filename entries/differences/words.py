"""Two texts compared word by word.

A word is a run of letters, digits and the marks that combine with them. White space, punctuation
and everything else stands between words: where it alone differs, the change is trivial.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from os.path import commonprefix
from typing import Literal

from .runs import Effort, Run, matching

# Signs of vowels and tones belong to the word that they stand in; the pattern \w lacks them.
COMBINING = "".join(
    chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in ("Mn", "Mc")
)
WORD = re.compile(rf"(?:[^\W_]+|[{COMBINING}]+)+")
# In plain English the same, in a fifth of the time.
APART = {code: " " for code in range(128) if not chr(code).isalnum()}
# A run of so many words is worth keeping whatever stands round it.
LONG_ENOUGH = 3
# Letters that are looked at in the time of one step.
LETTERS_A_STEP = 4

Kind = Literal["kept", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of both texts, or of the old or the new one alone.

    A removed or added piece is `trivial` where it changes no word.
    """

    kind: Kind
    text: str
    trivial: bool = False


def words_of(text: str) -> list[str]:
    """The words of a text, in order, as they are written."""
    return text.translate(APART).split() if text.isascii() else WORD.findall(text)


def compare(old: str, new: str, effort: Effort) -> list[Piece]:
    """The pieces of both texts in order.

    The kept and removed ones make up the old text, the kept and added ones the new. Where the
    effort does not suffice, whole stretches are removed and added.
    """
    if old == new:
        return [Piece("kept", old)] if old else []
    if not effort.affords((len(old) + len(new)) // LETTERS_A_STEP):
        return list(replaced(old, new))
    ours = [match.span() for match in WORD.finditer(old)]
    theirs = [match.span() for match in WORD.finditer(new)]
    runs = matching(
        [old[start:end] for start, end in ours], [new[start:end] for start, end in theirs], effort
    )
    return joined(pieces(old, new, ours, theirs, legible(runs, len(ours), len(theirs))))


def legible(runs: Sequence[Run], old_end: int, new_end: int) -> list[Run]:
    """The runs without the few words that are less than what is changed before them and after.

    A sentence that was written anew has a few small words in common with the former one; kept,
    they would cut both into shreds.
    """
    result: list[Run] = []
    start, new_start = 0, 0
    for run, after in pairwise([*runs, Run(old_end, new_end, 0)]):
        before = max(run.old - start, run.new - new_start)
        end, end_new = run.old + run.length, run.new + run.length
        follows = max(after.old - end, after.new - end_new)
        if run.length >= min(before, follows, LONG_ENOUGH):
            result.append(run)
            start, new_start = end, end_new
    return result


Span = tuple[int, int]


def pieces(
    old: str, new: str, ours: Sequence[Span], theirs: Sequence[Span], runs: Sequence[Run]
) -> Iterator[Piece]:
    """The words that match, and what stands between them on either side."""
    at = new_at = 0
    for run in runs:
        for index in range(run.length):
            start, end = ours[run.old + index]
            new_start, new_end = theirs[run.new + index]
            yield from replaced(old[at:start], new[new_at:new_start])
            yield Piece("kept", old[start:end])
            at, new_at = end, new_end
    yield from replaced(old[at:], new[new_at:])


def replaced(was: str, now: str) -> Iterator[Piece]:
    """What stands in one place before and after, without what both have at its ends."""
    head = len(commonprefix([gap_at_start(was), gap_at_start(now)]))
    kept, was, now = was[:head], was[head:], now[head:]
    foot = len(commonprefix([gap_at_end(was)[::-1], gap_at_end(now)[::-1]]))
    tail = was[len(was) - foot :]
    was, now = was[: len(was) - foot], now[: len(now) - foot]
    trivial = not (WORD.search(was) or WORD.search(now))
    yield Piece("kept", kept)
    yield Piece("removed", was, trivial)
    yield Piece("added", now, trivial)
    yield Piece("kept", tail)


def gap_at_start(text: str) -> str:
    """What stands before the first word."""
    first = WORD.search(text)
    return text[: first.start()] if first else text


def gap_at_end(text: str) -> str:
    """What stands after the last word."""
    ends = [match.end() for match in WORD.finditer(text)]
    return text[ends[-1] :] if ends else text


def joined(pieces: Iterator[Piece]) -> list[Piece]:
    """The pieces without empty ones, kept ones that follow each other as one."""
    result: list[list[str]] = []
    kinds: list[tuple[Kind, bool]] = []
    for piece in pieces:
        if not piece.text:
            continue
        if piece.kind == "kept" and kinds and kinds[-1][0] == "kept":
            result[-1].append(piece.text)
        else:
            result.append([piece.text])
            kinds.append((piece.kind, piece.trivial))
    return [
        Piece(kind, "".join(texts), trivial)
        for texts, (kind, trivial) in zip(result, kinds, strict=True)
    ]


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """How much of two texts is the same words, from 0.0 to 1.0, whatever their order."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
