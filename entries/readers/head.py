"""What a page's head says of it: its address, its title, who made it, its language."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from .base import Hints
from .elements import Attributes
from .sidefile import LONGEST_ADDRESS, is_address

LONGEST = 500
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
# What browsers note in the pages that they save: "saved from url=(0031)https://…".
SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(\S+)")
SEPARATOR = re.compile(r" [|–—-] ")
PROPERTIES = {"og:title": "title", "og:site_name": "publisher", "og:url": "shared"}


class Head:
    """Takes a page's elements in order and keeps the first of each thing that they say."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.titles: list[str] = []
        self.in_title = False
        self.base = ""

    def open(self, tag: str, attributes: Attributes) -> None:
        match tag:
            case "meta":
                name = attributes.get("property") or attributes.get("name") or ""
                self.note(PROPERTIES.get(name.lower(), ""), attributes.get("content", ""))
            case "link" if "canonical" in attributes.get("rel", "").lower().split():
                self.note("canonical", attributes.get("href", ""))
            case "html":
                self.note("language", attributes.get("lang") or attributes.get("xml:lang") or "")
            case "title" if not self.titles:
                self.in_title = True
            case _:
                pass

    def close(self, tag: str) -> None:
        if tag == "title":
            self.in_title = False

    def read(self, text: str) -> None:
        """A piece of the title."""
        self.titles.append(text)

    def comment(self, text: str) -> None:
        if match := SAVED_FROM.match(text[:LONGEST_ADDRESS]):
            self.note("saved", match[1])

    def note(self, what: str, value: str) -> None:
        if what and (words := " ".join(value.split())):
            self.found.setdefault(what, words)

    def hints(self) -> Hints:
        """What was found, as far as it is of use."""
        publisher = self.found.get("publisher", "")
        title = self.found.get("title") or " ".join("".join(self.titles).split())
        language = self.found.get("language", "")
        return Hints(
            url=self.address(),
            title=shown(without_name(title, publisher)),
            publisher=shown(publisher),
            language=language if LANGUAGE.fullmatch(language) else None,
        )

    def address(self) -> str | None:
        """The page's own address: as it names itself, else as the browser noted it."""
        base = self.found.get("shared") or self.found.get("saved") or ""
        for what in ("canonical", "shared", "saved"):
            url = joined(base, self.found.get(what, ""))
            if len(url) <= LONGEST_ADDRESS and is_address(url):
                return url
        return None


def without_name(title: str, publisher: str) -> str:
    """The title without the publisher's name, which browsers' tabs show behind it."""
    parts = SEPARATOR.split(title)
    named = publisher and parts[-1].casefold() == publisher.casefold()
    return title[: -len(parts[-1])].rstrip(" |–—-") if named and len(parts) > 1 else title


def without_host(title: str, url: str) -> str:
    """The title without a name behind a bar that is the page's host: “… | Lake Post”, lakepost."""
    start, bar, name = title.rpartition(" | ")
    hosts = (urlsplit(url).hostname or "").split(".")[:-1]
    return start if bar and "".join(name.split()).casefold() in hosts else title


def joined(base: str, address: str) -> str:
    """An address that may be told from another's place; empty where neither makes one."""
    try:
        return urljoin(base, address) if address else ""
    except ValueError:
        return ""


def shown(text: str) -> str | None:
    """A text without what has no shape, cut to a length that the record takes."""
    return "".join(c for c in text if c.isprintable())[:LONGEST].strip() or None
