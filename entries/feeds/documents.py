"""A feed as plain data, whatever it is written as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What an empty feed says of when it last changed: always the same, so that it stays the same.
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a feed.

    `id` and `address` are whole addresses, of which `id` never changes. `html` is what it says,
    escaped, and `summary` its first words as plain text. Without a `language` it is in that of
    the feed.
    """

    id: str
    address: str
    title: str
    html: str
    summary: str
    published: dt.datetime
    updated: dt.datetime
    authors: Sequence[str]
    tags: Sequence[str] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a feed; all addresses in it are whole ones.

    `page` is the page that it goes with, which names the feed too. `links` are the addresses of
    the feed's documents by what they are to this one: `self`, `current` (the one to subscribe
    to), and as RFC 5005 has them `first`, `previous`, `next`, `last`, `prev-archive` and
    `next-archive`. An archive is a document whose set of items never changes.
    """

    title: str
    subtitle: str
    page: str
    items: Sequence[Item]
    links: Mapping[str, str]
    is_archive: bool = False

    @property
    def updated(self) -> dt.datetime:
        return max((item.updated for item in self.items), default=LONG_AGO)
