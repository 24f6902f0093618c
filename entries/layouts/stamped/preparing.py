"""What is done to a page's lines before its stamps are looked for; every line keeps its number.

Tools that made the dumps left their marks: the date of the page before its first words, the bars
of a table's cells, entries that run on in one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..base import Line, Page
from ..dates import PrintedDate
from ..remembering import remembered
from ..wrapping import unwrapped

DUMP_DATE = re.compile(
    r"(?P<text>date (?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d))?)(?: (?P<rest>.*))?",
    re.DOTALL,
)
# What stands before a clock that is part of a sentence, or of another number.
IN_SENTENCE = re.compile(
    r"(?:\b(?:at|from|until|till|by|around|about|since|see|to) |[\w:(]|\d\.)$", re.IGNORECASE
)
MOST = 0.6
FEWEST_CELLS = 4
MOST_CELLS = 3  # in a row that holds a line of the page before and after a change


def whole(page: Page) -> tuple[Page, dict[int, int]]:
    """The page with lines that a tool broke joined, and the last line's number by the first's."""
    return unwrapped(page)


@remembered
def prepared(page: Page) -> tuple[tuple[Line, ...], PrintedDate | None]:
    """The whole lines with text, without the tools' marks, and the date put before them."""
    return without_marks(whole(page)[0])


@remembered
def as_they_stand(page: Page) -> tuple[tuple[Line, ...], PrintedDate | None]:
    """The same of the lines as they stand: where entries run on in a line, each keeps its own."""
    return prepared(page) if whole(page)[0] is page else without_marks(page)


DIGIT = re.compile(r"\d")


@remembered
def first_digits(lines: tuple[Line, ...]) -> dict[int, int]:
    """Where the lines that have a digit have their first, by their indices."""
    search = DIGIT.search
    return {at: m.start() for at, line in enumerate(lines) if (m := search(line.text))}


# A cheap test that every stamp passes within its first characters, and few other lines.
AGE = re.compile(r"\b(?:[Aa]go|AGO|[Nn]ow)\b")
LONGEST_STAMP = 120  # characters within which a line's time begins


@remembered
def hinted(page: Page) -> tuple[int, ...]:
    """The indices of the prepared lines that may print a time."""
    lines, _ = prepared(page)
    digits = first_digits(lines)
    return tuple(
        [
            at
            for at, line in enumerate(lines)
            if digits.get(at, LONGEST_STAMP) < LONGEST_STAMP or is_hint(line.text)
        ]
    )


def is_hint(text: str) -> bool:
    """Whether a line without a digit may print a time."""
    if text.endswith(" headshot"):
        return True
    return may_say_age(text, LONGEST_STAMP) and AGE.search(text, 0, LONGEST_STAMP) is not None


def may_say_age(text: str, most: int) -> bool:
    """Whether the first characters of a line have “ago” or “now”: a quick test."""
    start = text[:most].lower()
    return "ago" in start or "now" in start


def without_marks(page: Page) -> tuple[tuple[Line, ...], PrintedDate | None]:
    lines = without_cells(page.text_lines)
    match = DUMP_DATE.fullmatch(lines[0].text) if lines else None
    if match is None:
        return lines, None
    date = PrintedDate(
        match["text"],
        int(match["month"]),
        int(match["day"]) if match["day"] else None,
        int(match["year"]),
    )
    first = lines[0]
    return (Line(first.number, match["rest"] or "", first.mark), *lines[1:]), date


def without_cells(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The text of a table's cells, where most lines are rows of one; twice the same is once."""
    rows = [line for line in lines if line.text.endswith("|")]
    if len(rows) < max(FEWEST_CELLS, MOST * len(lines)):
        return tuple(lines)
    return tuple(Line(line.number, in_cell(line.text), line.mark) for line in lines)


def in_cell(text: str) -> str:
    if not text.endswith("|") or text.count("|") > MOST_CELLS:
        return text
    cells = dict.fromkeys(cell.strip(" -") for cell in text.split("|"))
    return " ".join(filter(None, cells)) or text


def runs_on(page: Page, most: int, apart: re.Pattern[str]) -> bool:
    """Whether one of the page's first lines holds several entries."""
    lines, _ = as_they_stand(page)
    return any(starts_in(lines[at], apart) for at in first_digits(lines) if at < most)


def run_on(page: Page, most: int | None, apart: re.Pattern[str]) -> Iterator[Line]:
    """The page's lines, or so many, those that hold several entries parted before each stamp."""
    for line in as_they_stand(page)[0][:most]:
        starts = starts_in(line, apart)
        if not starts:
            yield line
            continue
        cuts = [0, *starts, len(line.text)]
        for start, end in zip(cuts, cuts[1:], strict=False):
            if text := line.text[start:end].strip():
                yield Line(line.number, text, line.mark)


def starts_in(line: Line, apart: re.Pattern[str]) -> list[int]:
    """Where in a line entries start; empty where it does not hold several."""
    found = [match.start() for match in apart.finditer(line.text)]
    if len(found) > 1:
        found = [at for at in found if not IN_SENTENCE.search(line.text[max(0, at - 12) : at])]
    return found if len(found) > 1 else []
