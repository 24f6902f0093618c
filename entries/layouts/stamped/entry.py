"""One entry of a stamped page: its parts, its text, and what closes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..base import Byline, Line, ParsedEntry, PrintedTime
from ..body import read_body
from ..claims import Claims
from ..dates import groups_of
from ..furniture import furniture_of
from ..sentences import ends_sentence
from .bylines import read_byline, read_signature, split_names
from .description import Stamped
from .parts import LONGEST_HEADLINE, LONGEST_PERHAPS, Parts, parts_below
from .pieces import with_day_of
from .press_pictures import with_caption_marked
from .stamps import Stamp

LAST_LINES = 4  # among which the byline at an entry's foot stands
LONGEST_FOOT = 120  # characters
LONGEST_LABEL = 100
INITIALS = re.compile(r"[A-Z]{2,3}")
# Where a word ends and the next begins with no space between.
GLUED = re.compile(
    r"(?:(?<=[a-z0-9][a-z0-9’”\"')?!])(?<!\bMc)(?<!\bMac)|(?<= \d))(?=[A-Z“‘][^\s]*\s)"
)
# Words in capitals with which a sentence begins: "LATE ALARM PM Moreno", "NO WAY BACK MP Ferris".
TITLES = {"PM", "MP", "MEP", "DR", "MR", "MRS", "MS", "SIR"}


def read_entry(
    lines: Sequence[Line],
    stamp: Stamp,
    parts: Parts,
    below: Sequence[Line],
    description: Stamped,
    claims: Claims,
) -> ParsedEntry:
    """Read the entry of a stamp; `below` are the lines under it that are its own."""
    own = lines[stamp.first : stamp.after]
    rest = take_rest(stamp, parts, lines[stamp.index], below, description)
    if stamp.name:
        parts.bylines += read_byline(stamp.name) or initials_in(stamp.name)
    if stamp.label:
        parts.labels.append(stamp.label)
    begun = description.rest == "label and body" and bool(stamp.rest)
    text = list(below) if begun else parts_below(parts, below, description, claims)
    parts.claim(claims)
    text = [rest, *text] if rest else text
    text, time = take_foot(stamp.time, parts, text, description, claims)
    claims.take(own, "time and text" if stamp.rest else "time" if stamp.is_told else "picture")
    opening = text.pop(0) if rest and text and text[0].number == rest.number else None
    body = read_body(text, claims, description.furniture, opening)
    numbers = [line.number for line in (*own, *parts.lines)]
    return ParsedEntry(
        headline=parts.headline,
        time=time if stamp.is_told or time != stamp.time else None,
        blocks=body.blocks,
        first_line=min(numbers),
        last_line=max(*numbers, body.last_line or 0),
        labels=tuple(dict.fromkeys(parts.labels)),
        bylines=tuple(dict.fromkeys(parts.bylines)),
        anchor=next((line.mark.anchor for line in (*parts.lines, *own) if line.mark.anchor), ""),
    )


def initials_in(text: str) -> tuple[Byline, ...]:
    """The writer whom a page names by the initials alone: "1346, AM: ..."."""
    return (Byline(text),) if INITIALS.fullmatch(text) else ()


def take_rest(
    stamp: Stamp, parts: Parts, line: Line, below: Sequence[Line], description: Stamped
) -> Line | None:
    """Take what follows the time on its line: as the headline, or give it back for the body."""
    rest = stamp.rest
    if description.rest == "label and body":
        label, rest = shouted(rest)
        parts.labels += [label] if label else []
    run_on = description.rest == "headline" and ends_sentence(rest)
    if description.rest == "headline and body" or run_on:
        parts.headline, rest = parted(rest)
    if not parts.headline and is_rest_headline(rest, below, description):
        parts.headline = rest
        return None
    return Line(line.number, rest) if rest else None


def parted(text: str) -> tuple[str | None, str]:
    """A headline and the text that a copy glued to it: "The ferry is backThe old ferry is back"."""
    if match := GLUED.search(text, 0, LONGEST_HEADLINE):
        return text[: match.start()].strip(), text[match.start() :].strip()
    return None, text


def shouted(text: str) -> tuple[str, str]:
    """The words in capitals before a sentence, and the sentence: "BIG BEN BONGS The bells rang".

    The last of them is the sentence's where that goes on in small letters: "A crowd", "EU talks".
    """
    words = text[: 2 * LONGEST_LABEL].split()
    loud = [is_loud(word) for word in words]
    count = loud.index(False) if False in loud else len(words)
    if count < len(words) and (words[count][0].islower() or words[count - 1] in TITLES):
        count -= 1
    label = " ".join(words[: max(0, count)])
    if len(label) > LONGEST_LABEL or not any(map(str.isalpha, label)):
        return "", text
    return label, text[len(label) :].strip()


def is_loud(word: str) -> bool:
    return not any(map(str.islower, word))


def is_rest_headline(rest: str, below: Sequence[Line], description: Stamped) -> bool:
    if not rest or description.rest in ("body", "label and body", "headline and body"):
        return False
    if description.rest == "headline":
        return len(rest) <= LONGEST_PERHAPS or not ends_sentence(rest)
    if len(rest) > LONGEST_PERHAPS:
        return False
    followed = any(not furniture_of(line, description.furniture) for line in below)
    return followed and not rest.rstrip("\"'”’)").endswith((".", ":", ",", "…"))


def take_foot(
    time: PrintedTime,
    parts: Parts,
    lines: list[Line],
    description: Stamped,
    claims: Claims,
) -> tuple[list[Line], PrintedTime]:
    """The lines without the byline that closes the entry, and the time with that line's date."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - LAST_LINES), -1):
        line = lines[at]
        match = foot_of(line.text, description)
        people = signed_by(match) if match else ()
        if match is None or not people:
            continue
        parts.bylines += people
        parts.lines.append(line)
        if time.day is None:
            time = with_day_of(time, groups_of(match))
        left = line.text[: match.start()].strip()
        claims.take(line, "text and byline" if left else "byline")
        kept = [Line(line.number, left)] if left else []
        return [*lines[:at], *kept, *map(with_caption_marked, lines[at + 1 :])], time
    return lines, time


def signed_by(match: re.Match[str]) -> tuple[Byline, ...]:
    """The people of a byline at an entry's foot, of whom some newsrooms print surnames alone."""
    surnames = match.groupdict().get("surnames")
    if surnames:
        return tuple(map(Byline, split_names(surnames)))
    return read_signature(match["name"])


def foot_of(text: str, description: Stamped) -> re.Match[str] | None:
    """The byline with which a line ends."""
    start = max(0, len(text) - LONGEST_FOOT)
    found = (form.search(text, start) for form in description.foot)
    return next((match for match in found if match), None)
