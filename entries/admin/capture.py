"""Provenance: dumps, captures, appearances. The bytes of a page are never shown as such."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entries.models import Appearance, Capture, Change, Dump, ImportIssue, Reading
from entries.models.subject import counted

from .base import (
    OfEntryMixin,
    PublicPageMixin,
    RecordAdmin,
    RelatedTable,
    admin_link,
    may_view,
    related_table,
)
from .change import changes_table
from .run import readings_table
from .sides import LINES_SHOWN, byline_texts, line_range, shown_lines, sides


@admin.register(Dump)
class DumpAdmin(RecordAdmin):
    fields = ["name", "sha256", "file_size", "run", "created_at"]
    list_display = ["name", "file_size", "capture_count", "run", "created_at"]
    list_select_related = ["run"]
    date_hierarchy = "created_at"
    search_fields = ["name", "=sha256"]
    search_help_text = _("A file's name, or its whole SHA-256.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dump]:
        return (
            super()
            .get_queryset(request)
            .annotate(captures_in_it=counted(Capture.objects.all(), "dump"))
        )

    @admin.display(description=_("size"), ordering="size")
    def file_size(self, dump: Dump) -> str:
        return filesizeformat(dump.size)

    @admin.display(description=_("captures"), ordering="captures_in_it")
    def capture_count(self, dump: Dump) -> int:
        return dump.captures_in_it

    def related_tables(self, request: HttpRequest, obj: Dump) -> Iterator[RelatedTable]:
        if may_view(request, Capture):
            captures = obj.captures.select_related("dump", "liveblog").defer("payload")
            columns = {
                _("Capture"): admin_link,
                _("Outcome"): lambda capture: capture.get_outcome_display(),
                _("Liveblog"): lambda capture: admin_link(capture.liveblog),
                _("Reason"): lambda capture: capture.reason or _("none"),
            }
            rows = captures.order_by("position")
            yield related_table(_("Captures"), rows, columns, dump__id__exact=obj.pk)


class UnclaimedFilter(admin.SimpleListFilter):
    title = _("unclaimed lines")
    parameter_name = "unclaimed"

    def lookups(self, request: HttpRequest, model_admin: RecordAdmin) -> list[tuple[str, str]]:
        return [("yes", _("Some")), ("no", pgettext_lazy("no lines", "None"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Capture]) -> QuerySet[Capture]:
        if self.value() == "yes":
            return queryset.filter(unclaimed_lines__gt=0)
        return queryset.filter(unclaimed_lines=0) if self.value() == "no" else queryset


@admin.register(Capture)
class CaptureAdmin(PublicPageMixin, RecordAdmin):
    fieldsets = [
        (None, {"fields": ["outcome", "reason", "layout", "hints", "source", "liveblog", "run"]}),
        (_("Page"), {"fields": ["url", "captured_at", "page_number", "unclaimed_lines"]}),
        (
            _("File"),
            {
                "fields": [
                    "dump",
                    "position",
                    "name",
                    "sha256",
                    "media_type",
                    "encoding",
                    "size",
                    "created_at",
                ]
            },
        ),
    ]
    list_display = ["__str__", "outcome", "layout", "source", "liveblog", "captured_at"]
    list_display += ["unclaimed_lines", "entry_count", "public_page"]
    list_filter = ["outcome", UnclaimedFilter, "layout", "source"]
    list_select_related = ["dump", "source", "liveblog"]
    date_hierarchy = "created_at"
    ordering = ["-pk"]
    search_fields = ["dump__name", "reason", "url", "=sha256"]
    search_help_text = _("A file's name, an address, words of a reason, or a whole SHA-256.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        captures = super().get_queryset(request).select_related(*self.list_select_related)
        appearance_count = counted(Appearance.objects.all(), "capture")
        return captures.defer("payload").annotate(appearance_count=appearance_count)

    @admin.display(description=_("appearances"), ordering="appearance_count")
    def entry_count(self, capture: Capture) -> int:
        return capture.appearance_count

    @admin.display(description=_("size"))
    def size(self, capture: Capture) -> str:
        return filesizeformat(len(capture.payload))

    def page_context(self, request: HttpRequest, obj: Capture) -> dict[str, object]:
        return {"page_lines": shown_lines(obj, 1, LINES_SHOWN + 1)}

    def related_tables(self, request: HttpRequest, obj: Capture) -> Iterator[RelatedTable]:
        if may_view(request, Reading):
            yield readings_table(_("Readings"), obj.readings, False, capture__id__exact=obj.pk)
        if may_view(request, Change):
            yield changes_table(obj.changes, after__id__exact=obj.pk)
        if may_view(request, ImportIssue):
            issues = obj.issues.order_by("pk")
            columns = {
                _("Issue"): lambda issue: admin_link(issue, issue.message),
                _("Severity"): lambda issue: issue.get_severity_display(),
                _("Line"): lambda issue: issue.line or _("none"),
            }
            yield related_table(_("Issues"), issues, columns, capture__id__exact=obj.pk)
        if may_view(request, Appearance):
            rows = obj.appearances.select_related("entry", "version").order_by("first_line")
            columns = {
                _("Lines"): lambda row: admin_link(row, line_range(row)),
                _("Entry"): lambda row: admin_link(row.entry),
                _("Version"): lambda row: row.version.number,
            }
            yield related_table(_("Appearances"), rows, columns, capture__id__exact=obj.pk)


@admin.register(Appearance)
class AppearanceAdmin(OfEntryMixin, RecordAdmin):
    fields = ["entry", "capture", "version", "first_line", "last_line"]
    fields += ["published_at", "time_precision", "time_text", "anchor"]
    list_display = ["lines", "entry_link", "capture_link", "version"]
    list_select_related = ["entry", "capture__dump", "version"]
    search_fields = ["entry__headline", "=entry__key", "capture__dump__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appearance]:
        rows = super().get_queryset(request).select_related(*self.list_select_related)
        return rows.defer("capture__payload")

    @admin.display(description=_("lines"))
    def lines(self, appearance: Appearance) -> str:
        return line_range(appearance)

    @admin.display(description=_("capture"))
    def capture_link(self, appearance: Appearance) -> str:
        return admin_link(appearance.capture)

    def page_context(self, request: HttpRequest, obj: Appearance) -> dict[str, object]:
        version = obj.version
        return {"sides": sides(request, version, byline_texts(version.bylines), obj)}
