"""The fields of the form that asks for entries: what each shows, offers and keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.forms import BoundField

from entries.models import Source
from entries.search import field_of

from .entry_filter import EntryFilter
from .facets import Facet
from .forms import NAME_PARAMETERS
from .naming import BLOCKS

# The parameters with a field of their own; what others ask for is kept, and shown by its chip.
SHOWN = ("actor", "place", "topic", "source", "label", "byline", "has")


@dataclass(frozen=True, slots=True)
class Control:
    """A field for names: those that were wrong, to be mended, and names to choose from.

    `choices` are pairs of a value and its name. With `closed` no others can be given. `more` says
    that some are chosen already, which the form keeps apart.
    """

    field: BoundField
    unknown: Collection[str]
    choices: Sequence[tuple[str, str]] = ()
    closed: bool = False
    more: bool = False


def controls(
    filters: EntryFilter, facets: Iterable[Facet], sources: Iterable[Source]
) -> list[Control]:
    """The fields for names: the usual ones, and any other that something is wrong with."""
    offered: dict[str, list[tuple[str, str]]] = {
        "source": [(source.slug, source.name) for source in sources],
        "has": list(BLOCKS.items()),
    }
    for facet in facets:
        if facet.key not in offered:
            names = [(value.name, value.name) for value in facet.values]
            offered[field_of(facet.key)] = offered.get(field_of(facet.key), []) + names
    form, wrong = filters.form, [name for name in NAME_PARAMETERS if name in filters.errors]
    return [
        Control(
            form[name],
            form.unknown[name],
            unchosen(filters, name, offered.get(name, ())),
            closed=name in ("source", "has"),
            more=bool(filters.chosen(name)),
        )
        for name in dict.fromkeys([*SHOWN, *wrong])
    ]


def unchosen(
    filters: EntryFilter, name: str, choices: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    chosen = {one.value for one in filters.chosen(name)}
    return [choice for choice in choices if choice[0] not in chosen]


def kept(filters: EntryFilter) -> list[tuple[str, str]]:
    """The parameters and values that the form passes on as they are."""
    return [
        (parameter, one.value) for parameter in NAME_PARAMETERS for one in filters.chosen(parameter)
    ]
