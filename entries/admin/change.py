"""Changes between captures: edits, and entries that later captures no longer have."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from entries.models import Change

from .base import RecordAdmin, RelatedTable, admin_link, related_table


@admin.register(Change)
class ChangeAdmin(RecordAdmin):
    fields = ["kind", "is_trivial", "entry", "liveblog", "source", "day", "noticed_at"]
    fields += ["before", "after", "version", "versions"]
    list_display = ["entry", "kind", "is_trivial", "source", "day", "noticed_at", "versions"]
    list_filter = ["kind", "is_trivial", "source"]
    list_select_related = ["entry", "source"]
    date_hierarchy = "noticed_at"
    search_fields = ["entry__headline", "=entry__key"]
    search_help_text = _("Words of an entry's headline, or its key.")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        changes = super().get_queryset(request).select_related(*self.list_select_related)
        return changes.select_related("before__dump", "after__dump").defer(
            "before__payload", "after__payload"
        )

    @admin.display(description=_("public page"))
    def versions(self, change: Change) -> str:
        address = reverse("entries:versions", args=[change.entry.key])
        return format_html('<a href="{}">{}</a>', address, _("Versions"))


def changes_table(changes: QuerySet[Change], **filters: object) -> RelatedTable:
    """What was noticed, the latest first; `filters` give the same in the list."""
    columns = {
        _("Change"): lambda change: admin_link(change, change.get_kind_display()),
        _("Entry"): lambda change: admin_link(change.entry),
        _("Trivial"): lambda change: _("yes") if change.is_trivial else _("no"),
        _("Noticed"): lambda change: change.noticed_at,
        _("Before"): lambda change: admin_link(change.before),
        _("After"): lambda change: admin_link(change.after),
    }
    return related_table(_("Changes"), changes.for_listing(), columns, **filters)
