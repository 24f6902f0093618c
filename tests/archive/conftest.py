"""Processes that use an embedded database of their own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest

from tests.conftest import RAM_DISK

ROOM = 1_000_000_000  # bytes; a database folder has some fifty million of them
CLIENT = Path(__file__).with_name("client.py")


class Client:
    """One process that uses the database of a folder."""

    def __init__(self, folder: Path, *arguments: str, python: str = sys.executable, **how: object):
        self.process = subprocess.Popen(
            [python, str(CLIENT), str(folder), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **how,
        )

    def send(self, line: str) -> None:
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def receive(self) -> str:
        return self.process.stdout.readline().strip()

    def ask(self, line: str) -> str:
        self.send(line)
        return self.receive()

    def end(self) -> str:
        """Let the process end by itself; gives what it wrote as errors."""
        self.process.stdin.close()
        said = self.process.stderr.read()
        self.process.wait(30)
        return said

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """Leave nothing of the process behind."""
        self.kill()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with suppress(BrokenPipeError):
                pipe.close()


def postmaster(folder: Path) -> psutil.Process | None:
    """The living server of a folder, found without the code that is tested."""
    with suppress(FileNotFoundError, ValueError, psutil.NoSuchProcess):
        process = psutil.Process(int((folder / "postmaster.pid").read_text().split()[0]))
        if process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE:
            return process
    return None


def wait_until(condition: Callable[[], object], seconds: float = 10) -> None:
    """Wait for something that other processes do; fails after so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def stop_servers(place: Path) -> None:
    for lock in place.rglob("postmaster.pid"):
        if server := postmaster(lock.parent):
            server.send_signal(signal.SIGQUIT)
            wait_until(lambda lock=lock: postmaster(lock.parent) is None)


@pytest.fixture(scope="session")
def disk() -> Path | None:
    """Where the databases lie: in memory where that has room, for each is written out whole."""
    roomy = os.access(RAM_DISK, os.W_OK) and shutil.disk_usage(RAM_DISK).free > ROOM
    return RAM_DISK if roomy else None


@pytest.fixture
def place(disk: Path | None) -> Iterator[Path]:
    """An empty folder to make databases in; their servers are stopped at the end.

    Not `tmp_path`: pytest closes that to the user that PostgreSQL runs as under root.
    """
    with tempfile.TemporaryDirectory(prefix="aih", dir=disk) as name:
        yield Path(name).resolve()
        stop_servers(Path(name).resolve())


@pytest.fixture(scope="session")
def made_once(disk: Path | None) -> Iterator[Path]:
    """A database folder made by the engine, to be copied: making one takes a while."""
    with tempfile.TemporaryDirectory(prefix="aih", dir=disk) as name:
        folder = Path(name).resolve() / "postgres"
        with closing(Client(folder)) as client:
            assert client.ask("SELECT 1") == "1"
            assert client.ask("ALTER SYSTEM SET fsync = off") == "done"
            assert client.end() == ""
        yield folder


@pytest.fixture
def folder(place: Path, made_once: Path) -> Path:
    """A database folder that holds the empty database `archive`; no server runs."""
    subprocess.run(["cp", "-a", str(made_once), str(place)], check=True)
    return place / made_once.name


@pytest.fixture
def start(place: Path) -> Iterator[Callable[..., Client]]:
    """Start clients of a folder; those still there at the end are killed."""
    clients = []

    def start(folder: Path, *arguments: str, **how: object) -> Client:
        clients.append(Client(folder, *arguments, **how))
        return clients[-1]

    yield start
    for client in clients:
        client.close()


@pytest.fixture
def server_user() -> str | None:
    """The user that PostgreSQL runs as, where it is not the one who runs the tests."""
    return "pgserver" if os.geteuid() == 0 else None
