"""How newsrooms spell one name of a person otherwise: short forms, and Cyrillic names.

Read from `spellings.toml`. Accents and letter case are no matter of spelling: words are folded.
"""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import product
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "gazetteer" / "spellings.toml"
MOST = 60  # spellings of one name


@cache
def given_groups() -> dict[str, tuple[str, ...]]:
    """Each given name with the spellings that are the same one."""
    found: dict[str, tuple[str, ...]] = {}
    for group in tomllib.loads(FILE.read_text(encoding="utf-8"))["given"]:
        for name in group.split():
            found[name] = (*found.get(name, ()), *group.split())
    return found


@cache
def endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Endings of surnames with all that may take their place, the longest first."""
    groups = tomllib.loads(FILE.read_text(encoding="utf-8"))["endings"]
    pairs = [(ending, tuple(group.split())) for group in groups for ending in group.split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def spellings(name: str) -> tuple[str, ...]:
    """The name, and every other way to spell it; the name itself comes first."""
    words = name.split()
    ways = [word_spellings(word, last=number == len(words)) for number, word in enumerate(words, 1)]
    if all(len(way) == 1 for way in ways):
        return (name,)
    found = (" ".join(way) for way, _ in zip(product(*ways), range(MOST), strict=False))
    return tuple(dict.fromkeys([name, *found]))


@cache
def word_spellings(word: str, last: bool) -> tuple[str, ...]:
    if not last:
        return (word, *given_groups().get(word, ()))
    for ending, others in endings():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending)
            return (word, *(stem + other for other in others))
    return (word,)
