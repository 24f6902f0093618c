"""What a list of entries can be narrowed by: values with their counts, and where each leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entries import search
from entries.models.subject import folded
from entries.search import ONE_EACH, Counts, Value, field_of

from .entry_filter import EntryFilter
from .naming import MODELS, Named, named_by_key
from .parameters import address_of

# How many values a list shows of each facet.
MOST = 10
# Facets whose values stand in an order of their own, the latest first, not the most frequent.
IN_ORDER = {"year"}
FACET_TITLES = {
    "source": _("Sources"),
    "person": _("People"),
    "organisation": _("Organisations"),
    "place": _("Places"),
    "topic": _("Topics"),
    "label": _("Labels"),
    "byline": _("Bylines"),
    "year": _("Years"),
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value, its entries, and the addresses of the list with it, and with it excluded.

    Of a facet of which an entry has one value, another one takes the place of the one chosen; the
    address `either` then asks for both, and there is none that excludes. `key` is the index's.
    """

    key: Value
    name: str
    count: int
    only: str
    exclude: str = ""
    either: str = ""

    @property
    def in_words(self) -> str:
        """What the link beside the value asks for; a page has a hundred, each worded anew."""
        words = gettext("Not %(name)s") if self.exclude else gettext("Or %(name)s")
        return words % {"name": self.name}


@dataclass(frozen=True, slots=True)
class Facet:
    """A field with the values that the entries found have; `more` leads to all of them."""

    key: str
    title: str
    values: list[FacetValue]
    more: str = ""


def facets_of(filters: EntryFilter, counts: Mapping[str, Counts]) -> list[Facet]:
    """The facets with their values under their names; those with nothing to choose are left out."""
    named = names_of(counts)
    result = []
    for facet, title in FACET_TITLES.items():
        rows = counts.get(facet, [])
        values = named_values(filters, facet, rows, named)
        more = values_address(filters, facet) if len(values) > MOST else ""
        shown = values[:MOST]
        if facet in IN_ORDER:
            shown.sort(key=lambda value: value.name, reverse=True)
        if shown:
            result.append(Facet(facet, title, shown, more))
    return result


def values_of(filters: EntryFilter, facet: str, rows: Counts) -> list[FacetValue]:
    """The values of one facet under their names, but for those chosen already."""
    return named_values(filters, facet, rows, names_of({facet: rows}))


def named_values(
    filters: EntryFilter, facet: str, rows: Counts, named: Mapping[tuple[str, int], Named]
) -> list[FacetValue]:
    """The values that are not chosen already, nor gone since they were counted."""
    field = field_of(facet)
    chosen = chosen_keys(filters, field)
    result = []
    for key, count in rows:
        one = named.get((field, key)) if field in MODELS else free(field, key)
        if one and key not in chosen:
            result.append(value_of(filters, one, count))
    return result


def every_row(filters: EntryFilter, facet: str, words: str) -> Counts:
    """All values of a facet with their counts, those alone whose name has the words in it."""
    field = field_of(facet)
    chosen = chosen_keys(filters, field)
    rows = [row for row in search.values(filters.query, facet) if row[0] not in chosen]
    if facet in IN_ORDER:
        rows.sort(reverse=True)
    if not words:
        return rows
    if field in MODELS:
        fitting = set(MODELS[field].objects.sounding_like(words).values_list("pk", flat=True))
        return [row for row in rows if row[0] in fitting]
    return [row for row in rows if folded(words) in folded(str(row[0]))]


def chosen_keys(filters: EntryFilter, field: str) -> set[Value]:
    """The values of a field that are asked for or excluded."""
    return {one.key for name in (field, f"-{field}") for one in filters.chosen(name)}


def value_of(filters: EntryFilter, one: Named, count: int) -> FacetValue:
    """A value with its addresses: a click gives as many entries as its count says."""
    field, value = one.field, one.value
    if field not in ONE_EACH:
        only, exclude = filters.with_value(field, value), filters.with_value(f"-{field}", value)
        return FacetValue(one.key, one.name, count, only, exclude)
    only = filters.address(**{field: [value], f"-{field}": []})
    if filters.chosen(field):
        return FacetValue(one.key, one.name, count, only, either=filters.with_value(field, value))
    return FacetValue(one.key, one.name, count, only, filters.with_value(f"-{field}", value))


def names_of(counts: Mapping[str, Counts]) -> dict[tuple[str, int], Named]:
    """What the primary keys of all facets stand for, in one query."""
    keys: dict[str, list[int]] = {}
    for facet, rows in counts.items():
        if field_of(facet) in MODELS:
            keys.setdefault(field_of(facet), []).extend(key for key, _ in rows)
    return named_by_key(keys)


def free(field: str, key: int | str) -> Named:
    """A value that is its own name."""
    return Named(field, key, str(key), str(key))


def values_address(filters: EntryFilter, facet: str) -> str:
    """The page of all values of a facet."""
    return address_of(filters.linked, reverse("entries:values", args=[facet]))
