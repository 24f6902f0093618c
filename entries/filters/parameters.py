"""The parameters of an address that asks for entries, in the one order that addresses have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The fields that a filter names values of; with a minus before it, a parameter excludes them.
NAMES = {
    "actor": _("Person or organisation"),
    "place": _("Place"),
    "topic": _("Topic"),
    "source": _("Source"),
    "liveblog": _("Liveblog"),
    "label": _("Label"),
    "byline": _("Byline"),
    "has": pgettext_lazy("an entry has a picture", "Has"),
    "year": _("Year"),
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
    return joined(encoded(parameters))


def encoded(parameters: Parameters) -> dict[str, str]:
    """Each parameter with its values as addresses have them, such as `topic=eu&topic=nato`."""
    return {
        name: urlencode([(name, value) for value in values]) for name, values in parameters.items()
    }


def joined(encoded: Mapping[str, str]) -> str:
    """Encoded parameters in order, empty ones left out."""
    return "&".join(encoded[name] for name in PARAMETERS if encoded.get(name))


def address_of(parameters: Parameters, path: str = "") -> str:
    """The address of the list of entries, or of another page, that they ask for."""
    return f"{path or reverse('entries:entry_list')}?{query_string(parameters)}".rstrip("?")


def shown(value: str) -> str:
    """A value that someone typed, short enough to be shown."""
    value = value.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return value if len(value) <= 60 else value[:59] + "…"
