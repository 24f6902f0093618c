"""Links entries to the people, organisations, places and topics that their texts name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import models, transaction

from entries.models import Actor, ActorName, Entry, EntryTopic, Mention, Place, PlaceName, Topic
from entries.tagging.gazetteer import read_swallowed
from entries.tagging.recogniser import KnownName, Recogniser
from entries.tagging.topics import TopicRules

LONGEST_MATCH = 200  # characters, as Mention.matched holds


class Tagger:
    """Names and topics as the database had them when it was made, staff's own included."""

    def __init__(
        self, recogniser: Recogniser, rules: TopicRules, topic_ids: Mapping[str, int]
    ) -> None:
        self.recogniser = recogniser
        self.rules = rules
        self.topic_ids = topic_ids

    def tag(self, entries: Sequence[Entry]) -> None:
        """Write the mentions and topics of saved entries anew, from their texts.

        Mentions that the gazetteer did not make stay. Takes four queries, whatever the number.
        """
        found = [mention for entry in entries for mention in self._mentions(entry)]
        topics = [link for entry in entries for link in self._topics(entry)]
        with transaction.atomic(savepoint=False):
            stale = Mention.objects.filter(entry__in=entries, method=Mention.Method.GAZETTEER)
            stale.delete()
            EntryTopic.objects.filter(entry__in=entries).delete()
            Mention.objects.bulk_create(found)
            EntryTopic.objects.bulk_create(topics)

    def _mentions(self, entry: Entry) -> Iterator[Mention]:
        for hit in self.recogniser.find(entry.text):
            if len(hit.matched) <= LONGEST_MATCH:
                yield Mention(
                    entry=entry,
                    start=hit.start,
                    end=hit.end,
                    matched=hit.matched,
                    **owner_of(hit.target),
                )

    def _topics(self, entry: Entry) -> Iterator[EntryTopic]:
        for slug, terms in self.rules.find(entry.text).items():
            yield EntryTopic(entry=entry, topic_id=self.topic_ids[slug], terms=list(terms))


def owner_of(target: Any) -> dict[str, int]:
    """The keyword that links a mention to a recogniser's target."""
    field, pk = target
    return {field: pk}


def tagger_from_database() -> Tagger:
    """A tagger that knows the names and topics in the database, in five queries.

    Names that only swallow others are no rows: they come from the gazetteer's file.
    """
    names = (
        *known_names("actor_id", Actor.objects.all(), ActorName.objects.all()),
        *known_names("place_id", Place.objects.all(), PlaceName.objects.all()),
    )
    topics = list(Topic.objects.values_list("slug", "pk", "terms"))
    return Tagger(
        Recogniser(names, read_swallowed()),
        TopicRules({slug: terms for slug, _, terms in topics}),
        {slug: pk for slug, pk, _ in topics},
    )


def known_names(
    field: str, owners: models.QuerySet[Any], names: models.QuerySet[Any]
) -> Iterator[KnownName]:
    """Every name of the owners; the one they are shown by counts too, unless listed itself."""
    listed = list(names.values_list(field, "name", "context"))
    for pk, name, context in listed:
        yield KnownName(name, (field, pk), tuple(context))
    seen = {(pk, name) for pk, name, _ in listed}
    for pk, name in owners.values_list("pk", "name"):
        if (pk, name) not in seen:
            yield KnownName(name, (field, pk))
