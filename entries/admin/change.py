"""Changes between captures: edits, and entries that later captures no longer have."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from entries.models import Change

from .base import RecordAdmin


@admin.register(Change)
class ChangeAdmin(RecordAdmin):
    fields = ["kind", "is_trivial", "entry", "liveblog", "source", "day", "noticed_at"]
    fields += ["before", "after", "version"]
    list_display = ["entry", "kind", "is_trivial", "source", "day", "noticed_at"]
    list_filter = ["kind", "is_trivial", "source"]
    list_select_related = ["entry", "source"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        changes = super().get_queryset(request).select_related(*self.list_select_related)
        return changes.select_related("before__dump", "after__dump").defer(
            "before__payload", "after__payload"
        )
