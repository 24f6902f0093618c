"""Entries whose words are like those of a text, by tantivy's more-like-this."""

from __future__ import annotations

import math
from collections import Counter

from tantivy import Query as Tantivy

from entries.search.base import Likeness

from .marking import tokens_of
from .opened import Snapshot
from .schema import prepared, stemmed, written
from .walking import numbers

# Letters of a text that are read, and words of it that are searched for.
LETTERS, TERMS = 20_000, 25
# A word that more than one entry in so many has tells nothing, unless they are few all the same.
COMMON, FEW = 10, 20


def like(at: Snapshot, text: str, limit: int) -> Likeness:
    text = text[:LETTERS]
    most = max(at.entries.num_docs // COMMON, FEW)
    query = Tantivy.more_like_this_document_fields_query(
        at.compiler.schema,
        {"text": [prepared(text)]},
        min_doc_frequency=2,
        max_doc_frequency=most,
        min_term_frequency=1,
        max_query_terms=TERMS,
    )
    hits = at.entries.search(query, limit, count=False).hits
    ids = numbers(at, "id", [address for _, address in hits])
    return Likeness(ids, telling_words(at, text, most))


def telling_words(at: Snapshot, text: str, most: int) -> dict[str, float]:
    """The words by which tantivy looks for others: it keeps to itself which those are.

    They come often in the text and in few entries, two at least and no more than `most`. Numbers
    and single letters are left out: of scripts that put no spaces between words nothing is told.
    """
    stems, spelt = Counter[str](), dict[str, str]()
    analyzer = stemmed()
    for token in tokens_of(text, written()):
        for stem in analyzer.analyze(token.word):
            stems[stem] += 1
            spelt.setdefault(stem, text[token.start : token.end])
    weights = {}
    for stem, times in stems.items():
        having = at.entries.doc_freq("text", stem)
        if 2 <= having <= most and len(stem) > 1 and not stem.isdecimal():
            weights[stem] = times * math.log(1 + at.entries.num_docs / having)
    best = sorted(weights, key=lambda stem: (-weights[stem], stem))
    return {spelt[stem]: weights[stem] for stem in best[:TERMS]}
