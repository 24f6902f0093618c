"""Pages that leave out their dates wait until all others of the run are in, which may tell.

Two captures show the same entry if its headline, its clock and as much of its date as both print
are the same. That source and day agree is no evidence: a newsroom has many 20ths of March.
"""

from __future__ import annotations

import datetime as dt
import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import IO
from zoneinfo import ZoneInfo

from django.db import connection

from entries.keys import normal
from entries.layouts.base import ParsedEntry
from entries.models import Appearance, ImportRun, Source

from .reading import ReadPage
from .sources import zone_for

# Waiting pages are dated together until they have so many entries.
AT_ONCE = 50_000
# What the run has dated of a source by now, read without holding all of it.
DATED = """
    SELECT headline, published_at
    FROM entries_entry AS entry
    WHERE source_id = %s AND published_at IS NOT NULL AND time_precision IN ('second', 'minute')
        AND EXISTS (
            SELECT FROM entries_appearance AS one
            JOIN entries_reading AS reading ON reading.capture_id = one.capture_id
            WHERE one.entry_id = entry.id AND reading.run_id = %s
        )"""
# What tells an entry in any capture: its headline as `normal` gives it, its hour and minute.
Clue = tuple[str, int, int]


class WaitingRoom:
    """Pages in a file, in their order, with the keys of their sources."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.count = 0

    def add(self, page: ReadPage, source: Source) -> None:
        pickle.dump((page, source.pk), self.file)
        self.count += 1

    def groups(self) -> Iterator[list[tuple[ReadPage, int]]]:
        """The pages with their sources' keys, some of them at a time."""
        self.file.seek(0)
        group: list[tuple[ReadPage, int]] = []
        for _ in range(self.count):
            group.append(pickle.load(self.file))
            if sum(len(page.drafts) for page, _ in group) >= AT_ONCE:
                yield group
                group = []
        if group:
            yield group


def dated_by_others(group: Iterable[tuple[ReadPage, int]], run: ImportRun) -> Iterator[ReadPage]:
    """The pages with the dates that other captures of the run fix; none that is in doubt."""
    pages = list(group)
    sources = Source.objects.in_bulk({key for _, key in pages})
    wanted: dict[tuple[int, str], set[Clue]] = defaultdict(set)
    for page, key in pages:
        wanted[key, page.zone].update(filter(None, map(clue_of, page.entries)))
    known = {place: dates_of(*place, clues, run) for place, clues in wanted.items()}
    for page, key in pages:
        yield page.dated(zone_for(page, sources[key]), dates_for(page, known[key, page.zone]))


def dates_of(
    source: int, zone: str, wanted: set[Clue], run: ImportRun
) -> Mapping[Clue, set[dt.date]]:
    """The dates of the run's entries that these clues tell of; their clocks are of the zone."""
    dates: dict[Clue, set[dt.date]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(DATED, [source, run.pk])
        while some := cursor.fetchmany(10_000):
            for headline, instant in some:
                local = instant.astimezone(ZoneInfo(zone))
                clue = normal(headline), local.hour, local.minute
                if clue in wanted:
                    dates[clue].add(local.date())
    return dates


def dates_before(page: ReadPage, capture: int) -> dict[int, dt.date]:
    """The dates that an earlier reading of the same capture found for its entries, by index."""
    dates: dict[Clue, set[dt.date]] = defaultdict(set)
    there = Appearance.objects.filter(capture=capture, published_at__isnull=False)
    for headline, instant in there.values_list("entry__headline", "published_at"):
        assert instant is not None  # as was asked
        local = instant.astimezone(ZoneInfo(page.zone))
        dates[normal(headline), local.hour, local.minute].add(local.date())
    return dates_for(page, dates)


def dates_for(page: ReadPage, known: Mapping[Clue, set[dt.date]]) -> dict[int, dt.date]:
    """The dates of a page's entries that others fix, by index."""
    found: dict[int, dt.date] = {}
    for index, entry in enumerate(page.entries):
        clue = clue_of(entry)
        dates = {date for date in known.get(clue, ()) if fits(entry, date)} if clue else ()
        if len(dates) == 1:
            found[index] = next(iter(dates))
    return found


def clue_of(entry: ParsedEntry) -> Clue | None:
    time = entry.time
    if not entry.headline or time is None or time.hour is None:
        return None
    return normal(entry.headline), time.hour, time.minute or 0


def fits(entry: ParsedEntry, date: dt.date) -> bool:
    """Whether a date agrees with the day and month that the entry prints, if it prints them."""
    assert entry.time is not None  # else it has no clue
    return entry.time.day in (None, date.day) and entry.time.month in (None, date.month)
