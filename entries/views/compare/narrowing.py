"""The form that narrows what stands side by side: its fields, what they offer, what it keeps."""

from __future__ import annotations

from typing import Any

from entries import search
from entries.filters import facets_of
from entries.filters.controls import Control
from entries.search import SearchUnavailable, field_of

from .asked import Asked

# The filters that have a field; others are shown by their chips and kept.
FACETS = ("person", "organisation", "place", "topic", "label")
FIELDS = tuple(dict.fromkeys(map(field_of, FACETS)))
# How many values of each facet are offered at the most.
MOST_OFFERED = 10


def form_for(asked: Asked, *typed: str) -> dict[str, Any]:
    """The fields for names, and what a form passes on that has fields for `typed` besides."""
    form, offered = asked.filters.form, names_offered(asked)
    return {
        "controls": [
            Control(form[name], form.unknown[name], offered.get(name, ())) for name in FIELDS
        ],
        "hidden": [
            (name, value)
            for name, value in asked.hidden(*typed)
            if value not in form.unknown.get(name, ())
        ],
    }


def names_offered(asked: Asked) -> dict[str, list[tuple[str, str]]]:
    """Names that narrow what is asked for further, by field; none without an index to tell them."""
    if asked.errors or asked.filters.errors or not asked.parameters:
        return {}
    query = asked.filters.query
    try:
        counts = {facet: search.values(query, facet)[:MOST_OFFERED] for facet in FACETS}
    except SearchUnavailable:
        return {}
    offered: dict[str, list[tuple[str, str]]] = {}
    for facet in facets_of(asked.filters, counts):
        names = [(value.name, value.name) for value in facet.values]
        offered.setdefault(field_of(facet.key), []).extend(names)
    return offered
