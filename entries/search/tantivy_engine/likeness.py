"""Entries whose words are like those of a text, those that tell it from others."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from tantivy import Occur
from tantivy import Query as Tantivy

from entries.search.base import Likeness

from .marking import tokens_of
from .opened import Snapshot
from .schema import stemmed, written
from .walking import numbers

# Letters of a text that are read, and words of it that are searched for.
LETTERS, TERMS = 20_000, 25
# A word that more than one entry in so many has tells nothing, unless they are few all the same.
COMMON, FEW = 10, 20


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that tells a text from others: its stem, how the text spells it, and its weight."""

    stem: str
    spelt: str
    weight: float


def like(at: Snapshot, text: str, limit: int) -> Likeness:
    """The entries that share most of the words that tell, by their weight.

    Tantivy's own more-like-this is not asked: it counts the deleted entries that have a word but
    not among all, and breaks off the process where these are the fewer.
    """
    words = telling_words(at, text[:LETTERS])
    if not words:
        return Likeness([], {})
    clauses = [
        (Occur.Should, Tantivy.boost_query(at.compiler.term("text", word.stem), word.weight))
        for word in words
    ]
    hits = at.entries.search(Tantivy.boolean_query(clauses), limit, count=False).hits
    ids = numbers(at, "id", [address for _, address in hits])
    return Likeness(ids, {word.spelt: word.weight for word in words})


def telling_words(at: Snapshot, text: str) -> list[Telling]:
    """The words that come often in the text and in few entries, two at least, the best first.

    Numbers and single letters are left out: of scripts that put no spaces between words nothing
    is told.
    """
    stems, spelt = Counter[str](), dict[str, str]()
    analyzer = stemmed()
    for token in tokens_of(text, written()):
        for stem in analyzer.analyze(token.word):
            stems[stem] += 1
            spelt.setdefault(stem, text[token.start : token.end])
    count = at.entries.num_docs
    most = max(count // COMMON, FEW)
    words = []
    for stem, times in stems.items():
        having = at.entries.doc_freq("text", stem)
        if 2 <= having <= most and len(stem) > 1 and not stem.isdecimal():
            words.append(Telling(stem, spelt[stem], times * math.log(1 + count / having)))
    return sorted(words, key=lambda word: (-word.weight, word.stem))[:TERMS]
