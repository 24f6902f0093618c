"""Deutschlandfunk: lines with a day, under each of them entries that open with "+++"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..base import NO_FIT, Fit, Line, Page, PrintedTime
from ..dates import PrintedDate, read_day_line
from ..furniture import rules
from ..sentences import SENTENCE_WITHIN, ends_sentence
from .beginning import lines_with
from .description import Head, Untimed
from .engine import layout_of

LEAD = re.compile(r"\+{2,} ?(?P<lead>[^\s+].*)", re.DOTALL)
CLOCK = re.compile(r"\+{2,} ?\d{1,2}[:.]\d\d\b")
LONGEST_LEAD = 250  # characters: a lead of several sentences beyond them is the text itself
MOST_TOLD = 0.5  # of the leads have text below them
FURNITURE = rules(
    (r"Zu den aktuellen (?:Entwicklungen|Meldungen|Nachrichten).{0,80}", "related story"),
    (r"(?:Den|Die|Das|Hier|Alle|Weitere|Ältere|Frühere|Mehr) .{0,120}\b(?:finden|lesen|hören|geht)"
     r" (?:Sie|es)\b.{0,80}", "related story"),
    (r"Diese Nachricht wurde am .{0,80} gesendet\.?", "closing note"),
    (r"[^()]{3,200}(?: \([^()]{1,60}\)){0,2} \([^()]{1,60} / [^()]{1,80}\)", "picture"),
)  # fmt: skip


def heads(lines: Sequence[Line]) -> list[Head]:
    """The entries with the day that stands above them."""
    found: list[Head] = []
    day: PrintedDate | None = None
    day_at = -1
    for at, line in enumerate(lines):
        if printed := read_day_line(line.text):
            day, day_at = printed, at
        elif match := LEAD.fullmatch(line.text):
            found.append(read_head(at, match["lead"].rstrip("+ "), day, above=day_at == at - 1))
    return found


def read_head(at: int, lead: str, day: PrintedDate | None, above: bool) -> Head:
    """The head of one entry; `above` says that the day's line is right above it."""
    long = len(lead) > LONGEST_LEAD and bool(SENTENCE_WITHIN.search(lead))
    time = PrintedTime(day.text, day=day.day, month=day.month, year=day.year) if day else None
    claimed = ((at, "lead and text" if long else "headline"),)
    return Head(
        first=at - 1 if above else at,
        body=at + 1,
        headline=None if long else lead,
        opening=lead if long else "",
        time=time,
        claimed=(((at - 1, "day"), *claimed) if above else claimed),
    )


def fit(page: Page, lines: Sequence[Line]) -> Fit:
    leads = [line.text for line in lines_with(page, ("++",)) if LEAD.fullmatch(line.text)]
    told = [lead for lead in leads if lead.endswith("+") or ends_sentence(lead)]
    if len(told) < 2 or any(map(CLOCK.match, leads)):
        return NO_FIT
    why = f"{len(leads)} lines that begin with “+++”"
    if any(read_day_line(line.text) for line in lines):
        return Fit(0.95, f"{why}, under lines with a day")
    texts = sum(
        LEAD.fullmatch(line.text) is not None and LEAD.fullmatch(below.text) is None
        for line, below in pairwise(lines)
    )
    if texts < MOST_TOLD * len(leads):
        return Fit(0.3, f"{why}, but no text below, as in a list of news")
    return Fit(0.55, why)


LAYOUT = layout_of(
    Untimed(
        name="dlf-day-plus",
        source="deutschlandfunk",
        zone="Europe/Berlin",
        fit=fit,
        heads=heads,
        furniture=FURNITURE,
    )
)
