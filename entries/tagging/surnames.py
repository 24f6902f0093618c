"""What part of a person's name stands for the person alone: the surname, with its particles."""

from __future__ import annotations

# They belong to the surname that follows them.
PARTICLES = frozenset(
    {"al", "ap", "bin", "ben", "da", "dal", "de", "del", "della", "dem", "den", "der", "des"}
    | {"di", "do", "dos", "du", "el", "ibn", "la", "le", "lo", "mac", "mc", "o", "st", "te"}
    | {"ten", "ter", "van", "vom", "von", "zu", "zum", "zur"}
)
# They follow a surname and are no part of it.
SUFFIXES = frozenset({"ii", "iii", "iv", "jr", "junior", "jnr", "sr", "senior", "snr"})


def surname_of(name: str) -> str:
    """The surname in a full name that ends with it; empty where the name is of one word.

    "Ursula von der Leyen" gives "von der Leyen". Names that begin with the surname, and those of
    people who are never called by one, have to say so themselves.
    """
    words = name.split()
    while len(words) > 1 and words[-1].strip(".,").lower() in SUFFIXES:
        words.pop()
    if len(words) < 2:
        return ""
    first = len(words) - 1
    while first > 1 and words[first - 1].strip("’'").lower() in PARTICLES:
        first -= 1
    return " ".join(words[first:]).rstrip(",")
