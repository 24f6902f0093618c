"""Posts of Twitter that stand among an entry's text: who wrote them, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .base import Line
from .furniture import LONGEST_FURNITURE

# Below the words, and above them.
TWEET = re.compile(r"(?:—|–|-{1,2}) ?[^@]{1,100}\(@\w{1,30}\),? .{4,30}")
TWEETER = re.compile(r"[^@]{1,100}\(@\w{1,30}\)|@\w{1,30}")
TWEETED = 6  # lines at most from the one above to the day below


def is_tweet_signature(text: str) -> bool:
    """Whether a line says who posted the words above: "— Ada Moreno (@ada) March 9, 2022"."""
    return len(text) <= LONGEST_FURNITURE and bool(TWEET.fullmatch(text))


def dates_tweet(lines: Sequence[Line], index: int) -> bool:
    """Whether a line that prints a day does so for a tweet, which opens with "Name (@name)"."""
    above = lines[max(0, index - TWEETED) : index]
    return any(is_tweeter(line.text) for line in above)


def is_tweeter(text: str) -> bool:
    """Whether a line says who posts the words below: "Ada Moreno (@ada)"."""
    return "@" in text and len(text) <= LONGEST_FURNITURE and bool(TWEETER.fullmatch(text))
