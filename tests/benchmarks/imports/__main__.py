"""Runs the benchmark of imports; `BENCH_ENTRIES` says with how many entries.

See docs/benchmarks.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ENTRIES = 100_000
WORKERS = 2
os.environ.setdefault("DATA_DIR", str(ROOT / "var" / "bench-import"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
os.environ.pop("DATABASE_URL", None)  # what is loaded here belongs in no other database

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import F, Sum  # noqa: E402

from entries.models import ImportRun  # noqa: E402

from .. import loading  # noqa: E402
from ..dumps.archive import PARTS, TEXTS, Manifest, write_archive  # noqa: E402
from ..report import write  # noqa: E402
from . import checking, pages, stages  # noqa: E402
from .memory import watched  # noqa: E402
from .report import Measured, Part, entries_of, report  # noqa: E402

MARK = "Imports of made-up dumps, for the benchmark"


def main() -> None:
    entries = int(os.environ.get("BENCH_ENTRIES") or ENTRIES)
    try:
        empty_database()
    except loading.NotOurs as error:
        sys.exit(str(error))
    try:
        measured = measure(entries)
    except subprocess.CalledProcessError as error:
        sys.exit(
            f"{' '.join(error.cmd[1:])} ended with {error.returncode}:\n{error.output[-3000:]}"
        )
    text = report(measured)
    print(text)
    write(text, ROOT / "docs" / "benchmarks.md", f"import of {entries:,}")


def measure(entries: int) -> Measured:
    dumps = settings.DATA_DIR / "dumps"
    say(f"Writing dumps with {entries:,} entries ...")
    shutil.rmtree(dumps, ignore_errors=True)
    manifest = write_archive(dumps, entries)
    parts = [imported(dumps / part, manifest) for part in PARTS]
    say("Comparing the archive with the dumps, and the index with the archive ...")
    wrong = list(checking.differences(manifest))
    index = manage("index", "--check", check=False).stdout.strip().splitlines()[-1]
    say("Timing the steps, and single pages ...")
    steps = stages.stages(dumps / "text")
    return Measured(entries, parts, wrong, index, steps, list(pages.costs()))


def empty_database() -> None:
    """A database with the gazetteer in it and no index beside it.

    Raises loading.NotOurs where it holds anything that was not made here.
    """
    if loading.tables() and loading.present_mark() != MARK:
        raise loading.NotOurs("This database was not made by the benchmark, and is left alone.")
    loading.run(
        "DROP SCHEMA public CASCADE",
        "CREATE SCHEMA public",
        f"COMMENT ON SCHEMA public IS '{MARK}'",
    )
    shutil.rmtree(settings.INDEX_DIR, ignore_errors=True)
    call_command("migrate", verbosity=0)
    call_command("load_gazetteer", verbosity=0)
    call_command("index", verbosity=0)


def imported(folder: Path, manifest: Manifest) -> Part:
    """Import one folder of dumps and see what it takes."""
    say(f"Importing {folder.name} ...")
    kinds = [kind.name for kind in TEXTS] if folder.name == "text" else [folder.name]
    files = [file for file in folder.iterdir() if file.suffix != ".toml"]
    before = done()
    command = [sys.executable, "manage.py", "import_dumps", str(folder)]
    command += ["--workers", str(WORKERS), "--verbosity", "0"]
    run = watched(command, ROOT, server_pid(), lambda: done() - before)
    size = sum(file.stat().st_size for file in files)
    return Part(folder.name, size, entries_of(manifest, kinds), run)


def done() -> int:
    """The entries that all runs together have found so far."""
    found = F("created") + F("revised") + F("unchanged")
    return ImportRun.objects.aggregate(done=Sum(found))["done"] or 0


def server_pid() -> int:
    connection.ensure_connection()
    return int((settings.DATA_DIR / "postgres" / "postmaster.pid").read_text().split()[0])


def manage(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=check)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
