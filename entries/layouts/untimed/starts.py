"""How entries without a time start: the ways that newsrooms share.

Each function makes a finder of heads. Places among the lines with text count from 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..base import Line
from ..furniture import Furniture
from ..stamped.bylines import names_in, read_byline_line
from ..stamped.parts import as_label
from .description import FindHeads, Head
from .shapes import (
    LONGEST_HEADING,
    Kind,
    Run,
    headline_of,
    kinds_of,
    people_in,
    runs_below_title,
    says_by,
)

LABELS = re.compile(
    r"(?:Key (?:update|event|moment)|Breaking(?: news)?|Analysis|Opinion|Just in|Explainer|Update"
    r"|Exclusive|Eyewitness|In pictures|Fact check|Pinned(?: post)?(?: from .{1,30})?)",
    re.IGNORECASE,
)
LONGEST_LABEL = 40  # characters
MOST_WORDS_IN_LABEL = 5
TOP = 60  # lines within which a page's head ends
LONGEST_TOP = 300  # characters of such a line
SURE_HEADING = 25  # characters: where bylines mark the entries, a shorter heading parts one

Closes = Callable[[Line], bool]


def under(cue: re.Pattern[str]) -> FindHeads:
    """Entries whose headline stands right above a line that the cue begins.

    What follows the cue on its line (group `rest`) opens the text. A byline may stand between
    headline and cue, a label above the headline.
    """

    def heads(lines: Sequence[Line]) -> list[Head]:
        found: list[Head] = []
        for index, line in enumerate(lines):
            match = cue.match(line.text)
            floor = found[-1].body if found else 0
            at = index - 1
            if match and at > floor and read_byline_line(lines[at].text):
                at -= 1
            if match and at >= floor:
                found.append(head_under(lines, at, index, floor, match["rest"]))
        return found

    return heads


def head_under(lines: Sequence[Line], at: int, cue: int, floor: int, rest: str) -> Head:
    """The head whose headline stands at `at` and whose cue at `cue`."""
    first = at - 1 if at > floor and is_label(lines[at - 1].text) else at
    byline = range(at + 1, cue)
    claimed = [(index, "label") for index in range(first, at)]
    claimed += [(at, "headline"), *((index, "byline") for index in byline)]
    claimed += [(cue, "cue and text" if rest else "furniture: cue of the layout")]
    return Head(
        first=first,
        body=cue + 1,
        headline=lines[at].text,
        opening=rest,
        labels=tuple(as_label(line.text) for line in lines[first:at]),
        bylines=people_in(lines[byline[0]].text) if byline else (),
        claimed=tuple(claimed),
    )


def is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and bool(LABELS.fullmatch(text))


def by_headings(
    top: re.Pattern[str] | None = None, bylined: bool = False, furniture: Furniture = ()
) -> FindHeads:
    """Entries that start with a heading, a short line with text under it.

    They begin under the last line of the page's head that matches `top`, else under its title
    and standfirst. `bylined` says that most headings have a byline under them.
    """

    def heads(lines: Sequence[Line]) -> list[Head]:
        kinds = kinds_of(lines, furniture)
        start = after_top(lines, top)
        if bylined:
            for at in headlined(lines, kinds, start):
                kinds[at] = "heading"
        runs = runs_below_title(lines, kinds, start, len(lines))
        if bylined and sum(bool(run.bylines) for run in runs) > 1:
            runs = [run for run in runs if run.bylines or is_sure(lines, run)]
        return [head_of(lines, run) for run in runs]

    return heads


def below_points(points: re.Pattern[str], find: FindHeads) -> FindHeads:
    """The entries that `find` finds, but for those of a page's points, which stand first."""

    def heads(lines: Sequence[Line]) -> list[Head]:
        found = find(lines)
        told = (at for at, head in enumerate(found) if not points.fullmatch(head.headline or ""))
        return found[next(told, len(found)) :]

    return heads


def in_letters(letters: re.Pattern[str], find: FindHeads) -> FindHeads:
    """The entries that `find` finds, but for those whose headline has none of these letters."""

    def heads(lines: Sequence[Line]) -> list[Head]:
        return [head for head in find(lines) if letters.search(head.headline or "")]

    return heads


def headlined(lines: Sequence[Line], kinds: Sequence[Kind], start: int) -> list[int]:
    """The lines right above a byline, which are headlines though they look like something else."""
    return [
        at - 1
        for at in range(start + 1, len(lines))
        if kinds[at] == "byline"
        and says_by(lines[at])
        and len(lines[at - 1].text) <= LONGEST_HEADING
    ]


def by_sections(top: re.Pattern[str], closes: Closes, furniture: Furniture = ()) -> FindHeads:
    """Entries with a label above the heading, or right under a line that closes the one above."""

    def heads(lines: Sequence[Line]) -> list[Head]:
        kinds = [plain(kind) for kind in kinds_of(lines, furniture)]
        found = []
        for run in runs_below_title(lines, kinds, after_top(lines, top), len(lines)):
            above = run.headings[0] - 1
            if head := head_with_section(lines, run):
                found.append(head)
            elif above >= 0 and closes(lines[above]):
                found.append(head_of(lines, run))
        return found

    return heads


def plain(kind: Kind) -> Kind:
    """The kind where no bylines stand under headings, so that a section's name is no person's."""
    return "heading" if kind == "byline" else kind


def after_closing(
    closes: Closes,
    top: re.Pattern[str] | None = None,
    parts: bool = False,
    furniture: Furniture = (),
) -> FindHeads:
    """Entries each of which a line closes, as the byline at its foot does.

    The first begins under the last line of the page's head that matches `top`, else under its
    title. `parts` says that a heading in between parts two entries.
    """

    def heads(lines: Sequence[Line]) -> list[Head]:
        kinds = kinds_of(lines, furniture)
        start = after_top(lines, top)
        closing = [at for at in range(start, len(lines)) if closes(lines[at])]
        if not closing:
            return []
        found = [first_heads(lines, kinds, start, closing[0])]
        found += [
            heads_between(lines, kinds, above + 1, below)
            for above, below in pairwise([*closing, len(lines)])
        ]
        return [head for heads in found for head in (heads if parts else heads[:1])]

    return heads


def heads_between(lines: Sequence[Line], kinds: Sequence[Kind], begin: int, end: int) -> list[Head]:
    """The entries between two closing lines: what stands first may have no headline."""
    runs = runs_below_title(lines, kinds, begin, min(end + 1, len(lines)))
    heads = [head_of(lines, run) for run in runs]
    first = next((at for at in range(begin, end) if kinds[at] != "furniture"), end)
    if first < end and not (heads and heads[0].first <= first):
        return [Head(first, first), *heads]
    return heads


def first_heads(lines: Sequence[Line], kinds: Sequence[Kind], start: int, end: int) -> list[Head]:
    """The entries above the first closing line, under the page's head."""
    runs = runs_below_title(lines, kinds, start, min(end + 1, len(lines)))
    if runs and not runs[0].bylines:  # Where the page's own byline follows, it was the title's.
        return [head_of(lines, run) for run in runs]
    text = next((at for at in range(start, end) if kinds[at] == "text"), None)
    return [] if text is None else [Head(text, text)]


def after_top(lines: Sequence[Line], top: re.Pattern[str] | None) -> int:
    """The place under the last line among the first that ends the page's head; 0 without one."""
    if top is None:
        return 0
    found = [at for at, line in enumerate(lines[:TOP]) if top.fullmatch(line.text[:LONGEST_TOP])]
    return found[-1] + 1 if found else 0


def is_sure(lines: Sequence[Line], run: Run) -> bool:
    return len(lines[run.headings[0]].text) >= SURE_HEADING


def head_of(lines: Sequence[Line], run: Run) -> Head:
    """The head of a run: its headline stands right above a byline, else first."""
    if is_writer_above(lines, run):
        run = Run(run.headings[1:], run.headings[:1])
        at = run.headings[0]
    else:
        at = headline_of(run)
    first = at - 1 if at and is_label(lines[at - 1].text) else at
    labels = [index for index in run.headings if first <= index < at]
    people = tuple(person for index in run.bylines for person in people_in(lines[index].text))
    # A name that stands twice, for its picture and for itself, has no headline above it.
    named = lines[at].text in {person.name for person in people}
    return Head(
        first=min([at, *labels, *run.bylines]),
        body=at + 1,
        headline=None if named else lines[at].text,
        labels=tuple(as_label(lines[index].text) for index in labels),
        bylines=people,
        captions=tuple(index for index in run.headings if index > at),
        claimed=(
            (at, "byline" if named else "headline"),
            *((index, "label") for index in labels),
            *((index, "byline") for index in run.bylines),
        ),
    )


def is_writer_above(lines: Sequence[Line], run: Run) -> bool:
    """Whether the first of several headings is a name, and so the writer's of what is below."""
    return len(run.headings) > 1 and not run.bylines and bool(names_in(lines[run.headings[0]].text))


def head_with_section(lines: Sequence[Line], run: Run) -> Head | None:
    """The head whose first line is the name of a section; None where it is not."""
    if len(run.headings) < 2 or not is_section(lines[run.headings[0]].text):
        return None
    section, *rest = run.headings
    head = head_of(lines, Run(tuple(rest), run.bylines))
    claimed = ((section, "label"), *head.claimed)
    label = lines[section].text
    return replace(head, first=section, labels=(label, *head.labels), claimed=claimed)


def is_section(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and len(text.split()) <= MOST_WORDS_IN_LABEL
