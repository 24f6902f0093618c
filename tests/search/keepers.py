"""Whether index and database agree, and processes that change both."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from entries import locks
from entries.locks import Lock
from entries.models import PendingChange
from entries.search.documents import all_entry_documents
from entries.search.engine import engine
from tests.importing.pages import FERRY

numbers = itertools.count()
WORKER = Path(__file__).with_name("worker.py")


def in_index() -> dict[int, int]:
    """The stamp of every entry in the index."""
    return dict(engine().stamps())


def in_database() -> dict[int, int]:
    """The stamp of every entry, from what the database has now."""
    return {document.id: document.stamp for document in all_entry_documents()}


def kinds_called(name: str) -> list[str]:
    """The kinds of what the index knows by a name."""
    kinds = ("person", "organisation", "place", "topic", "source", "liveblog")
    return [found.kind for found in engine().names_called(name, kinds)]


def pending() -> int:
    return PendingChange.objects.count()


def assert_in_step() -> None:
    """Nothing is pending, and index and database agree on every id and stamp."""
    assert pending() == 0
    assert in_index() == in_database()


def make_pages(folder: Path, pages: int) -> Path:
    """A folder of dumps of three entries each, every one of a day of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for _ in range(pages):
        number = next(numbers)
        date = f"{number % 28 + 1} June {1990 + number // 28}"
        page = FERRY.replace("4 June 2019", date).replace("lake ferry", f"ferry {number}")
        (folder / f"page{number}.txt").write_text(page, encoding="utf-8")
    return folder


def environment() -> dict[str, str]:
    """Variables that lead another process to the database and the index of this test."""
    connection.ensure_connection()
    about = connection.settings_dict
    user, password = quote(about["USER"]), quote(about.get("PASSWORD") or "")
    at = f"{user}:{password}" if password else user
    address = f"postgresql://{at}@{quote(about['HOST'], safe='')}:{about['PORT']}/{about['NAME']}"
    return {
        **os.environ,
        "DATABASE_URL": address,
        "DATA_DIR": str(settings.INDEX_DIR.parent),
        "SECRET_KEY": "for tests",
        "DJANGO_SETTINGS_MODULE": "archive.settings",
    }


@contextmanager
def held_elsewhere(lock: Lock) -> Iterator[None]:
    """Another connection holds the lock."""
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [lock, locks.WHOLE])
        yield
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [lock, locks.WHOLE])


class Worker:
    """A process that runs commands in children of its own; see `worker.py`."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER)],
            cwd=settings.BASE_DIR,
            env={**environment(), "PYTHONPATH": str(settings.BASE_DIR)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.said() == "ready"

    def said(self) -> str:
        return self.process.stdout.readline().strip()

    def start(self, command: str, *arguments: object) -> None:
        """Have a child do this."""
        order = [command, str(settings.INDEX_DIR), *map(str, arguments)]
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def outcome(self) -> int:
        """Wait for the child; gives its exit status, or the signal that killed it, negative."""
        return int(self.said())

    def run(self, command: str, *arguments: object) -> int:
        self.start(command, *arguments)
        return self.outcome()

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()
