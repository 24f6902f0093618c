"""Scripts that put no spaces between words, such as Chinese, Japanese and Thai."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

LETTERS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# Signs of tones and such, which the index leaves out.
MARKS = "\u0e47-\u0e4c\u0e4e\u0ec8-\u0ecc\u1037\u1039\u103a\u17c9-\u17d3"
# Where words have no ends, each letter counts as one.
UNSPACED = re.compile(f"([{LETTERS}])")
RUN = re.compile(f"[{LETTERS}]+")
MARKED_LETTER = re.compile(f"[{LETTERS}][{MARKS}]*")


def pairs_of(text: str) -> list[str]:
    """Every two letters of such scripts that follow each other: the nearest there is to words."""
    return [
        f"{one}{two}"
        for run in RUN.findall(text)
        for one, two in pairwise(MARKED_LETTER.findall(run))
    ]


def made_of(pairs: Collection[str], text: str) -> list[str]:
    """The longest parts of a text that have none but these pairs, in order and each once."""
    parts: list[str] = []
    for run in RUN.findall(text):
        goes_on = False
        for one, two in pairwise(MARKED_LETTER.findall(run)):
            if f"{one}{two}" not in pairs:
                goes_on = False
            elif goes_on:
                parts[-1] += two
            else:
                parts.append(f"{one}{two}")
                goes_on = True
    return list(dict.fromkeys(parts))
