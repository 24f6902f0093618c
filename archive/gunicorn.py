"""What gunicorn's workers do beside serving, for `gunicorn --config python:archive.gunicorn`."""

import signal
from typing import Any


def post_worker_init(worker: Any) -> None:
    """Leave Ctrl-C to the master, which ends its workers.

    A terminal sends it to every process. A worker that hears of its end twice breaks off its
    clean-up, and may leave the embedded PostgreSQL running.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
