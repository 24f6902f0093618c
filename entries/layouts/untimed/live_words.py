"""Whether a page says of itself that it is live, or was: what an article never says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..base import Line, Page

TOP = 8  # lines among which the page's title stands
LONGEST = 300  # characters
LIVE = re.compile(
    r"\bLIVE\b|\bLive\b(?=:| [A-Z]|$)|\b[Ll]ive[ -](?:updates?|blog|coverage|text|news|page|report)"
    r"|\b(?:news|as) live:|\blive ?blog|\b[Aa]s it happened|\b[Mm]inute[ -]by[ -]minute"
    r"|\b[Ll]ive-?ticker|\b[Ee]n direct\b"
)
IN_ADDRESS = re.compile(r"(?<![a-z])live(?:blog|ticker)?(?![a-z])|as-it-happened|minute-by-minute")


def says_live(page: Page, lines: Sequence[Line]) -> bool:
    """Whether the page's title, address or first lines say so."""
    about = [page.title or "", *(line.text[:LONGEST] for line in lines[:TOP])]
    return any(map(LIVE.search, about)) or bool(IN_ADDRESS.search(page.url or ""))
