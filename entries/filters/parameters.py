"""The parameters of an address that asks for entries, in the one order that addresses have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse

# The fields that a filter names values of; with a minus before it, a parameter excludes them.
NAMES = {
    "actor": "Person or organisation",
    "place": "Place",
    "topic": "Topic",
    "source": "Source",
    "liveblog": "Liveblog",
    "label": "Label",
    "byline": "Byline",
    "has": "Has",
    "year": "Year",
}
PARAMETERS = (
    "q",
    "from",
    "to",
    *(parameter for field in NAMES for parameter in (field, f"-{field}")),
    "sort",
    "page",
)

Parameters = Mapping[str, Sequence[str]]


def field_of(parameter: str) -> str:
    """The field that a parameter filters by, whether it asks for values or excludes them."""
    return parameter.removeprefix("-")


def query_string(parameters: Parameters) -> str:
    """The parameters as addresses have them: in order, empty ones left out."""
    return urlencode([(name, value) for name in PARAMETERS for value in parameters.get(name, ())])


def address_of(parameters: Parameters, path: str = "") -> str:
    """The address of the list of entries, or of another page, that they ask for."""
    return f"{path or reverse('entries:entry_list')}?{query_string(parameters)}".rstrip("?")


def shown(value: str) -> str:
    """A value that someone typed, short enough to be shown."""
    value = value.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return value if len(value) <= 60 else value[:59] + "…"
