"""Imports: what each did, and what it could not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.contrib import admin
from django.db.models import Field, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from entries.models import Dump, ImportIssue, ImportRun, Reading

from .base import RecordAdmin, RelatedTable, admin_link, list_link, may_view, related_table

COUNTS = ["captures", "created", "revised", "unchanged", "removed"]
COUNTS += ["refused", "passed_over", "warnings"]
RUNS_OFFERED = 20
LONGEST_PATHS = 100  # characters in the list


@admin.register(ImportRun)
class ImportRunAdmin(RecordAdmin):
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "kind",
                    "state",
                    "undoes",
                    "started_at",
                    "finished_at",
                    "duration",
                    "arguments",
                    "taking_back",
                ]
            },
        ),
        (_("Counts"), {"fields": [tuple(COUNTS[:5]), tuple(COUNTS[5:])]}),
    ]
    list_display = ["number", "started_at", "kind", "asked_for", "state", "duration", *COUNTS]
    list_display += ["issues", "readings"]
    list_display_links = ["number", "started_at"]
    list_filter = ["kind", "state"]
    date_hierarchy = "started_at"
    search_fields = ["dumps__name", "issues__file"]
    search_help_text = _("The name of a file that the import brought or refused.")

    @admin.display(description=_("number"), ordering="pk")
    def number(self, run: ImportRun) -> int:
        """What `undo_import` and `reparse --run` call it."""
        return run.pk

    @admin.display(description=_("paths"), empty_value=_("none"))
    def asked_for(self, run: ImportRun) -> str | None:
        """The paths of an import, else what was chosen to be read again or taken back."""
        if run.undoes_id:
            return _("import %(number)s") % {"number": run.undoes_id}
        if "paths" in run.arguments:
            return Truncator(" ".join(run.arguments["paths"])).chars(LONGEST_PATHS)
        return ", ".join(f"{name} {value}" for name, value in run.arguments.items()) or None

    @admin.display(description=_("duration"), empty_value=_("not finished"))
    def duration(self, run: ImportRun) -> str | None:
        if run.finished_at is None:
            return None
        seconds = round((run.finished_at - run.started_at).total_seconds())
        minutes, rest = divmod(seconds, 60)
        if minutes:
            return _("%(minutes)s min %(seconds)s s") % {"minutes": minutes, "seconds": rest}
        return _("%(seconds)s s") % {"seconds": rest}

    @admin.display(description=_("to take it back"))
    def taking_back(self, run: ImportRun) -> str:
        """What to type to undo an import, or why there is nothing to type."""
        if run.kind != ImportRun.Kind.IMPORT:
            return _("Only imports can be taken back.")
        if run.state == ImportRun.State.RUNNING:
            return _("It is still at work.")
        if run.state == ImportRun.State.UNDONE:
            undone = format_html_join(
                ", ", "{}", ((admin_link(each),) for each in run.undone_by.all())
            )
            return format_html(_("Taken back by {runs}."), runs=undone)
        return format_html("<code>manage.py undo_import {}</code>", run.pk)

    @admin.display(description=_("issues"))
    def issues(self, run: ImportRun) -> SafeString:
        return list_link(ImportIssue, _("Issues"), run__id__exact=run.pk)

    @admin.display(description=_("readings"))
    def readings(self, run: ImportRun) -> SafeString:
        return list_link(Reading, _("Readings"), run__id__exact=run.pk)

    def related_tables(self, request: HttpRequest, obj: ImportRun) -> Iterator[RelatedTable]:
        if may_view(request, ImportIssue):
            issues = obj.issues.select_related("capture__dump").defer("capture__payload")
            columns = {
                _("Issue"): lambda issue: admin_link(issue, issue.message),
                _("Severity"): lambda issue: issue.get_severity_display(),
                _("File"): lambda issue: issue.file or _("none"),
                _("Line"): lambda issue: issue.line or _("none"),
                _("Capture"): lambda issue: admin_link(issue.capture),
            }
            rows = issues.order_by("pk")
            yield related_table(_("Issues"), rows, columns, run__id__exact=obj.pk)
        if may_view(request, Reading):
            yield readings_table(_("Captures it read"), obj.readings, True, run__id__exact=obj.pk)
        if may_view(request, Dump):
            columns = {_("Dump"): admin_link, _("Size"): lambda dump: filesizeformat(dump.size)}
            dumps = obj.dumps.order_by("name")
            yield related_table(_("Dumps it brought"), dumps, columns, run__id__exact=obj.pk)


def readings_table(
    title: str, readings: QuerySet[Reading], of_run: bool, **filters: object
) -> RelatedTable:
    """What became of captures, those of one run or one capture in several, refused ones first.

    `filters` give the same in the list.
    """
    columns: dict[str, Callable[[Reading], object]] = {
        _("Capture") if of_run else _("Run"): lambda reading: admin_link(
            reading.capture if of_run else reading.run
        ),
        _("Outcome"): lambda reading: admin_link(reading, reading.get_outcome_display()),
        _("Layout"): lambda reading: reading.layout or _("none"),
        _("Why"): lambda reading: reading.reason or reading.why or _("none"),
        _("Line"): lambda reading: reading.line or _("none"),
        _("New"): lambda reading: reading.created,
        _("Revised"): lambda reading: reading.revised,
        _("Unchanged"): lambda reading: reading.unchanged,
        _("Removed"): lambda reading: reading.removed,
    }
    told = readings.select_related("capture__dump", "run").defer("capture__payload", "before")
    return related_table(title, told.order_by("-outcome", "-pk"), columns, **filters)


class LatestRunsFilter(admin.RelatedFieldListFilter):
    """Offers the latest runs; an older one is reached from its own page."""

    def field_choices(
        self, field: Field, request: HttpRequest, model_admin: RecordAdmin
    ) -> list[tuple[int, str]]:
        return [(run.pk, str(run)) for run in ImportRun.objects.all()[:RUNS_OFFERED]]


@admin.register(Reading)
class ReadingAdmin(RecordAdmin):
    fieldsets = [
        (None, {"fields": ["run", "capture", "outcome", "layout", "why", "reason", "line"]}),
        (_("Counts"), {"fields": [("created", "revised", "unchanged", "removed")]}),
        (_("To undo it"), {"fields": ["before"], "classes": ["collapse"]}),
    ]
    list_display = ["capture", "outcome", "layout", "told", "line", "created", "revised"]
    list_display += ["capture_link", "run_link"]
    list_filter = ["outcome", "layout", ("run", LatestRunsFilter)]
    list_select_related = ["run", "capture__dump"]
    ordering = ["-run_id", "pk"]
    search_fields = ["capture__dump__name", "reason", "why"]
    search_help_text = _("A file's name, or words of what told the layout or why it was refused.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reading]:
        readings = super().get_queryset(request).select_related(*self.list_select_related)
        return readings.defer("capture__payload")

    @admin.display(description=_("why"), empty_value=_("none"))
    def told(self, reading: Reading) -> str | None:
        """Why it was refused, else what told the layout."""
        return reading.reason or reading.why or None

    @admin.display(description=_("page"))
    def capture_link(self, reading: Reading) -> str:
        return admin_link(reading.capture, _("Capture"))

    @admin.display(description=_("run"), ordering="run_id")
    def run_link(self, reading: Reading) -> str:
        return admin_link(reading.run, reading.run_id)


@admin.register(ImportIssue)
class ImportIssueAdmin(RecordAdmin):
    fields = ["severity", "message", "file", "line", "capture", "run"]
    list_display = ["message", "severity", "file", "line", "capture_link", "run_link"]
    list_filter = ["severity", ("run", LatestRunsFilter)]
    list_select_related = ["run", "capture__dump"]
    ordering = ["-run_id", "pk"]
    search_fields = ["message", "file"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportIssue]:
        issues = super().get_queryset(request).select_related(*self.list_select_related)
        return issues.defer("capture__payload")

    @admin.display(description=_("capture"))
    def capture_link(self, issue: ImportIssue) -> str:
        return admin_link(issue.capture)

    @admin.display(description=_("run"), ordering="run_id")
    def run_link(self, issue: ImportIssue) -> str:
        return admin_link(issue.run)
