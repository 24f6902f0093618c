"""What the benchmark ran on: the machine and the versions, without its name or any path."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

import psutil
from django.db import connection

CPU_FILE = Path("/proc/cpuinfo")


def description() -> str:
    memory = psutil.virtual_memory().total / 2**30
    connection.ensure_connection()
    major, minor = divmod(connection.pg_version, 10_000)
    packages = ", ".join(f"{name} {version(name)}" for name in ("tantivy", "Django", "datasette"))
    return (
        f"{cpu()}, {os.cpu_count()} cores, {memory:.0f} GiB of memory, {platform.system()}; "
        f"Python {platform.python_version()}, PostgreSQL {major}.{minor}, {packages}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def cpu() -> str:
    lines = CPU_FILE.read_text().splitlines() if CPU_FILE.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()
