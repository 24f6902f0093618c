"""The locks that processes hold in the database: all of them stand here, so no two are the same.

They go with the connection, or with its transaction, however that ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum, unique

from django.db import DatabaseError, connection

WHOLE = 0  # the second number of a lock that belongs to no single row
IS_HELD = """
    SELECT EXISTS (
        SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database
        WHERE locktype = 'advisory' AND granted AND datname = current_database()
            AND classid = %s AND objid = %s AND objsubid = 2
    )"""


@unique
class Lock(IntEnum):
    """What processes take turns at. The numbers are any that nothing else in the database has."""

    SOURCE = 20_220_324  # to change what one source has: with its key
    RUN = 20_220_325  # to be a run that is alive: with its key
    DRAINING = 20_220_326  # to change the index in use
    REBUILDING = 20_220_327  # to make a new index
    TAGGING = 20_220_328  # to link anew the entries that are due
    TARGETS = 20_220_329  # to decide what links lead to; many share it who set links


@contextmanager
def holding(lock: Lock, wait: bool = True) -> Iterator[bool]:
    """Hold a lock as long as the block takes.

    Gives False where it does not wait and another process holds the lock.
    """
    taken = ask("pg_advisory_lock" if wait else "pg_try_advisory_lock", lock) is not False
    try:
        yield taken
    finally:
        if taken:
            with suppress(DatabaseError):  # a connection that was lost took its locks along
                ask("pg_advisory_unlock", lock)


def is_held(lock: Lock) -> bool:
    """Whether any process holds the lock, this one too."""
    with connection.cursor() as cursor:
        cursor.execute(IS_HELD, [lock, WHOLE])
        return bool(cursor.fetchone()[0])


def ask(function: str, lock: Lock, key: int = WHOLE) -> object:
    """What a function of the database says of a lock, or of that with the key of a row."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [lock, key])
        return cursor.fetchone()[0]
