"""What gunicorn is told beside its arguments, for `gunicorn --config python:archive.gunicorn`."""

import gc
import signal
from typing import Any

# Ten thousand letters typed into the search box are one line: the page says what it read of them.
limit_request_line = 0


def post_worker_init(worker: Any) -> None:
    """Leave Ctrl-C to the master, which ends its workers, and the loaded code to itself.

    A terminal sends it to every process. A worker that hears of its end twice breaks off its
    clean-up, and may leave the embedded PostgreSQL running.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is loaded now stays: without looking through it each time, the longest pause of the
    # garbage collection is 10 milliseconds in the place of 40.
    gc.collect()
    gc.freeze()
