"""What the page of a person, an organisation, a place, a topic or a source tells beside its
entries: in how many of each source's it comes, what it is named with, what lies in a place.

All counts are the index's, so that each link gives as many entries as stand beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import number_format

from entries import search
from entries.filters import EntryFilter, Facet, FacetValue, values_of
from entries.models import Liveblog, Organisation, Person, Place, Source, Topic
from entries.models.subject import other_names
from entries.search import Query
from entries.sentences import one_line
from entries.tagging.topics import ENOUGH, read_term

from ..charts import share
from .kinds import Subject
from .maps import PlaceMap, place_map

SHORTLIST = 8
# Values shown of each facet; of the parts of a place, more.
MOST = 10
MOST_PARTS = 30
MOST_ON_MAP = 100
# So many of the most frequent places are told apart into those that lie in one and others.
PLACES_SEARCHED = 300
# Mentions whose words are read for the spellings; of these, so many are shown.
MENTIONS_READ = 2000
MOST_SPELLINGS = 12
# What a page has lists of beside the entries; years are in the chart, sources are compared.
COMPANIONS = ("person", "organisation", "place", "topic")
MARKS = ("label", "byline")


@dataclass(frozen=True, slots=True)
class SourceBar:
    """A source with the number of its entries, as a bar and as a share of all that it has."""

    value: FacetValue
    whole: int
    width: str

    @property
    def percent(self) -> str:
        """The share of the source's entries, such as 3.5 %; a trace is no nought, most not all."""
        part = 100 * self.value.count / max(self.whole, 1)
        if part < 0.05:
            return f"< {number_format(0.1, 1)} %"
        # Rounded first: what is written cuts further digits off.
        return f"{number_format(round(part, 1) if part < 99.95 else part, 1)} %"


@dataclass(frozen=True, slots=True)
class Part:
    """A place that lies in another, with the number of entries that name it or a part of it."""

    place: Place
    entry_count: int


def profile(subject: Subject, filters: EntryFilter, listing: dict[str, Any]) -> dict[str, Any]:
    """What the templates show of it; of its entries only where `listing` has any."""
    facets = {facet.key: facet for facet in listing.get("facets", ())}
    context: dict[str, Any] = more_about(subject)
    if isinstance(subject, Place) and facets:
        context |= about_place(subject, filters, facets)
    if not isinstance(subject, Source) and "source" in facets:
        context["compared"] = compared(facets["source"])
        context["more_sources"] = facets["source"].more
    context["companions"] = [facets[key] for key in COMPANIONS if key in facets]
    context["marks"] = [facets[key] for key in MARKS if key in facets]
    return context


def more_about(subject: Subject) -> dict[str, Any]:
    """What only some kinds have, whether or not there are entries."""
    if isinstance(subject, Source):
        return {
            "liveblogs": Liveblog.objects.of_source(subject).for_listing()[:SHORTLIST],
            "change_count": subject.changes.quiet().count(),
        }
    if isinstance(subject, Topic):
        return {"rules": rules_of(subject)}
    spellings = spellings_of(subject)
    if isinstance(subject, Place):
        return {**spellings, "holders": holders_of(subject)}
    return spellings


def spellings_of(subject: Person | Organisation | Place) -> dict[str, list[str]]:
    """How entries write it, the most usual way first, and its other names besides.

    The name shown is left out of both, and letter case makes no other spelling.
    """
    words = Counter(map(one_line, subject.mentions.latest_words(MENTIONS_READ)))
    seen = {subject.name.casefold()}
    return {
        "written": unseen((form for form, _ in words.most_common()), seen)[:MOST_SPELLINGS],
        "names": unseen(other_names(subject), seen),
    }


def unseen(names: Iterable[str], seen: set[str]) -> list[str]:
    """The names that were not seen yet; they are from now on."""
    result = []
    for name in names:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            result.append(name)
    return result


def rules_of(topic: Topic) -> dict[str, Sequence[str] | Sequence[tuple[str, float]]]:
    """The words that put entries there: those that do alone, those that count for less."""
    terms = [read for text in topic.terms if (read := read_term(text))]
    return {
        "enough": [phrase for phrase, weight in terms if weight >= ENOUGH],
        "less": [(phrase, weight) for phrase, weight in terms if weight < ENOUGH],
        "exclusions": topic.exclusions,
    }


def holders_of(place: Place) -> list[Place]:
    """Where a place lies, the nearest first, up to its country."""
    result = []
    for holder in Place.objects.holding(place):
        result.append(holder)
        if holder.kind == "country":
            break
    return result


def compared(facet: Facet) -> list[SourceBar]:
    """The sources, each with a bar as long as its number of entries."""
    whole = dict(search.values(Query(), "source"))
    most = max(value.count for value in facet.values)
    return [
        SourceBar(value, whole.get(value.key, value.count), share(100 * value.count / most))
        for value in facet.values
    ]


def about_place(
    place: Place, filters: EntryFilter, facets: dict[str, Facet]
) -> dict[str, Sequence[Part] | PlaceMap | None]:
    """What lies in a place and is named; the facet of places is left with the others.

    `inside` are those at any depth, `parts` those next below, the most frequent first.
    """
    counts = [row for row in search.values(filters.query, "place") if row[0] != place.pk]
    rows = counts[:PLACES_SEARCHED]
    found = Place.objects.lying_in(place).in_bulk([key for key, _ in rows])
    inside = [Part(found[key], count) for key, count in rows if key in found]
    others = [row for row in rows if row[0] not in found and row[0] not in place.holders]
    facet = facets.pop("place", None)
    if facet and others:
        values = values_of(filters, "place", others[:MOST])
        facets["place"] = replace(facet, values=values)
    parts = [part for part in inside if part.place.within_id == place.pk]
    drawn = place_map(place, [(part.place, part.entry_count) for part in inside[:MOST_ON_MAP]])
    return {"inside": inside, "parts": parts[:MOST_PARTS], "map": drawn}
