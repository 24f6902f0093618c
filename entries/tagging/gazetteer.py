"""The gazetteer: the known sources, names and topics, read from TOML that a person can mend.

Knows the files' form and what may stand in them; nothing of Django or of texts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from .fields import (
    LONGEST_KIND,
    LONGEST_LANGUAGE,
    Alias,
    FieldError,
    Fields,
    one_line,
    refuse_doubles,
)

__all__ = [
    "Alias",
    "Gazetteer",
    "GazetteerError",
    "KnownActor",
    "KnownPlace",
    "KnownSource",
    "KnownTopic",
    "read_gazetteer",
    "read_swallowed",
]

FOLDER = Path(__file__).resolve().parent.parent / "gazetteer"


class GazetteerError(ValueError):
    """A gazetteer file cannot be read: says which file, entry and field, and what is wrong."""


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
    """A person or an organisation (`kind`). `aliases` begins with its own name."""

    kind: str
    slug: str
    name: str
    description: str
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place; coordinates in decimal degrees, WGS 84, None where they are not known for sure."""

    slug: str
    name: str
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A subject, and the words and phrases that show it; a star at the end is any ending."""

    slug: str
    name: str
    description: str
    terms: tuple[str, ...]


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


Known = TypeVar("Known", KnownSource, KnownActor, KnownPlace, KnownTopic)


def read_gazetteer(folder: Path = FOLDER) -> Gazetteer:
    """The gazetteer in `folder`.

    Raises GazetteerError, naming file, entry and field, for a missing file, broken TOML, an
    unknown field, a missing or wrong value, or a slug that two entries share.
    """
    gazetteer = Gazetteer(
        sources=read_entries(folder / "sources.toml", source_from),
        people=read_entries(folder / "people.toml", partial(actor_from, "person")),
        organisations=read_entries(
            folder / "organisations.toml", partial(actor_from, "organisation")
        ),
        places=read_entries(folder / "places.toml", place_from),
        topics=read_entries(folder / "topics.toml", topic_from),
        swallowed=read_swallowed(folder),
    )
    refuse_shared_slugs("people.toml and organisations.toml", gazetteer.actors)
    return gazetteer


def read_entries(path: Path, make: Callable[[Mapping[str, Any]], Known]) -> tuple[Known, ...]:
    """The tables `[[people]]` of `people.toml` and so on, as `make` makes them."""
    entries = []
    for number, table in enumerate(only_list(path), 1):
        if not isinstance(table, dict):
            raise GazetteerError(f"{path.name}: an entry is a table that [[{path.stem}]] begins")
        try:
            entries.append(make(table))
        except FieldError as error:
            name = table.get("name") or "without a name"
            raise GazetteerError(f"{path.name}, entry {number} ({name}): {error}") from error
    refuse_shared_slugs(path.name, entries)
    return tuple(entries)


def read_swallowed(folder: Path = FOLDER) -> tuple[str, ...]:
    """The names that mean nothing known, from `swallowed.toml`; raises as `read_gazetteer`."""
    path = folder / "swallowed.toml"
    try:
        names = tuple(one_line("swallowed", name) for name in only_list(path))
        refuse_doubles("swallowed", names)
    except FieldError as error:
        raise GazetteerError(f"{path.name}: {error}") from error
    return names


def only_list(path: Path) -> list[Any]:
    """The one list of a file, named as the file is."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path.name}: {error}") from error
    values = content.get(path.stem)
    if set(content) != {path.stem} or not isinstance(values, list):
        raise GazetteerError(f"{path.name}: holds {path.stem}, a list, and nothing else")
    return values


def refuse_shared_slugs(
    file: str, entries: Iterable[KnownSource | KnownActor | KnownPlace | KnownTopic]
) -> None:
    names: dict[str, str] = {}
    for entry in entries:
        if entry.slug in names:
            raise GazetteerError(
                f"{file}: {names[entry.slug]} and {entry.name} share the slug {entry.slug!r};"
                " give one of them a slug of its own"
            )
        names[entry.slug] = entry.name


def source_from(table: Mapping[str, Any]) -> KnownSource:
    fields = Fields(table, ("slug", "name", "home_page", "timezone", "language"))
    return KnownSource(
        fields.slug(),
        fields.text("name"),
        fields.text("home_page"),
        fields.timezone(),
        fields.text("language", LONGEST_LANGUAGE),
    )


def actor_from(kind: str, table: Mapping[str, Any]) -> KnownActor:
    fields = Fields(table, ("slug", "name", "description", "aliases"))
    return KnownActor(
        kind, fields.slug(), fields.text("name"), fields.text("description"), fields.aliases()
    )


def place_from(table: Mapping[str, Any]) -> KnownPlace:
    known = ("slug", "name", "kind", "country", "latitude", "longitude", "aliases")
    fields = Fields(table, known)
    latitude, longitude = fields.coordinates()
    return KnownPlace(
        fields.slug(),
        fields.text("name"),
        fields.text("kind", LONGEST_KIND),
        fields.country(),
        latitude,
        longitude,
        fields.aliases(),
    )


def topic_from(table: Mapping[str, Any]) -> KnownTopic:
    fields = Fields(table, ("slug", "name", "description", "terms"))
    return KnownTopic(
        fields.slug(), fields.text("name"), fields.text_or_empty("description"), fields.terms()
    )
