"""What looks like a name, and what staff said is none, or is not what an entry is about."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from entries.models import NameRefusal, Suggestion, TopicRefusal

from .base import ArchiveAdmin, OfEntryMixin, RecordAdmin
from .review import ReviewViews


@admin.register(Suggestion)
class SuggestionAdmin(OfEntryMixin, ReviewViews, RecordAdmin):
    """Each place in an entry; the pages of the queue have them by name."""

    fields = ["entry", "matched", "kind", "cue", "start", "end"]
    list_display = ["matched", "kind", "cue", "entry_link"]
    list_filter = ["kind", "cue"]
    list_select_related = ["entry"]
    search_fields = ["matched"]


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
    ordering = ["-pk"]
    actions = ["suggest_again"]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without Django's own deletion, which does the same under a name that frightens."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(permissions=["delete"], description=_("Let these names be suggested again"))
    def suggest_again(self, request: HttpRequest, refusals: QuerySet[NameRefusal]) -> None:
        number = len(refusals)
        self.delete_queryset(request, refusals)
        told = ngettext(
            "%(number)s name may be suggested again, as soon as the entries that have it are "
            "tagged again.",
            "%(number)s names may be suggested again, as soon as the entries that have them are "
            "tagged again.",
            number,
        )
        messages.success(request, told % {"number": intcomma(number)})


@admin.register(TopicRefusal)
class TopicRefusalAdmin(OfEntryMixin, RefusalAdmin):
    fields = ["entry", "topic"]
    list_display = ["__str__", "entry_link"]
    list_select_related = ["topic", "entry"]
    search_fields = ["topic__name"]
