"""Microdata → the same objects that JSON-LD has: a live page that marks its posts in their markup.

An element with `itemscope` is an object, one with `itemprop` a property of the object it is in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

from .elements import APART, DROPPED, LINES, Attributes
from .schema_org import VOCABULARY

POSTING, POST = "liveblogposting", "blogposting"
UPDATE = "liveBlogUpdate"
DEEPEST = 12  # texts within texts that are kept apart
# Where the value of a property stands, of elements whose text is not it.
VALUES = {
    **{"meta": "content", "time": "datetime", "data": "value", "object": "data"},
    **dict.fromkeys(("area", "link"), "href"),
    **dict.fromkeys(("img", "source", "video", "audio", "iframe", "embed"), "src"),
}
LINKS = {"url", "sameAs", "mainEntityOfPage", "discussionUrl"}  # of a link, what is its address
KEPT = APART | LINES | {"br", "td", "th"}


@dataclass(slots=True)
class Scope:
    """An element that is an object, or whose text is a property's value, while it is open."""

    depth: int
    owner: dict[str, Any]
    name: str = ""
    item: dict[str, Any] | None = None
    parts: list[str] = field(default_factory=list)


class Microdata:
    """Takes a page's elements and text in order and keeps the live pages' postings in them."""

    def __init__(self) -> None:
        self.items: list[dict[str, Any]] = []
        self.open_items: list[dict[str, Any]] = []
        self.scopes: list[Scope] = []
        self.depth = 0
        self.dropped = 0

    def open(self, tag: str, attributes: Attributes) -> None:
        self.depth += 1
        if "itemscope" in attributes:
            self.open_item(attributes)
        elif self.open_items and not self.dropped:
            for scope in self.scopes:
                if scope.item is None and tag in KEPT:
                    scope.parts.append(f"<{tag}>")
            if "itemprop" in attributes:
                self.open_property(tag, attributes)
            elif tag in DROPPED:
                self.dropped = self.depth

    def close(self, tag: str) -> None:
        while self.scopes and self.scopes[-1].depth >= self.depth:
            scope = self.scopes.pop()
            if scope.item is not None:
                self.open_items.pop()
            else:
                add(scope.owner, scope.name, "".join(scope.parts))
        if tag in KEPT:
            for scope in self.scopes:
                if scope.item is None:
                    scope.parts.append(f"</{tag}>")
        if self.dropped == self.depth:
            self.dropped = 0
        self.depth -= 1

    def read(self, text: str) -> None:
        if self.scopes and not self.dropped:
            marked = escape(text, quote=False)
            for scope in self.scopes:
                if scope.item is None:
                    scope.parts.append(marked)

    def open_item(self, attributes: Attributes) -> None:
        kind = attributes.get("itemtype", "")
        name = VOCABULARY.sub("", kind.split(" ")[0]).lower()
        inside = bool(self.open_items)
        if not inside and name != POSTING:
            return
        item: dict[str, Any] = {"@type": kind.split()}
        if attributes.get("itemid"):
            item["@id"] = attributes["itemid"]
        elif attributes.get("id"):
            item["@id"] = f"#{attributes['id']}"
        if not inside:
            self.items.append(item)
        else:
            # A post that no property leads to is an update all the same.
            prop = attributes.get("itemprop") or (UPDATE if name == POST else "")
            for known in prop.split():
                add(self.open_items[-1], known, item)
        if len(self.scopes) < 10 * DEEPEST:
            self.scopes.append(Scope(self.depth, item, item=item))
            self.open_items.append(item)

    def open_property(self, tag: str, attributes: Attributes) -> None:
        owner = self.open_items[-1]
        names = attributes["itemprop"].split()
        value = attributes.get(VALUES.get(tag, "content"), attributes.get("content"))
        if tag == "a" and LINKS & set(names):
            value = attributes.get("href")
        if value is not None:
            for name in names:
                add(owner, name, value)
        elif names and tag not in ("meta", "link") and len(self.texts()) < DEEPEST:
            self.scopes.append(Scope(self.depth, owner, names[0]))

    def texts(self) -> list[Scope]:
        return [scope for scope in self.scopes if scope.item is None]


def add(owner: dict[str, Any], name: str, value: Any) -> None:
    """Add a value to a property, which may have several."""
    if value not in ("", None):
        owner.setdefault(VOCABULARY.sub("", name), []).append(value)
