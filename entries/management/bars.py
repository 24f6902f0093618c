"""How far a long command is: a bar on a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from entries.importing.report import Report


class SpeedColumn(TextColumn):
    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:,.0f} entries/s")


@contextmanager
def entries_bar(output: OutputWrapper) -> Iterator[Callable[[int, int], None]]:
    """Gives what is to be called with the number of entries done and their total.

    The bar has entries a second and the time left; there is none where the output goes to a file.
    """
    if not output.isatty():
        yield lambda done, total: None
        return
    columns = (BarColumn(), MofNCompleteColumn(), SpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def run_bar(
    output: OutputWrapper, amount: ProgressColumn | None = None
) -> Iterator[Callable[..., None]]:
    """Gives what is to be called with how much is done, the total, and the report of the run.

    The bar tells the `amount`, bytes where nothing else is said, entries a second and the time
    left; there is none where the output goes to a file.
    """
    if not output.isatty():
        yield lambda done, total, report=None: None
        return
    told = TextColumn("{task.fields[told]}")
    columns = (BarColumn(), amount or DownloadColumn(), told, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task, started = bar.add_task("", total=None, told=""), time.monotonic()

        def advance(done: int, total: int, report: Report | None = None) -> None:
            seconds = max(time.monotonic() - started, 0.001)
            met = report.entries if report else 0
            speed = f"{met:,} entries, {met / seconds:,.0f}/s" if report else ""
            bar.update(task, completed=done, total=total, told=speed)

        yield advance
