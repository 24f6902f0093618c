"""What may be meant by the words typed so far."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .base import ACTORS, NameFound
from .engine import engine

MOST_NAMES = 8
MOST_WORDS = 5
MOST_NEAR = 5
MOST_SPELLINGS = 3  # of each word
SHORTEST = 2  # letters
LONGEST_NAME = 4  # words
LONGEST_WORD = 30  # letters of which other spellings are looked for
LONGEST = 200  # letters at the end of what was typed that are looked at
# What the field words before a colon stand for.
KINDS = {
    "actor": ACTORS,
    "place": ("place",),
    "topic": ("topic",),
    "source": ("source",),
    "in": ("liveblog",),
}
# What is offered without one: titles of liveblogs would crowd out the rest.
OFFERED = (*ACTORS, "place", "topic", "source")


@dataclass(frozen=True, slots=True)
class Completions:
    """Names of people, organisations, places, topics and sources, then plain words.

    After a field word, names of what it stands for alone.

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
    words = typed[-LONGEST:].split()
    if not words or typed[-1:].isspace() or len(words[-1].strip('"-')) < SHORTEST:
        return Completions([], [])
    field, colon, begun = words[-1].lstrip("-").partition(":")
    if colon and field.lower() in KINDS:
        names = engine().names_from(begun, KINDS[field.lower()], MOST_NAMES)
        return Completions(names, [], words[-1])
    for count in range(min(len(words), LONGEST_NAME), 0, -1):
        part = " ".join(words[-count:])
        if names := engine().names_from(part, OFFERED, MOST_NAMES):
            break
    offered = engine().words_from(words[-1], MOST_WORDS)
    return Completions(names, offered, part, words[-1])


def names_near(typed: str, kinds: Collection[str]) -> list[NameFound]:
    """Names of entries that are most like what was typed, where it is no name itself.

    They have its words, the last perhaps only begun; else one of these words spelt a little
    otherwise, else one word of several. Raises SearchUnavailable where there is no index.
    """
    for words in [typed, *much_like(typed)]:
        found = engine().names_from(words, kinds, MOST_NEAR)
        if named := [name for name in found if name.count]:
            return named
    return []


def much_like(typed: str) -> Iterator[str]:
    """What was typed with another spelling of one word, then each of several words alone."""
    words = typed.split()[:LONGEST_NAME]
    for place, word in enumerate(words):
        spellings = engine().words_like(word) if len(word) <= LONGEST_WORD else []
        for spelling, _ in spellings[:MOST_SPELLINGS]:
            yield " ".join([*words[:place], spelling, *words[place + 1 :]])
    if len(words) > 1:
        yield from sorted(words, key=len, reverse=True)
