"""Pages that a machine turned into English: their clocks are partly of 12 hours, partly of 24."""

from __future__ import annotations

import re
from dataclasses import replace

from ..base import NO_FIT, Fit, Layout, Page
from .description import Stamped
from .engine import layout_of
from .pieces import HALF, HOUR_24, MINUTE, or_else, pattern

HEAD = 40  # lines that may say whose page it is
LONGEST = 300  # characters of such a line
NAMED = re.compile(r"\blive #[A-Z]|franceinfo|francetvinfo|France Info\b")
# "15h02 : X" becomes "3:02 p.m.: X", "3:02 p.m .: X" or stays "15:02: X", on one page.
FRANCEINFO = Stamped(
    name="french-h-colon-translated",
    source="franceinfo",
    zone="Europe/Paris",
    stamp=pattern(HOUR_24, rf"(?::{MINUTE}(?:{HALF})?|{or_else(HALF)}) ?: (?P<rest>\S.*)"),
    words=(": ",),
    sure=0.88,
)


def where_named(layout: Layout, words: re.Pattern[str]) -> Layout:
    """The layout of pages that have these words in their head or address."""

    def fit(page: Page) -> Fit:
        found = layout.fit(page)
        if not found.score:
            return found
        head = (line.text[:LONGEST] for line in page.text_lines[:HEAD])
        named = any(map(words.search, (page.url or "", page.title or "", *head)))
        return found if named else NO_FIT

    return replace(layout, fit=fit)


LAYOUTS = (where_named(layout_of(FRANCEINFO), NAMED),)
