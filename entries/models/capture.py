"""Provenance: the files delivered, the pages in them, and where each entry stood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, Func, Max, Min, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entries.layouts.base import Line, rows_of
from entries.parsing import text_read_by
from entries.readers.base import ReadError

from .entry import Entry, EntryVersion
from .run import ImportRun, Reading
from .source import Liveblog, Source

LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
# Until when an entry tells of its time: a day without a clock is told of as a whole.
LAST_MOMENT = Case(
    When(
        entry__time_precision=Entry.Precision.DAY,
        then=Func(
            "entry__source__timezone",
            "entry__day",
            function="timezone",
            template="%(function)s(%(expressions)s + interval '1 day' - interval '1 second')",
            output_field=models.DateTimeField(),
        ),
    ),
    default="entry__published_at",
)


class Dump(models.Model):
    """A delivered file, known by the SHA-256 of its bytes."""

    name = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField(help_text=_("Bytes."))
    run = models.ForeignKey(
        ImportRun,
        models.PROTECT,
        related_name="dumps",
        db_index=False,
        help_text=_("The run that brought it."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "name"]
        constraints = [models.UniqueConstraint(fields=["sha256"], name="dump_unique_sha256")]
        indexes = [
            models.Index(fields=["name"], name="dump_name_idx"),
            models.Index(fields=["run"], name="dump_run_idx"),
        ]

    def __str__(self) -> str:
        return self.name


class CaptureQuerySet(models.QuerySet["Capture"]):
    """Captures."""

    def holding(self, entries: Iterable[Entry | int]) -> CaptureQuerySet:
        """Those in which one of the entries stands, given as rows or keys."""
        standing = Appearance.objects.filter(capture=OuterRef("pk"), entry__in=list(entries))
        return self.filter(Exists(standing))

    def for_page(self) -> CaptureQuerySet:
        """With what a capture's own page tells of it, its bytes included."""
        return self.select_related("dump", "run", "source", "liveblog__source")

    def set_spans(self) -> None:
        """Store the time that each tells of, as its entries now have it."""
        here = Appearance.objects.filter(capture=OuterRef("pk")).order_by().values("capture")
        first = here.annotate(time=Min("entry__published_at")).values("time")
        last = here.annotate(time=Max(LAST_MOMENT)).values("time")
        self.update(starts_at=Subquery(first), ends_at=Subquery(last))


class Capture(models.Model):
    """One page of a dump as it was captured: its bytes, and what became of them.

    `name` is what the page is called in its dump ("2022/page.html" in a zip file), empty where
    the file is the page; `media_type` says what its bytes are. `hints` is what the side file or
    the command said of it, as JSON. `captured_at` is when the page was saved; it never stands in
    for the time of an entry. `starts_at` and `ends_at` are the times of its first and last dated
    entry; a day without a clock counts to its end.
    """

    class Outcome(models.TextChoices):
        IMPORTED = "imported", _("imported")
        REFUSED = "refused", _("refused")

    dump = models.ForeignKey(Dump, models.PROTECT, related_name="captures", db_index=False)
    position = models.PositiveIntegerField(default=0, help_text=_("Its place in the dump, from 0."))
    name = models.CharField(max_length=1000, blank=True)
    run = models.ForeignKey(
        ImportRun,
        models.PROTECT,
        related_name="brought",
        db_index=False,
        help_text=_("The run that brought it."),
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, related_name="captures", db_index=False
    )
    liveblog = models.ForeignKey(
        Liveblog, models.PROTECT, null=True, related_name="captures", db_index=False
    )
    payload = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100, default="text/plain")
    encoding = models.CharField(max_length=40)
    url = models.URLField(max_length=2000, blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True, editable=False)
    ends_at = models.DateTimeField(null=True, blank=True, editable=False)
    page_number = models.PositiveIntegerField(null=True, blank=True)
    hints = models.JSONField(default=dict, blank=True)
    layout = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reason = models.TextField(blank=True, help_text=_("Why it was refused."))
    unclaimed_lines = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CaptureQuerySet.as_manager()

    class Meta:
        ordering = ["dump_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["dump", "position"], name="capture_unique_position_per_dump"
            ),
            models.CheckConstraint(
                condition=Q(outcome="refused") | Q(source__isnull=False, liveblog__isnull=False),
                name="capture_imported_has_liveblog",
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="capture_sha256_idx"),
            models.Index(fields=["source"], name="capture_source_idx"),
            models.Index(fields=["liveblog", "captured_at"], name="capture_liveblog_time_idx"),
            models.Index(fields=["run"], name="capture_run_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.dump.name} #{self.position + 1}" if self.position else self.dump.name

    def get_absolute_url(self) -> str:
        return reverse("entries:capture", args=[self.pk])

    @property
    def recency(self) -> tuple[dt.datetime, int]:
        """By what captures follow each other: those of unknown time come first, as imported."""
        return self.captured_at or LONG_AGO, self.pk

    @property
    def text(self) -> str:
        """The page's text as its layout read it; what does not fit its encoding shows as U+FFFD.

        A page that was refused because it gives none is decoded as it stands. Raises LookupError
        where it is in no encoding.
        """
        payload = bytes(self.payload)
        if not self.encoding:
            raise LookupError("The page is in no known encoding.")
        try:
            return text_read_by(payload, self.media_type, self.encoding, self.layout)[0]
        except ReadError:
            return payload.decode(self.encoding, errors="replace")

    @property
    def rows(self) -> list[str]:
        """Its lines as they stand, all of them. Raises LookupError as `text` does."""
        return rows_of(self.text)

    def lines(self, first: int, last: int) -> tuple[Line, ...]:
        """The lines from `first` to `last`, counted from 1, both included."""
        rows = self.rows[first - 1 : last]
        return tuple(Line(number, row) for number, row in enumerate(rows, first))

    def latest_reading(self) -> Reading | None:
        """What the last run that read it made of it."""
        return self.readings.select_related("run").order_by("-pk").first()


class AppearanceQuerySet(models.QuerySet["Appearance"]):
    """Appearances."""

    def of_key(self, key: str) -> AppearanceQuerySet:
        """Those of the entry of this key."""
        return self.filter(entry__key=key)

    def anchored_at(self, anchors: Iterable[str]) -> AppearanceQuerySet:
        """Those whose post has one of these ids or addresses of its own."""
        return self.filter(anchor__in=list(anchors)).exclude(anchor="")

    def in_liveblogs(self, liveblogs: Iterable[Liveblog | int]) -> AppearanceQuerySet:
        """Those in the captures of these liveblogs, given as rows or keys."""
        return self.filter(capture__liveblog__in=list(liveblogs))

    def with_captures(self) -> AppearanceQuerySet:
        """With their captures and dumps but without the captures' bytes and the versions' texts."""
        told = self.select_related("capture__dump", "capture__run", "version")
        return told.defer("capture__payload", "version__blocks")

    def of_versions_shown(self, entries: Iterable[int]) -> models.QuerySet[Any, Any]:
        """`(entry, capture, first line, last line)`, where the shown version last stands, of each.

        As `Entry.shown_at`, for many entries.
        """
        said = self.filter(entry__in=list(entries), version__content_hash=F("entry__content_hash"))
        latest = F("captured_at").desc(nulls_last=True)
        order = ("entry_id", latest, "-capture_id", "ordinal")
        ordered = said.order_by(*order).distinct("entry_id")
        return ordered.values_list("entry_id", "capture_id", "first_line", "last_line")

    def first_captures(self) -> dict[str, dt.datetime]:
        """When each text was first captured, by its `content_hash`; only where that is known."""
        known = self.order_by().exclude(captured_at=None).values_list("version__content_hash")
        return dict(known.annotate(first=Min("captured_at")))

    def starting_in(self, first: int, last: int) -> AppearanceQuerySet:
        """Those that start in these lines."""
        return self.filter(first_line__range=(first, last))

    def with_titles(self) -> AppearanceQuerySet:
        """In the order of the page, with what names their entries."""
        return self.select_related("entry").defer("entry__blocks").order_by("first_line", "pk")


class Appearance(models.Model):
    """Where an entry stands in a capture, and what that capture says of it.

    `captured_at` is the capture's, here too so that an index has an entry's appearances in their
    order. `ordinal` is its place there, 1 at the top: pages that run on have several entries in a
    line. `version` is what stands there; `published_at`, `time_precision` and `time_text` are the
    time that this capture gives it, as with Entry; `anchor` is the post's own id or address,
    where this capture has one.
    """

    capture = models.ForeignKey(Capture, models.CASCADE, related_name="appearances", db_index=False)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="appearances", db_index=False)
    version = models.ForeignKey(
        EntryVersion, models.PROTECT, related_name="appearances", db_index=False
    )
    captured_at = models.DateTimeField(null=True, blank=True, editable=False)
    ordinal = models.PositiveIntegerField(default=1, help_text=_("Counted from 1."))
    first_line = models.PositiveIntegerField(help_text=_("Counted from 1."))
    last_line = models.PositiveIntegerField(help_text=_("Included."))
    published_at = models.DateTimeField(null=True, blank=True)
    time_precision = models.CharField(
        max_length=8, choices=Entry.Precision.choices, default=Entry.Precision.UNKNOWN
    )
    time_text = models.CharField(max_length=200, blank=True)
    anchor = models.CharField(max_length=1000, blank=True)

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        ordering = ["capture_id", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["capture", "ordinal"], name="appearance_unique_ordinal_per_capture"
            ),
            models.CheckConstraint(
                condition=Q(first_line__gte=1, last_line__gte=F("first_line")),
                name="appearance_lines_in_order",
            ),
        ]
        indexes = [
            models.Index(
                "entry",
                F("captured_at").asc(nulls_first=True),
                "capture",
                name="appearance_entry_time_idx",
            ),
            models.Index(fields=["version"], name="appearance_version_idx"),
            models.Index(
                fields=["anchor", "entry"],
                condition=~Q(anchor=""),
                name="appearance_anchor_entry_idx",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capture}, lines {self.first_line}–{self.last_line}"
