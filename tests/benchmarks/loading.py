"""The made-up archive → the embedded PostgreSQL, by COPY, without the triggers of single rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.text import slugify

from .liveblogs import chunks
from .records import COLUMNS, LOADED_AT, Recorder, line
from .world import SEED, TERMS_A_TOPIC, ZONES, World
from .writing import Writer

MARK = "Made-up entries for the benchmark: "
WRITTEN_BY = ("words", "world", "liveblogs", "writing", "posts", "records")
WORLD_COLUMNS = {
    "source": "id slug name home_page timezone language",
    "actor": "id kind slug name description surname wikidata",
    "actorname": "actor_id name context",
    "place": "id slug name kind country latitude longitude within_id holders wikidata",
    "placename": "place_id name context",
    "topic": "id slug name description terms exclusions",
    "importrun": "id kind state started_at finished_at arguments captures created revised "
    "unchanged refused warnings passed_over removed",
}
COUNTRIES = 60  # of the places
# The rows of these tables are given their numbers, which the database must then know of.
NUMBERED = ("source", "actor", "place", "topic", "importrun", "liveblog", "entry", "entryversion",
            "dump", "capture")  # fmt: skip


class NotOurs(Exception):
    """The database holds something that the benchmark did not make."""


def load(entries: int) -> None:
    """Make the archive of so many entries, unless it is there already.

    Raises NotOurs where the database holds anything else.
    """
    mark = f"{MARK}{entries}, {generator_digest()}"
    found = present_mark()
    if found == mark:
        call_command("migrate", verbosity=0)
        return
    if tables() and not found.startswith(MARK):
        raise NotOurs("This database was not made by the benchmark, and is left alone.")
    run(
        "DROP SCHEMA public CASCADE",
        "CREATE SCHEMA public",
        f"COMMENT ON SCHEMA public IS '{MARK}'",
    )
    call_command("migrate", verbosity=0)
    with transaction.atomic(), connection.cursor() as cursor, without_indexes(cursor):
        copy_all(cursor, entries)
    run(f"COMMENT ON SCHEMA public IS '{mark}'", "VACUUM ANALYZE", "CHECKPOINT")


def generator_digest() -> str:
    """Changes whenever the modules that make up the entries do."""
    folder = Path(__file__).parent
    sources = b"".join((folder / f"{name}.py").read_bytes() for name in WRITTEN_BY)
    return hashlib.sha256(sources).hexdigest()[:12]


def present_mark() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('public'::regnamespace)")
        return cursor.fetchone()[0] or ""


def tables() -> list[str]:
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def without_indexes(cursor: CursorWrapper) -> Iterator[None]:
    """Without triggers and checks of foreign keys, and plain indexes made at the end."""
    cursor.execute("SET LOCAL session_replication_role = replica")
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'entries_%%' AND NOT "
        "EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexname::regclass)"
    )
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _, definition in indexes:
        cursor.execute(definition)


def copy_all(cursor: CursorWrapper, entries: int) -> None:
    world = World()
    writer, recorder = Writer(world), Recorder(world)
    for table, rows in world_rows(world).items():
        copy(cursor, table, WORLD_COLUMNS[table], rows)
    for number, liveblogs in enumerate(chunks(entries)):
        rng = np.random.default_rng([SEED, 2, number])
        rows = recorder.rows(rng, liveblogs, writer.write(rng, liveblogs))
        for table, columns in COLUMNS.items():
            copy(cursor, table, columns, rows[table])
    for table in NUMBERED:
        sequence = f"pg_get_serial_sequence('entries_{table}', 'id')"
        cursor.execute(f"SELECT setval({sequence}, max(id)) FROM entries_{table}")


def copy(cursor: CursorWrapper, table: str, columns: str, rows: Iterable[str]) -> None:
    names = ", ".join(columns.split())
    with cursor.copy(f"COPY entries_{table} ({names}) FROM STDIN") as target:
        target.write("".join(f"{row}\n" for row in rows))


def world_rows(world: World) -> dict[str, list[str]]:
    """The rows of what entries name."""
    actors, places = list(enumerate(world.actors, 1)), list(enumerate(world.places, 1))
    return {
        "source": [
            line(n, slugify(name), name, "https://example.org/", *ZONES[(n - 1) % len(ZONES)])
            for n, name in enumerate(world.sources, 1)
        ],
        "actor": [line(n, a.kind, slugify(a.name), a.name, *[""] * 3) for n, a in actors],
        "actorname": [line(n, name, "{}") for n, a in actors for name in (a.name, a.alias)],
        "place": [place_row(n, name) for n, name in places],
        "placename": [line(n, name, "{}") for n, name in places],
        "topic": [
            line(n, slugify(name), name, "", "{" + ",".join(terms_of(world, n - 1)) + "}", "{}")
            for n, name in enumerate(world.topics, 1)
        ],
        "importrun": [line(1, "import", "finished", LOADED_AT, LOADED_AT, "{}", *[0] * 8)],
    }


def place_row(number: int, name: str) -> str:
    """The first places are countries, in which the others lie; the triggers that tell are off."""
    country = number % COUNTRIES + 1 if number > COUNTRIES else None
    kind, holders = ("city", [number, country]) if country else ("country", [number])
    code = "".join(chr(ord("A") + each) for each in divmod(holders[-1] or 0, 26))
    at = (number % 160 - 80, number % 340 - 170)
    held = "{" + ",".join(map(str, holders)) + "}"
    return line(number, slugify(name), name, kind, code, *at, country, held, "")


def terms_of(world: World, topic: int) -> list[str]:
    return world.terms[topic * TERMS_A_TOPIC : (topic + 1) * TERMS_A_TOPIC]
