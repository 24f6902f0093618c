"""What the gazetteer knows, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from .fields import Alias


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A newsroom: its home page, IANA time zone and language (BCP 47)."""

    slug: str
    name: str
    home_page: str
    timezone: str
    language: str


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A person or an organisation (`kind`). `aliases` begins with its own name.

    `surname` is what stands for a person alone, empty for who is never called so. `wikidata` is
    an item there, such as Q7747, or empty.
    """

    kind: str
    slug: str
    name: str
    description: str
    aliases: tuple[Alias, ...]
    surname: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place; coordinates in decimal degrees, WGS 84, None where they are not known for sure.

    `within` is the slug of the next larger place that holds it, or empty; `geonames` its number
    at geonames.org.
    """

    slug: str
    name: str
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    aliases: tuple[Alias, ...]
    within: str = ""
    population: int | None = None
    geonames: int | None = None
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A subject, and the words and phrases that show it, as `entries.tagging.topics` reads them.

    Words within an exclusion count for none of its terms.
    """

    slug: str
    name: str
    description: str
    terms: tuple[str, ...]
    exclusions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything the files hold, in their order. `swallowed` are names that mean none of it."""

    sources: tuple[KnownSource, ...]
    people: tuple[KnownActor, ...]
    organisations: tuple[KnownActor, ...]
    places: tuple[KnownPlace, ...]
    topics: tuple[KnownTopic, ...]
    swallowed: tuple[str, ...]

    @property
    def actors(self) -> tuple[KnownActor, ...]:
        return self.people + self.organisations
