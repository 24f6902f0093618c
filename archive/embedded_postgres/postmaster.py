"""Who serves a PostgreSQL folder, read from the lock file `postmaster.pid` that lies in it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import psutil

STATUS_LINE = 7  # the last of the eight lines that a server writes while it starts


def find(folder: Path) -> psutil.Process | None:
    """The server process of a folder; nothing if it is dead or the lock file names another."""
    with suppress(psutil.NoSuchProcess):
        process = named_process(folder)
        if process is not None and serves(process, folder):
            return process
    return None


def is_dead(folder: Path) -> bool:
    """Whether the lock file names a process that has ended, even if not yet cleared away."""
    try:
        process = named_process(folder)
        return process is not None and process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def named_process(folder: Path) -> psutil.Process | None:
    """The process that the lock file names, whatever it is; nothing if the file is cut off.

    Raises psutil.NoSuchProcess where that process is gone.
    """
    try:
        pid = int(lock_lines(folder)[0])
    except (IndexError, ValueError):
        return None
    return psutil.Process(pid)


def is_ready(folder: Path) -> bool:
    """Whether the folder has a server that takes connections."""
    lines = lock_lines(folder)
    ready = len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready"
    return ready and find(folder) is not None


def lock_lines(folder: Path) -> list[str]:
    """The lines of the lock file, none if there is no such file."""
    try:
        return (folder / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def serves(process: psutil.Process, folder: Path) -> bool:
    """Whether a process is the living server of this folder: process ids are used again."""
    if process.status() == psutil.STATUS_ZOMBIE or process.name() != "postgres":
        return False
    try:
        return str(folder) in process.cmdline()
    except psutil.AccessDenied:  # macOS hides the command lines of other users
        return True
