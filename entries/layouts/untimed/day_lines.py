"""Pages that set the day above each entry, and nothing else of when it came.

The Evening Standard's pages kept "31 January 2020" above each of a day's entries.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..base import NO_FIT, Fit, Line, Page, PrintedTime
from ..dates import PrintedDate, read_day_line
from ..sentences import ends_sentence
from .cues import has_times
from .description import Head, Untimed
from .engine import layout_of
from .live_words import says_live
from .shapes import kind_of

FEWEST = 3
MOST_TOLD = 0.6  # of the entries have a whole sentence of so many characters
SENTENCE = 30
OFTEN = 0.5  # of the days are that of the entry above: stories in a list seldom are


def days_of(lines: Sequence[Line]) -> list[tuple[int, PrintedDate]]:
    """The lines that print a day, with text below them."""
    days = [(at, day) for at, line in enumerate(lines) if (day := read_day_line(line.text))]
    places = {at for at, _ in days}
    return [
        (at, day) for at, day in days if day.day and at + 1 < len(lines) and at + 1 not in places
    ]


def heads(lines: Sequence[Line]) -> list[Head]:
    return [read_head(lines, at, day) for at, day in days_of(lines)]


def read_head(lines: Sequence[Line], at: int, day: PrintedDate) -> Head:
    """The head of an entry, with the headline that may stand under its day."""
    headed = at + 2 < len(lines) and kind_of(lines[at + 1]) == "heading"
    return Head(
        first=at,
        body=at + 2 if headed else at + 1,
        headline=lines[at + 1].text if headed else None,
        time=PrintedTime(day.text, day=day.day, month=day.month, year=day.year),
        claimed=((at, "time"), (at + 1, "headline")) if headed else ((at, "time"),),
    )


def tells(line: Line) -> bool:
    return len(line.text) >= SENTENCE and ends_sentence(line.text)


def fit(page: Page, lines: Sequence[Line]) -> Fit:
    found = days_of(lines)
    days = [(day.month, day.day) for _, day in found]
    if len(days) < FEWEST:
        return NO_FIT
    why = f"{len(days)} lines with a day and nothing else, above text"
    if not says_live(page, lines) or has_times(page):
        return Fit(0.2, f"{why}, but the page does not say that it is live, or prints times")
    ends = [*(at for at, _ in found[1:]), len(lines)]
    told = sum(any(map(tells, lines[at:end])) for (at, _), end in zip(found, ends, strict=True))
    if told < MOST_TOLD * len(days):
        return Fit(0.3, f"{why}, but of few words, as in a programme")
    same = sum(one == other for one, other in zip(days, days[1:], strict=False))
    if same < OFTEN * (len(days) - 1):
        return Fit(0.3, f"{why}, but few of them the same, as in a list of stories")
    return Fit(0.6, why)


LAYOUT = layout_of(Untimed(name="day-line-untimed", source=None, zone=None, fit=fit, heads=heads))
