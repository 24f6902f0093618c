"""What looks like a name, and what staff said is none, or is not what an entry is about."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from entries.models import NameRefusal, Suggestion, TopicRefusal

from .base import ArchiveAdmin, RecordAdmin, admin_link


@admin.register(Suggestion)
class SuggestionAdmin(RecordAdmin):
    fields = ["entry", "matched", "kind", "cue", "start", "end"]
    list_display = ["matched", "kind", "cue", "entry_link"]
    list_filter = ["kind", "cue"]
    list_select_related = ["entry"]
    ordering = ["-pk"]
    search_fields = ["matched"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description="entry")
    def entry_link(self, suggestion: Suggestion) -> str:
        return admin_link(suggestion.entry)


class RefusalAdmin(ArchiveAdmin):
    """Made where the decision is taken; to delete one takes the decision back."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(NameRefusal)
class NameRefusalAdmin(RefusalAdmin):
    fields = ["name", "key"]
    search_fields = ["name"]


@admin.register(TopicRefusal)
class TopicRefusalAdmin(RefusalAdmin):
    fields = ["entry", "topic"]
    list_display = ["__str__", "entry_link"]
    list_select_related = ["topic", "entry"]
    ordering = ["-pk"]
    search_fields = ["topic__name"]

    @admin.display(description="entry")
    def entry_link(self, refusal: TopicRefusal) -> str:
        return admin_link(refusal.entry)
