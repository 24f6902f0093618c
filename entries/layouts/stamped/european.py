"""Live pages of newsrooms of continental Europe that print a time with each entry."""

from __future__ import annotations

import re

from .description import Stamped
from .engine import layout_of
from .pieces import HALF, MINUTE, pattern

# Pages in French print "13:28" alone on a line; translated by machine, also "12:59 p.m".
FRENCH_LINE = Stamped(
    name="french-clock-line",
    source=None,
    zone="Europe/Paris",
    stamp=pattern(r"(?P<hour>2[0-3]|[01]?\d)[:h]", MINUTE, rf"(?:{HALF})?"),
    cue=pattern(r"(?:2[0-3]|[01]\d)[:h][0-5]\d(?: [ap]\.m)?"),
    sure=0.56,
    hints=re.compile(r"\.fr\b|Le ?Monde|[Ff]ranceinfo|Lib[ée]ration|Figaro|\b(?:du|des|une|les)\b"),
    below=("headline", "byline"),
)
DESCRIPTIONS = (FRENCH_LINE,)
LAYOUTS = tuple(map(layout_of, DESCRIPTIONS))
