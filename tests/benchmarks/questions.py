"""The questions that are timed, each as this archive is asked it and as Datasette is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count

from entries.models import Actor, Entry, Liveblog, Place, Source, Topic
from entries.search.base import Query
from entries.search.language import parse
from entries.search.nodes import Filter, Span
from entries.search.periods import Period

from .words import PHRASE
from .world import World

MODELS = {"actor": Actor, "place": Place, "topic": Topic, "source": Source, "liveblog": Liveblog}
LAST = 1_000_000  # a page that no list has: the last one is given
# Datasette's columns, by the fields of filters; an actor's is that of its kind.
COLUMNS = {"place": "places", "topic": "topics", "label": "labels", "byline": "bylines",
           "has": "has", "person": "people", "organisation": "organisations"}  # fmt: skip
FACETS = ("source", "year")
ARRAY_FACETS = ("people", "organisations", "places", "topics", "labels", "bylines")


@dataclass(frozen=True)
class Question:
    """What is asked. `fts` are the words as SQLite's FTS5 has them: None where it cannot."""

    name: str
    words: str = ""
    filters: tuple[Filter, ...] = ()
    since: str = ""
    until: str = ""
    sort: str = ""
    page: int = 1
    fts: str | None = ""

    @property
    def plain(self) -> bool:
        """Whether nothing is asked but words, or nothing at all."""
        return not (self.filters or self.since or self.sort or self.page > 1)

    @cached_property
    def query(self) -> Query:
        """As an engine is asked."""
        since, until = (Period.parse(text) if text else None for text in (self.since, self.until))
        words = parse(self.words).node
        sort = self.sort or ("relevance" if words else "newest")
        return Query(words, self.filters, Span(since, until), sort, self.page)

    @cached_property
    def address(self) -> str:
        """The page's, as a reader would have it."""
        given = [("q", self.words), ("from", self.since), ("to", self.until), ("sort", self.sort)]
        given += [(f"{'-' * each.exclude}{each.field}", slug(each)) for each in self.filters]
        given += [("page", str(self.page))] if self.page > 1 else []
        return f"/entries/?{urlencode([(name, value) for name, value in given if value])}"

    @cached_property
    def datasette(self) -> str | None:
        """Datasette's page with the same facets; None where it has no such page."""
        if self.fts is None or self.page > 1:
            return None
        given = [("_size", "20"), *(("_facet", name) for name in FACETS)]
        given += [("_facet_array", name) for name in ARRAY_FACETS]
        if self.words:
            given += [("_search", self.fts or self.words)]
            given += [("_searchmode", "raw")] if self.fts else []
        given += [condition(each) for each in self.filters]
        if self.query.span.since and self.query.span.until:
            first, after = self.query.span.since.start, self.query.span.until.end
            given += [("time__gte", f"{first:%Y-%m-%d}"), ("time__lt", f"{after:%Y-%m-%d}")]
        order = {"newest": "_sort_desc", "oldest": "_sort"}.get(self.query.sort)
        given += [(order, "time")] if order else []
        return f"/bench/entries?{urlencode(given)}"


def slug(wanted: Filter) -> str:
    if wanted.field not in MODELS:
        return str(wanted.value)
    found = MODELS[wanted.field].objects.get(pk=wanted.value)
    return f"{found.source.slug}/{found.slug}" if wanted.field == "liveblog" else found.slug


def condition(wanted: Filter) -> tuple[str, str]:
    """A filter as a parameter of Datasette's."""
    if wanted.field == "year":
        return "year", str(wanted.value)
    value = str(MODELS[wanted.field].objects.get(pk=wanted.value)) if (
        wanted.field in MODELS) else str(wanted.value)  # fmt: skip
    if wanted.field in ("source", "liveblog"):
        return f"{wanted.field}{'__not' if wanted.exclude else ''}", value
    field = wanted.field
    if field == "actor":
        field = Actor.objects.get(pk=wanted.value).kind
    return f"{COLUMNS[field]}__array{'not' if wanted.exclude else ''}contains", value


def questions(world: World) -> list[Question]:
    """All of them, in the order in which they are shown."""
    return [
        *of_words(world),
        *of_filters(world),
        *of_both(world),
        *of_time(),
        *of_pages(),
    ]


def of_words(world: World) -> list[Question]:
    words = world.vocabulary
    a, b, c, d = words[3], words[7], words[20], words[35]
    begun, rare, often = words[600][:2], "maxel", words[600]
    return [
        Question("word in 80 %", "vaxor"),
        Question("word in 35 %", "jazen"),
        Question("word in 1.5 %", "ozbrid"),
        Question("word in 0.1 %", "maxellin"),
        Question("word in none", "zephandor"),
        Question("two words, 28 %", "vaxor jazen"),
        Question("two words, 0.5 %", "ozbrid jazen"),
        Question("three words, 0.4 %", "vaxor jazen ozbrid"),
        Question("two frequent words", f"{c} {d}"),
        Question("phrase of rare words, 1.5 %", f'"{PHRASE}"'),
        Question("phrase of frequent words", f'"{a} {b}"'),
        Question("near words", f'"{c} {d}"~5', fts=f"NEAR({c} {d}, 5)"),
        Question("prefix of many words", f"{begun}*", fts=f"{begun}*"),
        Question("prefix of a rare word", f"{rare}*", fts=f"{rare}*"),
        Question("fuzzy, rare word", "ozbrit~", fts=None),
        Question("fuzzy, frequent word", f"{often}~", fts=None),
        Question("OR, 36 %", "jazen OR ozbrid", fts="jazen OR ozbrid"),
        Question("not, 7 %", "jazen -vaxor", fts="jazen NOT vaxor"),
        Question(
            "OR in brackets, with a phrase",
            f'(ozbrid OR maxellin OR "{PHRASE}") vaxor',
            fts=f'(ozbrid OR maxellin OR "{PHRASE}") AND vaxor',
        ),
    ]


def of_filters(world: World) -> list[Question]:
    reporter = world.reporters[0]
    return [
        Question("actor, frequent", filters=(Filter("actor", 1),)),
        Question("actor, rare", filters=(Filter("actor", 900),)),
        Question("place", filters=(Filter("place", 2),)),
        Question("topic", filters=(Filter("topic", 1),)),
        Question("source", filters=(Filter("source", 1),)),
        Question("not a source", filters=(Filter("source", 1, exclude=True),)),
        Question("liveblog", filters=(Filter("liveblog", 7),)),
        Question("label", filters=(Filter("label", "breaking"),)),
        Question("byline", filters=(Filter("byline", reporter),)),
        Question("has a quote", filters=(Filter("has", "quote"),)),
        Question("year", filters=(Filter("year", 2019),)),
    ]


def of_both(world: World) -> list[Question]:
    return [
        Question("topic and source", filters=(Filter("topic", 1), Filter("source", 2))),
        Question(
            "actor, place and year",
            filters=(Filter("actor", 1), Filter("place", 1), Filter("year", 2020)),
        ),
        Question("word in 80 %, source", "vaxor", filters=(Filter("source", 1),)),
        Question("word in 80 %, not a topic", "vaxor", filters=(Filter("topic", 1, exclude=True),)),
        Question(
            "word in 35 %, actor and topic",
            "jazen",
            filters=(Filter("actor", 1), Filter("topic", 1)),
        ),
        Question(
            "word in 35 %, label and year",
            "jazen",
            filters=(Filter("label", "breaking"), Filter("year", 2021)),
        ),
    ]


def of_time() -> list[Question]:
    days = Entry.objects.filter(day__year=2020).order_by().values_list("day")
    day = str(days.annotate(entries=Count("*")).order_by("-entries", "day")[0][0])
    return [
        Question("years", since="2016", until="2023"),
        Question("months", since="2019", until="2020"),
        Question("days", since="2020-03", until="2020-03"),
        Question("hours", since=day, until=day),
        Question("word in 80 %, years", "vaxor", since="2016", until="2023"),
        Question("word in 35 %, months", "jazen", since="2019", until="2020"),
        Question("word in 35 %, days", "jazen", since="2020-03", until="2020-03"),
        Question("word in 80 %, hours", "vaxor", since=day, until=day),
    ]


def of_pages() -> list[Question]:
    return [
        Question("all, newest"),
        Question("all, oldest", sort="oldest"),
        Question("all, page 500", page=500),
        Question("all, last page", page=LAST),
        Question("word in 35 %, newest", "jazen", sort="newest"),
        Question("word in 35 %, oldest", "jazen", sort="oldest"),
        Question("word in 35 %, page 500", "jazen", page=500),
        Question("word in 35 %, last page", "jazen", page=LAST),
        Question("word in 80 %, newest, page 500", "vaxor", sort="newest", page=500),
        Question("word in 80 %, newest, last page", "vaxor", sort="newest", page=LAST),
    ]
