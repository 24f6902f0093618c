"""The same entries in Datasette with SQLite's full-text search, asked in this process."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import sqlite3
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rich
from datasette.app import Datasette
from django.db.models import Model

from entries.models import Actor, Liveblog, Place, Source, Topic
from entries.search.base import EntryDocument
from entries.search.documents import all_entry_documents

# Searches of half a million entries take seconds: what must be done in full is given minutes.
PATIENT = {"sql_time_limit_ms": 600_000, "facet_time_limit_ms": 600_000}
COLUMNS = ("id INTEGER PRIMARY KEY", "time", "year INTEGER", "source", "liveblog", "text", "people",
           "organisations", "places", "topics", "labels", "bylines", "has")  # fmt: skip
# What somebody who knows Datasette would do for these pages.
INDEXED = ("time", "year", "source", "liveblog")
TOTAL = re.compile(r"<h3>\s*([\d,]+) rows?")
GAVE_UP = re.compile(r'class="facets-timed-out">[^:]*: ([^<]*)<')


@dataclass(frozen=True)
class Answer:
    """How long a page took, in seconds, and what it left out: facets, or all but an error.

    `total` is None where the page does not say it.
    """

    seconds: float
    status: int
    total: int | None
    facets_left_out: int

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return self.status == 200 and self.total is not None and not self.facets_left_out


rich.get_console().quiet = True
warnings.filterwarnings("ignore", "coroutine '.*' was never awaited", RuntimeWarning)


class Peer:
    """Datasette over one file, with its own limits of time or with all the time it needs."""

    def __init__(self, file: Path, patient: bool) -> None:
        self.datasette = Datasette(immutables=[str(file)], settings=PATIENT if patient else {})
        self.runner = asyncio.Runner()
        self.runner.run(self.datasette.invoke_startup())

    def ask(self, address: str) -> Answer:
        """Where Datasette gives up, its page says so; it would print pages of it here, too."""
        started = time.perf_counter()
        page = self.runner.run(self.datasette.client.get(address))
        seconds = time.perf_counter() - started
        left_out, total = GAVE_UP.search(page.text), TOTAL.search(page.text)
        return Answer(
            seconds,
            page.status_code,
            int(total[1].replace(",", "")) if total else None,
            left_out[1].count(",") + 1 if left_out else 0,
        )


def build(file: Path, mark: str) -> bool:
    """Write the file, unless it is there with this mark; says whether it did."""
    mark = f"{mark}; {hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]}"
    if file.exists() and marked(file) == mark:
        return False
    file.unlink(missing_ok=True)
    database = sqlite3.connect(file)
    database.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE mark (mark TEXT);"
        f"CREATE TABLE entries ({', '.join(COLUMNS)});"
    )
    database.executemany(f"INSERT INTO entries VALUES ({marks()})", rows())
    for column in INDEXED:
        database.execute(f"CREATE INDEX entries_{column} ON entries ({column})")
    database.executescript(
        "CREATE VIRTUAL TABLE entries_fts USING fts5("
        # Datasette knows a table's full-text search by this very spelling.
        'text, content="entries", content_rowid="id", tokenize="porter unicode61");'
        "INSERT INTO entries_fts (entries_fts) VALUES ('rebuild');"
        "INSERT INTO entries_fts (entries_fts) VALUES ('optimize');"
        "ANALYZE;"
    )
    database.execute("INSERT INTO mark VALUES (?)", [mark])
    database.commit()
    database.close()
    return True


def marked(file: Path) -> str | None:
    database = sqlite3.connect(file)
    try:
        return database.execute("SELECT mark FROM mark").fetchone()[0]
    except (sqlite3.DatabaseError, TypeError):  # half written
        return None
    finally:
        database.close()


def marks() -> str:
    return ", ".join("?" * len(COLUMNS))


def rows() -> Iterator[tuple[object, ...]]:
    names = {
        model: dict(model.objects.values_list("pk", "title" if model is Liveblog else "name"))
        for model in (Actor, Liveblog, Place, Source, Topic)
    }
    for entry in all_entry_documents():
        yield row(entry, names)


def row(entry: EntryDocument, names: dict[type[Model], dict[int, str]]) -> tuple[object, ...]:
    """An entry with the names of all that it is about; its time to the hour, as it is indexed."""
    linked = (
        (Actor, entry.persons),
        (Actor, entry.organisations),
        (Place, entry.places),
        (Topic, entry.topics),
    )
    return (
        entry.id,
        entry.day and f"{entry.day}T{(entry.hour or 0) % 24:02}",
        entry.day and entry.day.year,
        names[Source][entry.source],
        names[Liveblog][entry.liveblog],
        entry.text,
        *(json.dumps([names[model][key] for key in keys]) for model, keys in linked),
        *(json.dumps(list(texts)) for texts in (entry.labels, entry.bylines, entry.has)),
    )
