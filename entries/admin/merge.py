"""What was made one, and the way back."""

from __future__ import annotations

from django.contrib import admin

from entries.models import Merge

from .base import RecordAdmin


@admin.register(Merge)
class MergeAdmin(RecordAdmin):
    fields = ["kind", "gone_name", "kept_name", "user_name", "at", "undone_at"]
    list_display = ["__str__", "kind", "user_name", "at", "undone_at"]
    list_filter = ["kind", ("undone_at", admin.EmptyFieldListFilter)]
    search_fields = ["kept_name", "gone_name"]
