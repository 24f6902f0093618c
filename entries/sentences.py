"""The sentence in which some words of a text stand, as evidence for what is said of them.

Knows nothing of Django, of names or of entries.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 240  # characters; a longer sentence is cut near the words
ELLIPSIS = "…"
# A sentence ends with one of these signs before a space and a capital, or with its line. In
# scripts without spaces the next one follows at once.
END = re.compile(
    r"(?P<sign>[.!?…؟।])['\"”’»)\]]*\s+(?=[^\W\d_]|[\"'“‘«(\[]|\d)|[。！？]['\"”’»」』]*\s*|\n\s*"
)
# What a full stop after does not end a sentence.
ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Mrs?|Ms|Drs?|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|Hon|St|Mt|Jr|Sr"
    r"|No|vs|etc|approx))$"
)
SPACE = re.compile(r"\s+")


class Evidence(NamedTuple):
    """A sentence: what stands before the words, the words themselves, and what comes after."""

    before: str
    words: str
    after: str


def sentence_at(text: str, start: int, end: int, longest: int = LONGEST) -> Evidence:
    """The sentence round `text[start:end]`, in one line; with an ellipsis where it was cut.

    Positions count characters; those outside the text are brought into it.
    """
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    first, last = bounds(text, start, end)
    spare = max(longest - (end - start), 0)
    room_before = max(spare // 2, spare - (last - end))
    before = shortened_left(one_line(text[first:start]).lstrip(), room_before)
    after = shortened_right(one_line(text[end:last]).rstrip(), spare - len(before))
    return Evidence(before, one_line(text[start:end]), after)


def sentence_with(text: str, start: int, end: int, words: str) -> Evidence:
    """The sentence round `words`, which stood there once; they alone where the text has changed."""
    found = sentence_at(text, start, end)
    return found if found.words == one_line(words) else Evidence("", one_line(words), "")


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence starts and ends, the white space after it left out."""
    first, last = 0, len(text)
    for found in END.finditer(text):
        if abbreviated(text, found):
            continue
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end or (found["sign"] and found.start() + 1 >= end):
            last = found.end()
            break
    return first, last


def abbreviated(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like an end is the dot of an abbreviation or an initial."""
    if found["sign"] != "." or "\n" in found[0]:
        return False
    return bool(ABBREVIATED.search(text, max(found.start() - 8, 0), found.start()))


def shortened_left(text: str, room: int) -> str:
    """The end of a text, from a word on."""
    if len(text) <= room:
        return text
    cut = text[len(text) - room :]
    space = SPACE.search(cut)
    return ELLIPSIS + (cut[space.end() :] if space else cut)


def shortened_right(text: str, room: int) -> str:
    """The beginning of a text, up to a word."""
    if len(text) <= room:
        return text
    cut = text[: max(room, 0)]
    return (cut[: cut.rfind(" ")] if " " in cut else cut) + ELLIPSIS


def one_line(text: str) -> str:
    return SPACE.sub(" ", text)
