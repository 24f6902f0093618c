"""Pages of Scribble that print below an entry who wrote it and when, as ABC Australia's did.

"by Ada Moreno edited by Jon Byrne 5/21/2022 9:38:14 AM": months come first, whoever the reader,
and the clock is that of Greenwich. Some entries lack the line; a headline parts them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..base import Line, PrintedTime
from ..furniture import rules
from ..printed import hour_of_day
from ..stamped.bylines import read_signature
from ..stamped.pieces import pattern
from .cues import Cue, cued
from .description import Head, Untimed
from .engine import layout_of
from .newsrooms import NAMES_PAGE
from .starts import after_closing, below_points

FOOT = pattern(
    r"by (?P<name>[^\W\d_][^\d:;!?|]{2,80}?)(?: edited by [^\d:;!?|]{2,80}?)? ",
    r"(?P<text>(?P<month>1[0-2]|0?[1-9])/(?P<day>[12]\d|3[01]|0?[1-9])/(?P<year>20\d\d),? "
    r"(?P<hour>1[0-2]|0?[1-9]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))? (?P<half>[AP])M)",
)
LABEL = re.compile(r"[•*] (?P<label>[A-Z][\w ]{2,24})")
FURNITURE = rules((FOOT.pattern, "byline and time"))


def is_foot(line: Line) -> bool:
    return line.text.startswith("by ") and FOOT.fullmatch(line.text) is not None


FIND = below_points(NAMES_PAGE, after_closing(is_foot, parts=True, furniture=FURNITURE))


def heads(lines: Sequence[Line]) -> list[Head]:
    """The entries, each with the label above it and with what its foot tells."""
    starts = [head for head in FIND(lines) if not LABEL.fullmatch(lines[head.first].text)]
    found = [with_label(lines, head) for head in starts]
    ends = [*(head.first for head in found[1:]), len(lines)]
    return [with_foot(lines, head, end) for head, end in zip(found, ends, strict=False)]


def with_label(lines: Sequence[Line], head: Head) -> Head:
    """The head with the mark "• Key Post" that stands right above it."""
    at = head.first - 1
    match = LABEL.fullmatch(lines[at].text) if at >= 0 else None
    if match is None:
        return head
    labels = (match["label"], *head.labels)
    return replace(head, first=at, labels=labels, claimed=(*head.claimed, (at, "label")))


def with_foot(lines: Sequence[Line], head: Head, end: int) -> Head:
    """The head with the time and the writer of the line that closes its entry."""
    for at in range(head.body, end):
        match = FOOT.fullmatch(lines[at].text) if is_foot(lines[at]) else None
        if match:
            return replace(
                head,
                bylines=read_signature(match["name"]),
                time=read_time(match),
                claimed=(*head.claimed, (at, "byline and time")),
            )
    return head


def read_time(match: re.Match[str]) -> PrintedTime:
    return PrintedTime(
        match["text"],
        hour=hour_of_day(int(match["hour"]), match["half"]),
        minute=int(match["minute"]),
        second=int(match["second"]) if match["second"] else None,
        day=int(match["day"]),
        month=int(match["month"]),
        year=int(match["year"]),
    )


LAYOUT = layout_of(
    Untimed(
        name="scribble-foot-date",
        source="abc-australia",
        zone="UTC",
        heads=heads,
        furniture=FURNITURE,
        fit=cued(
            heads,
            Cue(is_foot, ("\nby",)),
            "lines with a name, a date and a clock below an entry",
            re.compile(r"\bABC\b|abc\.net\.au"),
            named=0.93,
            alone=0.85,
            untimed=False,
        ),
    )
)
