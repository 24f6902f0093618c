"""Runs the benchmark; `BENCH_ENTRIES` says with how many entries. See docs/benchmarks.md."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = 1_000_000  # what the published results are for
os.environ.setdefault("DATA_DIR", str(ROOT / "var" / "bench"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
os.environ.pop("DATABASE_URL", None)  # what is loaded here belongs in no other database

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from . import loading, peer, report, serving, timing  # noqa: E402
from .questions import questions  # noqa: E402
from .world import World  # noqa: E402


def main() -> None:
    entries = int(os.environ.get("BENCH_ENTRIES") or ENTRIES)
    try:
        measured = measure(entries)
    except loading.NotOurs as error:
        sys.exit(str(error))
    text = report.report(measured)
    print(text)
    if entries == ENTRIES:
        report.write(text, ROOT / "docs" / "benchmarks.md")


def measure(entries: int) -> report.Measured:
    call_command("collectstatic", interactive=False, verbosity=0)
    say(f"Making {entries:,} entries, unless they are there ...")
    loading.load(entries)
    say("Making the file for Datasette, unless it is there ...")
    peer.build(settings.DATA_DIR / "bench.db", loading.present_mark())
    say("Building the index ...")
    build = rebuild(entries)
    asked = questions(World())
    say(f"Asking the archive {len(asked)} questions ...")
    results = timing.time_archive(asked)
    after_a_change = timing.time_after_a_change()
    say("Measuring the memory of a web process ...")
    memory = serving.memory_of_worker([question.address for question in asked])
    say("Asking Datasette; this takes the longest ...")
    timing.time_peer(results)
    return report.Measured(build, results, after_a_change, memory)


def rebuild(entries: int) -> report.Build:
    started = time.perf_counter()
    subprocess.run([sys.executable, "manage.py", "rebuild_index"], cwd=ROOT, check=True)
    seconds = time.perf_counter() - started
    size = sum(file.stat().st_size for file in settings.INDEX_DIR.rglob("*") if file.is_file())
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return report.Build(entries, seconds, size, memory)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
