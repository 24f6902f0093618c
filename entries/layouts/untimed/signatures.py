"""Who signs an entry at its foot: "—Ada Moreno", "... in the harbour. -AFP"."""

from __future__ import annotations

import re
from functools import lru_cache

from ..base import Byline, Line
from ..stamped.bylines import read_byline
from ..tweets import is_tweet_signature

# A name stands behind the stop of the last sentence, or on a line of its own; an agency may also
# stand where the stop was forgotten.
SIGNATURES = (
    re.compile(
        r"(?:^|(?<=[.?!\"”’)…]))\s*(?:[—–]|-{1,2}) ?(?P<who>\(?[A-Z][^\d.?!:;—–]{1,120}\.?)$"
    ),
    re.compile(r"\s+(?:[—–]|-{1,2}) ?(?P<who>AFP|PTI|ANI|AP|IANS|UNI|Reuters|Agenc(?:y|ies))$"),
)
AGENCY = re.compile(
    r"\(?(?:With inputs from )?(?:The )?(?:AF?P|PTI|ANI|IANS|UNI|CNBC|CNN|NBC|BBC|dpa|Tass|TASS"
    r"|NYT|Xinhua|Bloomberg|Reuters|Agency|Agencies|[A-Z][\w’' ]{0,30}(?:Press|News|Times|Bureau"
    r"|Reporter|Correspondent|Team|Staff|Agency|staff))\b.{0,40}"
)
HELPED = re.compile(r",? (?:also )?(?:contributed|reporting|with reporting)\b.{0,80}$")
TAIL = 200  # characters in which a signature stands


def signature_of(line: Line) -> tuple[str, tuple[Byline, ...]] | None:
    """A line's text without the name at its end, and the people that it names; None for a line
    that nobody signs.
    """
    tail = line.text[-TAIL:]
    # Each form has a dash, which most lines lack: the patterns take longer to find none.
    dashed = "-" in tail or "–" in tail or "—" in tail
    found = signature_in(tail) if dashed else None
    if found is None or is_tweet_signature(line.text):
        return None
    start, people = found
    return line.text[: len(line.text) - len(tail) + start].rstrip(), people


@lru_cache(maxsize=4096)  # Several layouts ask it of every line of a page.
def signature_in(text: str) -> tuple[int, tuple[Byline, ...]] | None:
    """Where the signature begins that ends a text, and whom it names."""
    match = next((found for form in SIGNATURES if (found := form.search(text))), None)
    if match is None:
        return None
    who = HELPED.sub("", match["who"])
    people = read_byline(who)
    if not people and AGENCY.fullmatch(who):
        people = (Byline(who.strip(" .,()")),)
    return (match.start(), people) if people else None


def is_signed(line: Line) -> bool:
    """Whether a line is, or ends in, the name of who wrote the text."""
    return signature_of(line) is not None
