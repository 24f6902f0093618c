"""What staff decided of words that are not there now: put by, and brought back with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from entries.models import AwaitedLink, Entry, EntryTopic, Mention, TopicRefusal

STAFF = Mention.Method.STAFF


def put_by(mentions: Iterable[Mention], keys: Mapping[int, str]) -> None:
    """Keep what staff set on words that their texts have lost; `keys` are those of the entries."""
    AwaitedLink.objects.bulk_create(
        AwaitedLink(
            entry_key=keys[mention.entry_id],
            start=mention.start,
            matched=mention.matched,
            actor_id=mention.actor_id,
            place_id=mention.place_id,
        )
        for mention in mentions
    )


def put_by_all(entries: Mapping[int, str]) -> None:
    """Keep all that staff decided of entries that are to go, given with their keys."""
    if not entries:
        return
    put_by(Mention.objects.filter(entry__in=entries, method=STAFF), entries)
    links = EntryTopic.objects.filter(entry__in=entries, terms=[])
    refusals = TopicRefusal.objects.filter(entry__in=entries)
    AwaitedLink.objects.bulk_create(
        AwaitedLink(entry_key=entries[entry], topic_id=topic, is_refusal=is_refusal)
        for rows, is_refusal in ((links, False), (refusals, True))
        for entry, topic in rows.values_list("entry_id", "topic_id")
    )


def awaited(entries: Sequence[Entry], *, topics: bool) -> list[tuple[Entry, AwaitedLink]]:
    """What is kept of these entries, of their topics or of their words, each with its entry."""
    by_key = {entry.key: entry for entry in entries}
    kept = AwaitedLink.objects.filter(entry_key__in=list(by_key), topic__isnull=not topics)
    rows = kept.order_by("pk")
    return [(by_key[row.entry_key], row) for row in rows]


def as_mention(entry: Entry, row: AwaitedLink) -> Mention:
    """The mention that was put by, where its words stood then."""
    about = {"matched": row.matched, "actor_id": row.actor_id, "place_id": row.place_id}
    end = row.start + len(row.matched)
    return Mention(entry=entry, start=row.start, end=end, method=STAFF, **about)


def bring_back_topics(entries: Sequence[Entry]) -> None:
    """Say again of entries that came back which topics staff gave and refused them.

    Where two topics were merged meanwhile, of which staff gave the one and refused the other, the
    entry is about the one that there is now, as of entries that were there.
    """
    rows = awaited(entries, topics=True)
    decided = [(entry, row.topic_id, row.is_refusal) for entry, row in rows if row.topic_id]
    given = {(entry.pk, topic) for entry, topic, is_refusal in decided if not is_refusal}
    refused = {(entry.pk, topic) for entry, topic, is_refusal in decided if is_refusal} - given
    links = [EntryTopic(entry_id=entry, topic_id=topic) for entry, topic in sorted(given)]
    refusals = [TopicRefusal(entry_id=entry, topic_id=topic) for entry, topic in sorted(refused)]
    EntryTopic.objects.bulk_create(links, ignore_conflicts=True)
    TopicRefusal.objects.bulk_create(refusals, ignore_conflicts=True)
    forget(row for _, row in rows)


def forget(rows: Iterable[AwaitedLink]) -> None:
    """These are back."""
    if keys := [row.pk for row in rows]:
        AwaitedLink.objects.filter(pk__in=keys).delete()
