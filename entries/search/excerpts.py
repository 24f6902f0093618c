"""A text in pieces, marked or not, and the passage of it that shows best what was found."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from entries.models.entry import LOOSE_ENDS

from .base import Mark

Piece = tuple[str, bool]

BEFORE = AFTER = "…"
# Where no space comes for so long, there are no words to be kept whole.
LONGEST_WORD = 40
SPACE = re.compile(r"\s+")
# A sentence starts after one of these signs, or on a new line. In scripts without spaces it
# follows at once.
SENTENCE = re.compile(r"[.!?…؟।]['\"”’»)\]]*\s+|[。！？]['\"”’»」』]*\s*|\n\s*")


def pieces(text: str, marks: Sequence[Mark], limit: int | None = None) -> list[Piece]:
    """The text as (part, whether it is marked), in order; the parts make up the text.

    With a limit, no more than so many characters round the marks that tell most, or from the
    start where there are none, and an ellipsis on each side where something was cut off. Marks
    may overlap, and stand in any order.
    """
    marks = apart(marks, len(text))
    if limit is None or len(text) <= limit:
        return split(text, marks, 0, len(text))
    start, end = passage(text, marks, max(limit, 1))
    shown = split(text, marks, start, end)
    before = [(BEFORE, False)] if text[:start].strip() else []
    after = [(AFTER, False)] if text[end:].strip() else []
    return [*before, *shown, *after]


def marked(pieces: Iterable[Piece]) -> SafeString:
    """The pieces as HTML: each is escaped, and those that are marked stand in `<mark>`."""
    escaped = ((escape(part), hit) for part, hit in pieces)
    parts = (format_html("<mark>{}</mark>", part) if hit else part for part, hit in escaped)
    return format_html_join("", "{}", ((part,) for part in parts))


def apart(marks: Iterable[Mark], length: int) -> list[Mark]:
    """The marks in order, within the text; those that overlap as one, empty ones left out."""
    result: list[Mark] = []
    for mark in sorted(marks):
        start, end = max(mark.start, 0), min(mark.end, length)
        if start >= end:
            continue
        if result and start < result[-1].end:
            result[-1] = Mark(result[-1].start, max(end, result[-1].end))
        else:
            result.append(Mark(start, end))
    return result


def split(text: str, marks: Iterable[Mark], start: int, end: int) -> list[Piece]:
    """The pieces from `start` to `end`; marks with nothing but white space between are one."""
    result: list[Piece] = []
    for mark in joined(text, marks):
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            result += [(text[start:first], False), (text[first:last], True)]
            start = last
    return [piece for piece in (*result, (text[start:end], False)) if piece[0]]


def joined(text: str, marks: Iterable[Mark]) -> list[Mark]:
    result: list[Mark] = []
    for mark in marks:
        last = result[-1].end if result else -1
        if last == mark.start or (result and SPACE.fullmatch(text, last, mark.start)):
            result[-1] = Mark(result[-1].start, mark.end)
        else:
            result.append(mark)
    return result


def passage(text: str, marks: Sequence[Mark], limit: int) -> tuple[int, int]:
    """Where the best passage of a text longer than the limit starts and ends."""
    group = densest(text, marks, limit)
    start = beginning(text, group, limit) if group else 0
    start += blank(text[start:])
    least = max(start, group.end if group else 0)
    end = ending(text, start, limit, least)
    shown = text[start:end].rstrip()
    if text[end:].strip():
        shown = shown.rstrip(LOOSE_ENDS)
    return start, max(start + len(shown), min(least, end))


def densest(text: str, marks: Sequence[Mark], limit: int) -> Mark | None:
    """From the first to the last of the marks within the limit that have most different words."""
    words = [text[mark.start : min(mark.end, mark.start + limit)].casefold() for mark in marks]
    inside: Counter[str] = Counter()
    best, most, first = None, (0, 0), 0
    for last, mark in enumerate(marks):
        inside[words[last]] += 1
        while first < last and mark.end - marks[first].start > limit:
            inside[words[first]] -= 1
            if not inside[words[first]]:
                del inside[words[first]]
            first += 1
        if (len(inside), last - first) > most:
            best, most = Mark(marks[first].start, mark.end), (len(inside), last - first)
    return best


def beginning(text: str, group: Mark, limit: int) -> int:
    """Where to start, so that the marks come within the limit, with as much before as after.

    At the next sentence, else at that in which the marks stand, else at a word.
    """
    earliest = max(group.end - limit, 0)
    middle = max(group.start - (limit - (group.end - group.start)) // 2, 0)
    middle = max(min(middle, len(text) - limit, group.start), 0)
    if middle == 0:
        return 0
    starts = [found.end() for found in SENTENCE.finditer(text, max(earliest - 1, 0), group.start)]
    if earliest == 0:
        starts.insert(0, 0)
    later = [start for start in starts if start >= middle]
    if later or starts:
        return later[0] if later else starts[-1]
    space = SPACE.search(text, middle, min(middle + LONGEST_WORD, group.start))
    return space.end() if space else whole(text, middle, group.start)


def ending(text: str, start: int, limit: int, least: int) -> int:
    """Where to end, after the marks: at a space, so that no word is cut unless it must be."""
    end = start + limit
    if end >= len(text):
        return len(text)
    if text[end].isspace():
        return end
    for place in range(end - 1, max(start, least - 1, end - LONGEST_WORD), -1):
        if text[place].isspace():
            return place
    while end > max(start + 1, least) and unicodedata.category(text[end])[0] == "M":
        end -= 1
    return end


def whole(text: str, start: int, last: int) -> int:
    """The first place from `start` on that does not part a letter from its marks."""
    while start < last and unicodedata.category(text[start])[0] == "M":
        start += 1
    return start


def blank(text: str) -> int:
    """How many characters of white space the text starts with."""
    return len(text) - len(text.lstrip())
