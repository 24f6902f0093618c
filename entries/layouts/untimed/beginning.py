"""The beginning of a page, which shows what kind of page it is, and those of its lines with a word.

What tells a layout's pages has words that few other pages have. They are looked for in all lines
at once, and the lines that lack them need not be looked at one by one.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ..base import Line, Page
from ..remembering import remembered
from .description import all_lines

ENOUGH_TO_KNOW = 2000  # lines


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first lines of a page with text.

    `small` are their texts in small letters, one below the other; `starts` are the places in it
    where they start, and where one more would. `first_words` are the indices of the lines that
    start with a word, by the word.
    """

    lines: tuple[Line, ...]
    small: str
    starts: tuple[int, ...]
    first_words: Mapping[str, Sequence[int]]


@remembered
def first_of(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The first of a page's lines: the same tuple each time, so that what it was asked is known."""
    return lines[:ENOUGH_TO_KNOW]


@remembered
def beginning(page: Page) -> Beginning:
    lines = first_of(all_lines(page))
    texts = [line.text.casefold() for line in lines]
    first_words: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        first_words.setdefault(text.partition(" ")[0], []).append(index)
    starts = accumulate([len(text) + 1 for text in texts], initial=0)
    return Beginning(lines, "\n".join(texts), tuple(starts), first_words)


def lines_with(page: Page, words: Sequence[str], most: int | None = None) -> list[Line]:
    """Those of a page's first lines, or of so many, that have one of some words; in their order.

    The words are in small letters; a "\\n" before one says that lines start with the word, and a
    space ends it. Where there are none, all lines are given.
    """
    lines = beginning(page).lines[:most]
    if not words:
        return list(lines)
    found = {index for word in words for index in places_of(word, page, len(lines))}
    return [lines[index] for index in sorted(found)]


def places_of(word: str, page: Page, most: int) -> list[int]:
    """The indices of the lines that have a word, among so many of a page's first."""
    begun = beginning(page)
    if word.startswith("\n"):
        return [index for index in begun.first_words.get(word[1:], ()) if index < most]
    end = begun.starts[most]
    found: list[int] = []
    at = begun.small.find(word, 0, end)
    while at >= 0:
        found.append(bisect(begun.starts, at) - 1)
        at = begun.small.find(word, begun.starts[found[-1] + 1], end)
    return found
