"""How many entries have each value of a field, and when they were posted. All counts are exact."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tantivy import Query as Tantivy

from entries.search.base import FACETS, Counts, Timeline, Value
from entries.search.nodes import Span
from entries.search.periods import Period, unit_for

from .opened import Snapshot
from .queries import every, excluding

# tantivy drops rare values of a segment, and with them counts, unless it may keep them all.
ALL_VALUES = 1_000_000
# Values of the entries that do not fit which are counted in one go; of others it is asked again.
REST = 300
# Facets counted at the same time, each on a core of its own; those that cost most apart.
GROUPS = (("place", "label", "byline"), ("person", "organisation", "topic", "source", "year"))
pool = ThreadPoolExecutor(max_workers=len(GROUPS), thread_name_prefix="facets")


def count(at: Snapshot, query: Tantivy) -> int:
    found: Any = at.entries.search(query, limit=1, count=True)
    return int(found.count)  # which its type declaration leaves out


def aggregated(at: Snapshot, query: Tantivy, fields: dict[str, int]) -> dict[str, Counts]:
    """The most frequent values of each field, as many as asked for, in one pass."""
    wanted = {
        field: {"terms": {"field": field, "size": size, "segment_size": ALL_VALUES}}
        for field, size in fields.items()
    }
    answer = at.entries.aggregate(query, wanted) if wanted else {}
    return {field: rows(answer[field]["buckets"]) for field in fields}


def rows(buckets: Sequence[dict[str, Any]]) -> Counts:
    """The most frequent first; of equals the lesser key, so that two counts are in one order."""
    found = [(key(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def key(value: Any) -> Value:
    return value if isinstance(value, str) else int(value)


def most_frequent(
    at: Snapshot, query: Tantivy, total: int, fields: Sequence[str], size: int
) -> dict[str, Counts]:
    """The `size` most frequent values of each field among the `total` entries that fit.

    Where more than half of the archive fits, it is quicker to count the entries that do not, and
    to take them from the counts of all.
    """
    if total * 2 <= at.entries.num_docs:
        return side_by_side(at, query, dict.fromkeys(fields, size))
    whole = every_value(at, fields)
    if total == at.entries.num_docs:
        return {field: whole[field][:size] for field in fields}
    rest = excluding(query)
    few = side_by_side(at, rest, dict.fromkeys(fields, REST))
    return {field: by_the_rest(at, field, rest, whole[field], few[field], size) for field in fields}


def side_by_side(at: Snapshot, query: Tantivy, fields: dict[str, int]) -> dict[str, Counts]:
    """As `aggregated`, on two cores; tantivy lets other threads run meanwhile."""
    shares = [{name: fields[name] for name in group if name in fields} for group in GROUPS]
    if len(fields) < len(FACETS) or (os.cpu_count() or 1) < len(GROUPS):
        return aggregated(at, query, fields)
    answers = pool.map(lambda share: aggregated(at, query, share), shares)
    return {name: counts for answer in answers for name, counts in answer.items()}


def by_the_rest(
    at: Snapshot, field: str, rest: Tantivy, whole: Counts, few: Counts, size: int
) -> Counts:
    """The most frequent values, from those of the whole archive and of the entries left out.

    `few` has the most frequent of the latter. A value cannot have more entries here than in the
    whole archive: no more are looked at once none of the next could come among the first.
    """
    missing, complete = dict(few), len(few) < REST
    best: Counts = []
    for value, total in whole:
        if len(best) >= size and best[size - 1][1] > total:
            break
        if value not in missing:
            having = at.compiler.term(field, value)
            missing[value] = 0 if complete else count(at, every([rest, having]))
        if total > missing[value]:
            best = sorted(
                [*best, (value, total - missing[value])], key=lambda row: (-row[1], row[0])
            )
    return best[:size]


def every_value(at: Snapshot, fields: Sequence[str]) -> dict[str, Counts]:
    """Every value with its entries in the whole archive: counted once for each commit."""
    missing = [field for field in fields if field not in at.counts]
    at.counts |= side_by_side(at, Tantivy.all_query(), dict.fromkeys(missing, ALL_VALUES))
    return {field: at.counts[field] for field in fields}


def timeline(at: Snapshot, query: Tantivy, total: int, span: Span) -> Timeline:
    """The entries by year, month, day or hour, whichever suits the time that they fill."""
    months = {month_of(number): n for number, n in months_of(at, query, total)}
    dated = sum(months.values())
    if not months:
        return Timeline("year", {}, undated=total)
    first, last = span.since or min(months), span.until or max(months)
    unit = unit_for(first, last)
    if unit == "month":
        return Timeline("month", months, total - dated)
    if unit == "year":
        years: dict[Period, int] = {}
        for month, number in months.items():
            year = Period.of(month.start, "year")
            years[year] = years.get(year, 0) + number
        return Timeline("year", years, total - dated)
    return finer(at, query, unit, total, dated, span)


def finer(at: Snapshot, query: Tantivy, unit: str, total: int, dated: int, span: Span) -> Timeline:
    """The entries by day, or by hour where they fill no more than a few days."""
    days = {day_of(n): count for n, count in aggregated(at, query, {"day": ALL_VALUES})["day"]}
    first, last = span.since or min(days), span.until or max(days)
    if unit == "hour" or unit_for(first, last) == "hour":
        found = aggregated(at, query, {"hour": ALL_VALUES})["hour"]
        hours = {hour_of(int(number)): count for number, count in found}
        return Timeline("hour", hours, total - dated, dated - sum(hours.values()))
    return Timeline("day", days, total - dated)


def months_of(at: Snapshot, query: Tantivy, total: int) -> Counts:
    if total == at.entries.num_docs:
        return every_value(at, ["month"])["month"]
    return aggregated(at, query, {"month": ALL_VALUES})["month"]


def month_of(number: Value) -> Period:
    year, month = divmod(int(number), 12)
    return Period(dt.datetime(year, month + 1, 1), "month")


def day_of(number: Value) -> Period:
    return Period.of(dt.date.fromordinal(int(number)), "day")


def hour_of(number: int) -> Period:
    day, hour = divmod(number, 24)
    return Period(dt.datetime.fromordinal(day + 1).replace(hour=hour), "hour")
