"""Keeps the index in step with the database, whatever happens.

Triggers note each change in the table of pending changes. `drain` brings the documents of what
changed up to date, and deletes a row only once the index has it for good: a process that dies in
between leaves its rows for the next one. Taking a change in twice does no harm.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from entries.models import IndexLabel, PendingChange

from .base import ACTORS, Draft, NameDocument, Status
from .documents import Kind, all_entry_documents, entry_documents, name_documents
from .engine import engine
from .locks import Lock, holding, is_held

logger = logging.getLogger(__name__)

# Pending rows taken in at once, about four for a new entry: few enough that the next commit is a
# second away at the most.
BATCH = 8000
# Seconds between two times that a long piece of work has the index take in its changes.
INTERVAL = 1.0
Change = tuple[str, int]


def state(thorough: bool = False) -> Status:
    """How the index is. One that was made from another database counts as outdated.

    With `thorough` all of it is read, so that no damage goes unseen: half a second for a million
    entries.
    """
    if thorough:
        engine().examine()
    status = engine().status()
    if status is not Status.READY:
        return status
    known = IndexLabel.objects.filter(label=engine().label()).exists()
    return Status.READY if known else Status.OUTDATED


def drain(wait: bool = False) -> int:
    """Bring the index up to date with what is committed; gives the number of pending rows done.

    Where another process is at it, leaves the work to that one, which goes on until nothing is
    pending, or waits for it. Without a fit index everything stays pending. Must not be called in
    a transaction that may yet be rolled back.
    """
    done = 0
    # Looked at again after the lock is given back: a process that found it taken just then
    # relies on this one.
    while PendingChange.objects.filter(done=False).exists() and state() is Status.READY:
        with holding(Lock.DRAINING, wait) as taken:
            if not taken:
                break
            done += sum(drain_in_batches())
    return done


def drain_on_commit() -> None:
    """Have the index take in what the transaction changes, once that is committed.

    At once where there is no transaction. A failure is logged and breaks nothing: the changes
    stay pending, and the next drain takes them in.
    """
    transaction.on_commit(drain_or_log)


def drain_or_log() -> None:
    try:
        drain()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # where an engine panics, that is no Exception
        logger.exception("The search index did not take in the latest changes; they stay pending")


@contextmanager
def draining() -> Iterator[Callable[[], None]]:
    """Have the index follow a long piece of work.

    Gives a function to call after each part: the index takes in what is committed, though not
    again within INTERVAL, since every time costs some hundredths of a second. When the work ends,
    well or not, it takes in the rest.
    """
    last = -INTERVAL

    def take_part() -> None:
        nonlocal last
        if time.monotonic() - last >= INTERVAL:
            drain_on_commit()
            last = time.monotonic()

    try:
        yield take_part
    finally:
        drain_on_commit()


def drain_in_batches() -> Iterator[int]:
    """Take in what is pending until nothing is; gives the number of rows of each batch.

    The caller holds the lock. The newest go first, so that a change is not kept waiting by a
    great many before it.
    """
    rebuilding = is_held(Lock.REBUILDING)  # none starts or ends while the lock is held
    if not rebuilding:
        PendingChange.objects.filter(done=True).delete()  # left by a rebuild that was killed
    waiting = PendingChange.objects.filter(done=False).order_by("-pk")
    while rows := list(waiting.values_list("pk", "kind", "object_id")[:BATCH]):
        with engine().writing() as draft:
            take_in(draft, {(kind, key) for _, kind, key in rows})
        # The index has them for good: a crash before this line costs no more than doing it again.
        taken = PendingChange.objects.filter(pk__in=[pk for pk, *_ in rows])
        if rebuilding:
            taken.update(done=True)
        else:
            taken.delete()
        yield len(rows)


def take_in(draft: Draft, changes: Iterable[Change]) -> None:
    """Put what changed into a draft as the database has it now, and take out what is gone."""
    keys: dict[str, set[int]] = defaultdict(set)
    for kind, key in changes:
        keys[kind].add(key)
    ids = keys.pop(Kind.ENTRY, set())
    entries = list(entry_documents(sorted(ids)))
    gone: list[Change] = []
    names: list[NameDocument] = []
    for kind, those in keys.items():
        found = list(name_documents(Kind(kind), those))
        names += found
        gone += names_of(kind, those.difference(name.id for name in found))
    draft.remove(ids.difference(entry.id for entry in entries), gone)
    draft.add(entries)
    draft.add_names(names)


def names_of(kind: str, keys: Iterable[int]) -> list[Change]:
    """The names in the index that things go by: of which kind an actor was is not known."""
    kinds = ACTORS if kind == Kind.ACTOR else (kind,)
    return [(each, key) for key in keys for each in kinds]


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """An entry in which index and database do not agree, and how."""

    id: int
    what: str

    def __str__(self) -> str:
        return f"entry {self.id}: {self.what}"


def differences() -> list[Difference]:
    """Where index and database do not agree, by entry; what is pending is no difference.

    Holds up other drains meanwhile. Raises SearchUnavailable without a fit index.
    """
    with holding(Lock.DRAINING):
        indexed = dict(engine().stamps())
        found = []
        for entry in all_entry_documents():
            stamp = indexed.pop(entry.id, None)
            if stamp is None:
                found.append(Difference(entry.id, "not in the index"))
            elif stamp != entry.stamp:
                found.append(Difference(entry.id, "the index has it otherwise"))
        found += [Difference(key, "in the index, not in the database") for key in indexed]
        # Read last: whatever changed since the first look is among them.
        changed = PendingChange.objects.filter(kind=Kind.ENTRY, done=False)
        pending = set(changed.values_list("object_id", flat=True))
    drain_or_log()  # for those that found the lock taken
    return sorted(one for one in found if one.id not in pending)
