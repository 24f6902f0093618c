"""Puts the gazetteer's files into the database, beside what staff made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.admin.models import DELETION, LogEntry
from django.db import transaction

from entries.models import Actor, ActorName, Place, PlaceName, Source, Topic
from entries.search.keeping import drain_on_commit
from entries.tagging.fields import Alias
from entries.tagging.gazetteer import FOLDER, read_gazetteer
from entries.tagging.known import KnownActor, KnownPlace, KnownSource, KnownTopic


@dataclass(frozen=True)
class Count:
    """Rows of one kind: created, left as they were, and left out because staff decided so."""

    created: int
    unchanged: int
    left_out: int = 0

    def __str__(self) -> str:
        text = f"{self.created:,} created, {self.unchanged:,} unchanged"
        return f"{text}, {self.left_out:,} left out as staff have it" if self.left_out else text


@dataclass
class LoadReport:
    """What a load did, by kind of row."""

    counts: dict[str, Count] = field(default_factory=dict)

    @property
    def created(self) -> int:
        return sum(count.created for count in self.counts.values())

    def summary(self) -> str:
        """A line for each kind of row."""
        return "\n".join(f"{kind}: {count}" for kind, count in self.counts.items())


@dataclass(frozen=True)
class StaffWork:
    """What the admin's log says of one kind of row: saved ones by key, deleted ones by name."""

    saved: frozenset[int]
    deleted: frozenset[str]

    @classmethod
    def on(cls, *model_names: str) -> StaffWork:
        log = LogEntry.objects.filter(
            content_type__app_label="entries", content_type__model__in=model_names
        )
        rows = list(log.values_list("action_flag", "object_id", "object_repr"))
        saved = frozenset(int(pk) for flag, pk, _ in rows if flag != DELETION and pk)
        return cls(saved, frozenset(name for flag, _, name in rows if flag == DELETION))


@transaction.atomic
def load_gazetteer(folder: Path = FOLDER) -> LoadReport:
    """Add what the files have and the database lacks; change and remove nothing.

    A row that is there keeps its values; it is known by its slug, or by its name where staff
    gave it another slug. Names are added to rows that are new or that nobody has saved in the
    admin: once staff have worked on an actor or a place, its names are theirs, so that one they
    took away stays away. What staff deleted in the admin is not brought back.
    Raises GazetteerError, with the database as it was, where a file is wrong.
    """
    gazetteer = read_gazetteer(folder)
    report = LoadReport()
    actors, places = gazetteer.actors, gazetteer.places
    add_rows(report, "sources", Source, map(source_row, gazetteer.sources), StaffWork.on("source"))
    staff = StaffWork.on("actor", "person", "organisation")
    keys = add_rows(report, "people and organisations", Actor, map(actor_row, actors), staff)
    add_names(report, "their names", ActorName, names_by_key(actors, keys), staff)
    staff = StaffWork.on("place")
    keys = add_rows(report, "places", Place, map(place_row, places), staff)
    add_names(report, "names of places", PlaceName, names_by_key(places, keys), staff)
    add_rows(report, "topics", Topic, map(topic_row, gazetteer.topics), StaffWork.on("topic"))
    drain_on_commit()
    return report


def add_rows(
    report: LoadReport,
    kind: str,
    model: type[Any],
    rows: Iterable[Any],
    staff: StaffWork,
) -> dict[str, int]:
    """Create the rows that are missing. Gives the keys of all that are there, by their slug."""
    rows = list(rows)
    there = keys_of(model, rows)
    lacking = [row for row in rows if row.slug not in there]
    missing = [row for row in lacking if row.name not in staff.deleted]
    report.counts[kind] = Count(len(missing), len(there), len(lacking) - len(missing))
    if not missing:
        return there
    # Another process may be loading too: what it was quicker to create is there all the same.
    model.objects.bulk_create(missing, ignore_conflicts=True)
    return keys_of(model, rows)


def keys_of(model: type[Any], rows: Iterable[Any]) -> dict[str, int]:
    """The primary keys of the rows that are there, by the slug that the gazetteer gives them."""
    by_slug: dict[str, int] = {}
    by_name: dict[tuple[str, str], int] = {}
    for row in model.objects.all():
        by_slug[row.slug] = by_name[name_key(row)] = row.pk
    found = {row.slug: by_slug.get(row.slug) or by_name.get(name_key(row)) for row in rows}
    return {slug: key for slug, key in found.items() if key is not None}


def name_key(row: Any) -> tuple[str, str]:
    """A person and an organisation may have one name, so an actor's kind tells them apart."""
    return (row.kind if isinstance(row, Actor) else "", row.name)


def names_by_key(
    known: Iterable[KnownActor | KnownPlace], keys: dict[str, int]
) -> list[tuple[int, Alias]]:
    """The names of everything that is in the database, with the key of whose they are."""
    return [
        (keys[each.slug], alias) for each in known if each.slug in keys for alias in each.aliases
    ]


def add_names(
    report: LoadReport,
    kind: str,
    model: type[Any],
    names: Iterable[tuple[int, Alias]],
    staff: StaffWork,
) -> None:
    """Create the names that are missing, but none of an actor or place that staff have saved."""
    owner = "actor_id" if model is ActorName else "place_id"
    names = list(names)
    there = set(model.objects.values_list(owner, "name"))
    lacking = [(key, alias) for key, alias in names if (key, alias.name) not in there]
    missing = [
        model(**{owner: key}, name=alias.name, context=list(alias.context))
        for key, alias in lacking
        if key not in staff.saved
    ]
    model.objects.bulk_create(missing, ignore_conflicts=True)
    unchanged, left_out = len(names) - len(lacking), len(lacking) - len(missing)
    report.counts[kind] = Count(len(missing), unchanged, left_out)


def source_row(known: KnownSource) -> Source:
    return Source(
        slug=known.slug,
        name=known.name,
        home_page=known.home_page,
        timezone=known.timezone,
        language=known.language,
    )


def actor_row(known: KnownActor) -> Actor:
    return Actor(kind=known.kind, slug=known.slug, name=known.name, description=known.description)


def place_row(known: KnownPlace) -> Place:
    return Place(
        slug=known.slug,
        name=known.name,
        kind=known.kind,
        country=known.country,
        latitude=known.latitude,
        longitude=known.longitude,
    )


def topic_row(known: KnownTopic) -> Topic:
    return Topic(
        slug=known.slug,
        name=known.name,
        description=known.description,
        terms=list(known.terms),
    )
