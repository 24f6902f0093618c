"""A process that uses the embedded database: SQL in, a line at a time; first value out.

Run as `client.py FOLDER [DATABASE]`. `reconnect` drops the connection, `fork` hands over to
a child, and the parent waits for the signal to end. Any warning is an error.
"""

import os
import signal
import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
warnings.simplefilter("error")

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import Error, connection  # noqa: E402


def configure(folder: str, name: str = "archive") -> None:
    engine = {"ENGINE": "archive.embedded_postgres", "NAME": name, "DATA_DIR": folder}
    settings.configure(DATABASES={"default": engine})
    apps.populate(())  # all that the database needs of django.setup()


def answer(line: str) -> str:
    """What the database says to a statement, or what went wrong, on one line."""
    if line == "reconnect":
        connection.close()
        return "closed"
    if line == "fork":
        connection.close()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        if os.fork():
            signal.pause()
        return str(os.getpid())
    try:
        with connection.cursor() as cursor:
            cursor.execute(line)
            return str(cursor.fetchone()[0]) if cursor.description else "done"
    except Error as error:
        return f"{type(error).__name__}: {error}".replace("\n", " ")


def main() -> None:
    configure(*sys.argv[1:])
    for line in sys.stdin:
        print(answer(line.strip()), flush=True)
    connection.close()


if __name__ == "__main__":
    main()
