"""Links entries to the people, organisations, places and topics that their texts name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import models, transaction

from entries.models import Actor, ActorName, Entry, EntryTopic, Mention, Place, PlaceName, Topic
from entries.search.keeping import draining
from entries.tagging.gazetteer import read_swallowed
from entries.tagging.recogniser import KnownName

from .reading import TextTagger, Vocabulary

BATCH = 1000  # entries held in memory at once


class Tagger:
    """Names and topics as the database had them when it was made, staff's own included."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.texts = TextTagger(vocabulary)

    def tag(self, entries: Sequence[Entry]) -> None:
        """Write the mentions and topics of saved entries anew, from their texts.

        What staff set stays: their topics, which name no terms, and their mentions, at the same
        words of the text. Takes at most six queries, whatever the number of entries.
        """
        with transaction.atomic(savepoint=False):
            set_by_staff = self._keep_what_staff_set(entries)
            Mention.objects.bulk_create(
                mention
                for entry in entries
                for mention in self._mentions(entry, set_by_staff.get(entry.pk, []))
            )
            EntryTopic.objects.filter(entry__in=entries).exclude(terms=[]).delete()
            EntryTopic.objects.bulk_create(
                (link for entry in entries for link in self._topics(entry)), ignore_conflicts=True
            )

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
                if not any(overlap(mention, other) for other in kept[mention.entry_id]):
                    kept[mention.entry_id].append(mention)
        Mention.objects.filter(entry__in=entries).delete()
        Mention.objects.bulk_create(mention for each in kept.values() for mention in each)
        return kept

    def _mentions(self, entry: Entry, taken: Sequence[Mention]) -> Iterator[Mention]:
        for start, end, matched, field, pk in self.texts.mentions(entry.text):
            mention = Mention(entry=entry, start=start, end=end, matched=matched, **{field: pk})
            if not any(overlap(mention, other) for other in taken):
                yield mention

    def _topics(self, entry: Entry) -> Iterator[EntryTopic]:
        for pk, terms in self.texts.topics(entry.text):
            yield EntryTopic(entry=entry, topic_id=pk, terms=terms)


def nearest(text: str, words: str, position: int) -> int | None:
    """Where the text has these words, as near to a position as can be; None where it has not."""
    after, before = text.find(words, position), text.rfind(words, 0, position + len(words))
    found = [start for start in (after, before) if start >= 0]
    return min(found, key=lambda start: abs(start - position), default=None)


def overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def tagger_from_database() -> Tagger:
    """A tagger that knows the names and topics in the database, in five queries.

    Names that only swallow others are no rows: they come from the gazetteer's file.
    """
    names = (
        *known_names("actor_id", Actor.objects.all(), ActorName.objects.all()),
        *known_names("place_id", Place.objects.all(), PlaceName.objects.all()),
    )
    topics = Topic.objects.values_list("slug", "pk", "terms")
    return Tagger(
        Vocabulary(
            names=names,
            swallowed=tuple(read_swallowed()),
            topics={slug: (pk, list(terms)) for slug, pk, terms in topics},
        )
    )


def retag(tell: Callable[[int], None] = lambda done: None) -> int:
    """Link all entries anew, with the names and topics as the database has them now.

    `tell` hears after every BATCH of entries how many are done; each batch is a transaction, so
    that an interruption loses no work. Gives the number of entries.
    """
    tagger = tagger_from_database()
    done, last = 0, 0
    with draining() as follow:
        while batch := list(Entry.objects.filter(pk__gt=last).order_by("pk").only("text")[:BATCH]):
            tagger.tag(batch)
            follow()
            done, last = done + len(batch), batch[-1].pk
            tell(done)
    return done


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
