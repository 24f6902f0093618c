"""How many entries have each value of a field, and when they were posted. All counts are exact."""

from __future__ import annotations

import datetime as dt
from bisect import insort
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

from tantivy import Query as Tantivy

from entries.search.base import Counts, Timeline, Value
from entries.search.nodes import Span
from entries.search.periods import Period, unit_for

from .opened import Snapshot
from .queries import every, excluding

# tantivy drops rare values of a segment, and with them counts, unless it may keep them all.
KEPT = 1_000_000
# It answers with 65,000 values at the most; what is rarer stands in no list that anybody reads.
EVERY = 50_000
# Values of the entries that do not fit which are counted in one go; of others it is asked again.
REST = 300
# Facets counted at the same time, each on a core of its own: those that take half of the work.
FIRST_HALF = {"place", "topic", "label"}
# Two halves of the facets and the page itself. What runs here must not wait for it.
pool = ThreadPoolExecutor(max_workers=3, thread_name_prefix="search")


def count(at: Snapshot, query: Tantivy) -> int:
    found: Any = at.entries.search(query, limit=1, count=True)
    return int(found.count)  # which its type declaration leaves out


def aggregated(at: Snapshot, query: Tantivy, sizes: Mapping[str, int]) -> dict[str, Counts]:
    """The most frequent values of each field, as many as asked for, in one pass."""
    wanted = {
        field: {"terms": {"field": field, "size": size, "segment_size": KEPT}}
        for field, size in sizes.items()
    }
    answer = at.entries.aggregate(query, wanted) if wanted else {}
    return {field: rows(answer[field]["buckets"]) for field in sizes}


def rows(buckets: Sequence[dict[str, Any]]) -> Counts:
    found = [(key(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    return sorted(found, key=place)


def place(row: tuple[Value, int]) -> tuple[int, Any]:
    """By this rows are in order: the most frequent first, of equals the lesser value."""
    return -row[1], row[0]


def key(value: Any) -> Value:
    return value if isinstance(value, str) else int(value)


def most_frequent(
    at: Snapshot, query: Tantivy, total: int, sizes: Mapping[str, int]
) -> dict[str, Counts]:
    """The most frequent values of each field, as many as asked for, of the `total` that fit.

    Where more than half of the archive fits, it is quicker to count the entries that do not, and
    to take them from the counts of all.
    """
    if total * 2 <= at.entries.num_docs:
        return side_by_side(at, query, sizes)
    whole = every_value(at, list(sizes))
    if total == at.entries.num_docs:
        return {field: whole[field][:size] for field, size in sizes.items()}
    rest = excluding(query)
    few = side_by_side(at, rest, dict.fromkeys(sizes, REST))
    return {
        field: by_the_rest(at, field, rest, whole[field], few[field], size)
        for field, size in sizes.items()
    }


def side_by_side(at: Snapshot, query: Tantivy, sizes: Mapping[str, int]) -> dict[str, Counts]:
    """As `aggregated`, on two cores; tantivy lets other threads run meanwhile."""
    one = {field: size for field, size in sizes.items() if field in FIRST_HALF}
    other = {field: size for field, size in sizes.items() if field not in FIRST_HALF}
    if not one or not other:
        return aggregated(at, query, sizes)
    return dict(chain(*pool.map(lambda part: aggregated(at, query, part).items(), (one, other))))


def by_the_rest(
    at: Snapshot, field: str, rest: Tantivy, whole: Counts, few: Counts, size: int
) -> Counts:
    """The most frequent values, from those of the whole archive and of the entries left out.

    `few` has the most frequent of the latter. A value cannot have more entries here than in the
    whole archive: no more are looked at once none of the next can come among the first.
    """
    missing, complete = dict(few), len(few) < REST
    best: Counts = []
    for value, total in whole:
        if len(best) == size and place(best[-1]) < place((value, total)):
            break
        if value not in missing:
            having = at.compiler.term(field, value)
            missing[value] = 0 if complete else count(at, every([rest, having]))
        if total > missing[value]:
            insort(best, (value, total - missing[value]), key=place)
            del best[size:]
    return best


def every_value(at: Snapshot, fields: Sequence[str]) -> dict[str, Counts]:
    """Every value with its entries in the whole archive: counted once for each commit."""
    missing = [field for field in fields if field not in at.counts]

    # Each by itself, since tantivy's limit is one for all values of an answer.
    def counted(field: str) -> dict[str, Counts]:
        return aggregated(at, Tantivy.all_query(), {field: EVERY})

    for found in pool.map(counted, missing):
        at.counts |= found
    return {field: at.counts[field] for field in fields}


def time_field(span: Span) -> str:
    """The field by which time is counted first: days, where the span is known to be short."""
    if span.since is None or span.until is None:
        return "month"
    return "day" if unit_for(span.since, span.until) in ("day", "hour") else "month"


def timeline(at: Snapshot, query: Tantivy, total: int, span: Span, counts: Counts) -> Timeline:
    """The entries by year, month, day or hour, whichever suits the time that they fill.

    `counts` are those of the field that `time_field` names.
    """
    if time_field(span) == "day":
        return by_day(at, query, total, span, counts)
    months = {month_of(number): count for number, count in counts}
    undated = total - sum(months.values())
    if not months:
        return Timeline("year", {}, undated)
    unit = unit_for(span.since or min(months), span.until or max(months))
    if unit == "year":
        return Timeline("year", years_of(months), undated)
    if unit == "month":
        return Timeline("month", months, undated)
    return by_day(at, query, total, span, aggregated(at, query, {"day": EVERY})["day"])


def years_of(months: Mapping[Period, int]) -> dict[Period, int]:
    years: dict[Period, int] = {}
    for month, number in months.items():
        year = Period.of(month.start, "year")
        years[year] = years.get(year, 0) + number
    return years


def by_day(at: Snapshot, query: Tantivy, total: int, span: Span, counts: Counts) -> Timeline:
    """The entries by day, or by hour where they fill no more than a few days."""
    days = {day_of(number): count for number, count in counts}
    dated = sum(days.values())
    if not days or unit_for(span.since or min(days), span.until or max(days)) != "hour":
        return Timeline("day", days, total - dated)
    found = aggregated(at, query, {"hour": EVERY})["hour"]
    hours = {hour_of(int(number)): count for number, count in found}
    return Timeline("hour", hours, total - dated, dated - sum(hours.values()))


def month_of(number: Value) -> Period:
    year, month = divmod(int(number), 12)
    return Period(dt.datetime(year, month + 1, 1), "month")


def day_of(number: Value) -> Period:
    return Period.of(dt.date.fromordinal(int(number)), "day")


def hour_of(number: int) -> Period:
    day, hour = divmod(number, 24)
    return Period(dt.datetime.fromordinal(day + 1).replace(hour=hour), "hour")
