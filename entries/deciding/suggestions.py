"""What staff say of a suggested name: it is somebody new, another name of somebody, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _

from entries.models import Actor, FormerSlug, Mention, NameRefusal, Place, Suggestion
from entries.models.decision import identity

from .queue import groups, key_of
from .recording import note
from .retagging import holding, make_due

Subject = Actor | Place
Kind = Suggestion.Kind


class Impossible(Exception):
    """A decision that makes no sense, with the sentence that tells the person why."""


@dataclass(frozen=True)
class NewName:
    """What a suggested name becomes: a person, an organisation or a place.

    A person has a surname, which is empty for one who is never called so; a place lies in a
    larger one, and has no description.
    """

    kind: str
    name: str
    slug: str
    description: str = ""
    surname: str = ""
    within: Place | None = None


def accept_as_new(key: str, new: NewName) -> tuple[Subject, int]:
    """Make what the name stands for; gives it, and how many entries are to be linked anew.

    Raises Impossible where nothing is suggested under the key any more.
    """
    name = name_written(key)
    if new.kind == Kind.PLACE:
        country = new.within.country if new.within else ""
        subject: Subject = Place.objects.create(
            name=new.name, slug=new.slug, within=new.within, country=country
        )
    else:
        surname = new.surname if new.kind == Kind.PERSON else ""
        subject = Actor.objects.create(
            kind=new.kind,
            name=new.name,
            slug=new.slug,
            description=new.description,
            surname=surname,
        )
    if key not in (key_of(new.name), key_of(getattr(subject, "surname", ""))):
        add_name(subject, name)
    return subject, settle([key], [new.name, name])


def accept_as_alias(keys: Sequence[str], subject: Subject) -> int:
    """Let what is suggested under the keys be names of something known; gives how many entries
    are to be linked anew.

    Raises Impossible where nothing is suggested under one of the keys any more.
    """
    names = [name_written(key) for key in keys]
    for name in names:
        add_name(subject, name)
    return settle(keys, names)


def refuse(keys: Sequence[str]) -> int:
    """Say that these are no names: they are not suggested again. Gives how many there were.

    Keys that are decided by now are passed over.
    """
    found = groups(keys, examples=0)
    for group in found:
        refusal, _ = NameRefusal.objects.get_or_create(key=group.key, defaults={"name": group.name})
        note("refused", refusal, after={"name": group.name, "entries": group.entry_count})
    Suggestion.objects.filter(key__in=[group.key for group in found]).delete()
    return len(found)


def link(suggestions: Iterable[Suggestion], subject: Subject) -> int:
    """Link each of these words to something known, as staff; gives the number of entries.

    Those that somebody decided on meanwhile are passed over.
    """
    field, _ = identity(subject)
    linked = set()
    there = Suggestion.objects.undecided().filter(pk__in=[each.pk for each in suggestions])
    for each in there:
        words = {"start": each.start, "end": each.end, "matched": each.matched}
        about = {"entry_id": each.entry_id, "method": Mention.Method.STAFF, field: subject}
        Mention.objects.create(**words, **about)
        each.delete()
        linked.add(each.entry_id)
    return len(linked)


def name_written(key: str) -> str:
    """The name as it is mostly written. Raises Impossible where nothing is suggested so."""
    found = groups([key], examples=0)
    if not found:
        raise Impossible(
            _("“%(name)s” is suggested no more: somebody has decided on it.") % {"name": key}
        )
    return found[0].name


def add_name(subject: Subject, name: str) -> None:
    """Let it go by this name too, unless it does."""
    if key_of(name) not in {key_of(each) for each in known_names(subject)}:
        subject.names.create(name=name)


def known_names(subject: Subject) -> list[str]:
    """The names without context that it goes by."""
    return [subject.name, *subject.names.filter(context=[]).values_list("name", flat=True)]


def settle(keys: Sequence[str], names: Sequence[str]) -> int:
    """Take the suggestions away, and have the entries linked anew that hold the names."""
    rows = Suggestion.objects.filter(key__in=keys)
    concerned = {*rows.values_list("entry_id", flat=True), *holding(names)}
    rows.delete()
    return make_due(concerned)


def bearers(key: str) -> list[Subject]:
    """The known people, organisations and places that are called so, by name."""
    return bearers_of_each([key])[key]


def bearers_of_each(keys: Iterable[str]) -> dict[str, list[Subject]]:
    """Of each key the known ones that are called so, as `bearers` has them.

    All names are read, since the database does not have them folded: ask for many at once.
    """
    called: tuple[tuple[type[Actor | Place], list[str]], ...] = (
        (Actor, ["name", "surname", "names__name"]),
        (Place, ["name", "names__name"]),
    )
    found: dict[str, list[Subject]] = {key: [] for key in keys}
    for model, paths in called:
        rows = model._default_manager.order_by().values_list("pk", *paths)
        hits = {
            (key, pk)
            for pk, *names in rows
            for key in map(key_of, filter(None, names))
            if key in found
        }
        known = model._default_manager.in_bulk({pk for _, pk in hits})
        for key, pk in hits:
            found[key].append(known[pk])
    return {
        key: sorted(subjects, key=lambda row: (str(row), row.pk)) for key, subjects in found.items()
    }


def is_taken(slug: str, model: type[models.Model]) -> bool:
    """Whether a row of the model has the slug, or had it before it was merged."""
    rows = model._default_manager.filter(slug=slug)
    return rows.exists() or slug in FormerSlug.objects.slugs(str(model._meta.model_name))


def free_slug(name: str, model: type[models.Model]) -> str:
    """A slug made from the name that no row of the model has or had."""
    first = slugify(name)[:100].strip("-")
    kind = str(model._meta.model_name)
    rows = model._default_manager.filter(slug__startswith=first)
    used = {*rows.values_list("slug", flat=True), *FormerSlug.objects.slugs(kind)}
    numbered = (f"{first}-{number}" for number in range(2, len(used) + 3))
    return first if first not in used else next(slug for slug in numbered if slug not in used)
