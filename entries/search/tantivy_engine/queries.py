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

from .schema import prepared, stemmed, written

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
        filters = [each for each in query.filters if each.field != without]
        parts = [self.node(query.words)] if query.words else []
        parts += self.filters(filters) + self.span(query.span)
        return every(part for part in parts if part is not None)

    def scoring(self, query: Query) -> Tantivy:
        """The same entries; the words of headlines count too."""
        boosts = [self.headline(word) for word in words_in(query.words)] if query.words else []
        must = [(Occur.Must, self.matching(query))]
        should = [(Occur.Should, boost) for boost in boosts if boost is not None]
        return Tantivy.boolean_query([*must, *should]) if should else must[0][1]

    def headline(self, word: Word) -> Tantivy | None:
        stems = self.stemmed.analyze(prepared(word.text))
        if len(stems) != 1:
            return None
        return Tantivy.boost_query(self.term("headline", stems[0]), HEADLINE)

    def node(self, node: Node) -> Tantivy | None:
        """None where a leaf has nothing that could be searched for, such as a lone dash."""
        match node:
            case Word(text):
                return self.word(text)
            case Phrase(text, slop):
                return self.phrase("exact", self.written.analyze(prepared(text)), slop)
            case Prefix(text):
                return self.prefix(text)
            case Fuzzy(text):
                return self.fuzzy(text)
            case Filter():
                return every(self.filters([node]))
            case Span():
                return every(self.span(node))
            case Not(part):
                inner = self.node(part)
                return inner and excluding(inner)
            case And(parts):
                return every(found for part in parts if (found := self.node(part)))
            case Or(parts):
                return some([found for part in parts if (found := self.node(part))])
            case Field():
                raise TypeError(f"what {node} names was not looked up")
        raise TypeError(f"{node!r} is no part of a query")

    def word(self, text: str) -> Tantivy | None:
        """Its stem; a word of several parts, such as U.S., as a phrase."""
        words = self.written.analyze(prepared(text))
        if len(words) == 1:
            return self.term("text", self.stemmed.analyze(prepared(text))[0])
        return self.phrase("exact", words, 0)

    def phrase(self, field: str, words: Sequence[str], slop: int) -> Tantivy | None:
        if not words:
            return None
        if len(words) == 1:
            return self.term(field, words[0])
        return Tantivy.phrase_query(self.schema, field, list(words), slop=slop)

    def prefix(self, text: str) -> Tantivy | None:
        """Every word that starts so; of several parts the last one is begun, the others whole."""
        words = self.written.analyze(prepared(text))
        if not words:
            return None
        begun = Tantivy.regex_query(self.schema, "exact", f"{re.escape(words[-1])}.*")
        return every([*(self.term("exact", word) for word in words[:-1]), begun])

    def fuzzy(self, text: str) -> Tantivy | None:
        words = self.written.analyze(prepared(text))
        return every(self.like(word) for word in words) if words else None

    def like(self, word: str) -> Tantivy:
        distance = letters_off(word)
        if not distance:
            return self.term("exact", word)
        return Tantivy.fuzzy_term_query(self.schema, "exact", word, distance)

    def filters(self, filters: Iterable[Filter]) -> list[Tantivy]:
        """Of fields of which an entry has one, any of the values; of others every one."""
        wanted: list[Tantivy] = []
        any_of: dict[str, list[Tantivy]] = {}
        for each in filters:
            found = self.value(each)
            if each.exclude:
                wanted.append(excluding(found))
            elif each.field in ONE_EACH:
                any_of.setdefault(each.field, []).append(found)
            else:
                wanted.append(found)
        return wanted + [some(found) for found in any_of.values()]

    def value(self, wanted: Filter) -> Tantivy:
        if wanted.field != "byline":
            return self.term(wanted.field, wanted.value)
        return self.byline(str(wanted.value))

    def byline(self, name: str) -> Tantivy:
        """The name exactly as printed, or a byline that has these words."""
        if self.searcher.doc_freq("byline", name):
            return self.term("byline", name)
        loose = self.phrase("byline_words", self.written.analyze(prepared(name)), 0)
        return loose if loose is not None else Tantivy.empty_query()

    def span(self, span: Span) -> list[Tantivy]:
        """The time on the wall clock; entries without an hour lie in no hour."""
        parts = []
        if span.since:
            field, first = first_number(span.since)
            parts.append(self.between(field, first, None))
        if span.until:
            field, last = last_number(span.until)
            parts.append(self.between(field, None, last))
        return parts

    def between(self, field: str, first: int | None, last: int | None) -> Tantivy:
        return Tantivy.range_query(self.schema, field, FieldType.Unsigned, first, last)

    def term(self, field: str, value: int | str) -> Tantivy:
        return Tantivy.term_query(self.schema, field, value)


def words_in(node: Node | None) -> list[Word]:
    """The words that are asked for, not those that are excluded."""
    match node:
        case Word():
            return [node]
        case And(parts) | Or(parts):
            return [word for part in parts for word in words_in(part)]
    return []


def every(parts: Iterable[Tantivy]) -> Tantivy:
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    must = [(Occur.Must, part) for part in parts]
    return Tantivy.boolean_query(must) if must else Tantivy.all_query()


def some(parts: Sequence[Tantivy]) -> Tantivy:
    if len(parts) == 1:
        return parts[0]
    return Tantivy.boolean_query([(Occur.Should, part) for part in parts])


def excluding(query: Tantivy) -> Tantivy:
    return Tantivy.boolean_query([(Occur.Must, Tantivy.all_query()), (Occur.MustNot, query)])


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
