"""What other sources posted at the time of an entry, on the same people and places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext

from entries.filters import address_of
from entries.models import Actor, Entry, Mention, Place
from entries.search.language import MOST_LETTERS, MOST_TERMS

SHOWN = 6
SECOND = Entry.Precision.SECOND
HOUR = Entry.Precision.HOUR


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """An entry of another source, how long before or after, and whom and what both name."""

    entry: Entry
    lag: str
    shared: list[Actor | Place]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What was posted elsewhere; `nothing` says in a sentence why there is none.

    `address` is the list of all that other sources posted on these names that day; it is empty
    where the filters cannot ask for it.
    """

    entries: list[Meanwhile]
    nothing: str = ""
    address: str = ""


def elsewhere_of(entry: Entry, mentions: Sequence[Mention]) -> Elsewhere:
    """What other sources posted within half an hour, those with most names in common first."""
    actors = {each.actor_id: each.actor for each in mentions if each.actor_id}
    places = {each.place_id: each.place for each in mentions if each.place_id}
    if entry.clock is None:
        return Elsewhere([], gettext("Its page does not say at what time of day it was posted."))
    if not actors and not places:
        return Elsewhere([], gettext("It names nobody and no place that the archive knows."))
    shared = {
        key: [*(actors[one] for one in people), *(places[one] for one in where)]
        for key, people, where in rows_of(entry, entry.clock, [*actors], [*places])
    }
    if not shared:
        return Elsewhere(
            [], gettext("No other source posted on the same names within half an hour of it.")
        )
    found = Entry.objects.select_related("source").defer("blocks").in_bulk(shared)
    told = [
        Meanwhile(found[key], lag(entry, found[key]), names)
        for key, names in shared.items()
        if key in found
    ]
    return Elsewhere(told, address=address_of_all(entry, [*actors.values(), *places.values()]))


def rows_of(
    entry: Entry, clock: dt.datetime, actors: list[int], places: list[int]
) -> list[tuple[int, list[int], list[int]]]:
    """The first entries elsewhere, each with the keys of the actors and places in common."""
    with suppress(OverflowError):  # at the calendar's ends, where there is no half an hour more
        return list(Mention.objects.elsewhere(entry, clock, actors, places)[:SHOWN])
    return []


def lag(entry: Entry, other: Entry) -> str:
    """How long before or after the entry another one was posted, as exactly as both clocks say."""
    precisions = {entry.time_precision, other.time_precision}
    if HOUR in precisions:
        return gettext("at about the same time")
    if precisions == {SECOND} and 0 < abs(gap := seconds(other) - seconds(entry)) < 60:
        return (gettext("%(count)d s earlier") if gap < 0 else gettext("%(count)d s later")) % {
            "count": abs(gap)
        }
    minutes = seconds(other) // 60 - seconds(entry) // 60
    if not minutes:
        return gettext("in the same minute")
    told = gettext("%(count)d min earlier") if minutes < 0 else gettext("%(count)d min later")
    return told % {"count": abs(minutes)}


def seconds(entry: Entry) -> int:
    return int(entry.published_at.timestamp())


def address_of_all(entry: Entry, names: list[Actor | Place]) -> str:
    """The list of all that day: the filters know no minutes, and each source has its own clock."""
    words = " OR ".join(
        f"{'actor' if isinstance(name, Actor) else 'place'}:{name.slug}" for name in names
    )
    if len(names) > MOST_TERMS or len(words) > MOST_LETTERS:
        return ""
    day = [entry.day.isoformat()]
    return address_of({"q": [words], "from": day, "to": day, "-source": [entry.source.slug]})
