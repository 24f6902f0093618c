"""What can keep the embedded PostgreSQL from starting, in words that say what to do."""

from __future__ import annotations

import errno
import os
import pwd
from pathlib import Path

DISK_FULL = "The disk is full: free some space there and try again."
NO_USER = (
    "PostgreSQL does not run as root, and the system user it would run as cannot be made here. "
    "Run this as an ordinary user, or set DATABASE_URL to a PostgreSQL server."
)


class ServerError(Exception):
    """The server could not be made or started; the text says why and what to do."""


def user_name(uid: int) -> str:
    """The name of a user of this machine, or the number where it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def not_writable(path: object) -> str:
    """The advice on a file or folder that this process may not use."""
    return (
        f"The user {user_name(os.geteuid())} may not read or write {path}. Run this as the user "
        "who owns it, or set DATA_DIR to a folder that you can write."
    )


def in_plain_words(error: Exception) -> str:
    """What to do about an error that was met on the way to a running server."""
    if isinstance(error, ServerError):
        return str(error)
    if not isinstance(error, OSError):  # useradd refused, or the file system takes no locks
        return NO_USER if "useradd" in str(error) else f"{error}"
    if error.filename == "useradd":
        return NO_USER
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DISK_FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return not_writable(os.fsdecode(error.filename or ""))
    return f"{error.strerror}: {error.filename}. Set DATA_DIR to a folder that you can write."


def program_failure(program: str, output: str, folder: Path) -> str:
    """What to do after a program of PostgreSQL failed, from all that it wrote."""
    said = [line.strip() for line in output.splitlines()]
    reasons = [
        line for line in said if any(word in line for word in ("FATAL:", "PANIC:", "error:"))
    ]
    detail = " ".join(reasons or said[-3:])
    if "No space left on device" in output or "Disk quota exceeded" in output:
        return DISK_FULL
    if "lock file" in output or "PID file" in output:
        return leftover_lock(folder / "postmaster.pid", detail)
    more = f" More may stand in {folder / 'log'}." if folder.exists() else ""
    return f"The program {program} failed and said: {detail}{more}"


def leftover_lock(path: Path, detail: str) -> str:
    """The advice on a lock file that no server of this folder stands behind."""
    return (
        f"A lock file was left behind by a server that did not end properly: {path} ({detail}). "
        "If no other computer or container uses this folder, delete that file and try again."
    )
