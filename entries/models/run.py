"""What each import did, and what it could not do."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ImportRun(models.Model):
    """One call of the import command: what was asked, and what came of it."""

    class State(models.TextChoices):
        RUNNING = "running", "running"
        FINISHED = "finished", "finished"
        FAILED = "failed", "failed"

    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    arguments = models.JSONField(default=dict, blank=True)
    captures = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0, help_text="Files and pages not taken.")
    warnings = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["running", "finished", "failed"]),
                name="importrun_state_known",
            ),
        ]
        indexes = [models.Index(fields=["-started_at"], name="importrun_started_at_idx")]

    def __str__(self) -> str:
        return f"Import {self.pk} of {self.started_at:%Y-%m-%d %H:%M} UTC"


class ImportIssue(models.Model):
    """Something that an import could not take, or that a person should look at."""

    class Severity(models.TextChoices):
        REFUSED = "refused", "refused"
        WARNING = "warning", "warning"
        NOTE = "note", "note"

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
    message = models.TextField(help_text="What is the matter, and what would mend it.")

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
