"""Makes two actors, two places or two topics one: what would happen, and that it happens.

What the gone one goes by and what links to it becomes the kept one's, and its address leads
there. What it takes to undo that is kept beside: see `entries.deciding.unmerging`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from entries.models import Actor, AwaitedLink, FormerSlug, Mention, Merge, Place, Suggestion, Topic
from entries.models.decision import identity

from .merging_topics import merge_links
from .queue import key_of
from .recording import deciding, named, note, values_of
from .retagging import make_due
from .suggestions import Impossible

Mergeable = Actor | Place | Topic


@dataclass(frozen=True)
class Preview:
    """What a merge would do. The counts of entries are of those linked to the row itself.

    `given` are the names, or of topics the terms, that the kept one gets; `moving` says how many
    of what else becomes its own.
    """

    gone: Mergeable
    kept: Mergeable
    gone_entries: int
    kept_entries: int
    both: int
    given: list[str]
    moving: dict[str, int] = field(default_factory=dict)

    @property
    def together(self) -> int:
        """How many entries the kept one has then."""
        return self.gone_entries + self.kept_entries - self.both


def preview(gone: Mergeable, kept: Mergeable) -> Preview:
    """What merging one into the other would do. Raises Impossible where it makes no sense."""
    check(gone, kept)
    mine, others = links_of(gone), links_of(kept)
    own = mine.filter(terms=[]) if isinstance(gone, Topic) else mine.filter(method="staff")
    moving = {
        _("links"): mine.count(),
        _("links that staff set"): own.count(),
        _("old addresses"): former_slugs(gone).count(),
    }
    if isinstance(gone, Place):
        moving[_("places that lie in it")] = gone.parts.count()
    if isinstance(gone, Topic):
        moving[_("refusals by staff")] = gone.refusals.count()
    return Preview(
        gone,
        kept,
        gone_entries=number_of_entries(mine),
        kept_entries=number_of_entries(others),
        both=number_of_entries(mine.filter(entry__in=others.values("entry"))),
        given=[str(each["name"]) for each in names_to_give(gone, kept)],
        moving={what: number for what, number in moving.items() if number},
    )


def check(gone: Mergeable, kept: Mergeable) -> None:
    """Raise Impossible where the two cannot be one."""
    if identity(gone) == identity(kept):
        raise Impossible(_("%(name)s cannot be merged with itself.") % {"name": gone})
    if type(gone)._meta.concrete_model is not type(kept)._meta.concrete_model:
        told = _("%(one)s and %(other)s are not of one kind.")
        raise Impossible(told % {"one": gone, "other": kept})
    if isinstance(gone, Place) and isinstance(kept, Place):
        for part, whole in ((gone, kept), (kept, gone)):
            if whole.pk in part.holders:
                told = _(
                    "%(part)s lies in %(whole)s, and a part is not the whole. If they are one all "
                    "the same, change first what %(part)s lies in."
                )
                raise Impossible(told % {"part": part, "whole": whole})


def merge(gone: Mergeable, kept: Mergeable) -> Merge:
    """Make `gone` a part of `kept`; gives what it takes to undo it.

    To be called within `recording`, so that it happens as a whole or not at all. Raises
    Impossible where it makes no sense.
    """
    check(gone, kept)
    gone, kept = locked(gone, kept)
    check(gone, kept)  # somebody may have changed what they lie in
    given = names_to_give(gone, kept)
    undo: dict[str, Any] = {"values": stored_values(gone), "names": names_of(gone)}
    undo.update(given=given, exclusions=give_exclusions(gone, kept))
    give_names(kept, given)
    undo.update(move_links(gone, kept), slugs=move_slugs(gone, kept))
    undo.update(awaited=move_awaited(gone, kept))
    done = Merge.objects.create(
        user_name=deciding.get().get_username(),
        kind=identity(gone)[0],
        kept_id=kept.pk,
        kept_name=kept.name,
        gone_id=gone.pk,
        gone_name=gone.name,
        undo=undo,
    )
    note("merged with another", kept, after={"merged": named(gone)})
    note("merged into another", gone, values_of(gone), {"into": named(kept)})
    gone.delete()
    make_due(concerned(kept, undo["names"]))
    return done


def locked(*rows: Mergeable) -> list[Mergeable]:
    """The rows as they are stored, which nobody else changes until this is done."""
    model: Any = rows[0]._meta.concrete_model
    wanted = model._default_manager.select_for_update().filter(pk__in=[row.pk for row in rows])
    found = {row.pk: row for row in wanted.order_by("pk")}
    try:
        return [found[row.pk] for row in rows]
    except KeyError as error:
        raise Impossible(_("One of the two is there no more.")) from error


def links_of(row: Mergeable) -> Any:
    """The mentions of an actor or place, or what links entries to a topic."""
    return row.entry_links.all() if isinstance(row, Topic) else row.mentions.all()


def number_of_entries(links: Any) -> int:
    return int(links.order_by().values("entry").distinct().count())


def former_slugs(row: Mergeable) -> QuerySet[FormerSlug]:
    kind, key = identity(row)
    return FormerSlug.objects.filter(kind=kind, object_id=key)


def stored_values(row: Mergeable) -> dict[str, Any]:
    """The row's columns, to make it again from."""
    columns = [field.attname for field in row._meta.concrete_fields if field.name != "holders"]
    return {column: getattr(row, column) for column in columns}


def names_of(row: Mergeable) -> list[dict[str, Any]]:
    """The names that it goes by, of a topic its terms."""
    if isinstance(row, Topic):
        return [{"name": term} for term in row.terms]
    return [{"name": each.name, "context": each.context} for each in row.names.all()]


def names_to_give(gone: Mergeable, kept: Mergeable) -> list[dict[str, Any]]:
    """The names of one that the other lacks, the one it is shown by included."""
    names = names_of(gone)
    if not isinstance(gone, Topic) and gone.name not in {each["name"] for each in names}:
        names.insert(0, {"name": gone.name, "context": []})
    there = {each["name"] for each in names_of(kept)} | {kept.name}
    return [each for each in names if each["name"] not in there]


def give_names(kept: Mergeable, given: Sequence[dict[str, Any]]) -> None:
    if isinstance(kept, Topic):
        kept.terms = [*kept.terms, *(each["name"] for each in given)]
        kept.save()
        return
    for each in given:
        kept.names.create(**each)


def give_exclusions(gone: Mergeable, kept: Mergeable) -> list[str]:
    """Let what kept the terms of one topic from counting do so for the other; gives what is new."""
    if not isinstance(gone, Topic) or not isinstance(kept, Topic):
        return []
    new = [each for each in gone.exclusions if each not in kept.exclusions]
    kept.exclusions = [*kept.exclusions, *new]
    return new


def move_links(gone: Mergeable, kept: Mergeable) -> dict[str, Any]:
    """Let what links to one link to the other; gives what of it staff had set."""
    if isinstance(gone, Topic):
        assert isinstance(kept, Topic)  # as was checked
        return merge_links(gone, kept)
    own = gone.mentions.filter(method=Mention.Method.STAFF)
    moved: dict[str, Any] = {"mentions": list(own.values_list("entry_id", "start", "matched"))}
    if isinstance(gone, Place):
        moved["parts"] = list(gone.parts.values_list("pk", flat=True))
        gone.parts.update(within=kept)
    gone.mentions.update(**{identity(gone)[0]: kept})
    return moved


def move_awaited(gone: Mergeable, kept: Mergeable) -> list[int]:
    """Let what staff linked to one, and waits for its words to come back, link to the other."""
    kind, key = identity(gone)
    waiting = AwaitedLink.objects.filter(**{kind: key})
    keys = list(waiting.values_list("pk", flat=True))
    waiting.update(**{kind: kept.pk})
    return keys


def move_slugs(gone: Mergeable, kept: Mergeable) -> list[str]:
    """Let its addresses lead to the kept one; gives those that it had from earlier merges."""
    earlier = former_slugs(gone)
    slugs = list(earlier.values_list("slug", flat=True))
    earlier.update(object_id=kept.pk)
    FormerSlug.objects.create(kind=identity(gone)[0], slug=gone.slug, object_id=kept.pk)
    return slugs


def concerned(kept: Mergeable, names: Sequence[dict[str, Any]]) -> set[int]:
    """The entries that may be linked otherwise now: of a topic all, by its new terms; else those
    where a name was of two known ones, and is of one now.
    """
    if isinstance(kept, Topic):
        return set(kept.entry_links.values_list("entry_id", flat=True))
    keys = {key_of(each["name"]) for each in [*names, {"name": kept.name}]}
    if isinstance(kept, Actor) and kept.surname:
        keys.add(key_of(kept.surname))
    rows = Suggestion.objects.filter(key__in=keys)
    return set(rows.values_list("entry_id", flat=True))
