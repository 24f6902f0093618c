"""What is asked, in tantivy's terms."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Schema, Searcher, TextAnalyzer
from tantivy import Query as Tantivy

from entries.search.base import ONE_EACH, Query
from entries.search.nodes import (
    And,
    Field,
    Filter,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Span,
    Word,
)
from entries.search.periods import Period
from entries.search.trees import words_of

from .schema import prepared, stemmed, written

Clause = tuple[Occur, Tantivy]

# How much more a word in the headline counts than one in the text.
HEADLINE = 3.0


class Compiler:
    """Makes tantivy's queries for the index as a searcher sees it."""

    def __init__(self, schema: Schema, searcher: Searcher) -> None:
        self.schema = schema
        self.searcher = searcher
        self.stemmed: TextAnalyzer = stemmed()
        self.written: TextAnalyzer = written()

    def matching(self, query: Query, *, without: str = "") -> Tantivy:
        """The entries that fit; the filters of the field `without` are left out of it."""
        return joined(self.clauses_of(query, without))

    def scoring(self, query: Query) -> Tantivy:
        """The same entries; the words of headlines count too."""
        words = [word for word in words_of(query.words) if isinstance(word, Word)]
        boosts = [(Occur.Should, boost) for word in words if (boost := self.headline(word))]
        return joined([*self.clauses_of(query), *boosts])

    def clauses_of(self, query: Query, without: str = "") -> list[Clause]:
        filters = [each for each in query.filters if each.field != without]
        words = self.clauses(query.words) if query.words else []
        return [*words, *self.filters(filters), *self.span(query.span)]

    def headline(self, word: Word) -> Tantivy | None:
        stems = self.stemmed.analyze(prepared(word.text))
        if len(stems) != 1:
            return None
        return Tantivy.boost_query(self.term("headline", stems[0]), HEADLINE)

    def clauses(self, node: Node) -> list[Clause]:
        """What an entry must have and must not have; nothing for what cannot be searched for.

        In one row, which tantivy goes through much quicker than what is nested.
        """
        match node:
            case And(parts):
                return [clause for part in parts for clause in self.clauses(part)]
            case Not(part):
                return [(Occur.MustNot, found) for found in self.node(part)]
            case Filter():
                return self.filters([node])
            case Span():
                return self.span(node)
        return [(Occur.Must, found) for found in self.node(node)]

    def node(self, node: Node) -> list[Tantivy]:
        """A query, or none for a leaf with nothing to search for, such as a lone dash."""
        match node:
            case Word(text):
                return self.word(text)
            case Phrase(text, slop):
                return self.phrase("exact", self.written.analyze(prepared(text)), slop)
            case Prefix(text):
                return self.prefix(text)
            case Fuzzy(text):
                return self.fuzzy(text)
            case Or(parts):
                found = [query for part in parts for query in self.node(part)]
                return [some(found)] if found else []
            case Field():
                raise TypeError(f"what {node} names was not looked up")
        clauses = self.clauses(node)
        return [joined(clauses)] if clauses else []

    def word(self, text: str) -> list[Tantivy]:
        """Its stem; a word of several parts, such as U.S., as a phrase."""
        words = self.written.analyze(prepared(text))
        if len(words) == 1:
            return [self.term("text", self.stemmed.analyze(prepared(text))[0])]
        return self.phrase("exact", words, 0)

    def phrase(self, field: str, words: Sequence[str], slop: int) -> list[Tantivy]:
        if len(words) < 2:
            return [self.term(field, word) for word in words]
        return [Tantivy.phrase_query(self.schema, field, list(words), slop=slop)]

    def prefix(self, text: str) -> list[Tantivy]:
        """Every word that starts so; of several parts the last one is begun, the others whole."""
        words = self.written.analyze(prepared(text))
        if not words:
            return []
        begun = Tantivy.regex_query(self.schema, "exact", f"{re.escape(words[-1])}.*")
        return [every([*(self.term("exact", word) for word in words[:-1]), begun])]

    def fuzzy(self, text: str) -> list[Tantivy]:
        words = self.written.analyze(prepared(text))
        return [every([self.like(word) for word in words])] if words else []

    def like(self, word: str) -> Tantivy:
        distance = letters_off(word)
        if not distance:
            return self.term("exact", word)
        return Tantivy.fuzzy_term_query(self.schema, "exact", word, distance)

    def filters(self, filters: Iterable[Filter]) -> list[Clause]:
        """Of fields of which an entry has one, any of the values; of others every one."""
        wanted: list[Clause] = []
        any_of: dict[str, list[Tantivy]] = {}
        for each in filters:
            found = self.value(each)
            if each.exclude:
                wanted.append((Occur.MustNot, found))
            elif each.field in ONE_EACH:
                any_of.setdefault(each.field, []).append(found)
            else:
                wanted.append((Occur.Must, found))
        return wanted + [(Occur.Must, some(found)) for found in any_of.values()]

    def value(self, wanted: Filter) -> Tantivy:
        if wanted.field != "byline":
            return self.term(wanted.field, wanted.value)
        return self.byline(str(wanted.value))

    def byline(self, name: str) -> Tantivy:
        """The name exactly as printed, or a byline that has these words."""
        if self.searcher.doc_freq("byline", name):
            return self.term("byline", name)
        loose = self.phrase("byline_words", self.written.analyze(prepared(name)), 0)
        return loose[0] if loose else Tantivy.empty_query()

    def span(self, span: Span) -> list[Clause]:
        """The time on the wall clock; entries without an hour lie in no hour."""
        lower = dict([first_number(span.since)]) if span.since else {}
        upper = dict([last_number(span.until)]) if span.until else {}
        # Both bounds in one: each by itself would go through most of the archive.
        return [
            (Occur.Must, self.between(field, lower.get(field), upper.get(field)))
            for field in {**lower, **upper}
        ]

    def between(self, field: str, first: int | None, last: int | None) -> Tantivy:
        return Tantivy.range_query(self.schema, field, FieldType.Unsigned, first, last)

    def term(self, field: str, value: int | str) -> Tantivy:
        return Tantivy.term_query(self.schema, field, value)


def has_phrase(words: Node | None) -> bool:
    """Whether every entry that fits has a phrase in it."""
    return any(
        isinstance(part, Phrase) for part in (words.parts if isinstance(words, And) else [words])
    )


def joined(clauses: Sequence[Clause]) -> Tantivy:
    """All that the clauses ask for; everything that they do not exclude where they only do that."""
    if not any(occur == Occur.Must for occur, _ in clauses):
        clauses = [(Occur.Must, Tantivy.all_query()), *clauses]
    return clauses[0][1] if len(clauses) == 1 else Tantivy.boolean_query(clauses)


def every(parts: Sequence[Tantivy]) -> Tantivy:
    return joined([(Occur.Must, part) for part in parts])


def some(parts: Sequence[Tantivy]) -> Tantivy:
    if len(parts) == 1:
        return parts[0]
    return Tantivy.boolean_query([(Occur.Should, part) for part in parts])


def excluding(query: Tantivy) -> Tantivy:
    return joined([(Occur.MustNot, query)])


def letters_off(word: str) -> int:
    """How many letters of a word may differ in a fuzzy search: short words have few to spare."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def first_number(period: Period) -> tuple[str, int]:
    """The field, and the number in it with which the period starts."""
    day = period.start.toordinal()
    return ("hour", (day - 1) * 24 + period.start.hour) if period.unit == "hour" else ("day", day)


def last_number(period: Period) -> tuple[str, int]:
    if period.unit == "hour":
        return first_number(period)
    return "day", (period.end - dt.timedelta(microseconds=1)).toordinal()


def facets_by_query(query: Query, facets: Sequence[str]) -> dict[str, list[str]]:
    """The facets that are counted together, under the field whose filters they leave out."""
    filtered = {each.field for each in query.filters if each.field in ONE_EACH}
    groups: dict[str, list[str]] = {}
    for facet in facets:
        groups.setdefault(facet if facet in filtered else "", []).append(facet)
    return groups
