"""Made-up sentences in which the gazetteer's names stand, and headlines; the same for a seed.

A sentence is written once and used many times: to draw eight of some thousands is quick, and no
two entries come out alike.
"""

from __future__ import annotations

import functools
import itertools
import random
from collections.abc import Iterator, Sequence

from entries.tagging.gazetteer import read_gazetteer
from entries.tagging.topics import split_term

ONSETS = ("b", "br", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "t",
          "tr", "v", "w", "st", "sh")  # fmt: skip
NUCLEI = ("a", "e", "i", "o", "u", "ai", "ou", "ea")
CODAS = ("", "", "", "n", "r", "l", "m", "d", "nd", "rt")
VOCABULARY, SENTENCES, PHRASES, REPORTERS = 40_000, 20_000, 20_000, 400
SENTENCE_WORDS, PHRASE_WORDS = (9, 19), (3, 4)
WITH_NAME, WITH_COMMA = 0.4, 0.3
LARGE = 300_000  # people of a city that live pages name
ROLES = ("Political reporter", "Europe editor", "Live reporter", "Diplomatic correspondent")


class Prose:
    """Draws texts; whoever gives the same seed and asks for the same gets the same."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.words = list(itertools.islice(fresh_words(self.rng), VOCABULARY))
        self.weights = zipf(VOCABULARY)
        self.names = names_of_gazetteer(self.rng)
        self.name_weights = zipf(len(self.names))
        self.pool = [self.new_sentence() for _ in range(SENTENCES)]
        self.phrases = [self.new_phrase() for _ in range(PHRASES)]
        self.reporters = [self.new_reporter() for _ in range(REPORTERS)]

    def new_sentence(self) -> str:
        words = self.drawn(self.rng.randint(*SENTENCE_WORDS))
        if self.rng.random() < WITH_COMMA:
            words[len(words) // 2] += ","
        words[0] = words[0].capitalize()
        if self.rng.random() < WITH_NAME:
            (name,) = self.rng.choices(self.names, cum_weights=self.name_weights)
            words.insert(self.rng.randint(1, len(words) - 1), name)
        return " ".join(words) + "."

    def new_phrase(self) -> str:
        words = self.drawn(self.rng.randint(*PHRASE_WORDS))
        if self.rng.random() < WITH_NAME:
            words[-1:] = self.rng.choices(self.names, cum_weights=self.name_weights)
        return " ".join(words)

    def new_reporter(self) -> str:
        given, family = self.rng.choices(self.words[1000:], k=2)
        return f"{given.capitalize()} {family.capitalize()}"

    def drawn(self, count: int) -> list[str]:
        return self.rng.choices(self.words, cum_weights=self.weights, k=count)

    def sentences(self, count: int) -> list[str]:
        return self.rng.choices(self.pool, k=count)

    def headline(self) -> str:
        """Seven words or so, in hundreds of millions of forms."""
        first, second = self.rng.choices(self.phrases, k=2)
        return f"{first[0].upper()}{first[1:]} {second}"

    def picture(self) -> tuple[str, str]:
        """What a picture shows, and whose it is."""
        shown, agency = self.rng.choices(self.phrases, k=2)
        return f"{shown[0].upper()}{shown[1:]}", agency.split()[0].upper()

    def byline(self) -> tuple[str, str]:
        """A reporter's name and role."""
        return self.rng.choice(self.reporters), self.rng.choice(ROLES)


def fresh_words(rng: random.Random) -> Iterator[str]:
    """Words that people could pronounce, the short ones first, without end and none twice."""
    known: set[str] = set()
    while True:
        length = 1 + (len(known) > 300) + (len(known) > 6_000)
        parts = (rng.choice(ONSETS) + rng.choice(NUCLEI) + rng.choice(CODAS) for _ in range(length))
        word = "".join(parts)
        if word not in known:
            known.add(word)
            yield word


def zipf(size: int) -> Sequence[float]:
    """Weights, summed up, with which the n-th of so many is n times rarer than the first."""
    return list(itertools.accumulate(1 / rank for rank in range(1, size + 1)))


gazetteer = functools.cache(read_gazetteer)


def names_of_gazetteer(rng: random.Random) -> list[str]:
    """Names of people, organisations and places and terms of topics, in random order.

    Of the cities only large ones: live pages do not name villages all over the world.
    """
    known = gazetteer()
    large = [place for place in known.places if (place.population or LARGE) >= LARGE]
    names = [each.name for each in (*known.people, *known.organisations, *large)]
    terms = [split_term(term)[0] for topic in known.topics for term in topic.terms]
    names += [term for term in terms if not term.endswith("*")]
    rng.shuffle(names)
    return names
