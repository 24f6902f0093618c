"""The memory of a web process that has answered every question, served as `make run` does."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

READERS = 4
ROUNDS = 3
START_SECONDS = 60


@dataclass(frozen=True)
class Memory:
    """Of the largest worker, in bytes; the rest of `resident` is of files, such as the index."""

    idle: int
    resident: int
    anonymous: int | None


def memory_of_worker(addresses: Sequence[str]) -> Memory:
    with served() as (server, root):
        idle = max(worker.memory_info().rss for worker in server.children())
        with ThreadPoolExecutor(READERS) as readers:
            list(readers.map(read, [f"{root}{address}" for address in addresses] * ROUNDS))
        worker = max(server.children(), key=lambda worker: worker.memory_info().rss)
        return Memory(idle, worker.memory_info().rss, anonymous(worker))


@contextmanager
def served() -> Iterator[tuple[psutil.Process, str]]:
    """The server's process and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--bind", bind]
    command += ["--config", "python:archive.gunicorn", "--workers", "2", "--threads", "4"]
    with subprocess.Popen([*command, "--no-control-socket", "--log-level", "warning"]) as server:
        try:
            wait_for(f"http://{bind}/readyz")
            yield psutil.Process(server.pid), f"http://{bind}"
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return read(address)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def read(address: str) -> None:
    with urllib.request.urlopen(address, timeout=START_SECONDS) as answer:
        answer.read()


def anonymous(process: psutil.Process) -> int | None:
    """What a process has for itself alone, not from files; None where the system does not say."""
    maps = process.memory_maps()
    if not all(hasattr(part, "anonymous") for part in maps):
        return None
    return sum(part.anonymous for part in maps)
