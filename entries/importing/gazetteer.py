"""Puts the gazetteer's files into the database, beside what staff made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.admin.models import DELETION, LogEntry
from django.db import transaction

from entries.models import (
    Actor,
    ActorName,
    Decision,
    FormerSlug,
    Place,
    PlaceName,
    Source,
    Topic,
)
from entries.search.keeping import drain_on_commit
from entries.tagging.gazetteer import FOLDER, read_gazetteer
from entries.tagging.known import Gazetteer, KnownActor, KnownPlace, KnownSource, KnownTopic

from .loaded import Counts, begin_load, counts_of_last, digest_of, end_load
from .rows import as_array, copy_rows, fresh_keys
from .statistics import look_at
from .targets import claim_targets

AT_ONCE = 1000  # rows brought up by one statement
Values = dict[str, Any]
Spot = tuple[int, str]  # the key of what goes by a name, and the name
# What rows take from the files as it stands there; a place takes what it lies in besides.
FIELDS: dict[type[Any], tuple[str, ...]] = {
    Source: ("slug", "name", "home_page", "timezone", "language"),
    Actor: ("slug", "name", "kind", "description", "surname", "wikidata"),
    Place: ("slug", "name", "kind", "country", "latitude", "longitude")
    + ("population", "geonames", "wikidata"),
    Topic: ("slug", "name", "description", "terms", "exclusions"),
}
OWNERS: dict[type[Any], str] = {ActorName: "actor_id", PlaceName: "place_id"}
# What new rows begin with beside the values of the files: a trigger fills the holders.
BEGUN: dict[type[Any], Values] = {Place: {"holders": []}}


@dataclass(frozen=True)
class Count:
    """Rows of one kind: created, brought up to the files, left as they were, and left out
    because staff decided so. Of those brought up, `removed` are there no more."""

    created: int
    unchanged: int
    updated: int = 0
    left_out: int = 0
    removed: int = 0

    @property
    def there(self) -> int:
        """How many are as the files have them now."""
        return self.created + self.unchanged + self.updated - self.removed

    def __str__(self) -> str:
        text = f"{self.created:,} created, {self.unchanged:,} unchanged"
        text = f"{text}, {self.updated:,} updated" if self.updated else text
        return f"{text}, {self.left_out:,} left out as staff have it" if self.left_out else text


@dataclass
class LoadReport:
    """What a load did, by kind of row."""

    counts: dict[str, Count] = field(default_factory=dict)

    @property
    def changed(self) -> int:
        return sum(count.created + count.updated for count in self.counts.values())

    @property
    def settled(self) -> Counts:
        """What the next load finds, if nothing changes until then."""
        return {kind: (count.there, count.left_out) for kind, count in self.counts.items()}

    def summary(self) -> str:
        """A line for each kind of row."""
        return "\n".join(f"{kind}: {count}" for kind, count in self.counts.items())


@dataclass(frozen=True)
class StaffWork:
    """What staff did to rows of one kind: those that they saved, by key, and those that they
    deleted, by name, and what they merged into others: the slugs, with the keys of the others."""

    saved: frozenset[int]
    deleted: frozenset[str]
    merged: Mapping[str, int]

    @classmethod
    def on(cls, model: type[Any]) -> StaffWork:
        """From the log of decisions, and from that of the admin, which was there before it.

        A link set or taken away on an entry says nothing of what it links.
        """
        name = model._meta.model_name
        # The admin's log knows an actor as a person or an organisation too.
        kinds = [each._meta.model_name for each in (model, *model.__subclasses__())]
        log = LogEntry.objects.filter(
            content_type__app_label="entries", content_type__model__in=kinds
        )
        rows = list(log.values_list("action_flag", "object_id", "object_repr"))
        saved = {int(key) for flag, key, _ in rows if flag != DELETION and key}
        decisions = Decision.objects.filter(model=name).without_links()
        saved.update(decisions.values_list("object_id", flat=True))
        deleted = frozenset(shown for flag, _, shown in rows if flag == DELETION)
        return cls(frozenset(saved), deleted, FormerSlug.objects.leading(name))


def load_gazetteer(folder: Path = FOLDER) -> LoadReport:
    """Bring the database up to the files, but for what staff decided.

    A row is known by its slug, or by its name where staff gave it another slug. One that staff
    have saved keeps its values and names; any other gets those of the files. What staff deleted
    or merged into another is not brought back. Nothing is removed but names that the files have
    no more. Where nothing changed since the last load, nothing is read.
    Raises GazetteerError, with the database as it was, where a file is wrong.
    """
    digest = digest_of(folder)
    settled = counts_of_last(digest)
    if settled is not None:
        return LoadReport(
            {kind: Count(0, there, left_out=out) for kind, (there, out) in settled.items()}
        )
    gazetteer = read_gazetteer(folder)
    report = LoadReport()
    with transaction.atomic():
        claim_targets()  # two loads take turns, and what staff do meanwhile waits: it would be lost
        begin_load()
        load_all(report, gazetteer)
        end_load(digest, report.settled)
        drain_on_commit()
    return report


def load_all(report: LoadReport, gazetteer: Gazetteer) -> None:
    """Bring up every kind of row."""
    load_rows(report, "sources", Source, gazetteer.sources)
    actors = load_rows(report, "people and organisations", Actor, gazetteer.actors)
    load_names(report, "their names", ActorName, gazetteer.actors, actors)
    places = load_rows(report, "places", Place, gazetteer.places)
    load_names(report, "names of places", PlaceName, gazetteer.places, places)
    load_rows(report, "topics", Topic, gazetteer.topics)


@dataclass(frozen=True)
class Shelf:
    """Where the entries of one kind stand: the keys of all rows by the slugs of the files, and
    the keys of those rows that are staff's."""

    keys: dict[str, int]
    by_staff: frozenset[int]


def load_rows(
    report: LoadReport,
    kind: str,
    model: type[Any],
    known: Sequence[KnownSource | KnownActor | KnownPlace | KnownTopic],
) -> Shelf:
    """Create the rows that are missing, and bring those up to the files that are not staff's."""
    staff = StaffWork.on(model)
    there = rows_there(model, known)
    lacking = [each for each in known if each.slug not in there]
    missing = [
        each for each in lacking if each.name not in staff.deleted and each.slug not in staff.merged
    ]
    keys = {slug: row.pk for slug, row in there.items()}
    new = fresh_keys(model, len(missing))
    keys.update((each.slug, key) for each, key in zip(missing, new, strict=True))
    # What lay in a place that staff merged into another lies in that one.
    others = model._default_manager.in_bulk(set(staff.merged.values()))
    lead_to = {**keys, **{slug: key for slug, key in staff.merged.items() if key in others}}
    rows = {each.slug: values_of(model, each, lead_to) for each in known if each.slug in keys}
    begun = BEGUN.get(model, {})
    copy_values(model, ({"id": keys[each.slug], **rows[each.slug], **begun} for each in missing))
    ours = {slug: row for slug, row in there.items() if row.pk not in staff.saved}
    updated = bring_up(model, ((row, rows[slug]) for slug, row in ours.items()))
    report.counts[kind] = Count(
        len(missing), len(there) - updated, updated, len(lacking) - len(missing)
    )
    return Shelf(keys, staff.saved)


def values_of(model: type[Any], known: Any, keys: Mapping[str, int]) -> Values:
    """The values of a row as the files have them; `keys` are those of rows, by slug."""
    values = {field: getattr(known, field) for field in FIELDS[model]}
    if isinstance(known, KnownPlace):
        values["within_id"] = keys.get(known.within)
    return {
        field: list(value) if isinstance(value, tuple) else value for field, value in values.items()
    }


def rows_there(model: type[Any], known: Iterable[Any]) -> dict[str, Any]:
    """The rows that are there, by the slug that the files give them."""
    by_slug: dict[str, Any] = {}
    by_name: dict[tuple[str, str], Any] = {}
    for row in model._default_manager.all():
        by_slug[row.slug] = by_name[name_key(row)] = row
    kept = {each.slug: each for each in known}
    taken = {row.pk for slug, row in by_slug.items() if slug in kept}
    found = {}
    for slug, each in kept.items():
        row = by_slug.get(slug)
        if row is None:
            row = by_name.get(name_key(each))
            row = None if row is None or row.pk in taken else row
        if row is not None:
            found[slug] = row
    return found


def name_key(row: Any) -> tuple[str, str]:
    """A person and an organisation may have one name, so an actor's kind tells them apart."""
    return (row.kind if isinstance(row, Actor | KnownActor) else "", row.name)


def bring_up(model: type[Any], pairs: Iterable[tuple[Any, Values]]) -> int:
    """Give rows the values that the files have; gives how many had others.

    Many rows are one statement: the database finds out once for all who holds which place.
    """
    changed: list[Any] = []
    fields: set[str] = set()
    for row, values in pairs:
        differing = {name: value for name, value in values.items() if getattr(row, name) != value}
        differing.pop("slug", None)  # an address stays
        for name, value in differing.items():
            setattr(row, name, value)
        if differing:
            changed.append(row)
            fields.update(name.removesuffix("_id") for name in differing)
    if changed:
        model._default_manager.bulk_update(changed, sorted(fields), batch_size=AT_ONCE)
    return len(changed)


def copy_values(model: type[Any], rows: Iterable[Values]) -> None:
    """Write rows that have the same fields; lists are arrays of texts."""
    rows = list(rows)
    if rows:
        values = ([as_copied(value) for value in row.values()] for row in rows)
        copy_rows(model, list(rows[0]), values)
        look_at(model, len(rows))


def as_copied(value: Any) -> Any:
    return as_array(value) if isinstance(value, list) else value


def load_names(
    report: LoadReport,
    kind: str,
    model: type[Any],
    known: Iterable[KnownActor | KnownPlace],
    shelf: Shelf,
) -> None:
    """Have the names of every row that is not staff's be those of the files."""
    wanted = names_wanted(known, shelf)
    rows = model.objects.values_list("pk", OWNERS[model], "name", "context")
    there = {(owner, name): (pk, context) for pk, owner, name, context in rows}
    owners = set(shelf.keys.values()) - shelf.by_staff
    lacking = [spot for spot in wanted if spot not in there]
    missing = [spot for spot in lacking if spot[0] in owners]
    other = [
        spot
        for spot, (_, context) in there.items()
        if spot[0] in owners and wanted.get(spot) != context
    ]
    model.objects.filter(pk__in=[there[spot][0] for spot in other]).delete()
    renewed = [spot for spot in other if spot in wanted]
    written = (
        {OWNERS[model]: owner, "name": name, "context": wanted[owner, name]}
        for owner, name in [*missing, *renewed]
    )
    copy_values(model, written)
    unchanged = len(wanted) - len(lacking) - len(renewed)
    left_out, removed = len(lacking) - len(missing), len(other) - len(renewed)
    report.counts[kind] = Count(len(missing), unchanged, len(other), left_out, removed)


def names_wanted(known: Iterable[KnownActor | KnownPlace], shelf: Shelf) -> dict[Spot, list[str]]:
    """The context of every name that the files give to a row."""
    return {
        (shelf.keys[each.slug], alias.name): list(alias.context)
        for each in known
        if each.slug in shelf.keys
        for alias in each.aliases
    }
