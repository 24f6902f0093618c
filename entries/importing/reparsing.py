"""Stored captures read again with today's layouts: addresses stay, and a run says what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from django.db.models import QuerySet

from entries.models import Capture, ImportRun
from entries.readers.base import RawCapture
from entries.search.keeping import draining

from .captures import hints_from_json
from .intake import started_intake
from .reading import StoredPage
from .report import Listener, Report
from .rereading import read_again_in_order

AT_ONCE = 20  # captures
Progress = Callable[[int, int, Report], None]


@dataclass(frozen=True)
class Chosen:
    """Which captures to read again; all of them where nothing is said.

    `layout` and `source` (a slug) are those of their last reading; `run` brought them.
    """

    layout: str | None = None
    source: str | None = None
    run: int | None = None

    def captures(self) -> QuerySet[Capture]:
        wanted = {"layout": self.layout, "source__slug": self.source, "run": self.run}
        said = {name: value for name, value in wanted.items() if value is not None}
        return Capture.objects.filter(**said).order_by("pk")


def reparse(
    chosen: Chosen,
    progress: Progress = lambda done, total, report: None,
    workers: int = 0,
    tell: Listener | None = None,
) -> Report:
    """Read the chosen captures again from their stored bytes, with today's layouts.

    What earlier imports were told of them stands. An entry that is read otherwise keeps its
    address; one that no capture has any more is taken out. A capture that no layout fits any
    more stays as it was read before. `workers` processes read; with 0 this one does.
    """
    report = Report(tell)
    said = {name: value for name, value in asdict(chosen).items() if value is not None}
    with started_intake(ImportRun.Kind.REPARSE, said, report, draining()) as intake:
        report.run = intake.run.pk
        total = chosen.captures().count()
        progress(0, total, report)
        pages = stored_pages(chosen)
        items = read_again_in_order(pages, intake.tagger.vocabulary, workers)
        intake.take_all(items, lambda done: progress(done, total, report))
    return report


def stored_pages(chosen: Chosen) -> Iterator[list[StoredPage]]:
    """The chosen captures with their bytes, a few at a time."""
    last = 0
    while rows := list(chosen.captures().filter(pk__gt=last).select_related("dump")[:AT_ONCE]):
        yield [stored_page(row) for row in rows]
        last = rows[-1].pk


def stored_page(capture: Capture) -> StoredPage:
    dump = capture.dump
    raw = RawCapture(
        dump_name=dump.name,
        dump_sha256=dump.sha256,
        dump_size=dump.size,
        position=capture.position,
        payload=bytes(capture.payload),
        text="",
        encoding=capture.encoding,
        name=capture.name,
        media_type=capture.media_type,
    )
    return StoredPage(str(capture), raw, hints_from_json(capture.hints))
