"""Makes the index anew, beside the one in use: searches and changes go on meanwhile."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from uuid import uuid4

from django.conf import settings

from entries.locks import Lock, holding, is_held
from entries.models import Entry, IndexLabel, PendingChange

from .base import Draft, EntryDocument, Status
from .documents import all_entry_documents, all_name_documents
from .engine import engine
from .keeping import BATCH, drain, state, take_in

logger = logging.getLogger(__name__)

# Called with the number of entries done and their total.
Progress = Callable[[int, int], None]
TELL_EVERY = 1000  # entries
PAUSE = 60  # seconds before a rebuild that was started and failed is started again
RETRY_AFTER = 10  # seconds after which it is worth asking again while the index is made
LOG = 2  # standard error, as a file descriptor


class RebuildRunning(Exception):
    """Another process is making the index anew."""


def ensure(progress: Progress = lambda done, total: None) -> tuple[int | None, int]:
    """Have a fit index that is up to date when this returns.

    Gives the number of entries where it had to be made anew, else None, and the number of pending
    changes taken in. Where another process is making it, waits for that.
    """
    rebuilt = None
    while state(thorough=True) is not Status.READY:
        rebuilt = rebuild_or_wait(progress)
    try:
        return rebuilt, drain(wait=True)
    except (OSError, ValueError):  # damage that shows itself only to who writes
        logger.exception("The search index cannot be written: it is made anew")
        return rebuild_or_wait(progress), drain(wait=True)


def rebuild_or_wait(progress: Progress) -> int | None:
    """As `rebuild`; where another process is at it, waits until that ends and gives None."""
    try:
        return rebuild(progress)
    except RebuildRunning:
        with holding(Lock.REBUILDING):
            return None


def rebuild(progress: Progress = lambda done, total: None) -> int:
    """Make the index anew from the database; gives the number of entries read.

    The new one takes the place of the old one when it is complete. Meanwhile changes go into the
    old one, and stay noted for the new one. Where this is killed, the old one stays in use and
    nothing is lost. Raises RebuildRunning where another process is at it.
    """
    label, taken = uuid4().hex, set[int]()
    with ExitStack() as to_the_end, alone():
        with engine().building(label) as draft:
            forget_changes_without_index()
            count = fill(draft, progress)
            catch_up(draft, taken)
            draft.settle()  # before the lock: what changes from then on waits only for the rest
            to_the_end.enter_context(holding(Lock.DRAINING))
            catch_up(draft, taken)
            IndexLabel.objects.create(label=label)
        IndexLabel.objects.exclude(label=label).delete()
        delete_pending(sorted(taken))
    drain()  # what came since, for those that found the lock taken
    return count


@contextmanager
def alone() -> Iterator[None]:
    """The one rebuild that there is, and that every drain from now on knows of."""
    with ExitStack() as held:
        with holding(Lock.DRAINING):  # a drain that is under way knows nothing of it
            if not held.enter_context(holding(Lock.REBUILDING, wait=False)):
                raise RebuildRunning("The search index is being made anew by another process.")
        yield


def forget_changes_without_index() -> None:
    """Where no index has waited for the pending changes, the new one will read them anyway."""
    with holding(Lock.DRAINING):
        if state() is not Status.READY:
            PendingChange.objects.all().delete()


def fill(draft: Draft, progress: Progress) -> int:
    """Put everything into a new index; gives the number of entries."""
    total, done = Entry.objects.count(), 0

    def told(entries: Iterable[EntryDocument]) -> Iterator[EntryDocument]:
        nonlocal done
        for entry in entries:
            yield entry
            done += 1
            if done % TELL_EVERY == 0:
                progress(done, max(done, total))

    draft.fill(told(all_entry_documents()))
    draft.add_names(all_name_documents())
    progress(done, done)
    return done


def catch_up(draft: Draft, taken: set[int]) -> None:
    """Take in the pending changes, done in the index in use or not, but those taken already."""
    last = 0
    while rows := pending_after(last):
        fresh = [row for row in rows if row[0] not in taken]
        take_in(draft, {(kind, key) for _, kind, key in fresh})
        taken.update(pk for pk, *_ in fresh)
        last = rows[-1][0]


def pending_after(last: int) -> list[tuple[int, str, int]]:
    rows = PendingChange.objects.filter(pk__gt=last).order_by("pk")
    return list(rows.values_list("pk", "kind", "object_id")[:BATCH])


def delete_pending(keys: list[int]) -> None:
    for start in range(0, len(keys), BATCH):
        PendingChange.objects.filter(pk__in=keys[start : start + BATCH]).delete()


class Starter:
    """Has the index made by a process of its own, so that this one does not grow."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pause_until = 0.0

    def start_if_needed(self) -> bool:
        """Start that process where there is no fit index; says whether one is being made."""
        with self._lock:
            if state() is Status.READY:
                return False
            if self._is_running() or is_held(Lock.REBUILDING):
                return True
            if self._has_failed() and time.monotonic() < self._pause_until:
                return False
            self._pause_until = time.monotonic() + PAUSE
            self._start()
            return True

    def _is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _has_failed(self) -> bool:
        return self._process is not None and self._process.poll() != 0

    def _start(self) -> None:
        logger.warning("There is no fit search index: it is made now")
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "index"]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=LOG, stderr=LOG, start_new_session=True
        )
        threading.Thread(target=process.wait, daemon=True).start()  # leaves no zombie
        self._process = process


start_rebuild_if_needed = Starter().start_if_needed
