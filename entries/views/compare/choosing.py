"""What can be set side by side: liveblogs that ran at once, the sources of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from entries.models import Entry, Liveblog, Source

from .asked import LEAST_COLUMNS, MOST_COLUMNS, Asked
from .grid import value_of

MOST_CHOICES = 24
MOST_SUGGESTIONS = 12
# So many of the latest liveblogs are looked through for those that ran at once.
LOOKED_AT = 300

Span = tuple[int, int, dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Choice:
    """A liveblog or a source that can be a column, and whether it is ticked."""

    of: Liveblog | Source
    entry_count: int
    chosen: bool

    @property
    def value(self) -> str:
        return value_of(self.of)


def chosen(asked: Asked) -> list[Liveblog | Source]:
    """What the columns are made of, in the order given."""
    keys = [int(column.key) for column in asked.columns]
    if asked.field == "liveblog":
        found = Liveblog.objects.with_counts().select_related("source").in_bulk(keys)
    else:
        found = Source.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def choices_of(asked: Asked, found: Sequence[Liveblog | Source]) -> list[Choice]:
    """What there is to choose from: what is chosen, then what goes with it.

    With liveblogs go those that ran at the same time as the first; with a day its sources.
    """
    if asked.field == "liveblog" and found:
        others = Liveblog.objects.overlapping(found[0]).with_counts()
        offered = [*found, *(one for one in others[:MOST_CHOICES] if one not in found)]
        return [Choice(one, one.entry_count, one in found) for one in offered]
    return sources_of(asked, found) if asked.day else []


def sources_of(asked: Asked, found: Sequence[Liveblog | Source]) -> list[Choice]:
    """What is chosen, then the other sources with entries on the day, by name.

    Where none is chosen, and all of them can stand side by side, all are ticked.
    """
    spans = Entry.objects.on_day(asked.day).spans_of("source")
    counts = {key: count for key, _first, _last, count in spans}
    others = sorted(Source.objects.in_bulk(counts).values(), key=lambda one: one.name.casefold())
    offered = [*found, *(one for one in others if one not in found)]
    all_fit = not found and LEAST_COLUMNS <= len(offered) <= MOST_COLUMNS
    return [Choice(one, counts.get(one.pk, 0), all_fit or one in found) for one in offered]


def suggestions() -> list[Liveblog]:
    """The latest liveblogs that ran while one of another source did, itself among the latest."""
    spans = list(Liveblog.objects.newest_first().spans()[:LOOKED_AT])
    keys = [span[0] for span in spans if any(ran_beside(span, other) for other in spans)]
    found = Liveblog.objects.for_listing().in_bulk(keys[:MOST_SUGGESTIONS])
    return [found[key] for key in keys[:MOST_SUGGESTIONS] if key in found]


def ran_beside(one: Span, other: Span) -> bool:
    """Whether two liveblogs are of different sources and ran at the same time."""
    _, source, start, end = one
    _, other_source, other_start, other_end = other
    return source != other_source and other_start <= end and start <= other_end
