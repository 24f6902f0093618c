"""Objects of schema.org as pages really give them: what they are, and what they say.

A property may have its value bare, in an object, in a list or in lists of lists, its name with or
without the vocabulary's address, or stand for an object that is described elsewhere on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .lenient_json import whole

Node = Mapping[str, Any]

VOCABULARY = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)", re.IGNORECASE)
HOLDERS = ("@list", "@set", "@graph", "itemlistelement", "item")
VALUES = ("@value", "text", "value", "name", "headline", "@id", "url")
# Where a string may be the name of an object that is described elsewhere.
NAMED = ("liveBlogUpdate", "author", "publisher")
MOST_NODES = 200_000
MOST_STEPS = 20


class Graph:
    """All objects of a page's data, in order, so that one may be found by its `@id`."""

    def __init__(self, documents: Iterable[Any]) -> None:
        self.nodes = list(walk(documents))
        self.known: dict[int, dict[str, Any]] = {}  # properties by the identity of their object
        self.by_id: dict[str, Node] = {}
        for node in self.nodes:
            name = node.get("@id")
            if isinstance(name, str) and len(node) > 1:
                self.by_id.setdefault(name, node)

    def resolved(self, value: Any, named: bool = False) -> Any:
        """The object that a reference stands for, or a bare string where those may be `named` so.

        Anything else as it is.
        """
        reference = isinstance(value, Mapping) and len(value) == 1
        name = value.get("@id") if reference else value if named else None
        return self.by_id.get(name, value) if isinstance(name, str) else value

    def properties(self, node: Node) -> dict[str, Any]:
        """As the function of that name; worked out once."""
        found = self.known.get(id(node))
        if found is None:
            found = self.known[id(node)] = properties(node)
        return found

    def values(self, node: Node, *names: str) -> list[Any]:
        """All values of the first of the properties that has any, without the lists round them."""
        known = self.properties(node)
        for name in names:
            named = name in NAMED
            found = [self.resolved(value, named) for value in flat(known.get(name.lower()))]
            if found:
                return found
        return []

    def text(self, node: Node, *names: str) -> str:
        """The first of the properties that has a text; empty where none has."""
        for name in names:
            for value in self.values(node, name):
                if text := text_of(value):
                    return text
        return ""

    def link(self, node: Node, *names: str) -> str:
        """The first of the properties that has an address, or names an object by its own."""
        known = self.properties(node)
        for name in names:
            for value in flat(known.get(name.lower())):
                found = (
                    value.get("@id") or value.get("url") if isinstance(value, Mapping) else value
                )
                if isinstance(found, str) and found.strip():
                    return whole(found).strip()
        return ""


def walk(documents: Iterable[Any]) -> Iterator[Node]:
    """Every object of the documents, outer ones first, in order."""
    waiting: list[Any] = list(documents)[::-1]
    count = 0
    while waiting and count < MOST_NODES:
        value = waiting.pop()
        if isinstance(value, Mapping):
            count += 1
            yield value
            waiting += list(value.values())[::-1]
        elif isinstance(value, list):
            waiting += value[::-1]


def flat(value: Any) -> list[Any]:
    """The values in a property: lists, and what only holds a list, opened; empty ones left out."""
    found: list[Any] = []
    waiting = [value]
    while waiting and len(found) < MOST_NODES:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one[::-1]
        elif isinstance(one, Mapping) and (inner := held(one)) is not None:
            waiting.append(inner)
        elif one not in (None, "", {}):
            found.append(one)
    return found


def held(node: Node) -> Any:
    """What an object holds that is no more than a list's item or the list itself."""
    known = properties(node)
    if "headline" in known or "articlebody" in known:
        return None
    return next((known[name] for name in HOLDERS if known.get(name)), None)


def properties(node: Node) -> dict[str, Any]:
    """The properties by their bare names, in small letters."""
    return {VOCABULARY.sub("", name).lower(): value for name, value in node.items()}


def types(node: Node) -> set[str]:
    """What an object says it is: "liveblogposting", "person", in small letters."""
    known = [*flat(node.get("@type")), *flat(node.get("type"))]
    return {VOCABULARY.sub("", name).lower() for name in known if isinstance(name, str)}


def text_of(value: Any) -> str:
    """The text of a value, whatever it is wrapped in; empty where there is none."""
    for _ in range(MOST_STEPS):
        if isinstance(value, list):
            parts = [part for part in value if isinstance(part, str)]
            if len(parts) > 1:
                return whole("\n\n".join(parts))
            value = next(iter(value), None)
        elif isinstance(value, Mapping):
            value = next((value[name] for name in VALUES if value.get(name)), None)
        else:
            break
    if isinstance(value, str):
        return whole(value).strip()
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if plain else ""
