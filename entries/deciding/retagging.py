"""Links entries anew after a decision: the entries concerned are noted as due, and a task does it.

The rows of what is due are written with the decision and deleted with the links, so that a task
that fails or is killed loses nothing: what is left is seen by staff, and the next task does it.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone
from django_tasks import task

from entries import locks, search
from entries.importing.tagger import retag
from entries.models import TaggingDue
from entries.search.nodes import And, Node, Or, Phrase, Prefix, Word
from entries.tagging.topics import read_term
from entries.tagging.words import folded_phrase

logger = logging.getLogger(__name__)

BATCH = 10_000  # entries linked with the names as they are read once
MOST_FOUND = 200_000  # entries that the index is asked for
LATE = dt.timedelta(minutes=3)


def make_due(entry_ids: Iterable[int]) -> int:
    """Have these entries linked anew once the transaction is committed; gives their number."""
    keys = sorted(set(entry_ids))
    if keys:
        TaggingDue.objects.bulk_create((TaggingDue(entry_id=key) for key in keys), 5_000)
        transaction.on_commit(start)
    return len(keys)


def start() -> None:
    """Let a task do what is due; a failure to start it leaves it due."""
    try:
        tag_due.enqueue()
    except Exception:
        logger.exception("The entries that are due could not be tagged again; they stay due")


@dataclass(frozen=True)
class Waiting:
    """How many entries wait to be linked anew, and since when the first one does."""

    number: int
    since: dt.datetime

    @property
    def is_late(self) -> bool:
        """Whether a task should have done it by now: it failed, or no worker runs."""
        return timezone.now() - self.since > LATE


def waiting() -> Waiting | None:
    """What is due; None where nothing is."""
    due = TaggingDue.objects.aggregate(number=Count("entry_id", distinct=True), since=Min("since"))
    return Waiting(**due) if due["number"] else None


def holding(names: Iterable[str]) -> set[int]:
    """The entries whose text holds one of the names."""
    return found_by([Phrase(name) for name in names if name.strip()])


def using(terms: Iterable[str]) -> set[int]:
    """The entries that have the words of one of a topic's terms, in whatever order."""
    return found_by([node for node in map(node_of, terms) if node])


def node_of(term: str) -> Node | None:
    """What an entry has that uses a term; None where nobody can read the term."""
    read = read_term(term)
    if read is None:
        return None
    phrase, _ = read
    *words, last = folded_phrase(phrase.rstrip("*"))
    end = Prefix(last) if phrase.endswith("*") else Word(last)
    return And((*map(Word, words), end)) if words else end


def found_by(nodes: Sequence[Node]) -> set[int]:
    """The entries that one of the nodes finds; none where there is no index to ask."""
    if not nodes:
        return set()
    query = search.Query(words=nodes[0] if len(nodes) == 1 else Or(tuple(nodes)))
    try:
        return set(search.ids(query, MOST_FOUND))
    except search.SearchUnavailable:
        return set()


@task()
def tag_due() -> int:
    """Link anew every entry that is due, BATCH at a time; gives how many were.

    One task alone is at it. Another leaves the work to that one, which goes on until nothing is
    due: it looks again after the lock is given back.
    """
    done = 0
    while TaggingDue.objects.exists():
        # Held by the process: retagging is many transactions, which the index follows.
        with locks.holding(locks.Lock.TAGGING, wait=False) as taken:
            if not taken:
                break
            done += tag_batch()
    return done


def tag_batch() -> int:
    """Link anew the entries that are due for longest. Rows that come meanwhile stay due."""
    rows = list(TaggingDue.objects.order_by("pk").values_list("pk", "entry_id")[:BATCH])
    keys = sorted({entry_id for _, entry_id in rows})
    retag(keys=keys)
    TaggingDue.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
    return len(keys)
