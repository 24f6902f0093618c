"""A run taken back: what it brought goes, what it read anew is as it was before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from entries.models import Appearance, Capture, Dump, Entry, ImportRun, Liveblog, Reading, Source
from entries.search.keeping import draining

from .batch import Batch
from .captures import hints_from_json, origin_of
from .changes import tell_changes_due
from .ledger import Ledger
from .reading import ReadPage, read_capture, with_text
from .reparsing import stored_page
from .report import Report
from .runs import fail_dead_runs, reconnecting, started_run, write_down
from .sources import zone_for
from .surnames import settle_surnames_due
from .tagger import tagger_from_database
from .targets import hold_targets
from .vocabulary import TextTagger
from .writing import EntryWriter, delete_empty, liveblogs_left, note_what_is_due, set_spans, write

AT_ONCE = 50  # captures
Progress = Callable[[int, int], None]


class CannotUndo(Exception):
    """A run cannot be taken back; the message says why, and what to do."""


def undo_import(key: int, progress: Progress = lambda done, total: None) -> Report:
    """Take back exactly what an import brought, and put back what it read anew.

    Captures that it brought go, with the entries, versions, liveblogs and sources that nothing
    else has. Captures that it read anew are read again under what was known before. Some
    captures at a time are one transaction; the same call finishes what was interrupted. Raises
    CannotUndo.
    """
    run, report = undoable(key), Report()
    with (
        started_run(ImportRun.Kind.UNDO, {"run": key}, undoes=run) as undo,
        draining() as follow,
    ):
        undoer = Undoer(run, undo, report)
        total, done = undoer.count(), 0
        progress(done, total)
        while count := undoer.go_on():
            done += count
            follow()
            progress(done, total)
        undoer.finish()
        write_down(undo, report)
    return report


def undoable(key: int) -> ImportRun:
    """The import of this key. Raises CannotUndo where there is none, or it cannot be undone."""
    fail_dead_runs()
    run = ImportRun.objects.filter(pk=key).first()
    if run is None:
        raise CannotUndo(f"There is no run {key}. The admin lists them, with what each brought.")
    if run.kind == ImportRun.Kind.UNDO:
        raise CannotUndo(f"Run {key} undid run {run.undoes_id}. Import its files again instead.")
    if run.kind == ImportRun.Kind.REPARSE:
        raise CannotUndo(f"Run {key} read captures again, and brought none. Nothing to take back.")
    if run.state == ImportRun.State.UNDONE:
        raise CannotUndo(f"Run {key} is taken back already.")
    if run.undone_by.filter(state=ImportRun.State.RUNNING).exists():
        raise CannotUndo(f"Run {key} is being taken back right now. Wait for the end of that.")
    if run.state == ImportRun.State.RUNNING:
        raise CannotUndo(f"Run {key} is still at work. Stop it, or wait for its end.")
    return run


class Undoer:
    """Takes back the import `run`, as the run `undo`."""

    def __init__(self, run: ImportRun, undo: ImportRun, report: Report) -> None:
        self.run = run
        self.undo = undo
        self.report = report
        self.tagger = tagger_from_database()

    def count(self) -> int:
        """How many captures are to be taken or put back."""
        return self.brought().count() + self.read_anew().count()

    def brought(self) -> QuerySet[Capture]:
        return Capture.objects.filter(run=self.run).order_by("-pk").defer("payload")

    def read_anew(self) -> QuerySet[Reading]:
        """What the run made of captures that were there, the latest first."""
        return Reading.objects.filter(run=self.run).exclude(before={}).order_by("-pk")

    def go_on(self) -> int:
        """Take or put back some captures; gives their number, 0 where none is left."""
        done = [0]

        def work() -> None:
            done[0] = self.take_back_some() or self.put_back_one()

        reconnecting(self.undo, work)
        return done[0]

    def take_turns(self, sources: Iterable[int | None]) -> None:
        """Wait for other runs, and for staff, before any row of these sources is changed, or both
        would wait."""
        Ledger(self.undo).lock(filter(None, sources))
        hold_targets()

    @transaction.atomic
    def take_back_some(self) -> int:
        """Take back the latest captures that the run brought; gives their number."""
        self.take_turns(capture.source_id for capture in self.brought()[:AT_ONCE])
        captures = list(self.brought()[:AT_ONCE])
        keys = [capture.pk for capture in captures]
        if not keys:
            return 0
        for reading in Reading.objects.filter(run=self.run, capture__in=keys).order_by("-pk"):
            restore_liveblog(reading.before)
        ledger = self.ledger_of(captures)
        ledger.take_back(keys)
        EntryWriter(ledger, self.tagger).write()
        dumps = {capture.dump_id for capture in captures}
        Capture.objects.filter(pk__in=keys).delete()
        others = Capture.objects.filter(dump=OuterRef("pk"))
        Dump.objects.filter(~Exists(others), pk__in=dumps).delete()
        left = liveblogs_left(ledger, (capture.liveblog_id for capture in captures))
        set_spans(ledger, [], left)
        delete_empty(left)
        note_what_is_due(ledger, left)
        self.tell(ledger, len(keys))
        return len(keys)

    def ledger_of(self, captures: Sequence[Capture]) -> Ledger:
        """All that stands in these captures, read into a ledger."""
        ledger = Ledger(self.undo)
        ledger.lock(capture.source_id for capture in captures if capture.source_id)
        keys = [capture.pk for capture in captures]
        there = Appearance.objects.filter(capture__in=keys).order_by("entry")
        entries = list(there.values_list("entry", flat=True).distinct())
        ledger.known.read(entries, keys, whole=True)
        return ledger

    def tell(self, ledger: Ledger, captures: int) -> None:
        self.report.captures += captures
        self.report.removed += len(ledger.gone)
        self.report.revised += len(ledger.changed)

    @transaction.atomic
    def put_back_one(self) -> int:
        """Put back the latest capture that the run read anew; gives 1, or 0 where none is left."""
        latest = self.read_anew().select_related("capture").defer("capture__payload").first()
        if latest is None:
            return 0
        self.take_turns((latest.capture.source_id, latest.before.get("source")))
        reading = self.read_anew().filter(pk=latest.pk).select_related("capture__dump").first()
        if reading is None:  # its capture was taken back meanwhile
            return 1
        capture, before = reading.capture, reading.before
        restore_liveblog(before)
        later = capture.readings.filter(run__gt=self.run).exclude(before={}).order_by("pk").first()
        if later is not None:
            # What a later run said of the capture stands; it was said over this.
            later.before = {**later.before, **before, "told": later.before.get("told", {})}
            later.save(update_fields=["before"])
        elif before.get("outcome") == Capture.Outcome.REFUSED:
            self.refuse_again(capture, before)
        elif "outcome" in before:
            self.read_again(capture, before)
        reading.delete()
        return 1

    def refuse_again(self, capture: Capture, before: dict[str, Any]) -> None:
        """Have a capture that the run could read be one that no layout fits."""
        ledger = self.ledger_of([capture])
        ledger.take_back([capture.pk])
        EntryWriter(ledger, self.tagger).write()
        left = liveblogs_left(ledger, [capture.liveblog_id])
        Capture.objects.filter(pk=capture.pk).update(
            **said_before(before),
            outcome=Capture.Outcome.REFUSED,
            reason=before["reason"],
            layout="",
            source=None,
            liveblog=None,
            page_number=None,
            unclaimed_lines=0,
        )
        set_spans(ledger, [capture.pk], left)
        delete_empty(left)
        note_what_is_due(ledger, left)
        self.tell(ledger, 1)

    def read_again(self, capture: Capture, before: dict[str, Any]) -> None:
        """Read a capture under what was known of it before the run."""
        left = capture.liveblog_id
        source = Source.objects.get(pk=before["source"])
        home = home_before(before, source)
        Capture.objects.filter(pk=capture.pk).update(
            **said_before(before), source=source, liveblog=home or capture.liveblog
        )
        page = page_under(capture, before, self.tagger.texts, source)
        batch = Batch([page], self.undo)
        if home is None:  # nothing tells what it was: the page finds one as new ones do
            batch.captures[origin_of(page.raw)].liveblog_id = None
        saved = [batch.take(page)]
        write(batch, saved, self.tagger)
        if left and left != saved[0].liveblog.pk:
            delete_empty([left])
        self.tell(batch, 1)

    def finish(self) -> None:
        """Take back the liveblogs and sources that the run made and nothing else has."""
        delete_empty(Liveblog.objects.filter(run=self.run).values_list("pk", flat=True))
        # Others may have used a source of a run that was undone before them.
        own = Source.objects.filter(Q(run=self.run) | Q(run__state=ImportRun.State.UNDONE))
        for model in (Entry, Capture, Liveblog):
            own = own.exclude(Exists(model.objects.filter(source=OuterRef("pk"))))
        own.delete()
        Reading.objects.filter(run=self.undo).delete()  # what was put back is no news
        tell_changes_due()
        settle_surnames_due()
        self.run.state = ImportRun.State.UNDONE
        self.run.save(update_fields=["state"])


def said_before(before: dict[str, Any]) -> dict[str, Any]:
    moment = before["captured_at"]
    known = moment and dt.datetime.fromisoformat(moment)
    return {"hints": before["hints"], "url": before["url"], "captured_at": known}


def home_before(before: dict[str, Any], source: Source) -> Liveblog | None:
    """The liveblog that a capture was in, made anew where it was left without a page."""
    home = Liveblog.objects.filter(pk=before["home"]).first()
    if home or "left" not in before:
        return home
    told = {**before["left"], "source": source}
    told["run"] = ImportRun.objects.filter(pk=told["run"]).first()
    taken = Liveblog.objects.filter(source=source, slug=told["slug"]).first()
    return taken or Liveblog.objects.create(pk=before["home"], **told)


def page_under(
    capture: Capture, before: dict[str, Any], tagger: TextTagger, source: Source
) -> ReadPage:
    """A stored capture, read under what was known of it before, its entries' days included."""
    stored = stored_page(capture)
    hints = hints_from_json(before["hints"])
    page = read_capture(with_text(stored.raw), hints, stored.name, tagger)
    zone = zone_for(page, source)
    page = page.dated(zone)
    days = {
        line: dt.date.fromisoformat(day)
        for day, lines in before.get("days", {}).items()
        for line in lines
    }
    if not page.lacking or not days:
        return page
    lines = [entry.first_line for entry in page.entries]
    return page.dated(zone, {at: days[line] for at, line in enumerate(lines) if line in days})


def restore_liveblog(before: dict[str, Any]) -> None:
    """Take back what a page told of a liveblog, where nobody has said otherwise since."""
    liveblog = Liveblog.objects.filter(pk=before.get("liveblog", 0)).first()
    if liveblog is None:
        return
    for name, (was, told) in before.get("told", {}).items():
        now = getattr(liveblog, name)
        if (now.isoformat() if isinstance(now, dt.date) else now) == told:
            setattr(liveblog, name, was)
    liveblog.save()
