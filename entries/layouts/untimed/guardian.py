"""The Guardian's pages as inkl and other readers' services print them: without their times.

Of those only the word "Updated" is left, under some entries, and in the text "(See 3.14pm.)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..base import Line
from ..captions import read_caption
from ..furniture import furniture_of, rules
from .cues import Cue, best_of, cued, matching
from .description import Head, Untimed
from .engine import layout_of
from .shapes import kinds_of, people_in, runs_below_title, runs_of
from .starts import after_top, first_heads, head_of, heads_between

UPDATED = re.compile(r"Updated(?: at)?", re.IGNORECASE)
SEE = re.compile(r"\((?:see|see also) \d{1,2}\.\d\d ?[ap]m\.?\)", re.IGNORECASE)
SECTION = (
    r"World|UK|US|Politics|Business|Sport|Football|Environment|Science|Technology|Society|Culture"
    r"|Media|Australia|National|Money|Education|.{3,100}\((?:now|earlier)\).{0,150}"
)
BYLINED = 0.6  # of the entries have a byline: then the first has one too
FURNITURE = rules(
    (rf"The Guardian(?: - (?:UK|US|AU))?|Key events|{SECTION}", "page header"),
    (
        r"Get all your news in one place.{0,5}|100.s of premium titles\..{0,60}|One (?:news )?app\."
        r"|Start reading|Read news on any topic.{0,100}",
        "page header",
    ),
)
# Under these lines stand the title of the page and its picture, then the entries.
INKL = re.compile(r"The Guardian(?: - (?:UK|US|AU))?")
# Under this one, of 2012, the entries at once.
SORTED = re.compile(r"Updates:")
SUMMARY = re.compile(
    r"(?:(?:Early )?(?:Morning|Lunchtime|Afternoon|Evening|Closing) )?[Ss]ummary(?: so far)?"
    r"|What we learned\b.{0,60}|The day that was\b.{0,60}|That.s all for today.{0,60}"
)
NAMED = re.compile(r"\bGuardian\b|Photograph: ", re.IGNORECASE)
LIVE = re.compile(
    r"[-–—] ?(?:as it happened|live)\b|-live\b|\blive updates\b|^Live$", re.IGNORECASE
)


def heads(lines: Sequence[Line]) -> list[Head]:
    """The entries: an "Updated" closes one, and a heading in between parts two."""
    kinds = kinds_of(lines, FURNITURE)
    start = below_title(lines)
    closing = [at for at in range(start, len(lines)) if UPDATED.fullmatch(lines[at].text)]
    if not start and not closing and not any(map(is_cue, lines)):
        return []
    first, *_ = (*closing, len(lines))
    if start:
        found = heads_between(lines, kinds, start, first)
    elif SUMMARY.fullmatch(lines[0].text):  # The page's title has been left out.
        found = [head_of(lines, run) for run in runs_of(lines, kinds, start, first)]
    else:
        found = first_heads(lines, kinds, start, first)
    others: list[Head] = []
    for above, below in pairwise([*closing, len(lines)]):
        others += heads_between(lines, kinds, above + 1, below)
    if others and sum(bool(head.bylines) for head in others) >= BYLINED * len(others):
        # Then the writer above the first text is that of its entry, and not of the page.
        runs = runs_below_title(lines, kinds, start, min(first + 1, len(lines)))
        found = [head_of(lines, run) for run in runs] or found
    return found + others


def below_title(lines: Sequence[Line]) -> int:
    """The place under the page's title and picture, which the head of its service tells; else 0."""
    at = after_top(lines, INKL)
    if not at:
        return after_top(lines, SORTED)
    titled = any(not is_head(line) for line in lines[:at])
    while at < len(lines) and is_head(lines[at]):
        at += 1
    at += 0 if titled else 1
    pictured = (one for one in range(at, min(at + 2, len(lines))) if read_caption(lines[one].text))
    return next((one + 1 for one in pictured), at)


def is_head(line: Line) -> bool:
    """Whether a line of the page's head is neither its title nor the words of its picture."""
    return bool(furniture_of(line, FURNITURE) or people_in(line.text))


def is_cue(line: Line) -> bool:
    return bool(UPDATED.fullmatch(line.text) or SEE.search(line.text))


LAYOUT = layout_of(
    Untimed(
        name="guardian-untimed",
        source="guardian",
        zone="Europe/London",
        heads=heads,
        furniture=FURNITURE,
        fit=best_of(
            cued(
                heads,
                Cue(is_cue, ("\nupdated", "(see")),
                "lines that say “Updated” or “(See ...)” and no time",
                NAMED,
                alone=0.65,
            ),
            cued(
                heads,
                None,
                "lines above the entries of such a page",
                LIVE,
                fewest=1,
                alone=0.3,
                top=matching(re.compile(f"{INKL.pattern}|{SORTED.pattern}"), "\nthe", "\nupdates:"),
            ),
        ),
    )
)
