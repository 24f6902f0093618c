"""Links entries to the people, organisations, places and topics that their texts name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import chain
from typing import TypeVar, cast

from django.conf import settings
from django.db import transaction

from entries.models import (
    Actor,
    ActorName,
    Entry,
    EntryTopic,
    Liveblog,
    Mention,
    NameRefusal,
    Place,
    PlaceName,
    Suggestion,
    Topic,
    TopicRefusal,
)
from entries.search.keeping import draining
from entries.tagging.gazetteer import read_swallowed
from entries.tagging.recogniser import KnownName, KnownSurname, PlaceFacts

from .drafts import MentionFound, SuggestionFound
from .surnames import best_known_by_surname, settle_surnames_due
from .vocabulary import TextTagger, TopicTerms, Vocabulary

Value = TypeVar("Value", bound=Hashable)
BATCH = 1000  # entries held in memory at once
Span = tuple[int, int]


class Tagger:
    """Names and topics as the database had them when it was made, staff's own included."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.texts = TextTagger(vocabulary)

    def tag(self, entries: Sequence[Entry]) -> None:
        """Write the mentions, suggestions and topics of saved entries anew, from their texts.

        What staff set stays: the topics that they gave and refused, and their mentions, at the
        same words of the text. Whom a surname alone means may depend on the liveblog: that is
        due then, and `settle_surnames_due` tells it. Takes a fixed number of queries.
        """
        with transaction.atomic(savepoint=False):
            kept = self._keep_what_staff_set(entries)
            mentions: list[Mention] = []
            suggestions: list[Suggestion] = []
            for entry in entries:
                taken = [(each.start, each.end) for each in kept.get(entry.pk, [])]
                found, suggested = self.texts.names(entry.text)
                mentions += mention_rows(entry, found, taken)
                suggestions += suggestion_rows(entry, suggested, taken)
            Mention.objects.bulk_create(mentions)
            Suggestion.objects.filter(entry__in=entries).delete()
            Suggestion.objects.bulk_create(suggestions)
            self._tag_topics(entries)
            liveblogs = {entry.liveblog_id for entry in entries}
            Liveblog.objects.filter(pk__in=liveblogs).update(surnames_due=True)

    def _keep_what_staff_set(self, entries: Sequence[Entry]) -> dict[int, list[Mention]]:
        """The mentions set by staff, by entry, moved to where the texts have their words now.

        All other mentions go, and those of staff whose words the text has lost.
        """
        texts = {entry.pk: entry.text for entry in entries}
        kept: dict[int, list[Mention]] = defaultdict(list)
        for mention in Mention.objects.filter(entry__in=entries, method=Mention.Method.STAFF):
            start = nearest(texts[mention.entry_id], mention.matched, mention.start)
            if start is not None:
                mention.pk, mention.start = None, start
                mention.end = start + len(mention.matched)
                spans = [(other.start, other.end) for other in kept[mention.entry_id]]
                if is_free((mention.start, mention.end), spans):
                    kept[mention.entry_id].append(mention)
        Mention.objects.filter(entry__in=entries).delete()
        Mention.objects.bulk_create(mention for each in kept.values() for mention in each)
        return kept

    def _tag_topics(self, entries: Sequence[Entry]) -> None:
        refusals = TopicRefusal.objects.filter(entry__in=entries)
        refused = set(refusals.values_list("entry_id", "topic_id"))
        EntryTopic.objects.filter(entry__in=entries).exclude(terms=[]).delete()
        links = (
            EntryTopic(entry=entry, topic_id=key, terms=terms)
            for entry in entries
            for key, terms in self.texts.topics(entry.text)
            if (entry.pk, key) not in refused
        )
        EntryTopic.objects.bulk_create(links, ignore_conflicts=True)


def mention_rows(
    entry: Entry, found: Sequence[MentionFound], taken: Sequence[Span]
) -> Iterator[Mention]:
    """The mentions found in an entry's text, but for those where staff have set one."""
    for start, end, matched, field, key, method in found:
        if is_free((start, end), taken):
            about = {"start": start, "end": end, "matched": matched, "method": method, field: key}
            yield Mention(entry=entry, **about)


def suggestion_rows(
    entry: Entry, suggested: Sequence[SuggestionFound], taken: Sequence[Span]
) -> Iterator[Suggestion]:
    """What only looks like a name, but for the words that staff have decided on."""
    for start, end, matched, key, kind, cue in suggested:
        if is_free((start, end), taken):
            values = {"matched": matched, "key": key, "kind": kind, "cue": cue}
            yield Suggestion(entry=entry, start=start, end=end, **values)


def nearest(text: str, words: str, position: int) -> int | None:
    """Where the text has these words, as near to a position as can be; None where it has not."""
    after, before = text.find(words, position), text.rfind(words, 0, position + len(words))
    found = [start for start in (after, before) if start >= 0]
    return min(found, key=lambda start: abs(start - position), default=None)


def is_free(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a part of a text overlaps none of those that are taken."""
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def tagger_from_database() -> Tagger:
    """A tagger that knows the names and topics in the database, in a fixed number of queries."""
    return Tagger(vocabulary_from_database())


def vocabulary_from_database() -> Vocabulary:
    """The names and topics in the database, staff's own included.

    Names that only swallow others are no rows: they come from the gazetteer's file.
    """
    kinds = {("actor_id", key): kind for key, kind in Actor.objects.values_list("pk", "kind")}
    for key, kind in Place.objects.values_list("pk", "kind"):
        kinds["place_id", key] = "country" if kind == "country" else "place"
    # Equal values are kept once: there are tens of thousands of each.
    one = Once()
    surnames = tuple(known_surnames())
    alone = {(known.target, known.surname) for known in surnames}
    names = chain(
        known_names("actor_id", Actor, ActorName), known_names("place_id", Place, PlaceName)
    )
    terms = Topic.objects.values_list("slug", "pk", "terms", "exclusions")
    return Vocabulary(
        names=tuple(
            KnownName(name, one(of), one(context), kinds[of])
            for of, name, context in names
            if context or (of, name) not in alone
        ),
        surnames=surnames,
        places=dict(place_facts(one)),
        swallowed=tuple(read_swallowed()),
        topics={slug: TopicTerms(key, tuple(has), tuple(but)) for slug, key, has, but in terms},
        refused=tuple(NameRefusal.objects.values_list("key", flat=True)),
        installed=settings.NAME_RECOGNISER,
    )


class Once(dict[Hashable, Hashable]):
    """Gives of equal values always the same one."""

    def __call__(self, value: Value) -> Value:
        return cast(Value, self.setdefault(value, value))


def place_facts(one: Once) -> Iterator[tuple[Hashable, PlaceFacts]]:
    """What each place lies in, and how many people it has."""
    rows = Place.objects.values_list("pk", "holders", "population")
    for key, holders, population in rows.iterator():
        held = tuple(one(("place_id", holder)) for holder in holders)
        yield one(("place_id", key)), PlaceFacts(one(held), population or 0)


def known_names(
    field: str, owners: type[Actor | Place], names: type[ActorName | PlaceName]
) -> Iterator[tuple[tuple[str, int], str, tuple[str, ...]]]:
    """Every name with its target and context; the one that something is shown by counts too,
    unless it is listed itself."""
    listed = list(names._default_manager.values_list(field, "name", "context"))
    for key, name, context in listed:
        yield (field, key), name, tuple(context)
    seen = {(key, name) for key, name, _ in listed}
    for key, name in owners._default_manager.values_list("pk", "name"):
        if (key, name) not in seen:
            yield (field, key), name, ()


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
    that an interruption loses no work. Gives the number of entries.
    """
    tagger = tagger_from_database()
    wanted = Entry.objects.order_by("pk").only("text", "liveblog_id")
    if keys is not None:
        wanted = wanted.filter(pk__in=keys)
    done, last = 0, 0
    with draining() as follow:
        while batch := list(wanted.filter(pk__gt=last)[:BATCH]):
            tagger.tag(batch)
            follow()
            done, last = done + len(batch), batch[-1].pk
            tell(done)
        settle_surnames_due()
    return done
