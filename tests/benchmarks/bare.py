"""The same questions put to tantivy with nothing round it: what the engine cannot well undercut.

Each is one search for the total and the twenty best, and one aggregation for all facets and the
timeline: the straight way, as a program written for this one question would go.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tantivy import FieldType, Index, Occur, Order
from tantivy import Query as Tantivy

from entries.search.base import FACETS, ONE_EACH, PAGE, Found, Query
from entries.search.nodes import And, Filter, Fuzzy, Node, Not, Or, Phrase, Prefix, Word
from entries.search.tantivy_engine.schema import stemmed, written

# Counts are exact only where each segment may keep all values, also of the rarest.
EXACT = {"size": 10, "segment_size": 1_000_000}
FACET_TERMS = {facet: {"terms": {"field": facet, **EXACT}} for facet in FACETS}
UNITS = {"year": "month", "month": "month", "day": "day", "hour": "hour"}

Clause = tuple[Occur, Tantivy]


class Bare:
    """An index of the engine's, opened by itself."""

    def __init__(self, folder: Path) -> None:
        index = Index.open(str(folder / "entries"))
        index.register_tokenizer("stemmed", stemmed())
        index.register_tokenizer("written", written())
        index.reload()
        self.schema, self.searcher = index.schema, index.searcher()
        self.stem = stemmed()

    def ask(self, query: Query, found: Found) -> int:
        """Do what gave `found`; returns the total."""
        clauses = self.clauses(query, query.filters)
        hits = self.best(query, clauses, (found.page - 1) * PAGE)
        self.searcher.fast_field_values("id", [address for _, address in hits.hits])
        own = [each.field for each in query.filters if each.field in ONE_EACH & set(FACETS)]
        self.aggregate(joined(clauses), found.timeline.unit, own)
        for field in own:
            others = [each for each in query.filters if each.field != field]
            wider = joined(self.clauses(query, others))
            self.searcher.aggregate(wider, {field: FACET_TERMS[field]})
        return int(hits.count)

    def best(self, query: Query, clauses: list[Clause], offset: int) -> Any:
        """The total and the page in the order that was asked for."""
        if query.sort == "relevance":
            scoring = joined([*clauses, *self.headlines(query.words)])
            return self.searcher.search(scoring, limit=PAGE, count=True, offset=offset)
        order = Order.Asc if query.sort == "oldest" else Order.Desc
        return self.searcher.search(
            joined(clauses), PAGE, count=True, order_by_field=query.sort, offset=offset, order=order
        )

    def aggregate(self, matching: Tantivy, unit: str, without: list[str]) -> None:
        wanted: dict[str, Any] = {
            name: terms for name, terms in FACET_TERMS.items() if name not in without
        }
        wanted["timeline"] = {
            "histogram": {"field": UNITS[unit], "interval": 1, "min_doc_count": 1}
        }
        self.searcher.aggregate(matching, wanted)

    def clauses(self, query: Query, filters: Iterable[Filter]) -> list[Clause]:
        words = query.words.parts if isinstance(query.words, And) else [query.words]
        return [
            *(self.clause(part) for part in words if part),
            *(self.clause(Not(each) if each.exclude else each) for each in filters),
            *self.span(query),
        ]

    def clause(self, node: Node) -> Clause:
        if isinstance(node, Not):
            return Occur.MustNot, self.node(node.part)
        return Occur.Must, self.node(node)

    def node(self, node: Node) -> Tantivy:
        match node:
            case Word(text):
                return self.term("text", self.stem.analyze(text)[0])
            case Phrase(text, slop):
                return Tantivy.phrase_query(self.schema, "exact", list(text.split()), slop=slop)
            case Prefix(text):
                return Tantivy.regex_query(self.schema, "exact", f"{text}.*")
            case Fuzzy(text):
                distance = 1 if len(text) < 8 else 2
                return Tantivy.fuzzy_term_query(self.schema, "exact", text, distance=distance)
            case Filter(field, value):
                return self.term(field, value)
            case Or(parts):
                return Tantivy.boolean_query([(Occur.Should, self.node(part)) for part in parts])
        raise TypeError(f"no question has {node}")

    def headlines(self, node: Node | None) -> list[Clause]:
        """Words count more in a headline."""
        match node:
            case Word(text):
                term = self.term("headline", self.stem.analyze(text)[0])
                return [(Occur.Should, Tantivy.boost_query(term, 3.0))]
            case And(parts) | Or(parts):
                return [boost for part in parts for boost in self.headlines(part)]
        return []

    def span(self, query: Query) -> list[Clause]:
        if query.span.since is None or query.span.until is None:
            return []
        first, last = query.span.since.start.toordinal(), query.span.until.end.toordinal() - 1
        days = Tantivy.range_query(self.schema, "day", FieldType.Unsigned, first, last)
        return [(Occur.Must, days)]

    def term(self, field: str, value: int | str) -> Tantivy:
        return Tantivy.term_query(self.schema, field, value)


def joined(clauses: list[Clause]) -> Tantivy:
    """One row of clauses; where none says what must be there, all entries must."""
    if not any(occur == Occur.Must for occur, _ in clauses):
        clauses = [(Occur.Must, Tantivy.all_query()), *clauses]
    return Tantivy.boolean_query(clauses)
