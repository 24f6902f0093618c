"""Locks that processes hold in the database: they go with the connection, however that ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum

from django.db import DatabaseError, connection

# The locks of one database are told apart by two numbers: any will do that nothing else there has.
NUMBER = 20_220_326
IS_HELD = """
    SELECT EXISTS (
        SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database
        WHERE locktype = 'advisory' AND granted AND datname = current_database()
            AND classid = %s AND objid = %s AND objsubid = 2
    )"""


class Lock(IntEnum):
    """What one process at a time may do: change the index in use, make a new one, link anew the
    entries that are due."""

    DRAINING = 1
    REBUILDING = 2
    TAGGING = 3


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
        cursor.execute(IS_HELD, [NUMBER, lock])
        return bool(cursor.fetchone()[0])


def ask(function: str, lock: Lock) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [NUMBER, lock])
        return cursor.fetchone()[0]
