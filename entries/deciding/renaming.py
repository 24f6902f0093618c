"""What follows when staff change the names of something, or the terms of a topic, on its page."""

from __future__ import annotations

from entries.models import Actor, Place, Topic

from .retagging import holding, make_due, using

Name = tuple[str, tuple[str, ...]]


def names_now(row: Actor | Place) -> set[Name]:
    """What it goes by, each name with its context."""
    alone = [row.name, getattr(row, "surname", "")]
    # Asked of the database, whatever rows were read with this one before.
    listed = row.names.values_list("name", "context")
    return {(name, ()) for name in alone if name} | {(name, tuple(how)) for name, how in listed}


def renamed(row: Actor | Place, before: set[Name]) -> int:
    """Have the entries linked anew that a change of names concerns; gives their number.

    Those that hold a new name, and where it lost one all that are linked to it.
    """
    after = names_now(row)
    concerned = holding({name for name, _ in after - before})
    if before - after:
        concerned |= set(row.mentions.values_list("entry_id", flat=True))
    return make_due(concerned)


def reworded(topic: Topic) -> int:
    """Have the entries linked anew that a topic's terms may concern; gives their number."""
    linked = topic.entry_links.values_list("entry_id", flat=True)
    return make_due({*linked, *using(topic.terms)})
