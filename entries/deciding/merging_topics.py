"""The links and refusals of two topics that become one, and of one that becomes two again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from entries.models import Entry, EntryTopic, Topic, TopicRefusal

from .linking import refuse_topic


def merge_links(gone: Topic, kept: Topic) -> dict[str, Any]:
    """Let the entries of one be of the other, each once; gives what staff had set before.

    What staff say of either goes before what terms say. Where they set the one and refused the
    other, the entry is about the one topic that there is now.
    """
    before = {
        "links": own_entries(gone),
        "kept_links": own_entries(kept),
        "refusals": refused_entries(gone),
        "kept_refusals": refused_entries(kept),
    }
    own = {*before["links"], *before["kept_links"]}
    refused = {*before["refusals"], *before["kept_refusals"]} - own
    gone.entry_links.filter(entry__in=kept.entry_links.values("entry")).delete()
    gone.entry_links.update(topic=kept)
    kept.entry_links.filter(entry__in=own).update(terms=[])
    kept.entry_links.filter(entry__in=refused).delete()
    TopicRefusal.objects.filter(topic__in=[gone, kept]).delete()
    refuse_topic(kept.pk, refused)
    return before


def part_links(row: Topic, kept: Topic, before: dict[str, Any]) -> None:
    """Give both topics again what staff had set of each; what they set since stays with `kept`.

    The links by terms are left to a run that links the entries anew.
    """
    own, kept_own = existing(before["links"]), existing(before["kept_links"])
    refused, kept_refused = existing(before["refusals"]), existing(before["kept_refusals"])
    kept.entry_links.filter(entry__in=own - kept_own, terms=[]).delete()
    kept.refusals.filter(entry__in=refused - kept_refused).delete()
    links = (EntryTopic(entry_id=entry, topic=row) for entry in sorted(own))
    EntryTopic.objects.bulk_create(links)
    refuse_topic(row.pk, refused)
    refuse_topic(kept.pk, kept_refused)


def own_entries(topic: Topic) -> list[int]:
    """The entries that staff say are about it."""
    return list(topic.entry_links.filter(terms=[]).values_list("entry_id", flat=True))


def refused_entries(topic: Topic) -> list[int]:
    return list(topic.refusals.values_list("entry_id", flat=True))


def existing(entries: Iterable[int]) -> set[int]:
    """Those of the entries that are there still."""
    return set(Entry.objects.filter(pk__in=entries).values_list("pk", flat=True))
