"""The letters under which names stand in a list: of Latin script without their accents, of any
other script their own. Knows nothing of the database.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Stands for whatever begins with no letter: digits, quotation marks.
OTHER = "0"
LATIN = re.compile(r"LATIN (?:CAPITAL |SMALL )?(?:LETTER|LIGATURE) ([A-Z])")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, and the number of names that begin with it; `value` is what addresses have."""

    value: str
    count: int

    @property
    def text(self) -> str:
        return "#" if self.value == OTHER else self.value


def letter_of(initial: str) -> str:
    """The letter under which a name stands that begins with this sign."""
    sign = unicodedata.normalize("NFKC", initial)[:1].upper()[:1]
    if not sign.isalpha():
        return OTHER
    latin = LATIN.match(unicodedata.name(sign, ""))
    return latin[1] if latin else sign


def letters_of(initials: Mapping[str, int]) -> list[Letter]:
    """The letters of names that begin with these signs so often: A to Z, then other scripts."""
    counts: Counter[str] = Counter()
    for initial, count in initials.items():
        counts[letter_of(initial)] += count
    return [Letter(value, counts[value]) for value in sorted(counts, key=order)]


def order(letter: str) -> tuple[bool, str]:
    """Whatever is no letter stands last."""
    return letter == OTHER, letter


def signs_under(letter: str, initials: Iterable[str]) -> list[str]:
    """Those of the signs that stand under a letter."""
    return [initial for initial in initials if letter_of(initial) == letter]
