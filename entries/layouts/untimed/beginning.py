"""The beginning of a page, which shows what kind of page it is, and those of its lines with a word.

What tells a layout's pages has words that few other pages have. They are looked for in all lines
at once, and the lines that lack them need not be looked at one by one.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
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
    where they start, and where one more would.
    """

    lines: tuple[Line, ...]
    small: str
    starts: tuple[int, ...]


@remembered
def beginning(page: Page) -> Beginning:
    lines = all_lines(page)[:ENOUGH_TO_KNOW]
    small = "\n".join([line.text for line in lines]).casefold()
    starts = accumulate([len(text) + 1 for text in small.split("\n")], initial=0)
    return Beginning(lines, small, tuple(starts))


def lines_with(page: Page, words: Sequence[str], most: int | None = None) -> list[Line]:
    """Those of a page's first lines, or of so many, that have one of some words; in their order.

    The words are in small letters. Where there are none, all lines are given.
    """
    begun = beginning(page)
    if not words:
        return list(begun.lines[:most])
    end = begun.starts[: (most or len(begun.lines)) + 1][-1]
    found: set[int] = set()
    for word in words:
        at = begun.small.find(word, 0, end)
        while at >= 0:
            index = bisect(begun.starts, at) - 1
            found.add(index)
            at = begun.small.find(word, begun.starts[index + 1], end)
    return [begun.lines[index] for index in sorted(found)]
