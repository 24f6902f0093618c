"""Al Jazeera's pages once their ages are lost: headings under a line that opens the updates."""

from __future__ import annotations

import re

from ..furniture import rules
from .cues import cued, matching
from .description import Untimed
from .engine import layout_of
from .starts import by_headings

OPENING = (
    r"(?:The|This) live (?:blog|page) is now closed\b.{0,150}"
    r"|(?:Here|These|This) (?:are|is|were) (?:all )?the (?:latest )?(?:updates|developments)\b"
    r".{0,60}"
)
LISTED = r"end of list|list of \d+ items?|list \d+ of \d+"
TOP = re.compile(OPENING, re.IGNORECASE)
FURNITURE = rules(
    (LISTED, "list of related stories"),
    (OPENING, "page header"),
    (r"(?:By )?Al Jazeera(?: Staff| and news agencies)?", "page header"),
    (r"Click here to share on social media", "share links"),
)
HEADS = by_headings(TOP, furniture=FURNITURE)
# Its name at the start or the end of a line, and no headline that ends with it.
NAMED = re.compile(
    r"a(?:l-?)?jazeera|^(?:By |Source: ?)?Al Jazeera\b.{0,60}$|[-|–(] ?Al Jazeera\b.{0,20}$",
    re.IGNORECASE,
)

LAYOUT = layout_of(
    Untimed(
        name="aljazeera-headings",
        source="al-jazeera",
        zone="Asia/Qatar",
        heads=HEADS,
        furniture=FURNITURE,
        fit=cued(
            HEADS,
            None,
            "line that opens the updates",
            NAMED,
            fewest=1,
            alone=0.6,
            top=matching(TOP, "is now closed", "updates", "developments"),
        ),
    )
)
