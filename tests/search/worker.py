"""A process that imports and rebuilds in children of its own, some of which get killed.

Reads as JSON, a line each: what to do, in which index, and with what. Says how the child ended.
As Django is started once, a child is quick to start.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from entries.importing.imports import import_dumps  # noqa: E402
from entries.models import Entry  # noqa: E402
from entries.readers.base import Hints  # noqa: E402
from entries.search.base import Draft  # noqa: E402
from entries.search.engine import engine  # noqa: E402
from entries.search.keeping import drain  # noqa: E402
from entries.search.rebuilding import rebuild  # noqa: E402

STATEMENTS = "statements"  # a file, no dump by its name


def load(folder: str) -> None:
    import_dumps([folder], Hints())


def load_and_count(folder: str) -> None:
    """Import, and note beside the dumps how many statements that took."""
    with each_statement(lambda number: None) as count:
        load(folder)
        (Path(folder) / STATEMENTS).write_text(str(count()))


def load_and_be_killed(folder: str, statement: str, seconds: str) -> None:
    """Import, and be killed as a statement is sent, or so many seconds later."""

    def kill() -> None:
        time.sleep(float(seconds))
        os.kill(os.getpid(), signal.SIGKILL)

    def look(number: int) -> None:
        if number == int(statement):
            thread = Thread(target=kill, daemon=True)
            thread.start()
            if not float(seconds):
                thread.join()

    with each_statement(look):
        load(folder)


@contextmanager
def each_statement(look: Callable[[int], None]) -> Iterator[Callable[[], int]]:
    """Call this with the number of each statement, from 1; gives what says how many there were."""
    sent = 0

    def count(execute, *arguments):
        nonlocal sent
        sent += 1
        look(sent)
        return execute(*arguments)

    with connection.execute_wrapper(count):
        yield lambda: sent


def die_before_index(folder: str) -> None:
    """The first change is in the database, and on its way into the index."""
    load_and_die(folder, written=False)


def die_after_index(folder: str) -> None:
    """The index has the first change, and the table of pending changes has it too."""
    load_and_die(folder, written=True)


def load_and_die(folder: str, *, written: bool) -> None:
    """Import, and end at once when the first change is written to the index, or just before."""
    write = engine().writing

    @contextmanager
    def writing() -> Iterator[Draft]:
        with write() as draft:
            yield draft
            if not written:
                os._exit(1)
        os._exit(1)

    engine().writing = writing
    load(folder)


def die_rebuilding(headline: str) -> None:
    """A change came while the index was made anew, and is in the old one."""

    def change(done: int, total: int) -> None:
        Entry.objects.update(headline=headline)
        drain()
        os._exit(1)

    rebuild(change)


COMMANDS = {
    one.__name__: one
    for one in (
        *(load, load_and_count, load_and_be_killed),
        *(die_before_index, die_after_index, die_rebuilding),
    )
}


def run(name: str, arguments: list[str]) -> None:
    """Do it in this process, and end that."""
    try:
        COMMANDS[name](*arguments)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(2)
    os._exit(0)


def main() -> None:
    print("ready", flush=True)
    for line in sys.stdin:
        name, index, *arguments = json.loads(line)
        child = os.fork()
        if not child:
            settings.INDEX_DIR = Path(index)
            run(name, arguments)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


main()
