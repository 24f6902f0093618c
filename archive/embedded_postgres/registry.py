"""The servers that this process has joined, one for each folder."""

from __future__ import annotations

import atexit
import os
import threading
from pathlib import Path

from fasteners import InterProcessLock

from archive.embedded_postgres.server import Server, lock_path

_servers: dict[Path, Server] = {}
_threads = threading.Lock()  # the lock between processes does not keep threads apart


def joined_server(folder: Path) -> Server:
    """The server of a folder; the first call of a process joins it, and starts it if need be."""
    with _threads:
        return _servers.get(folder) or _join(folder)


def running_server(folder: Path) -> Server:
    """The server of a folder, started again if it went away behind this process's back."""
    with _threads:
        server = _servers[folder]
        return server if server.is_running() else _join(folder)


def _join(folder: Path) -> Server:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with InterProcessLock(lock_path(folder)):
        server = Server(folder)  # as root it makes a system user, which two cannot do at once
    try:
        server.start()
    except BaseException:
        atexit.unregister(server._cleanup)  # registered by the library before it tries to start
        raise
    _servers[folder] = server
    return server


def _forget_after_fork() -> None:
    """A forked child counts among the users of a server only when it joins it itself."""
    global _threads
    _servers.clear()
    _threads = threading.Lock()


os.register_at_fork(after_in_child=_forget_after_fork)
