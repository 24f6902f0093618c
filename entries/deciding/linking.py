"""Links on an entry, corrected by hand so that no later run undoes it.

A link that staff take away leaves a mention that names nothing on the same words; a topic that
they take away leaves a refusal. To take these back lets the names and terms decide again.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from functools import singledispatch

from django.db import models

from entries.models import (
    Actor,
    EntryTopic,
    Mention,
    NameRefusal,
    Place,
    Suggestion,
    Topic,
    TopicRefusal,
)

from .recording import PARTS, Values, note, note_difference, values_of
from .retagging import holding, make_due

STAFF = Mention.Method.STAFF


@singledispatch
def remove(row: models.Model) -> None:
    """Delete a row as somebody's decision; a link or a refusal as the functions below say."""
    if type(row) in PARTS:
        note_difference("removed", row, None)
    else:
        note("deleted", row, {**values_of(row), **taken_along(row)})
    if isinstance(row, (Actor, Place)):
        # The names may mean something else to them now.
        make_due(row.mentions.values_list("entry_id", flat=True))
    row.delete()


def taken_along(row: models.Model) -> Values:
    """What goes with a row: its names, and how many of everything else that belongs to it."""
    told: Values = {}
    for relation in type(row)._meta.related_objects:
        model = relation.related_model
        rows = model._base_manager.filter(**{relation.field.name: row.pk})
        number = rows.count() if relation.one_to_many else 0
        if number and relation.get_accessor_name() == "names":
            told["names"] = list(rows.values_list("name", flat=True))
        elif number:
            told[str(model._meta.verbose_name_plural)] = number
    return told


@remove.register
def unlink(mention: Mention) -> None:
    """Say that these words name nothing known; of a mention that says so, let names decide again.

    The entry is linked anew in the second case.
    """
    before = copy.copy(mention)
    if names_nothing(mention):
        note_difference("left to the rules again", before, None)
        mention.delete()
        make_due([mention.entry_id])
        return
    nothing = Mention.objects.filter(pk=mention.pk)
    nothing.update(actor=None, place=None, method=STAFF)
    note_difference("removed", before, None)


@remove.register
def drop_topic(link: EntryTopic) -> None:
    """Say that the entry is not about the topic, whatever terms it uses."""
    note_difference("removed", link, None)
    refuse_topic(link.topic_id, [link.entry_id])
    link.delete()


@remove.register
def allow_topic(refusal: TopicRefusal) -> None:
    """Let the topic's terms decide again; the entry is linked anew."""
    note_difference("taken back", refusal, None)
    refusal.delete()
    make_due([refusal.entry_id])


@remove.register
def allow_name(refusal: NameRefusal) -> None:
    """Let the name be suggested again; the entries that hold it are looked through anew."""
    note("refusal of a name taken back", refusal, {"name": refusal.name})
    refusal.delete()
    make_due(holding([refusal.name]))


def names_nothing(mention: Mention) -> bool:
    """Whether it says of its words that they name nothing known."""
    return mention.actor_id is None and mention.place_id is None


def free_words(mention: Mention) -> None:
    """Take away what a new link of staff decides on: words of it that were said to name nothing,
    or that only looked like a name.
    """
    nothing = Mention.objects.filter(actor=None, place=None).exclude(pk=mention.pk)
    for rows in (nothing, Suggestion.objects.all()):
        beside = rows.filter(entry=mention.entry_id)
        beside.filter(start__lt=mention.end, end__gt=mention.start).delete()


def topic_set(link: EntryTopic, instead_of: Topic | None = None) -> None:
    """After staff set a topic: it is refused no more, and that which it took the place of is."""
    TopicRefusal.objects.filter(entry=link.entry_id, topic=link.topic_id).delete()
    if instead_of and instead_of.pk != link.topic_id:
        refuse_topic(instead_of.pk, [link.entry_id])


def refuse_topic(topic: int, entries: Iterable[int]) -> None:
    """Say that none of the entries is about the topic, where nobody said so yet."""
    refusals = (TopicRefusal(entry_id=entry, topic_id=topic) for entry in sorted(entries))
    TopicRefusal.objects.bulk_create(refusals, ignore_conflicts=True)
