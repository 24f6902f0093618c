"""What people call the things that filters ask for, and which things these are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entries import search
from entries.models import Actor, Entry, FormerSlug, Liveblog, Place, Source, Topic
from entries.models.merge import MERGEABLE
from entries.models.subject import folded
from entries.search import Counts, Query, SearchUnavailable
from entries.search.periods import Period

from .parameters import shown

MODELS = {"actor": Actor, "place": Place, "topic": Topic, "source": Source, "liveblog": Liveblog}
# What the index keeps the names of each field under.
KINDS = {field: search.ACTORS if field == "actor" else (field,) for field in MODELS}
# Of these a part of the name is enough for the box to offer them.
COMPLETED = ("actor", "place", "topic", "source")
# Labels that may be meant by one that no entry carries.
MOST_LABELS = 5
# The kinds of block that an entry can be asked to have.
BLOCKS = {
    "quote": gettext_lazy("a quote"),
    "image": gettext_lazy("a picture"),
    "video": gettext_lazy("video or sound"),
    "list": gettext_lazy("a list"),
    "embed": gettext_lazy("an embedded post"),
}
NO_PERIOD = gettext_lazy(
    "Give a year, month or day as numbers, such as 2022, 2022-03 or 2022-03-24."
)
UNKNOWN = {
    "actor": gettext_lazy("No person or organisation is called “%(name)s” here."),
    "place": gettext_lazy("No place is called “%(name)s” here."),
    "topic": gettext_lazy("No topic is called “%(name)s” here."),
    "source": gettext_lazy("No source is called “%(name)s” here."),
    "liveblog": gettext_lazy("No liveblog has the address or title “%(name)s” here."),
    "label": gettext_lazy("No entry carries the label “%(name)s”."),
    "has": gettext_lazy("An entry may have %(kinds)s or %(last)s, but not “%(name)s”."),
    "year": gettext_lazy("Give the year in four digits, such as 2022."),
    "on": NO_PERIOD,
}


@dataclass(frozen=True, slots=True)
class Named:
    """A value of a field: as the index knows it, as addresses have it, and as people read it."""

    field: str
    key: int | str
    value: str
    name: str


class Unclear(Exception):
    """A value stands for nothing, or for several things; the text says so to the reader."""


class Names:
    """What the values of fields stand for; the database is asked once, for all of them."""

    def __init__(self, asked: Collection[tuple[str, str]]) -> None:
        """`asked` are pairs of a field and a value, as someone gave it."""
        self._by_slug: dict[tuple[str, str], Named] = {}
        self._by_name: dict[tuple[str, str], dict[int | str, Named]] = defaultdict(dict)
        self._unclear: dict[tuple[str, str], str] = {}
        for field, key, slug, name in stored(asked):
            one = Named(field, key, slug, name)
            self._by_slug[field, folded(slug)] = one
            # A liveblog goes by the end of its address too, which other sources may share.
            for spelling in (name, slug.rpartition("/")[2]):
                self._by_name[field, folded(spelling)][key] = one

    def find(self, field: str, value: str) -> Named:
        """The one thing that a value stands for.

        A slug goes before a name: the name of one thing that is the slug of another leads to the
        latter alone. The slug of what was merged into another one means that one. An alias comes
        last. Raises Unclear where none fits, or several do; it offers names that have the word.
        """
        if (field, value) in self._unclear:
            raise Unclear(self._unclear[field, value])
        try:
            return self._find(field, value)
        except Unclear as error:
            self._unclear[field, value] = str(error)  # Looked up once, though asked for again.
            raise

    def _find(self, field: str, value: str) -> Named:
        if field in FREE:
            return FREE[field](value)
        for spelling in (folded(value), slugify(value)):
            if (field, spelling) in self._by_slug:
                return self._by_slug[field, spelling]
        fitting = (
            self._by_name.get((field, folded(value)))
            or merged(field, value)
            or aliased(field, value)
        )
        if len(fitting) == 1:
            return next(iter(fitting.values()))
        raise unclear(field, value, fitting.values() or having(field, value))


def unclear(field: str, value: str, fitting: Iterable[Named] = ()) -> Unclear:
    """What to say of a value that does not stand for one thing."""
    slugs = ", ".join(sorted(one.value for one in fitting))
    if slugs:
        told = _("“%(name)s” could be any of these: %(slugs)s. Give one.")
        return Unclear(told % {"name": shown(value), "slugs": slugs})
    *kinds, last = BLOCKS
    words = {"name": shown(value), "kinds": ", ".join(kinds), "last": last}
    return Unclear(str(UNKNOWN[field]) % words)


def merged(field: str, value: str) -> dict[int | str, Named]:
    """What staff merged the thing into that had this slug; nothing where they merged none."""
    row = FormerSlug.objects.row(field, slugify(value)) if field in MERGEABLE else None
    return {row.pk: Named(field, row.pk, row.slug, row.name)} if row else {}


def aliased(field: str, value: str) -> dict[int | str, Named]:
    """What goes by an alias; nothing while there is no index to look it up in."""
    try:
        found = search.names_called(value, KINDS[field]) if field in KINDS else []
    except SearchUnavailable:
        return {}
    return {one.id: Named(field, one.id, one.slug, one.name) for one in found}


def having(field: str, value: str) -> list[Named]:
    """Whose names have a word such as this, for one to be chosen: what the box would complete."""
    if field not in COMPLETED or len(value.split()) != 1:
        return []
    try:
        found = search.complete(f"{field}:{value}").names
    except SearchUnavailable:
        return []
    return [Named(field, one.id, one.slug, one.name) for one in found]


def near(field: str, value: str) -> list[Named]:
    """What may be meant by a value that stands for nothing, or for several things."""
    try:
        if field == "label":
            labels = {folded(str(label)): str(label) for label, _count in labels_in_use()}
            alike = get_close_matches(folded(value), labels, MOST_LABELS)
            return [Named(field, labels[one], labels[one], labels[one]) for one in alike]
        found = search.names_near(value, KINDS[field]) if field in KINDS else []
    except SearchUnavailable:
        return []
    return [Named(field, one.id, one.slug, one.name) for one in found]


def labels_in_use() -> Counts:
    return search.values(Query(), "label")


def byline(value: str) -> Named:
    return Named("byline", value, value, value)


def block(value: str) -> Named:
    kind = folded(value)
    if kind not in BLOCKS:
        raise unclear("has", value)
    return Named("has", kind, kind, str(BLOCKS[kind]))


def year(value: str) -> Named:
    if not (value.isascii() and value.isdecimal() and len(value) == 4 and int(value)):
        raise unclear("year", value)
    return Named("year", int(value), value, value)


def no_time(value: str) -> Named:
    """Says what is wrong with the value of a field word that takes a time."""
    try:
        Period.parse(value)
    except ValueError as error:
        raise unclear("on", value) from error
    raise Unclear(_("The calendar ends there."))


# Fields whose values need no looking up.
FREE = {"byline": byline, "has": block, "year": year, "on": no_time}


def stored(asked: Iterable[tuple[str, str]]) -> Iterable[tuple[str, int | str, str, str]]:
    """`(field, key, slug, name)` of all in the database that the values could mean."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for field, value in asked:
        if field not in FREE and "\0" not in value:
            other = value.lower() if field == "label" else slugify(value)
            wanted[field] |= {value, other} - {""}
    labels = [Entry.objects.label_choice("label", text) for text in sorted(wanted.pop("label", ()))]
    rows = [MODELS[field].objects.choices(field, texts) for field, texts in wanted.items() if texts]
    for field, key, slug, name in united([*rows, *labels]):
        yield field, key if field in MODELS else slug, slug, name


def named_by_key(keys: Mapping[str, Collection[int]]) -> dict[tuple[str, int], Named]:
    """The things with these primary keys, given by field, in one query."""
    rows = [MODELS[field].objects.keyed(field, chosen) for field, chosen in keys.items() if chosen]
    return {(field, key): Named(field, key, slug, name) for field, key, slug, name in united(rows)}


def united(rows: list[Any]) -> Iterable[tuple[str, int, str, str]]:
    """The rows of several querysets, in one query."""
    return rows[0].union(*rows[1:], all=True) if rows else ()
