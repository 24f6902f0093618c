"""Who wrote a BBC entry, as its first lines say: a reporter with a role, a programme, a house."""

from __future__ import annotations

import re

from .base import Byline, Line
from .bbc_rows import Rows, is_cue
from .names import is_personal_name, is_role
from .pictures import STOPS

# Where a reporter is, on a line of its own under the role.
PLACE = re.compile(r"^(?:Reporting from|In|At|From) [A-Z][^.?!:]{1,60}$", re.IGNORECASE)
LONGEST_DESK = 40
SMALL = {"of", "the", "and", "in", "at", "on", "for", "to"}


def read_bylines(rows: Rows, headline: str) -> list[Byline]:
    """Names with their roles, in pairs; a lone name only if the entry is not about that person."""
    bylines: list[Byline] = []
    take_kicker(rows)
    if desk := desk_lines(rows):
        claimed = [rows.take("byline").text for _ in desk]
        return [Byline(claimed[0], claimed[1] if len(claimed) > 1 else None)]
    while line := rows.peek():
        if is_cue(line.text):
            break
        name, role = split_byline(line.text)
        if not is_personal_name(name):
            break
        below = None if role else role_below(rows)
        if not role and not below and (bylines or is_spoken_of(name, headline, rows)):
            break
        rows.take("byline")
        apart = len(rows.chunk()) == 2  # Under name and role, a third line says where.
        roles = [role or rows.take("byline").text] if role or below else []
        while roles and (place := rows.peek()) and is_place(place.text, apart):
            apart = False
            roles.append(rows.take("byline").text)
        bylines.append(Byline(name, ", ".join(roles) or None))
    return bylines


def take_kicker(rows: Rows) -> None:
    """Take a line that stands alone above a name and its role: "Point of Order"."""
    chunk = rows.chunk()
    start = rows.position
    if len(chunk) != 1 or not is_short(chunk[0].text) or not rows.below():
        return
    rows.position += 1
    below = rows.chunk()
    writer = len(below) == 2 and is_personal_name(below[0].text) and is_role(below[1].text)
    kicks = writer or len(desk_lines(rows)) == 2
    rows.position = start
    if kicks:
        rows.labels.append(rows.take("label").text)


def desk_lines(rows: Rows) -> list[Line]:
    """The next lines if they are a programme or a house where a writer would stand, not taken.

    Its kind stands below it: "House of Commons" above "Parliament", "Today Programme" above "BBC
    Radio 4"; the BBC's own stand alone as well.
    """
    chunk = rows.chunk()
    if not all(is_desk(line.text) for line in chunk) or len(chunk) > 2 or rows.at_last:
        return []
    if len(chunk) == 2:
        return [] if is_personal_name(chunk[0].text) or rows.below() is None else chunk
    return chunk if chunk and chunk[0].text.startswith("BBC ") else []


def is_desk(text: str) -> bool:
    """Whether a line may be the name of a programme or a house: short, each word but small ones
    with a capital.
    """
    if not is_short(text):
        return False
    words = [word for word in text.split() if word.lower() not in SMALL]
    return all(word[0].isupper() or word[0].isdigit() for word in words)


def is_short(text: str) -> bool:
    return len(text) <= LONGEST_DESK and not text.endswith(STOPS) and not is_cue(text)


def split_byline(text: str) -> tuple[str, str | None]:
    """The name and the role of "Ada Moreno, BBC News"; a line without a role as it is."""
    name, comma, role = text.partition(", ")
    return (name, role) if comma and is_role(role) else (text, None)


def is_place(text: str, apart: bool) -> bool:
    """Whether a line says where a reporter is; `apart`, that no blank line parts it from name."""
    if PLACE.match(text):
        return True
    short = len(text) <= 60 and text[0].isupper() and not text.endswith(STOPS)
    return apart and short and not is_cue(text) and not is_personal_name(text)


def role_below(rows: Rows) -> Line | None:
    """The line under a name, if it is that person's role."""
    chunk = rows.chunk()
    if len(chunk) in (2, 3, 4) and not is_cue(chunk[1].text) and len(chunk[1].text) <= 120:
        return chunk[1]
    below = rows.below()
    return below if below and is_role(below.text) else None


def is_spoken_of(name: str, headline: str, rows: Rows) -> bool:
    """Whether the entry itself names the person: then the line describes a picture."""
    surname = name.split()[-1]
    return surname in headline or any(
        surname in line.text for line in rows.lines[rows.position + 1 :]
    )
