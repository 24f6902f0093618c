"""How far a long command is: a bar on a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
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
def import_bar(output: OutputWrapper) -> Iterator[Callable[[int, int, Report], None]]:
    """Gives what is to be called with the number of files done, their total and the report.

    The bar has entries a second and the time left; there is none where the output goes to a file.
    """
    if not output.isatty():
        yield lambda done, total, report: None
        return
    columns = (
        *(BarColumn(), MofNCompleteColumn(), TextColumn("files, {task.fields[told]}")),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task, started = bar.add_task("", total=None, told=""), time.monotonic()

        def advance(done: int, total: int, report: Report) -> None:
            speed = report.entries / max(time.monotonic() - started, 0.001)
            told = f"{report.entries:,} entries, {speed:,.0f}/s"
            bar.update(task, completed=done, total=total, told=told)

        yield advance
