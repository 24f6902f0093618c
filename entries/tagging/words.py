"""Words of a text as names and terms are compared: folded, and where each one stands.

Knows nothing of the gazetteer or of Django.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

# An acronym with its dots ("U.N.", "U. S.") is one word; marks may follow the letter they stand on.
# Possessive (*+), since a word that was read is never given back.
WORD = re.compile(r"([A-Z]\.(?:[A-Z](?:\.[A-Z])*\b\.?|(?: [A-Z]\.)+)|\w[\w\u0300-\u036f]*+|&)")
# The letter ʼ (U+02BC) stands for an apostrophe, so it is no part of a word.
LETTER_APOSTROPHE = "\u02bc"
# What may stand between two words of one name: white space with one line break at most, as a
# blank line parts two blocks; or an apostrophe, a hyphen or a slash; or nothing, as around "&".
# Possessive (*+), so that a long run of white space is read once.
GAP = re.compile(r"[^\S\n]*+\n?[^\S\n]*+|[/'’‘\u02bc‐‑–−-]|['’] ")
# After an initial or one of these a dot ends no sentence: "John F. Kennedy", "St. Petersburg".
ABBREVIATION_GAP = re.compile(r"\.[^\S\n]*+\n?[^\S\n]*+")
ABBREVIATIONS = frozenset({"dr", "ft", "mr", "mrs", "ms", "mt", "st"}) | frozenset(
    {"adm", "capt", "cmdr", "col", "gen", "gov", "lt", "maj", "prof", "rep", "rev", "sen", "sgt"}
)
SPELLED_OUT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


class Words(NamedTuple):
    """The words of a text: as written, and folded.

    `gaps` are what stands before each word, and behind the last; `ends` where each gap and each
    word ends, in turn, in code points.
    """

    text: str
    written: list[str]
    folded: list[str]
    gaps: list[str]
    ends: list[int]

    def start(self, index: int) -> int:
        return self.ends[2 * index]

    def end(self, index: int) -> int:
        return self.ends[2 * index + 1]

    def joined(self, index: int) -> bool:
        """Whether the word at `index` and the next one may belong to one name."""
        gap = self.gaps[index + 1]
        if gap == " " or GAP.fullmatch(gap):
            return True
        word = self.folded[index]
        short = len(word) == 1 or word in ABBREVIATIONS
        return short and ABBREVIATION_GAP.fullmatch(gap) is not None

    def reach(self, index: int, most: int) -> int:
        """How many words from `index` on, `most` at most, may belong to one name."""
        last = min(index + most, len(self.folded)) - 1
        at = index
        while at < last and self.joined(at):
            at += 1
        return at - index + 1


@lru_cache(maxsize=4)  # names and topics are looked for in one text after the other
def words_of(text: str) -> Words:
    """Every word of `text`, in order. Its lists are for reading alone."""
    parts = WORD.split(text.replace(LETTER_APOSTROPHE, "’"))  # a gap and a word in turn
    written = parts[1::2]
    ends = list(accumulate(map(len, parts)))
    return Words(text, written, folded_words(written), parts[::2], ends)


def folded_words(written: Sequence[str]) -> list[str]:
    """Each of the words folded; plain ones, as most are, all at once."""
    together = "\n".join(written)  # which is in no word, as a space may be
    folded = together.lower().split("\n") if written else []
    if "." in together or not together.isascii():
        for at, word in enumerate(written):
            if not word.isascii() or "." in word:
                folded[at] = fold(word)
    return folded


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """The word without case, accents and an acronym's dots: "Orbán" as "orban", "U.N." as "un"."""
    if word.isascii():
        return word.lower().replace(".", "").replace(" ", "")
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bare.translate(SPELLED_OUT)


def name_as_key(name: str) -> str:
    """The folded words of a name as one text, by which spellings of it are one."""
    return " ".join(folded_phrase(name))


def folded_phrase(phrase: str) -> tuple[str, ...]:
    """The folded words of a name or term, by which it is looked up."""
    return tuple(words_of(phrase).folded)
