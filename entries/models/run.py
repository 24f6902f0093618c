"""What each import did, and what it could not do."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One call of a command that reads pages: what was asked, and what came of it.

    An import takes in files, a reparse reads stored captures again with today's layouts, and an
    undo takes back what the run `undoes` brought, which is `undone` from then on.
    """

    class Kind(models.TextChoices):
        IMPORT = "import", _("import")
        REPARSE = "reparse", _("reparse")
        UNDO = "undo", _("undo")

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("failed")
        UNDONE = "undone", _("undone")

    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.IMPORT)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    undoes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by", db_index=False
    )
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    arguments = models.JSONField(default=dict, blank=True)
    captures = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(
        default=0, help_text=_("Entries that no capture has any more.")
    )
    refused = models.PositiveIntegerField(default=0, help_text=_("Files and pages not taken."))
    passed_over = models.PositiveIntegerField(
        default=0, help_text=_("Pages of crawls that are no live pages.")
    )
    warnings = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["running", "finished", "failed", "undone"]),
                name="importrun_state_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["import", "reparse", "undo"]), name="importrun_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["-started_at"], name="importrun_started_at_idx")]

    def __str__(self) -> str:
        kind = self.get_kind_display().capitalize()
        told = {"kind": kind, "number": self.pk, "moment": f"{self.started_at:%Y-%m-%d %H:%M}"}
        return gettext("%(kind)s %(number)s of %(moment)s UTC") % told


class Reading(models.Model):
    """What one run made of one capture: its outcome, the layout and why, and the counts.

    `before` is what was stored of the capture and its liveblog when this run read it again, as
    JSON, so that the run can be undone; empty where the run brought the capture.
    """

    class Outcome(models.TextChoices):
        IMPORTED = "imported", _("imported")
        REFUSED = "refused", _("refused")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="readings", db_index=False)
    capture = models.ForeignKey("Capture", models.CASCADE, related_name="readings", db_index=False)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    layout = models.CharField(max_length=60, blank=True)
    why = models.TextField(blank=True, help_text=_("What told the layout."))
    reason = models.TextField(blank=True, help_text=_("Why it was refused."))
    line = models.PositiveIntegerField(null=True, blank=True)
    created = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    before = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["run_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "capture"], name="reading_unique_capture_per_run"
            ),
        ]
        indexes = [models.Index(fields=["capture"], name="reading_capture_idx")]

    def __str__(self) -> str:
        return f"{self.capture}: {self.outcome}"


class ImportIssue(models.Model):
    """Something that an import could not take, or that a person should look at."""

    class Severity(models.TextChoices):
        REFUSED = "refused", _("refused")
        WARNING = "warning", _("warning")
        NOTE = "note", _("note")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="issues", db_index=False)
    capture = models.ForeignKey(
        "Capture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="issues",
        db_index=False,
    )
    severity = models.CharField(max_length=7, choices=Severity.choices)
    file = models.CharField(max_length=1000, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    message = models.TextField(help_text=_("What is the matter, and what would mend it."))

    class Meta:
        ordering = ["run_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=["refused", "warning", "note"]),
                name="importissue_severity_known",
            ),
        ]
        indexes = [
            models.Index(fields=["run", "severity"], name="importissue_run_severity_idx"),
            models.Index(fields=["capture"], name="importissue_capture_idx"),
        ]

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.message}" if place else self.message
