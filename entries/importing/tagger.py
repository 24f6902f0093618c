"""Links entries to the people, organisations, places and topics that their texts name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from entries.models import (
    Actor,
    ActorName,
    Entry,
    Liveblog,
    NameRefusal,
    Place,
    PlaceName,
    Topic,
)
from entries.search.keeping import draining
from entries.tagging.gazetteer import read_swallowed
from entries.tagging.recogniser import KnownName, KnownSurname, PlaceFacts

from .changes import take_turns
from .links import write_names, write_topics
from .surnames import best_known_by_surname, settle_surnames_due
from .targets import hold_targets, latest_change
from .vocabulary import TextTagger, TopicTerms, Vocabulary

# Actors or places by their keys: each as a target, and its kind.
Owners = Mapping[int, tuple[tuple[str, int], str]]
BATCH = 1000  # entries held in memory at once
NOTHING: Mapping[int, str] = {}


class Tagger:
    """Names and topics as the database had them when it was made, staff's own included."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        if vocabulary.installed:
            _ = self.texts  # tells at once where it cannot be had

    @cached_property
    def texts(self) -> TextTagger:
        """Made when first needed: an import by several processes may never need it here."""
        return TextTagger(self.vocabulary)

    def tag(self, entries: Sequence[Entry], before: Mapping[int, str] = NOTHING) -> None:
        """Write the mentions, suggestions and topics of saved entries anew, from their texts.

        What staff set stays: the topics that they gave and refused, and their mentions, at the
        same words of the text; `before` says by entry what a text was that has changed. Whom a
        surname alone means may depend on the liveblog: that is due then, and
        `settle_surnames_due` tells it. Takes a fixed number of queries.
        """
        with transaction.atomic(savepoint=False):
            hold_targets()
            write_names(self.texts, entries, before)
            write_topics(self.texts, entries)
            liveblogs = {entry.liveblog_id for entry in entries}
            Liveblog.objects.filter(pk__in=liveblogs).update(surnames_due=True)


def tagger_from_database() -> Tagger:
    """A tagger that knows the names and topics in the database, in a fixed number of queries."""
    return Tagger(vocabulary_from_database())


def vocabulary_from_database() -> Vocabulary:
    """The names and topics in the database, staff's own included.

    Names that only swallow others are no rows: they come from the gazetteer's file.
    """
    actors = {key: (("actor_id", key), kind) for key, kind in pairs(Actor, "kind")}
    places = {
        key: (("place_id", key), "country" if kind == "country" else "place")
        for key, kind in pairs(Place, "kind")
    }
    surnames = tuple(known_surnames())
    alone = {(known.target, known.surname) for known in surnames}
    people = known_names("actor_id", Actor, ActorName, actors)
    terms = Topic.objects.values_list("slug", "pk", "terms", "exclusions")
    return Vocabulary(
        names=(
            *(each for each in people if each.context or (each.target, each.name) not in alone),
            *known_names("place_id", Place, PlaceName, places),
        ),
        surnames=surnames,
        places=dict(place_facts(places)),
        swallowed=tuple(read_swallowed()),
        topics={slug: TopicTerms(key, tuple(has), tuple(but)) for slug, key, has, but in terms},
        refused=tuple(NameRefusal.objects.values_list("key", flat=True)),
        installed=settings.NAME_RECOGNISER,
    )


def pairs(model: type[Actor | Place], field: str) -> Iterator[tuple[int, Any]]:
    """The key of each row with a field of it; tens of thousands, so not all at once."""
    return model._default_manager.order_by().values_list("pk", field).iterator()


def place_facts(places: Owners) -> Iterator[tuple[Hashable, PlaceFacts]]:
    """What each place lies in, and how many people it has."""
    rows = Place.objects.order_by().values_list("pk", "holders", "population")
    for key, holders, population in rows.iterator():
        # Staff may have added some after the others were read.
        held = tuple(places[holder][0] for holder in holders if holder in places)
        yield ("place_id", key), PlaceFacts(held, population or 0)


def known_names(
    field: str,
    owners: type[Actor | Place],
    names: type[ActorName | PlaceName],
    known: Owners,
) -> Iterator[KnownName]:
    """Every name of those that are known; the one that something is shown by counts too, unless
    it is listed itself."""
    listed = names._default_manager.order_by().values_list(field, "name", "context")
    same: dict[tuple[str, ...], tuple[str, ...]] = {}  # tens of thousands share a few contexts
    itself = names._default_manager.filter(**{field: OuterRef("pk")}, name=OuterRef("name"))
    shown = owners._default_manager.order_by().filter(~Exists(itself)).values_list("pk", "name")
    for key, name, *context in chain(listed.iterator(), shown.iterator()):
        if key in known:
            target, kind = known[key]
            needed = tuple(*context)  # none where the row has no such column
            yield KnownName(name, target, same.setdefault(needed, needed), kind)


def known_surnames() -> Iterator[KnownSurname]:
    """What people are called alone, with their full names, from which the given ones are told."""
    people = Actor.objects.filter(kind=Actor.Kind.PERSON).exclude(surname="")
    names: defaultdict[int, list[str]] = defaultdict(list)
    for key, name in ActorName.objects.filter(actor__in=people).values_list("actor_id", "name"):
        names[key].append(name)
    best_known = set(best_known_by_surname())
    for key, name, surname in people.values_list("pk", "name", "surname"):
        yield KnownSurname(surname, ("actor_id", key), (name, *names[key]), key in best_known)


def retag(
    tell: Callable[[int], None] = lambda done: None, keys: Sequence[int] | None = None
) -> int:
    """Link entries anew, with the names and topics as the database has them now: those with the
    given primary keys, or all.

    `tell` hears after every BATCH of entries how many are done; each batch is a transaction, so
    that an interruption loses no work. Names that staff change meanwhile are read again. Gives
    the number of entries.
    """
    names = FreshNames()
    wanted = Entry.objects.order_by("pk").only("key", "text", "liveblog_id")
    if keys is not None:
        wanted = wanted.filter(pk__in=keys)
    done, last = 0, 0
    with draining() as follow:
        while spots := list(wanted.filter(pk__gt=last).values_list("pk", "liveblog_id")[:BATCH]):
            names.read_changed()  # which takes long, so mostly here and not while rows are locked
            retag_batch(names, wanted.filter(pk__in=[key for key, _ in spots]), spots)
            follow()
            done, last = done + len(spots), spots[-1][0]
            tell(done)
        settle_surnames_due()
    return done


class FreshNames:
    """A tagger that reads the names again when staff changed some."""

    def __init__(self) -> None:
        self.read()

    def read(self) -> None:
        self.latest = latest_change()
        self.tagger = tagger_from_database()

    def read_changed(self) -> None:
        if self.latest != latest_change():
            self.read()


@transaction.atomic
def retag_batch(
    names: FreshNames, entries: QuerySet[Entry], spots: Sequence[tuple[int, int]]
) -> None:
    """Link some entries anew, given with their keys and liveblogs.

    In the order in which imports lock: the sources, the targets, the entries, the liveblogs.
    """
    take_turns(sorted({liveblog for _, liveblog in spots}))
    hold_targets()
    locked = list(entries.select_for_update())
    names.read_changed()
    names.tagger.tag(locked)
