"""What tells a page whose entries print no time: its cues, and the name of its publisher."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from ..base import NO_FIT, Fit, Line, Page
from ..dates import PRINTED, find_dates, read_day_line
from ..remembering import remembered
from ..stamped.pieces import AGE, CLOCK_12, CLOCK_24, ZONE
from ..stamped.preparing import first_digits, may_say_age, prepared
from .beginning import ENOUGH_TO_KNOW, lines_with
from .description import FindHeads, FitLines, heads_in

HEAD = 60  # lines that show what kind of page it is
LONGEST_STAMP = 60  # characters
LONGEST_CUE = 300
WORD = re.compile(r"[^\W\d_]{3,}")
FEW_TIMES = 2  # so many lines may print a time by chance
TIME = (
    rf"(?:{AGE}|{CLOCK_12.replace('?P<', '?P<short_')}|{CLOCK_24.replace('?P<', '?P<long_')}(?!\d)"
    r"|\d{4} ?(?:hrs|hours)\b)"
)
# The age “now” is a word: “Snow falls again” prints none.
TIMES = re.compile(
    rf"(?<![\d.:])(?!(?<=[^\W\d])(?i:just )?(?i:now)){TIME}|\b{ZONE.replace('?P<', '?P<late_')}\b"
)
OPENING = re.compile(TIME)
TIMED = Fit(0.0, "its lines print times")
FEW_WORDS = 2  # beside the time: "Posted", a first and a last name


# Compared by identity, as each is made once: a dictionary finds it without looking at its fields.
@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A test of lines that tells a layout's pages.

    `words` are some, in small letters, of which one stands in every line that passes it, so that
    other lines need no test; without them all lines do.
    """

    test: Callable[[Line], bool]
    words: tuple[str, ...] = ()


def matching(pattern: re.Pattern[str], *words: str) -> Cue:
    return Cue(lambda line: pattern.fullmatch(line.text[:LONGEST_CUE]) is not None, words)


def count(page: Page, cue: Cue, most: int | None = None) -> int:
    """How many of a page's first lines, or of so many, pass a test."""
    known = counts(page)
    if (cue, most) not in known:
        known[cue, most] = sum(map(cue.test, lines_with(page, cue.words, most)))
    return known[cue, most]


@remembered
def counts(page: Page) -> dict[tuple[Cue, int | None], int]:
    """What was counted on the page, by the cue and how many lines were looked at."""
    return {}


def prints_times(lines: Sequence[Line]) -> bool:
    """Whether so many lines print a clock or an age, alone or before their text, that entries
    start with them.
    """
    found = (line for line in lines if starts_with_time(line.text))
    return len(list(islice(found, FEW_TIMES + 1))) > FEW_TIMES


@remembered
def has_times(page: Page) -> bool:
    """The same of the beginning of a page, which several layouts ask."""
    lines, _ = prepared(page)
    digits = first_digits(lines)
    return prints_times(
        [
            line
            for at, line in enumerate(lines[:ENOUGH_TO_KNOW])
            if digits.get(at, LONGEST_STAMP) < LONGEST_STAMP or may_print_time(line.text)
        ]
    )


def may_print_time(text: str) -> bool:
    """Whether a line without a digit may print an age, or a zone: all zones have a “T”."""
    return may_say_age(text, LONGEST_STAMP) or (len(text) <= LONGEST_STAMP and "T" in text)


def starts_with_time(text: str) -> bool:
    if read_day_line(text):
        return False
    if len(text) > LONGEST_STAMP or not TIMES.search(text):
        day = PRINTED.match(text)
        return OPENING.match(text[day.end() :].lstrip(", ") if day else text) is not None
    left = TIMES.sub(" ", text)
    for date in find_dates(left):
        left = left.replace(date.text, " ")
    return len(WORD.findall(left)) <= FEW_WORDS


def said_in(page: Page, head: Sequence[Line], words: re.Pattern[str]) -> str:
    """What the page's address, title or head says of these words; empty where none of them."""
    about = [page.url or "", page.title or "", *(line.text[:300] for line in head[:HEAD])]
    return next((match[0] for text in about if (match := words.search(text))), "")


def cued(
    heads: FindHeads,
    cue: Cue | None,
    what: str,
    publisher: re.Pattern[str],
    fewest: int = 2,
    named: float = 0.9,
    alone: float = 0.6,
    untimed: bool = True,
    top: Cue | None = None,
    each: float = 0.0,
    heads_at_least: int = 2,
) -> FitLines:
    """A test for pages with so many cues: surer where their head also names their publisher.

    `what` says in words what the cue is; `named` and `alone` are the fit of a page that does and
    of one that does not. `top` is a cue that only the page's head has. `each` says how many cues
    there have to be for each entry, `heads_at_least` how many entries.
    `untimed` says that a page whose lines print times is none.
    """

    def fit(page: Page, lines: tuple[Line, ...]) -> Fit:
        if untimed and has_times(page):
            return TIMED
        cues = count(page, cue) if cue else 0
        cues += count(page, top, HEAD) if top else 0
        if cues < fewest:
            return NO_FIT
        found = heads_in(lines, heads)
        if len(found) < heads_at_least:
            return Fit(0.2, f"{cues} {what}, but only {len(found)} headlines with text under them")
        if cues < each * len(found):
            return Fit(0.3, f"{cues} {what}, of {len(found)} entries")
        if words := said_in(page, lines[: found[0].first], publisher):
            return Fit(named, f"{cues} {what}, and “{words}” in the page's head")
        return Fit(alone, f"{cues} {what}")

    return fit


def best_of(*fits: FitLines) -> FitLines:
    """The test that gives what the surest of several tests gives."""
    return lambda page, lines: max((fit(page, lines) for fit in fits), key=lambda fit: fit.score)


def at_most(most: float, words: re.Pattern[str], fit: FitLines) -> FitLines:
    """The test, that gives no more than so much for a page with a line of these words."""

    def limited(page: Page, lines: tuple[Line, ...]) -> Fit:
        found = fit(page, lines)
        if found.score <= most or not any(
            words.fullmatch(line.text) for line in lines if len(line.text) <= LONGEST_STAMP
        ):
            return found
        return Fit(most, f"{found.why}, but it prints times")

    return limited
