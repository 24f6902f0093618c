"""The head of an entry of a marked page: its time and headline, who wrote it, its labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ..base import Byline, Line
from ..claims import Claims
from ..furniture import furniture_of
from ..names import is_role
from ..sentences import ends_sentence
from ..stamped.bylines import names_in, read_byline_line
from ..stamped.parts import LABELS, LONGEST_PERHAPS, as_label, is_label
from .headings import is_aside
from .times import AGO, LEAD, SEPARATORS, Time, clock_in, own_text

REACH = 3  # lines above a head in which the element of the entry may open
PARTED = re.compile(r"\s+[|·•]\s+")
BEFORE_TIME = re.compile(r" (?:at|on|um|am|à|le)$")
MOST_BELOW = 6  # lines of names, roles and labels under a head


# What stands above each entry's heading and time: the writer's name, a label, or nothing.
Above = Literal["names", "labels", ""]


@dataclass(slots=True)
class Head:
    """What stands around the time of an entry. `first` and `after` bound its lines.

    `kept` are lines of the head that turned out to be text of the entry, `opening` the text
    behind its time.
    """

    time: Time
    first: int
    after: int
    headline: str | None = None
    labels: list[str] = field(default_factory=list)
    bylines: list[Byline] = field(default_factory=list)
    opening: str = ""
    kept: list[Line] = field(default_factory=list)
    claimed: list[tuple[Line, str]] = field(default_factory=list)

    def claim(self, claims: Claims) -> None:
        for line, what in self.claimed:
            claims.take(line, what)


def read_head(
    lines: Sequence[Line], time: Time, heading: int | None, floor: int, end: int, above: Above
) -> Head:
    """The head around a time; `floor` and `end` bound its lines."""
    places = [time.index] if heading is None else [time.index, heading]
    first = opening_above(lines, min(places), floor, above)
    head = Head(time, first, max(places) + 1)
    if heading is not None:
        head.headline = own_text(lines[heading])
        head.claimed.append((lines[heading], "headline"))
    for at in range(first, head.after):
        if at == time.index:
            followed = any(is_followed(line) for line in lines[head.after : end])
            take_words(head, followed)
        elif at != heading:
            take_between(head, lines[at])
    while head.after < min(end, max(places) + 1 + MOST_BELOW):
        line = lines[head.after]
        what = "" if line.mark.kind else take_aside(head, line.text, line)
        if not what:
            break
        head.claimed.append((line, what))
        head.after += 1
    return head


def is_followed(line: Line) -> bool:
    """Whether a line under a head leaves the words beside the time for a headline."""
    return line.mark.kind not in ("heading", "picture") and not furniture_of(line)


def opening_above(lines: Sequence[Line], top: int, floor: int, above: Above) -> int:
    """The place of the first line of an entry's head whose heading or time stands at `top`."""
    if not lines[top].mark.anchor:
        for at in range(top - 1, max(floor, top - REACH) - 1, -1):
            if not is_aside(lines[at]):
                break
            if lines[at].mark.anchor:
                return at
    while top > floor and not lines[top].mark.anchor and opens(lines[top - 1], above):
        top -= 1
    return top


def opens(line: Line, above: Above) -> bool:
    """Whether a line above a head is part of it by its words alone."""
    if line.mark.kind:
        return False
    if byline_of(line.text):
        return above == "names"
    return line.text.lower() in LABELS or (above == "labels" and is_kicker(line))


def above_heads(lines: Sequence[Line], tops: Sequence[int]) -> Above:
    """What the page sets above the heading or the time of each entry, whichever is first."""
    above = [lines[top - 1] for top in tops if top]
    if above and not above[0].mark.kind and byline_of(above[0].text):
        return "names"
    return "labels" if len(above) == len(tops) and all(map(is_kicker, above)) else ""


def is_kicker(line: Line) -> bool:
    """Whether a line may be an entry's section, such as “Taxes”, above its headline."""
    return is_label(line) and not line.mark.instant and not furniture_of(line)


def byline_of(text: str) -> tuple[Byline, ...]:
    return read_byline_line(text) or names_in(text)


def take_between(head: Head, line: Line) -> None:
    """Take a line between a heading and its time, or above both."""
    what = take_aside(head, line.text, line)
    if not what and is_label(line):
        head.labels.append(as_label(line.text))
        what = "label"
    if what:
        head.claimed.append((line, what))
    else:
        head.kept.append(line)


def take_aside(head: Head, text: str, line: Line | None = None) -> str:
    """Take words as a label, a name, a role or the time once more; empty where they are none."""
    if text.lower() in LABELS:
        head.labels.append(as_label(text))
        return "label"
    if people := byline_of(text):
        head.bylines += people
        return "byline"
    if head.bylines and head.bylines[-1].role is None and is_role(text):
        head.bylines[-1] = replace(head.bylines[-1], role=text)
        return "byline"
    if (line and line.mark.instant) or clock_in(text) or AGO.fullmatch(text):
        return "time, printed again"
    return furniture_of(line or Line(0, text)) or ""


def take_words(head: Head, followed: bool) -> None:
    """Take the words that stand on the line of the time."""
    time, opening = head.time, ""
    for words in (time.before, time.behind):
        if len(words) > LONGEST_PERHAPS or (words is time.behind and is_sentence(words)):
            opening = words
            continue
        pieces = PARTED.split(BEFORE_TIME.sub("", words) if words is time.before else words)
        left = [piece for piece in pieces if not is_taken(head, piece.strip(SEPARATORS))]
        text = " | ".join(left).strip()
        if not text:
            continue
        if head.headline is None and (followed or time.line.mark.kind == "heading"):
            head.headline = text
        elif words is time.behind:
            opening = text
        else:
            head.labels.append(as_label(text))
    head.opening = opening
    what = "time" if not (opening or time.before or time.behind) else "time and text"
    head.claimed.append((time.line, what))


def is_taken(head: Head, words: str) -> bool:
    return not words or bool(LEAD.fullmatch(words)) or bool(take_aside(head, words))


def is_sentence(words: str) -> bool:
    """Whether words behind a time are the entry's text; "By Ada Marsh, Jr." is a name."""
    return ends_sentence(words) and not byline_of(words)
