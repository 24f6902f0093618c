"""Entries whose words are like those of a text, those that tell it from others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tantivy import Occur
from tantivy import Query as Tantivy

from entries.search.base import Likeness
from entries.search.scripts import pairs_of

from .counting import count
from .little_words import little_words
from .marking import tokens_of
from .opened import Snapshot
from .schema import prepared, stemmed, written
from .walking import numbers

# Letters of a text that are read, and words of it that are searched for.
LETTERS, TERMS = 20_000, 25
# A word that more than one entry in so many has tells nothing, unless they are few all the same;
# nor does one that most entries of a small archive have, unless they are very few.
COMMON, FEW, VERY_FEW = 10, 20, 10
# Pairs of letters whose entries are counted, and entries that may be gone through for that: each
# pair is a search of its own.
PAIRS, GONE_THROUGH = 40, 250_000


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that tells a text from others: how the text spells it, what finds it, its weight."""

    spelt: str
    query: Tantivy
    weight: float


def like(at: Snapshot, text: str, limit: int, language: str) -> Likeness:
    """The entries that share most of the words that tell, by their weight.

    Tantivy's own more-like-this is not asked: it counts the deleted entries that have a word but
    not among all, and breaks off the process where these are the fewer.
    """
    text = text[:LETTERS]
    telling = [*telling_words(at, text, language), *telling_pairs(at, text)]
    words = sorted(telling, key=lambda word: (-word.weight, word.spelt))[:TERMS]
    if not words:
        return Likeness([], {})
    clauses = [(Occur.Should, Tantivy.boost_query(word.query, word.weight)) for word in words]
    hits = at.entries.search(Tantivy.boolean_query(clauses), limit, count=False).hits
    ids = numbers(at, "id", [address for _, address in hits])
    return Likeness(ids, {word.spelt: word.weight for word in words})


def telling_words(at: Snapshot, text: str, language: str) -> Iterator[Telling]:
    """The words of a text that come in few entries, two at least.

    Numbers, single letters and words that tell nothing in the language are left out, and so are
    scripts that put no spaces between words.
    """
    stems, spelt = Counter[str](), dict[str, str]()
    analyzer, is_little = stemmed(), little_words(language)
    for token in tokens_of(text, written()):
        word = text[token.start : token.end]
        for stem in analyzer.analyze(token.word) if not is_little(word) else ():
            stems[stem] += 1
            spelt.setdefault(stem, word)
    for stem, times in stems.items():
        having = at.entries.doc_freq("text", stem)
        if tells(at, having) and len(stem) > 1 and not stem.isdecimal():
            yield Telling(spelt[stem], at.compiler.term("text", stem), weight(at, times, having))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two letters that follow each other: how often, and how many entries have them at the most."""

    spelt: str
    times: int
    words: list[str]
    most: int


def telling_pairs(at: Snapshot, text: str) -> Iterator[Telling]:
    """The pairs of letters that come in few entries, of scripts without spaces between words.

    In how many a pair comes is not known before it is searched for: those are, as far as there is
    time, that promise most.
    """
    room = GONE_THROUGH
    promising = sorted(pairs_in(at, text), key=lambda pair: -weight(at, pair.times, pair.most))
    for pair in promising[:PAIRS]:
        room -= pair.most
        if room < 0:
            return
        (query,) = at.compiler.phrase("exact", pair.words, 0)
        having = count(at, query)
        if tells(at, having):
            yield Telling(pair.spelt, query, weight(at, pair.times, having))


def pairs_in(at: Snapshot, text: str) -> Iterator[Pair]:
    """The pairs of a text that any two entries can have, as both have either letter."""
    fold = written()
    for spelt, times in Counter(pairs_of(text)).items():
        words = fold.analyze(prepared(spelt))
        most = min((at.entries.doc_freq("exact", word) for word in words), default=0)
        # A dot between two letters, for one, is none.
        if len(words) == 2 and most > 1:
            yield Pair(spelt, times, words, most)


def tells(at: Snapshot, having: int) -> bool:
    """Whether a word that so many entries have tells one from others."""
    half = max(at.entries.num_docs // 2, VERY_FEW)
    return 2 <= having <= max(at.entries.num_docs // COMMON, min(FEW, half))


def weight(at: Snapshot, times: int, having: int) -> float:
    """What a word weighs that comes so often in the text, and in so many entries."""
    return times * math.log(1 + at.entries.num_docs / having)
