"""Entries related to one: they share the words that tell it from others, and are no copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from entries.differences.words import words_of
from entries.models import Entry

from .base import Likeness
from .engine import engine
from .results import composed
from .scripts import RUN, made_of, pairs_of

SHOWN = 5
# Entries that are looked at: copies of one another are found first, and are no news.
LOOKED_AT = 30
# Less in common is chance: so many words, and so much of the weight of all that tell something.
FEWEST, LEAST = 3, 0.2
WORDS = 5
# Two texts with so many of their words in common say the same.
COPY = 0.7


@dataclass(frozen=True, slots=True)
class Related:
    """An entry, and words that it shares with the other, those that tell most first."""

    entry: Entry
    words: Sequence[str]


def related(entry: Entry, others: Collection[int] = ()) -> list[Related]:
    """A few entries like this one, the most alike first, without the `others` and any copy.

    Raises SearchUnavailable where there is no index to answer.
    """
    text = composed(entry.text)
    like = engine().like(text, LOOKED_AT, entry.source.language)
    ids = [key for key in like.ids if key != entry.pk and key not in others]
    found = Entry.objects.select_related("source").defer("blocks").in_bulk(ids)
    told: list[Related] = []
    seen = [counted(text)]
    for candidate in (found[key] for key in ids if key in found):
        words = counted(composed(candidate.text))
        shared = in_common(like, words)
        if shared and not any(is_copy(words, each) for each in seen):
            seen.append(words)
            told.append(Related(candidate, legible(shared, text)[:WORDS]))
    return told[:SHOWN]


def in_common(like: Likeness, words: Counter[str]) -> list[str]:
    """The words of a text that others have too; none where these are too few to mean anything."""
    shared = [word for word in like.words if word.casefold() in words]
    weight = sum(like.words[word] for word in shared)
    enough = len(shared) >= FEWEST and weight >= LEAST * sum(like.words.values())
    return shared if enough else []


def legible(shared: Sequence[str], text: str) -> list[str]:
    """The words as they are told: pairs of letters joined to what the text makes of them."""
    pairs = {word for word in shared if pairs_of(word)}
    joined = sorted(made_of(pairs, text), key=len, reverse=True) if pairs else []
    return [*joined, *(word for word in shared if word not in pairs)]


def counted(text: str) -> Counter[str]:
    """How often each word comes, whatever its letter case; where words have no ends, each pair
    of letters."""
    words = (word.casefold() for word in words_of(RUN.sub(" ", text)))
    return Counter([*words, *pairs_of(text)])


def is_copy(words: Counter[str], others: Counter[str]) -> bool:
    """Whether most words of both texts are the same."""
    return 2 * (words & others).total() >= COPY * (words.total() + others.total())
