"""What later captures show otherwise than earlier ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from .capture import Capture
from .entry import Entry, EntryVersion
from .source import Liveblog, Source


class ChangeQuerySet(models.QuerySet["Change"]):
    """Changes."""

    def quiet(self) -> ChangeQuerySet:
        """Words edited and entries missed: what a reader could not have noticed."""
        edited = Q(kind=Change.Kind.EDITED, is_trivial=False)
        return self.filter(edited | Q(kind=Change.Kind.GONE))

    def of_kinds(self, kinds: Iterable[str], trivial: bool) -> ChangeQuerySet:
        """Those of some kinds, with trivial ones or without."""
        found = self.filter(kind__in=list(kinds))
        return found if trivial else found.filter(is_trivial=False)

    def of_days(self, first: dt.date, last: dt.date) -> ChangeQuerySet:
        """Those of entries of these days, both included."""
        return self.filter(day__range=(first, last))

    def counted(self) -> dict[str, int]:
        """How many are trivial edits, and how many stand on another page of the stream."""
        trivial = Q(kind=Change.Kind.EDITED, is_trivial=True)
        return self.aggregate(
            trivial=Count("pk", filter=trivial),
            elsewhere=Count("pk", filter=Q(kind=Change.Kind.ELSEWHERE)),
        )

    def for_listing(self) -> ChangeQuerySet:
        """With what a list shows of each, the newest first."""
        told = self.select_related("entry__source", "source", "liveblog__source", "version")
        captured = told.select_related("before__dump", "after__dump")
        return captured.defer("before__payload", "after__payload", "entry__blocks")

    def last_gone(self) -> Change | None:
        """The one that tells of an entry that later captures no longer have."""
        gone = self.filter(kind=Change.Kind.GONE)
        return gone.select_related("after__dump").defer("after__payload").first()


class Change(models.Model):
    """A difference between two captures of a liveblog, at one entry.

    `before` is the last capture that had the entry as it was, `after` the first one that has it
    otherwise or no more. An entry is edited where `version` takes the place of the one before;
    gone where a later capture tells of its time and lacks it; elsewhere where the same page of
    the stream no longer reaches back to it, so that it stands on another page. `is_trivial` says
    that only white space and punctuation differ. `noticed_at` is when `after` was captured, else
    imported; `day` the entry's own day.
    """

    class Kind(models.TextChoices):
        EDITED = "edited", _("edited")
        GONE = "gone", _("no longer there")
        ELSEWHERE = "elsewhere", _("on another page of the stream")

    kind = models.CharField(max_length=9, choices=Kind.choices)
    is_trivial = models.BooleanField(default=False)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="changes", db_index=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="changes", db_index=False)
    liveblog = models.ForeignKey(Liveblog, models.CASCADE, related_name="changes", db_index=False)
    before = models.ForeignKey(Capture, models.CASCADE, related_name="+", db_index=False)
    after = models.ForeignKey(Capture, models.CASCADE, related_name="changes", db_index=False)
    version = models.ForeignKey(
        EntryVersion, models.CASCADE, null=True, related_name="changes", db_index=False
    )
    noticed_at = models.DateTimeField()
    day = models.DateField(null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-noticed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "kind", "after"], name="change_unique_entry_kind_capture"
            ),
            models.CheckConstraint(
                condition=Q(kind="edited", version__isnull=False)
                | Q(kind__in=["gone", "elsewhere"], version__isnull=True),
                name="change_edited_has_version",
            ),
        ]
        indexes = [
            models.Index(fields=["-noticed_at", "-id"], name="change_noticed_idx"),
            models.Index(fields=["source", "-noticed_at"], name="change_source_idx"),
            models.Index(fields=["day"], name="change_day_idx"),
            models.Index(fields=["liveblog"], name="change_liveblog_idx"),
            models.Index(fields=["before"], name="change_before_idx"),
            models.Index(fields=["after"], name="change_after_idx"),
            models.Index(fields=["version"], name="change_version_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_kind_display()}"
