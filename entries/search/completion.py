"""What may be meant by the words typed so far."""

from __future__ import annotations

from dataclasses import dataclass

from .base import ACTORS, NameFound
from .engine import engine

MOST_NAMES = 8
MOST_WORDS = 5
SHORTEST = 2  # letters
LONGEST_NAME = 4  # words
# What the field words before a colon stand for.
KINDS = {
    "actor": ACTORS,
    "place": ("place",),
    "topic": ("topic",),
    "source": ("source",),
    "in": ("liveblog",),
}


@dataclass(frozen=True, slots=True)
class Completions:
    """Names of people, organisations, places, topics, sources and liveblogs, then plain words.

    `name_typed` is the end of what was typed that a name would take the place of, `word_typed`
    the one that a word would. Words come folded, with the number of entries that have them.
    """

    names: list[NameFound]
    words: list[tuple[str, int]]
    name_typed: str = ""
    word_typed: str = ""


def complete(typed: str) -> Completions:
    """What goes by a name that has the last words typed, as many as can be, and words that start
    as the last one does.

    Nothing for less than two letters. Raises SearchUnavailable where there is no index.
    """
    words = typed.split()
    if not words or typed[-1:].isspace() or len(words[-1].strip('"-')) < SHORTEST:
        return Completions([], [])
    field, colon, begun = words[-1].lstrip("-").partition(":")
    if colon and field.lower() in KINDS:
        names = engine().names_from(begun, MOST_NAMES * 10)
        fitting = [name for name in names if name.kind in KINDS[field.lower()]]
        return Completions(fitting[:MOST_NAMES], [], words[-1])
    for count in range(min(len(words), LONGEST_NAME), 0, -1):
        part = " ".join(words[-count:])
        if names := engine().names_from(part, MOST_NAMES):
            break
    offered = engine().words_from(words[-1], MOST_WORDS)
    return Completions(names, offered, part, words[-1])
