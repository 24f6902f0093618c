"""The gazetteer: the known sources, names and topics, read from TOML that a person can mend.

Knows the files' form and what may stand in them; nothing of Django or of texts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from .cities import read_cities
from .fields import (
    LONGEST_KIND,
    LONGEST_LANGUAGE,
    FieldError,
    Fields,
    one_line,
    refuse_doubles,
)
from .known import Gazetteer, KnownActor, KnownPlace, KnownSource, KnownTopic

FOLDER = Path(__file__).resolve().parent.parent / "gazetteer"


class GazetteerError(ValueError):
    """A gazetteer file cannot be read: says which file, entry and field, and what is wrong."""


Known = TypeVar("Known", KnownSource, KnownActor, KnownPlace, KnownTopic)


def read_gazetteer(folder: Path = FOLDER) -> Gazetteer:
    """The gazetteer in `folder`.

    Raises GazetteerError, naming file, entry and field, for a missing file, broken TOML, an
    unknown field, a missing or wrong value, a slug that two entries share, or a place that lies
    in one that is not there.
    """
    places = read_folder(folder / "places", place_from)
    gazetteer = Gazetteer(
        sources=read_sources(folder),
        people=read_folder(folder / "people", partial(actor_from, "person")),
        organisations=read_folder(folder / "organisations", partial(actor_from, "organisation")),
        places=(*places, *cities(folder / "cities.csv", places)),
        topics=read_entries(folder / "topics.toml", topic_from),
        swallowed=read_swallowed(folder),
    )
    refuse_shared_slugs("people and organisations", gazetteer.actors)
    refuse_shared_slugs("places and cities", gazetteer.places)
    refuse_unknown_holders(gazetteer.places)
    return gazetteer


def read_sources(folder: Path = FOLDER) -> tuple[KnownSource, ...]:
    """The newsrooms alone; raises as `read_gazetteer`."""
    return read_entries(folder / "sources.toml", source_from)


def read_folder(folder: Path, make: Callable[[Mapping[str, Any]], Known]) -> tuple[Known, ...]:
    """The entries of every file of a folder, such as the `[[people]]` of `people/*.toml`."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise GazetteerError(f"{folder}: holds no TOML file")
    entries = tuple(each for file in files for each in read_entries(file, make, folder.name))
    refuse_shared_slugs(folder.name, entries)
    return entries


def read_entries(
    path: Path, make: Callable[[Mapping[str, Any]], Known], kind: str = ""
) -> tuple[Known, ...]:
    """The tables `[[sources]]` of `sources.toml` and so on, as `make` makes them."""
    kind = kind or path.stem
    file, entries = shown(path, kind), []
    for number, table in enumerate(only_list(path, kind), 1):
        if not isinstance(table, dict):
            raise GazetteerError(f"{file}: an entry is a table that [[{kind}]] begins")
        try:
            entries.append(make(table))
        except FieldError as error:
            name = table.get("name") or "without a name"
            name = name if str(name).isprintable() else ascii(name)
            raise GazetteerError(f"{file}, entry {number} ({name}): {error}") from error
    refuse_shared_slugs(file, entries)
    return tuple(entries)


def cities(path: Path, places: Iterable[KnownPlace]) -> tuple[KnownPlace, ...]:
    """The cities of the file that is no TOML, since there are many; raises GazetteerError."""
    try:
        return tuple(read_cities(path, places))
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read: {error.strerror}") from error
    except (FieldError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path.name}: {error}") from error


def read_swallowed(folder: Path = FOLDER) -> tuple[str, ...]:
    """The names that mean nothing known, from `swallowed.toml`; raises as `read_gazetteer`."""
    path = folder / "swallowed.toml"
    try:
        names = tuple(one_line("swallowed", name) for name in only_list(path, "swallowed"))
        refuse_doubles("swallowed", names)
    except FieldError as error:
        raise GazetteerError(f"{path.name}: {error}") from error
    return names


def only_list(path: Path, name: str) -> list[Any]:
    """The one list of a file, which has this name."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{shown(path, name)}: is not in UTF-8: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError(f"{shown(path, name)}: {error}") from error
    values = content.get(name)
    if set(content) != {name} or not isinstance(values, list):
        raise GazetteerError(f"{shown(path, name)}: holds {name}, a list, and nothing else")
    return values


def shown(path: Path, kind: str) -> str:
    """A file's name, with the folder where the files of one kind have one."""
    return path.name if path.stem == kind else f"{kind}/{path.name}"


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


def refuse_unknown_holders(places: Iterable[KnownPlace]) -> None:
    """A place lies in a place that is there, and in no circle."""
    within = {place.slug: place.within for place in places}
    for slug, holder in within.items():
        if holder and holder not in within:
            raise GazetteerError(f"places: {slug} lies within {holder!r}, which is no place's slug")
        seen = {slug}
        while holder:
            if holder in seen:
                raise GazetteerError(f"places: {slug} lies within itself, by way of {holder!r}")
            seen.add(holder)
            holder = within[holder]


def source_from(table: Mapping[str, Any]) -> KnownSource:
    fields = Fields(table, ("slug", "name", "home_page", "timezone", "language"))
    return KnownSource(
        fields.slug(),
        fields.text("name"),
        fields.address("home_page"),
        fields.timezone(),
        fields.text("language", LONGEST_LANGUAGE),
    )


def actor_from(kind: str, table: Mapping[str, Any]) -> KnownActor:
    person = ("surname",) if kind == "person" else ()
    fields = Fields(table, ("slug", "name", "description", "aliases", "wikidata", *person))
    return KnownActor(
        kind,
        fields.slug(),
        fields.text("name"),
        fields.text("description"),
        fields.aliases(),
        surname=fields.surname() if kind == "person" else "",
        wikidata=fields.wikidata(),
    )


def place_from(table: Mapping[str, Any]) -> KnownPlace:
    known = ("slug", "name", "kind", "country", "within", "latitude", "longitude", "population")
    fields = Fields(table, (*known, "geonames", "wikidata", "aliases"))
    latitude, longitude = fields.coordinates()
    return KnownPlace(
        fields.slug(),
        fields.text("name"),
        fields.text("kind", LONGEST_KIND),
        fields.country(),
        latitude,
        longitude,
        fields.aliases(),
        within=fields.text_or_empty("within"),
        population=fields.number("population"),
        geonames=fields.number("geonames"),
        wikidata=fields.wikidata(),
    )


def topic_from(table: Mapping[str, Any]) -> KnownTopic:
    fields = Fields(table, ("slug", "name", "description", "terms", "exclusions"))
    return KnownTopic(
        fields.slug(),
        fields.text("name"),
        fields.text_or_empty("description"),
        fields.terms(),
        fields.texts("exclusions"),
    )
