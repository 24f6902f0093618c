"""The made-up world that the entries report of: sources, reporters, actors, places, topics."""

from __future__ import annotations

import itertools
import string
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .words import PHRASE, SHARES, Tokens, fresh_words, vocabulary

SEED = 20_130_101
PEOPLE, ORGANISATIONS, PLACES, TOPICS, SOURCES = 3_500, 1_500, 20_000, 60, 40
REPORTERS_A_SOURCE = 50
TERMS_A_TOPIC = 3
LABELS = (
    ("breaking", 0.05), ("analysis", 0.04), ("key event", 0.03), ("eyewitness", 0.01),
    ("explainer", 0.01), ("fact check", 0.005), ("recap", 0.005),
)  # fmt: skip
ZONES = (
    ("Europe/London", "en"), ("America/New_York", "en"), ("Europe/Paris", "fr"),
    ("Europe/Berlin", "de"), ("Asia/Kolkata", "en"), ("Australia/Sydney", "en"),
    ("Europe/Kyiv", "uk"), ("Asia/Qatar", "en"),
)  # fmt: skip


@dataclass(frozen=True)
class Actor:
    kind: str
    name: str
    alias: str


class World:
    """Everything that entries name, the most often named first; the same each time.

    `tokens` has the vocabulary, then the words of known share, the phrase, the topics' terms,
    the actors' names and aliases by turns, and the places' names, each from a number on.
    """

    def __init__(self) -> None:
        rng = np.random.default_rng(SEED)
        known = set(SHARES) | set(PHRASE.split())
        self.vocabulary = vocabulary(rng, known)
        names = (word.capitalize() for word in fresh_words(rng, 3, known))
        given = list(itertools.islice(names, 400))
        self.actors = actors(rng, given, list(itertools.islice(names, PEOPLE + ORGANISATIONS)))
        self.places = list(itertools.islice(names, PLACES))
        self.sources = [f"{next(names)} News" for _ in range(SOURCES)]
        self.topics = [next(names) for _ in range(TOPICS)]
        self.terms = list(itertools.islice(fresh_words(rng, 4, known), TOPICS * TERMS_A_TOPIC))
        self.reporters = [
            f"{given[int(first)]} {next(names)}"
            for first in rng.integers(0, len(given), SOURCES * REPORTERS_A_SOURCE)
        ]

    @cached_property
    def tokens(self) -> Tokens:
        actors = [name for actor in self.actors for name in (actor.name, actor.alias)]
        groups = {
            "words": self.vocabulary, "shares": [*SHARES], "phrase": [PHRASE],
            "terms": self.terms, "actors": actors, "places": self.places,
        }  # fmt: skip
        ends = itertools.accumulate(len(group) for group in groups.values())
        self.first = dict(zip(groups, [0, *ends], strict=False))
        return Tokens([text for group in groups.values() for text in group])


def actors(rng: np.random.Generator, given: list[str], names: list[str]) -> list[Actor]:
    """People by given name and surname, organisations by two words and initials, mixed."""
    letters = itertools.product("BDFGKLMNPRSTV", "AEIOU", string.ascii_uppercase, "BDGKLMNPRT")
    found = []
    for rank, (name, initials) in enumerate(zip(names, letters, strict=False)):
        first = given[int(rng.integers(len(given)))]
        if rank % 10 < 10 * PEOPLE // (PEOPLE + ORGANISATIONS):
            found.append(Actor("person", f"{first} {name}", name))
        else:
            found.append(Actor("organisation", f"{name} {first}", "".join(initials)))
    return found
