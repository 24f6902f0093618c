"""How sentences end, in text that has lost its markup."""

from __future__ import annotations

import re

# A sentence ends and another begins.
SENTENCE_WITHIN = re.compile(r"[^\W_]{3}[.?!][\"”’)]*\s+[\"“‘(]?[A-Z]")
STOPS = (".", "?", "!", ":", ";", "…", ",", "-", "–", "—")
CLOSERS = "\"'”’»)]"


def ends_sentence(text: str) -> bool:
    return text.rstrip(CLOSERS).endswith(STOPS)
