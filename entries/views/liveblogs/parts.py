"""The parts of one coverage: live pages of a source that go on from one day or page to the next.

Titles and times alone tell: nothing else joins the pages of many newsrooms.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from entries.layouts.dates import MONTH_NUMBERS, PRINTED, WEEKDAY
from entries.models import Liveblog

# From the last entry of one part to the first of the next: a night, or a day without coverage.
LONGEST_PAUSE = dt.timedelta(hours=36)
# A title's own subject stands before or after one of these.
SEPARATOR = re.compile(r":\s|\s[-–—|•·]\s")
WORD = re.compile(r"[^\W\d_]+")
WEEKDAYS = re.compile(rf"\b{WEEKDAY}\b", re.IGNORECASE)
# Words that titles of live pages have whatever they are about, and those that count days and pages.
COMMON = {
    *("live", "liveblog", "liveticker", "ticker", "blog", "news", "latest", "update", "updates"),
    *("breaking", "coverage", "as", "it", "happened", "direct", "en", "онлайн"),
    *("day", "days", "part", "page", "week", "tag", "teil", "seite", "jour", "partie"),
    *("день", "частина", "сторінка", "часть", "страница"),
    *MONTH_NUMBERS,
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The live pages of a coverage, the earliest first, and which of them is read."""

    liveblogs: Sequence[Liveblog]
    here: Liveblog

    @property
    def number(self) -> int:
        """Which part is read, counted from 1."""
        return self.liveblogs.index(self.here) + 1

    @property
    def last_to_end(self) -> Liveblog:
        """The one that tells whether all of it is over; not the last one where parts overlap."""
        return max(self.liveblogs, key=attrgetter("ends_at"))

    @property
    def before(self) -> Liveblog | None:
        return self.liveblogs[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Liveblog | None:
        return self.liveblogs[self.number] if self.number < len(self.liveblogs) else None


def parts_of(liveblog: Liveblog) -> Parts | None:
    """The coverage that a live page is a part of; None where it stands alone. One query."""
    words = subject_of(liveblog)
    if not words or liveblog.starts_at is None:
        return None
    subject = frozenset(words)
    candidates = Liveblog.objects.in_coverage_of(liveblog, word=max(words.values(), key=len))
    alike = [each for each in candidates if frozenset(subject_of(each)) == subject]
    row = next((row for row in in_rows(alike) if liveblog in row), [])
    return Parts(row, liveblog) if len(row) > 1 else None


def subject_of(liveblog: Liveblog) -> dict[str, str]:
    """The words that say what a live page is about, without letter case, each as it is written.

    They are those of the first part of its title that has two of them, else of all of it. Titles
    that name the source alone, as those do that an import gave, say nothing.
    """
    title = PRINTED.sub(" ", liveblog.title)
    pieces = [words_of(piece) for piece in SEPARATOR.split(f"{title} ")]
    found = next((words for words in pieces if len(words) > 1), words_of(title))
    return {} if found.keys() <= words_of(liveblog.source.name).keys() | COMMON else found


def words_of(text: str) -> dict[str, str]:
    words = {word.lower(): word for word in WORD.findall(WEEKDAYS.sub(" ", text))}
    return {low: word for low, word in words.items() if low not in COMMON}


def in_rows(liveblogs: Iterable[Liveblog]) -> list[list[Liveblog]]:
    """Live pages, in the order of their start, by rows in which each soon follows another."""
    rows: list[list[Liveblog]] = []
    end: dt.datetime | None = None
    for liveblog in liveblogs:
        if end is None or liveblog.starts_at - end > LONGEST_PAUSE:
            rows.append([])
            end = liveblog.ends_at
        rows[-1].append(liveblog)
        end = max(end, liveblog.ends_at)
    return rows
