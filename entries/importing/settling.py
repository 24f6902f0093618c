"""What an entry shows, as its captures say it.

Of what its captures say, the latest captured one counts; of the times that they give, the most
exact one, of those the one printed with most numbers, of those the first captured one. Captures
without a time come before all others, in the order of import. Its place is that on the page that
was imported first.
"""

from __future__ import annotations

import re
from typing import Any

from .homes import Homes
from .known_entry import KnownEntry, Standing, Version

NUMBER = re.compile(r"\d+")
EXACTNESS = {"second": 0, "minute": 0, "hour": 1, "day": 2, "unknown": 3}


def settle(entry: KnownEntry, homes: Homes) -> None:
    """Give the entry what its appearances say; it has at least one."""
    standings = sorted(entry.standings, key=lambda one: (one.capture_id, one.ordinal))
    liveblogs = [standing.liveblog_id for standing in standings]
    if entry.liveblog_id not in liveblogs:
        entry.liveblog_id = liveblogs[0]
    entry.source_id = homes.source_of(entry.liveblog_id)
    if entry.is_whole:  # else it is known, since the first that was imported gave it
        entry.ordinal = standings[0].ordinal
    timed = min(standings, key=worth_of_time)
    entry.published_at, entry.precision = timed.published_at, timed.precision
    entry.time_text = timed.time_text
    zone = homes.zone_of(entry.liveblog_id)
    entry.day = timed.published_at and timed.published_at.astimezone(zone).date()
    entry.content_hash = shown_version(entry).content_hash


def worth_of_time(standing: Standing) -> tuple[Any, ...]:
    """By what an appearance gives the time: the lowest does."""
    exactness = EXACTNESS[standing.precision], -numbers_in(standing.time_text)
    return *exactness, *standing.earliness


def numbers_in(text: str) -> int:
    """How many numbers a printed time has: a clock two, with its date five at the most."""
    return len(NUMBER.findall(text))


def shown_version(entry: KnownEntry) -> Version:
    """What the latest of its captures says."""
    return max(entry.standings, key=lambda standing: standing.recency).version
