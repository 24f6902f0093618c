"""Live pages whose entries print the clock and the headline on one line.

Many newsrooms set them so, and none of them alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .description import Stamped
from .engine import layout_of
from .pieces import CLOCK_12, CLOCK_12_OR_SLIP, ENDS_12, HOUR_12, MINUTE, ZONE, pattern

HALVES = ("am", "pm", ".m.", "AM", "PM", ".M.")
# No line at all: such a page is known by its words, and doubted without them.
NOTHING = pattern(r"(?!)")

# "9:07 a.m.: Ferries stop", "1:32 p.m. – Ferries stop"
CLOCK_HEADLINE = Stamped(
    name="clock-ampm-headline",
    source=None,
    zone=None,
    stamp=pattern(CLOCK_12_OR_SLIP, r" ?(?::|[–—-]{1,2}) ?(?P<rest>\S.*)"),
    cue=pattern(CLOCK_12, r" ?(?::|[–—-]{1,2}) ?\S.*"),
    words=HALVES,
    sure=0.62,
    rest="headline",
    below=("byline",),
    strays=True,
)
# "10:30 a.m. Ferries stop"
CLOCK_SPACE = replace(
    CLOCK_HEADLINE,
    name="clock-ampm-space-headline",
    stamp=pattern(
        CLOCK_12, rf" (?!{ZONE.replace('?P<zone>', '?:')}\b)(?P<rest>[^\W\d_a-z].*|[\"“‘'].*)"
    ),
    cue=None,
    sure=0.58,
)
# "Ferries stop — 6:54 p.m."
HEADLINE_DASH = Stamped(
    name="headline-dash-clock",
    source=None,
    zone="America/New_York",
    stamp=pattern(r"(?P<rest>\S.{8,180}?) ?[—–] ?", CLOCK_12),
    words=ENDS_12,
    sure=0.75,
    rest="headline",
    below=("byline",),
)
# "8:41 A.M. Ferries stop", and the writer in brackets behind the last sentence.
HAARETZ = Stamped(
    name="haaretz-clock-headline",
    source="haaretz",
    zone="Asia/Jerusalem",
    stamp=pattern(
        rf"{HOUR_12}(?::{MINUTE})? (?P<half>[AP])\.M\.", r" (?P<rest>[^\W_].*|[\"“‘'].*)"
    ),
    words=(".M.",),
    sure=0.85,
    fewest=2,
    hints=re.compile(r"[Hh]aaretz"),
    rest="headline",
    foot=(re.compile(r"\((?P<name>[A-Z][^()\d]{3,80})\)$"),),
    strays=True,
)
LAYOUTS = tuple(map(layout_of, (CLOCK_HEADLINE, CLOCK_SPACE, HEADLINE_DASH, HAARETZ)))
