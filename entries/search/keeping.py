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
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from django.db import connection, transaction
from django.db.models import Max

from entries.locks import Lock, holding, is_held
from entries.models import IndexLabel, PendingChange

from .base import ACTORS, Draft, NameDocument, Status
from .documents import Kind, all_entry_documents, entry_documents, name_documents
from .engine import engine

logger = logging.getLogger(__name__)

# Pending rows taken in at once, about four for a new entry: few enough that the next commit is a
# second away or so, and enough that the index need not be put together from small pieces.
BATCH = 25_000
# Seconds between two times that the index takes in what a long piece of work has changed.
INTERVAL = 3.0
DONE = "UPDATE entries_pendingchange SET done = true WHERE id = ANY(%s)"
TAKEN_IN = "DELETE FROM entries_pendingchange WHERE id = ANY(%s)"
STAY_PENDING = "It did not take in the latest changes; they stay pending until “manage.py index”."
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


def drain(wait: bool = False, once: bool = False) -> int:
    """Bring the index up to date with what is committed; gives the number of pending rows done.

    Where another process is at it, leaves the work to that one, which goes on until nothing is
    pending, or waits for it. With `once`, takes in what is pending at the start alone. Without a
    fit index everything stays pending. Must not be called in a transaction that may yet be rolled
    back.
    """
    done = 0
    # Looked at again after the lock is given back: a process that found it taken just then
    # relies on this one.
    while PendingChange.objects.filter(done=False).exists() and state() is Status.READY:
        with holding(Lock.DRAINING, wait) as taken:
            if not taken:
                break
            done += sum(drain_in_batches(latest_change() if once else None))
        if once:
            break
    return done


def drain_on_commit() -> None:
    """Have the index take in what the transaction changes, once that is committed.

    At once where there is no transaction. A failure is logged and breaks nothing: the changes
    stay pending, and the next drain takes them in.
    """
    transaction.on_commit(drain_or_log)


def drain_or_log() -> None:
    with logged():
        drain()


@contextmanager
def logged() -> Iterator[None]:
    """Log what fails within, and go on."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except OSError as error:  # the disk is full, say
        logger.error("The search index cannot be written: %s. %s", error, STAY_PENDING)
    except BaseException:  # where an engine panics, that is no Exception
        logger.exception("The search index did not take in the latest changes; they stay pending")


@contextmanager
def draining() -> Iterator[Callable[[], None]]:
    """Have the index follow a long piece of work, beside it.

    Gives a function to call after each part: within INTERVAL the index takes in what is
    committed by then, in a thread of its own. When the work ends, well or not, it takes in the
    rest.
    """
    try:
        with ThreadPoolExecutor(1, "index") as beside:
            yield partial(transaction.on_commit, Follower(beside).follow)
    finally:
        drain_on_commit()


class Follower:
    """Has the index take in what is committed, now and then, in the thread of an executor."""

    def __init__(self, beside: Executor) -> None:
        self.beside = beside
        self.work: Future[None] | None = None
        self.last = time.monotonic()

    def follow(self) -> None:
        free = self.work is None or self.work.done()
        if free and time.monotonic() - self.last >= INTERVAL:
            self.work, self.last = self.beside.submit(drain_beside), time.monotonic()


def drain_beside() -> None:
    """Take in once what is pending: what comes meanwhile is taken in with more of it later."""
    try:
        with logged():
            drain(once=True)
    finally:
        connection.close()  # this thread's own


def latest_change() -> int:
    """The highest key of a pending row; 0 where nothing is pending."""
    return PendingChange.objects.aggregate(latest=Max("pk"))["latest"] or 0


def drain_in_batches(last: int | None = None) -> Iterator[int]:
    """Take in what is pending until nothing is; gives the number of rows of each batch.

    With `last`, rows with higher keys are left to the next time.

    The caller holds the lock. The newest go first, so that a change is not kept waiting by a
    great many before it.
    """
    rebuilding = is_held(Lock.REBUILDING)  # none starts or ends while the lock is held
    if not rebuilding:
        PendingChange.objects.filter(done=True).delete()  # left by a rebuild that was killed
    waiting = PendingChange.objects.filter(done=False).order_by("-pk")
    waiting = waiting if last is None else waiting.filter(pk__lte=last)
    while rows := list(waiting.values_list("pk", "kind", "object_id")[:BATCH]):
        with engine().writing() as draft:
            take_in(draft, {(kind, key) for _, kind, key in rows})
        # The index has them for good: a crash before this line costs no more than doing it again.
        with connection.cursor() as cursor:
            cursor.execute(DONE if rebuilding else TAKEN_IN, [[pk for pk, *_ in rows]])
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
