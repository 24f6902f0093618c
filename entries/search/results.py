"""Answers to a query: the entries of one page with their best passages, counts, a better query."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from entries.models import Entry

from .base import Bookmark, Counts, Mark, NameFound, Query, Stretch, Timeline
from .documents import newest
from .engine import engine
from .excerpts import BEFORE, marked, pieces
from .nodes import Node, Word
from .trees import replaced, words_of

FACET_VALUES = 11  # one more than a page shows: whether there are others
PASSAGE = 280  # characters
# Where so few entries are found, a word may be misspelt.
FEW = 5
# Nobody misspells more words than these in a search, and to look each up takes its time.
MOST_RESPELT = 8
# How many times as many entries another spelling must have to be worth a question.
BETTER = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found. In `title` and `passage` the words that match are marked, all else escaped.

    `passage` is empty where no words were asked for, or none are in the text below the title.
    """

    entry: Entry
    title: SafeString
    passage: SafeString


@dataclass(frozen=True, slots=True)
class Instead:
    """Other words that find more: each word with the one for it, and how many entries they find.

    The words are those of the query's `Word` nodes, for `trees.replaced`.
    """

    spellings: tuple[tuple[str, str], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what a query finds, and what is to be said of all of it.

    `facets` has the most frequent values of each facet, at least ten where there are so many
    that are not asked for already.
    """

    total: int
    page: int
    hits: list[Hit]
    facets: dict[str, Counts]
    timeline: Timeline
    instead: Instead | None = None


def search(query: Query) -> Results:
    """What the query finds. Raises SearchUnavailable where there is no index to answer."""
    found = engine().find(query, values=FACET_VALUES + len(query.filters))
    entries = Entry.objects.for_listing().in_bulk(found.ids)
    return Results(
        total=found.total,
        page=found.page,
        # An entry that was deleted a moment ago may still be in the index.
        hits=hits(query.words, [entries[pk] for pk in found.ids if pk in entries]),
        facets=found.facets,
        timeline=found.timeline,
        instead=instead_of(query, found.total) if found.total < FEW else None,
    )


def facets(query: Query) -> dict[str, Counts]:
    """The most frequent values of each facet alone. Raises SearchUnavailable as `search` does."""
    return engine().find(query, values=FACET_VALUES).facets


def hits(words: Node | None, entries: Sequence[Entry]) -> list[Hit]:
    """The entries with what the words match in them marked."""
    titles = [composed(entry.title) for entry in entries]
    if words is None:
        return [
            Hit(entry, marked(pieces(title, [])), SafeString())
            for entry, title in zip(entries, titles, strict=True)
        ]
    bodies = [composed(entry.text_below_title) for entry in entries]
    marks = engine().marks(words, [*titles, *bodies])
    return [
        Hit(entry, marked(pieces(title, in_title)), passage(entry, body, in_body))
        for entry, title, in_title, body, in_body in zip(
            entries, titles, marks[: len(titles)], bodies, marks[len(titles) :], strict=True
        )
    ]


def passage(entry: Entry, body: str, marks: Sequence[Mark]) -> SafeString:
    """The part of an entry's text that has most of the words; empty where it has none."""
    if not marks:
        return SafeString()
    parts = pieces(body, marks, PASSAGE)
    if not entry.headline and parts[0] != (BEFORE, False):
        parts.insert(0, (BEFORE, False))  # goes on where the title ends
    return marked(parts)


def composed(text: str) -> str:
    """A text in one line, with composed letters: the form in which words are marked."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def instead_of(query: Query, total: int) -> Instead | None:
    """Words that the archive has in the place of those that it hardly has."""
    leaves = words_of(query.words) if query.words else []
    typed = list(dict.fromkeys(leaf.text for leaf in leaves if isinstance(leaf, Word)))
    words = typed if len(typed) <= MOST_RESPELT else []
    spellings = tuple((word, found) for word in words if (found := better_spelling(word)))
    if not spellings or query.words is None:
        return None
    node = query.words
    for word, spelling in spellings:
        node = replaced(node, Word(word), Word(spelling))
    more = engine().count(replace(query, words=node))
    return Instead(spellings, more) if more > total else None


def better_spelling(word: str) -> str | None:
    """A word spelt much like this one that many more entries have."""
    other, entries = next(iter(engine().words_like(word)), (None, 0))
    return other if entries > BETTER * engine().count(Query(words=Word(word))) else None


def count(query: Query) -> int:
    """The exact number of entries. Raises SearchUnavailable as `search` does."""
    return engine().count(query)


def ids(query: Query, limit: int = sys.maxsize) -> list[int]:
    """The primary keys of all entries in the query's order, or of the first `limit`.

    Raises SearchUnavailable as `search` does.
    """
    return engine().ids(query, limit)


def stretch(query: Query, after: Bookmark | None, size: int, turned: bool = False) -> Stretch:
    """The next primary keys in the query's order, `size` at the most.

    With `turned` in exactly the opposite order, that of relevance excepted. Raises LostBookmark
    where the answer cannot go on, SearchUnavailable as `search` does.
    """
    return engine().stretch(query, after, size, turned)


def bookmark_of(entry: Entry) -> Bookmark:
    """Where an answer with the newest entries first goes on after the entry."""
    return Bookmark(newest(entry.published_at, entry.liveblog_id, entry.ordinal), entry.pk)


def whole(query: Query, size: int) -> tuple[int, Iterator[list[int]]]:
    """The exact total, and all primary keys in the query's order, `size` at a time.

    Raises SearchUnavailable as `search` does.
    """
    return engine().whole(query, size)


def values(query: Query, facet: str) -> Counts:
    """Every value of one facet with its entries, the most frequent first; counted as in `search`.

    Raises SearchUnavailable as `search` does.
    """
    return engine().values(query, facet)


def names_called(name: str, kinds: Collection[str]) -> list[NameFound]:
    """What of these kinds goes by exactly this name, alias or slug, accents and case folded.

    Raises SearchUnavailable as `search` does.
    """
    return engine().names_called(name, kinds)
