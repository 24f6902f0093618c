"""The log of what staff change: within `recording`, every row that is saved or removed is noted.

What belongs to another row (a name, a byline, a link) is noted on that row, a link on both that it
links. Rows that are changed in bulk send no signal: who changes them notes it with `note`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from entries.importing.targets import claim_targets
from entries.models import (
    ActorName,
    Byline,
    Decision,
    EntryTopic,
    FormerSlug,
    Mention,
    Merge,
    NameRefusal,
    PlaceName,
    Suggestion,
    TaggingDue,
    TopicRefusal,
)

Values = dict[str, Any]

# Rows that belong to others: what the log calls them, and the fields that lead to the others.
PARTS: dict[type[models.Model], tuple[str, tuple[str, ...]]] = {
    ActorName: ("name", ("actor",)),
    PlaceName: ("name", ("place",)),
    Byline: ("byline", ("entry",)),
    Mention: ("link", ("entry", "actor", "place")),
    EntryTopic: ("topic", ("entry", "topic")),
    TopicRefusal: ("refusal of a topic", ("entry", "topic")),
}
# What tells which part it was, though it did not change.
TELLING = {"entry", "name", "matched", "topic"}
# Rows that follow from a decision which is noted itself.
CONSEQUENCES = (Decision, FormerSlug, Merge, NameRefusal, Suggestion, TaggingDue)
# Fields that nobody decides on.
UNTOLD = {"content_hash", "created_at", "end", "holders", "position", "updated_at", "words_hash"}
# Where a row that is being saved keeps how it was.
BEFORE = "_before"

# Who decides at this moment; set in no import.
deciding: ContextVar[Any] = ContextVar("deciding")


@contextmanager
def recording(user: Any) -> Iterator[None]:
    """Note as the user's decision what happens within, all of which happens or none of it.

    Nobody else decides meanwhile, and nothing links entries.
    """
    token = deciding.set(user)
    try:
        with transaction.atomic():
            claim_targets()
            yield
    finally:
        deciding.reset(token)


def note(action: str, row: models.Model, before: Values | None = None, after: Any = None) -> None:
    """Add a line to the log of a row. Raises LookupError where nobody is named who decides."""
    Decision.objects.log(deciding.get(), action, row, before, after)


def note_difference(verb: str, before: models.Model | None, after: models.Model | None) -> None:
    """Note what was done to a row: `before` it is as it was, None where it was not there yet.

    `after` is None where it is there no more. What belongs to other rows is noted on these.
    """
    old, new = differences(before, after)
    row = after or before
    assert row is not None  # one of them is given
    if type(row) not in PARTS:
        note(verb, row, old, new)
        return
    word, fields = PARTS[type(row)]
    for owner in owners(fields, before, after):
        own = owner._meta.model_name
        told = [{name: value for name, value in side.items() if name != own} for side in (old, new)]
        note(f"{word} {verb}", owner, *told)


def owners(fields: tuple[str, ...], *rows: models.Model | None) -> list[models.Model]:
    """What the rows belong to, each once."""
    found = {
        (field, getattr(row, f"{field}_id")): getattr(row, field)
        for row in rows
        if row
        for field in fields
    }
    return [owner for owner in found.values() if owner is not None]


def differences(before: models.Model | None, after: models.Model | None) -> tuple[Values, Values]:
    """The values that differ, as they were and as they are, and those that tell which row it is.

    Of a row that is new, or gone, every value that is not empty.
    """
    if before is None or after is None:
        return values_of(before), values_of(after)
    differing = [
        field
        for field in told_fields(after)
        if field.name in TELLING and type(after) in PARTS or raw(before, field) != raw(after, field)
    ]
    old, new = ({field.name: shown(row, field) for field in differing} for row in (before, after))
    return old, new


def values_of(row: models.Model | None) -> Values:
    """Every value of a row that is not empty, as the log shows it."""
    if row is None:
        return {}
    fields = [field for field in told_fields(row) if raw(row, field) not in (None, "", [], {})]
    return {field.name: shown(row, field) for field in fields}


def told_fields(row: models.Model) -> list[Any]:
    fields = row._meta.concrete_fields
    return [field for field in fields if not field.primary_key and field.name not in UNTOLD]


def raw(row: models.Model, field: Any) -> Any:
    return getattr(row, field.attname)


def shown(row: models.Model, field: Any) -> Any:
    """A value as the log keeps it, in JSON: of another row its name, and what it is known by."""
    if field.is_relation:
        return named(getattr(row, field.name))
    value = raw(row, field)
    plain = value is None or isinstance(value, (bool, int, float, str, list, dict))
    return value if plain else str(value)


def named(row: Any) -> str | None:
    if row is None:
        return None
    return f"{row} ({getattr(row, 'key', '') or getattr(row, 'slug', '') or row.pk})"


def is_noted(row: models.Model) -> bool:
    """Whether somebody decides now, and the row is one of those that people decide on."""
    ours = row._meta.app_label == "entries" and not isinstance(row, CONSEQUENCES)
    return ours and deciding.get(None) is not None


def stored(row: models.Model) -> models.Model | None:
    """The row as the database has it; None where it is new."""
    return type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None


@receiver(pre_save, dispatch_uid="recording")
def remember(instance: models.Model, **kwargs: Any) -> None:
    """Keep beside a row that is being saved how it was."""
    if is_noted(instance):
        instance.__dict__[BEFORE] = stored(instance)


@receiver(post_save, dispatch_uid="recording")
def compare(instance: models.Model, **kwargs: Any) -> None:
    """Note how a saved row differs from how it was; saving without a change is none."""
    if not is_noted(instance):
        return
    before = instance.__dict__.pop(BEFORE, None)
    old, new = differences(before, instance)
    if before is None or old != new:
        note_difference("changed" if before else "added", before, instance)
