"""From one stretch of an answer to the next, however deep, and through all of it.

In the order of time each stretch starts from the number of the last entry before it, so that the
last one takes no longer than the first, and entries that come meanwhile move nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tantivy import DocAddress, Order
from tantivy import Query as Tantivy

from entries.search.base import Bookmark, LostBookmark, Query, Stretch

from .opened import Snapshot
from .queries import every

# How far an entry may move in the order of relevance, by what came or went, and still be found.
SHIFT = 500
# Ids asked for at a time on the way through all of an answer, where each question goes through it.
STRIDE = 10_000
# The greatest number of 64 bits.
LAST = (1 << 64) - 1

Row = tuple[int, int]  # the number that orders, and the id


def search(
    at: Snapshot,
    query: Query,
    matching: Tantivy,
    first: int,
    size: int,
    *,
    turned: bool = False,
    count: bool = False,
) -> Any:
    """tantivy's answer: `hits`, and with `count` the total, which its type leaves out."""
    if query.sort == "relevance":
        return at.entries.search(at.compiler.scoring(query), size, count=count, offset=first)
    order = Order.Asc if (query.sort == "oldest") != turned else Order.Desc
    return at.entries.search(
        matching, size, count=count, order_by_field=query.sort, offset=first, order=order
    )


def numbers(at: Snapshot, field: str, addresses: list[DocAddress]) -> list[int]:
    """What a field of whole numbers has for each of the entries."""
    return [int(value or 0) for value in at.entries.fast_field_values(field, addresses)]


def ids_in_order(at: Snapshot, query: Query, matching: Tantivy, first: int, size: int) -> list[int]:
    """`size` ids from the place `first` on, which counts from 0."""
    found = search(at, query, matching, first, size)
    return numbers(at, "id", [address for _, address in found.hits])


def stretch(
    at: Snapshot,
    query: Query,
    matching: Tantivy,
    after: Bookmark | None,
    size: int,
    turned: bool = False,
) -> Stretch:
    """As `Engine.stretch`, of one commit."""
    if query.sort == "relevance":
        return by_relevance(at, query, matching, after, size)
    rows = by_time(at, query, matching, after, size + 1, turned)
    last = Bookmark(*rows[size - 1]) if len(rows) > size else None
    return Stretch([pk for _, pk in rows[:size]], last)


def whole(at: Snapshot, query: Query, matching: Tantivy, size: int) -> Iterator[list[int]]:
    """All ids in order, `size` at a time."""
    after: Bookmark | None = None
    while True:
        found = stretch(at, query, matching, after, STRIDE)
        for start in range(0, max(len(found.ids), 1), size):
            yield found.ids[start : start + size]
        after = found.last
        if after is None:
            return


def by_relevance(
    at: Snapshot, query: Query, matching: Tantivy, after: Bookmark | None, size: int
) -> Stretch:
    """The entry of the bookmark is looked for where it was, then round about."""
    if after is None:
        return of_ids(ids_in_order(at, query, matching, 0, size + 1), 0, 0, size)
    for shift in (0, SHIFT):
        first = max(after.place - shift, 0)
        ids = ids_in_order(at, query, matching, first, size + 2 + 2 * shift)
        if after.id in ids[: 1 + 2 * shift]:
            return of_ids(ids, first, ids.index(after.id) + 1, size)
    raise LostBookmark("what the bookmark stands at is no longer near that place")


def of_ids(ids: list[int], first: int, start: int, size: int) -> Stretch:
    """The ids from `start` on, of those that stand at the place `first` and after it."""
    end = start + size
    last = Bookmark(first + end - 1, ids[end - 1]) if len(ids) > end else None
    return Stretch(ids[start:end], last)


def by_time(
    at: Snapshot,
    query: Query,
    matching: Tantivy,
    after: Bookmark | None,
    size: int,
    turned: bool,
) -> list[Row]:
    """The first rows in order, behind the bookmark."""
    if after is None:
        return ordered(at, query, matching, size, turned)
    rows = equals(at, query, matching, after.place, size, turned, beyond=after.id)
    if len(rows) < size:
        rest = every([matching, numbered_beyond(at, query, after.place, turned)])
        rows += ordered(at, query, rest, size - len(rows), turned)
    return rows


def falls(query: Query, turned: bool) -> bool:
    """Whether the greatest number comes first, and of equals the smallest id."""
    return (query.sort == "newest") != turned


def ordered(at: Snapshot, query: Query, matching: Tantivy, size: int, turned: bool) -> list[Row]:
    """The first rows by the number that orders; equals by their ids.

    tantivy gives equals in an order that changes with its segments: where the last of the rows
    have others, these are asked for once more.
    """
    hits = search(at, query, matching, 0, size + 1, turned=turned).hits
    addresses = [address for _, address in hits]
    found = zip(numbers(at, query.sort, addresses), numbers(at, "id", addresses), strict=True)
    rows = sorted(found, key=newest_first if falls(query, turned) else oldest_first)
    if len(rows) > size and rows[size][0] == rows[size - 1][0]:
        last = rows[size][0]
        rows = [row for row in rows if row[0] != last]
        rows += equals(at, query, matching, last, size - len(rows), turned)
    return rows[:size]


def newest_first(row: Row) -> Row:
    return -row[0], row[1]


def oldest_first(row: Row) -> Row:
    return row[0], -row[1]


def equals(
    at: Snapshot,
    query: Query,
    matching: Tantivy,
    number: int,
    size: int,
    turned: bool,
    beyond: int | None = None,
) -> list[Row]:
    """The first rows of one number in the order of ids, or of those beyond an id."""
    compiler, newest = at.compiler, falls(query, turned)
    parts = [matching, compiler.between(query.sort, number, number)]
    if beyond is not None:
        bounds = (beyond + 1, LAST) if newest else (0, max(beyond - 1, 0))
        parts.append(compiler.between("id", *bounds))
    order = Order.Asc if newest else Order.Desc
    found = at.entries.search(every(parts), size, count=False, order_by_field="id", order=order)
    return [(number, pk) for pk in numbers(at, "id", [address for _, address in found.hits])]


def numbered_beyond(at: Snapshot, query: Query, number: int, turned: bool) -> Tantivy:
    """What stands behind all entries of a number."""
    if not falls(query, turned):
        return at.compiler.between(query.sort, number + 1, LAST)
    return at.compiler.between(query.sort, 0, number - 1) if number else Tantivy.empty_query()
