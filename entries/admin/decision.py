"""The log of what staff decided: to be read, and never written by hand."""

from __future__ import annotations

from django.contrib import admin

from entries.models import Decision

from .base import RecordAdmin


@admin.register(Decision)
class DecisionAdmin(RecordAdmin):
    fields = ["at", "user_name", "action", "model", "object_name", "before", "after"]
    list_display = ["at", "user_name", "action", "model", "object_name"]
    list_display_links = ["at", "object_name"]
    list_filter = ["model", "action"]
    search_fields = ["object_name", "=user_name"]
    date_hierarchy = "at"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
