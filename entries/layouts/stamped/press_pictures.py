"""Pictures right below a headline as picture agencies write them: what is seen, where, which day.

Their caption prints the day in full ("... at the bridge on March 7, 2022."), or the name of who
took it and the agency stand above it, a line each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..base import Line, Mark
from ..claims import Claims
from ..printed import MONTH_NAMES
from ..sentences import ends_sentence
from .bylines import is_agency, names_in

LONGEST_CAPTION = 300  # characters
MONTHS = "|".join(f"{name}|{name[:3]}\\.|{name[:4]}\\." for name in MONTH_NAMES)
DATED = re.compile(
    rf"[A-Z].{{15,}}(?: on|,)(?: [A-Z][a-z]+day,?)? (?:{MONTHS}) \d{{1,2}}"
    r"(?P<year>,? (?:19|20)\d\d)?\.?"
)
TOLD = re.compile(r"\b(?:says?|said|told|will|would|has|have|had|announced|according)\b")
# What happens on a day in a sentence of the text: "The talks resume in Oslo on March 7."
PLANNED = re.compile(
    r"\b(?:was|were|died|(?:begin|start|open|end|expire|close|resume|meet|vote|leave|return|visit"
    r"|arrive|appear|expect|plan|schedule|due)(?:s|d|ed)?|takes?|took|held|came|went|made)\b"
)
CAPTION = Mark(kind="caption")


def with_picture(lines: Sequence[Line], claims: Claims) -> list[Line]:
    """The lines with those of a picture that opens them marked as its caption and its credit."""
    if len(lines) > 2 and names_in(lines[0].text) and is_agency(lines[1].text):
        credit = f"Photograph: {lines[0].text}/{lines[1].text.lstrip('/ ')}"
        claims.take(lines[1], "image")
        captioned = len(lines) > 3 and len(lines[2].text) <= LONGEST_CAPTION
        caption = [replace(lines[2], mark=CAPTION)] if captioned else []
        return [*caption, Line(lines[0].number, credit), *lines[2 + captioned :]]
    if len(lines) > 1 and is_caption_above(lines[0].text, lines[1].text):
        return [replace(lines[0], mark=CAPTION), *lines[1:]]
    return list(lines)


def is_caption_above(text: str, below: str) -> bool:
    """Whether the first line of an entry captions its picture: "A ferry in Oslo, on March 7."

    American newsrooms name the weekday in their text, and the date under a picture.
    """
    if is_dated_caption(text, year=True):
        return True
    return is_dated_caption(text) and not PLANNED.search(text) and ends_sentence(below)


def with_caption_marked(line: Line) -> Line:
    """A line below an entry's signature, marked as a caption where it is one."""
    return replace(line, mark=CAPTION) if is_dated_caption(line.text) else line


def is_dated_caption(text: str, year: bool = False) -> bool:
    """Whether a text says what is seen and ends with the day: "A ferry, March 7, 2022."

    `year` says that the day has to be printed with its year.
    """
    match = DATED.fullmatch(text) if len(text) <= LONGEST_CAPTION else None
    return match is not None and not TOLD.search(text) and bool(match["year"] or not year)
