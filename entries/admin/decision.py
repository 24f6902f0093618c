"""The log of what staff decided: to be read, and never written by hand."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from entries.models import Decision

from .base import RecordAdmin
from .log import action_name, difference

WHOLE = 1_000_000  # characters of a value


@admin.register(Decision)
class DecisionAdmin(RecordAdmin):
    fields = ["at", "user_name", "done", "model", "object_name", "changes"]
    readonly_fields = ["done", "changes"]
    list_display = ["at", "user_name", "done", "model", "object_name"]
    list_display_links = ["at", "object_name"]
    list_filter = ["model", "action"]
    search_fields = ["object_name", "=user_name"]
    date_hierarchy = "at"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description=_("action"), ordering="action")
    def done(self, decision: Decision) -> str:
        return action_name(decision)

    @admin.display(description=_("before → after"))
    def changes(self, decision: Decision) -> str:
        return difference(decision, WHOLE)
