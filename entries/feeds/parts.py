"""Which items stand in which document of a feed, and how its documents lead to each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from django.http import Http404

from entries.search import Bookmark

ITEMS_A_PAGE = 50
# A number that orders entries, and a primary key: neither has more digits.
BOOKMARK = re.compile(r"(\d{1,19})-(\d{1,19})", re.ASCII)
# An entry of a stream: its primary key, and the key that it is known by.
Known = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A document of an archived feed: the entries in it, the oldest first.

    `name` tells it from all others, those that had the same place in the past among them; the
    document to subscribe to has none.
    """

    name: str
    ids: Sequence[int]


def parts_of(entries: Sequence[Known]) -> list[Part]:
    """A stream, the oldest entry first, in archives and at last the document to subscribe to.

    Archives are filled from the oldest entry on, so that a new entry leaves them as they are.
    One that comes late moves what is behind it: the archives from there on have other names
    then, by which readers see that there is something new in them. The last document has as
    many entries as an archive or more, where there are so many.
    """
    count = max(len(entries) // ITEMS_A_PAGE - 1, 0)
    parts = [
        archive(number, entries[(number - 1) * ITEMS_A_PAGE : number * ITEMS_A_PAGE])
        for number in range(1, count + 1)
    ]
    return [*parts, Part("", [pk for pk, _ in entries[count * ITEMS_A_PAGE :]])]


def archive(number: int, entries: Sequence[Known]) -> Part:
    digest = blake2b(" ".join(key for _, key in entries).encode(), digest_size=5).hexdigest()
    return Part(f"{number}-{digest}", [pk for pk, _ in entries])


def feed_address(page: str, form: str) -> str:
    """The feed of the page at this address, whose parameters it keeps."""
    path, mark, query = page.partition("?")
    return f"{path}feed.{form}{mark}{query}"


def archived_links(address: str, names: Sequence[str], at: int) -> Mapping[str, str]:
    """What the document in the place `at` says of the others, as RFC 5005 has it in section 4."""

    def to(place: int) -> str:
        return with_parameter(address, "page", names[place])

    links = {"self": to(at), "current": address}
    if at > 0:
        links["prev-archive"] = to(at - 1)
    if at + 2 < len(names):
        links["next-archive"] = to(at + 1)
    return links


def paged_links(address: str, number: int, last: int) -> Mapping[str, str]:
    """What the page of this number says of the others, as RFC 5005 has it in section 3."""
    links = {"self": to_page(address, number), "current": address, "first": address}
    if number > 1:
        links["previous"] = to_page(address, number - 1)
    if number < last:
        links["next"] = to_page(address, number + 1)
    return {**links, "last": to_page(address, last)}


def stretch_links(
    address: str, after: Bookmark | None, before: Bookmark | None, last: Bookmark | None
) -> Mapping[str, str]:
    """As `paged_links`, of a document that goes on after a bookmark.

    The one before it starts after `before`, or is the first one; the next one after `last`.
    """
    links = {"self": from_bookmark(address, after), "current": address, "first": address}
    if after:
        links["previous"] = from_bookmark(address, before)
    if last:
        links["next"] = from_bookmark(address, last)
    return links


def from_bookmark(address: str, at: Bookmark | None) -> str:
    return with_parameter(address, "after", f"{at.place}-{at.id}" if at else "")


def bookmark_or_404(text: str) -> Bookmark | None:
    """The bookmark in an address that `from_bookmark` made; None where there is none."""
    match = BOOKMARK.fullmatch(text)
    if match:
        return Bookmark(int(match[1]), int(match[2]))
    if text:
        raise Http404("This feed has no such page.")
    return None


def to_page(address: str, number: int) -> str:
    return with_parameter(address, "page", str(number) if number > 1 else "")


def with_parameter(address: str, name: str, value: str) -> str:
    """The address with a parameter more, unless that is empty."""
    return f"{address}{'&' if '?' in address else '?'}{name}={value}" if value else address
