"""Entries, and what each said in its captures beside the lines it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from entries import search
from entries.filters import EntryFilter
from entries.keys import KEY_PATTERN
from entries.models import Appearance, Byline, Change, Entry, EntryVersion, TaggingDue
from entries.models.subject import counted

from .base import (
    ArchiveAdmin,
    OfEntryMixin,
    PublicPageMixin,
    RecordAdmin,
    RelatedTable,
    admin_link,
    may_view,
    related_table,
    tell_due,
)
from .change import changes_table
from .entry_inlines import BylineInline, EntryTopicInline, MentionInline, TopicRefusalInline
from .sides import appearance_link, byline_texts, capture_link, line_range, sides

MOST_FOUND = 5_000
WITHOUT_INDEX = _("There is no search index now: the words were looked for letter by letter.")
TIME_FORMATS = {
    Entry.Precision.SECOND: "%Y-%m-%d %H:%M:%S %Z",
    Entry.Precision.MINUTE: "%Y-%m-%d %H:%M %Z",
    Entry.Precision.HOUR: "%Y-%m-%d about %H:00 %Z",
    Entry.Precision.DAY: "%Y-%m-%d",
}


@admin.register(Entry)
class EntryAdmin(PublicPageMixin, ArchiveAdmin):
    """What the page said is read-only: its versions are the record."""

    fieldsets = [
        (None, {"fields": ["slug", "key", "source", "liveblog"]}),
        (
            _("Time"),
            {"fields": ["published_at", "local_time", "time_precision", "time_text", "day"]},
        ),
        (_("Record"), {"fields": ["ordinal", "content_hash", "created_at", "updated_at"]}),
    ]
    readonly_fields = ["key", "source", "liveblog", "published_at", "local_time"]
    readonly_fields += ["time_precision", "time_text", "day", "ordinal", "content_hash"]
    readonly_fields += ["created_at", "updated_at"]
    inlines = [BylineInline, EntryTopicInline, TopicRefusalInline, MentionInline]
    list_display = ["title", "local_time", "source", "liveblog", "label_list"]
    list_display += ["version_count", "public_page"]
    list_filter = ["source", "time_precision", ("headline", admin.EmptyFieldListFilter), "topics"]
    list_select_related = ["source", "liveblog"]
    date_hierarchy = "day"
    search_fields = ["headline", "text"]
    search_help_text = _("Words, as on the page of entries, or an entry's key.")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        entries = super().get_queryset(request)
        return entries.annotate(number_of_versions=counted(EntryVersion.objects.all(), "entry"))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entry], search_term: str
    ) -> tuple[QuerySet[Entry], bool]:
        if re.fullmatch(KEY_PATTERN, search_term):
            found = queryset.filter(key=search_term)
            if found.exists():
                return found, False
        try:
            return self.found_by_words(request, queryset, search_term), False
        except search.SearchUnavailable:
            messages.warning(request, WITHOUT_INDEX)
            return super().get_search_results(request, queryset, search_term)

    def found_by_words(
        self, request: HttpRequest, queryset: QuerySet[Entry], words: str
    ) -> QuerySet[Entry]:
        """What the page of entries would find, the newest MOST_FOUND at the most."""
        box = QueryDict(mutable=True)
        box["q"] = words
        filters = EntryFilter(box)
        for told in filters.errors.get("q", ()):
            messages.warning(request, told)
        if filters.errors:
            return queryset.none()
        for part in filters.left_out:
            messages.info(
                request, _("“%(text)s”: %(reason)s.") % {"text": part.text, "reason": part.reason}
            )
        query = replace(filters.query, sort="newest")
        if query == search.Query():
            return queryset  # nothing was asked that can be searched for
        found = search.ids(query, MOST_FOUND)
        if len(found) == MOST_FOUND:
            told = _("Only the newest %(number)s entries found are listed.")
            messages.info(request, told % {"number": intcomma(MOST_FOUND)})
        return queryset.filter(pk__in=found)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        """Save its links, and say so where names and terms decide again: they do a moment later."""
        super().save_related(request, form, formsets, change)
        tell_due(request, int(TaggingDue.objects.filter(entry_id=form.instance.pk).exists()))

    @admin.display(description=_("entry"))
    def title(self, entry: Entry) -> str:
        return entry.title

    @admin.display(description=_("local time"), ordering="published_at", empty_value=_("undated"))
    def local_time(self, entry: Entry) -> str | None:
        """In the source's zone: a day without a time of day is no day in another zone."""
        return entry.local_time and entry.local_time.strftime(TIME_FORMATS[entry.time_precision])

    @admin.display(description=_("labels"))
    def label_list(self, entry: Entry) -> str | None:
        return ", ".join(entry.labels) or None

    # Not sortable: that would count the versions of every entry there is.
    @admin.display(description=_("versions"))
    def version_count(self, entry: Entry) -> int:
        return entry.number_of_versions

    def page_context(self, request: HttpRequest, obj: Entry) -> dict[str, object]:
        latest = appearances(obj).order_by("-pk").first()
        bylines = [str(byline) for byline in obj.bylines.all()]
        return {"sides": sides(request, obj, bylines, latest)}

    def related_tables(self, request: HttpRequest, obj: Entry) -> Iterator[RelatedTable]:
        if may_view(request, Appearance):
            rows = appearances(obj).order_by("-pk")
            columns = {
                _("Capture"): lambda row: capture_link(row.capture, row.first_line),
                _("Lines"): lambda row: appearance_link(row, line_range(row)),
                _("Version"): lambda row: row.version.number,
                _("Captured"): lambda row: row.capture.captured_at or _("unknown"),
            }
            yield related_table(_("Appearances"), rows, columns, entry__id__exact=obj.pk)
        if may_view(request, EntryVersion):
            versions = obj.versions.order_by("-number")
            columns = {
                _("Version"): admin_link,
                _("Headline"): lambda version: version.headline or _("none"),
                _("Imported"): lambda version: version.created_at,
            }
            yield related_table(_("Versions"), versions, columns, entry__id__exact=obj.pk)
        if may_view(request, Change):
            yield changes_table(obj.changes, entry__id__exact=obj.pk)


def appearances(of: Entry | EntryVersion) -> QuerySet[Appearance]:
    """Its appearances, with version and capture but without the capture's bytes."""
    rows = of.appearances.select_related("capture__dump", "version")
    return rows.defer("capture__payload")


@admin.register(EntryVersion)
class EntryVersionAdmin(OfEntryMixin, RecordAdmin):
    # No date hierarchy: the rows are wide, and it would read them all for each list.
    fields = ["entry", "number", "content_hash", "created_at"]
    list_display = ["entry_link", "number", "headline_shown", "created_at"]
    list_select_related = ["entry"]
    search_fields = ["headline", "=entry__key", "=content_hash"]

    @admin.display(description=_("headline"))
    def headline_shown(self, version: EntryVersion) -> str | None:
        return version.headline or None

    def page_context(self, request: HttpRequest, obj: EntryVersion) -> dict[str, object]:
        latest = appearances(obj).order_by("-pk").first()
        return {"sides": sides(request, obj, byline_texts(obj.bylines), latest)}

    def related_tables(self, request: HttpRequest, obj: EntryVersion) -> Iterator[RelatedTable]:
        if may_view(request, Appearance):
            columns = {
                _("Capture"): lambda row: capture_link(row.capture, row.first_line),
                _("Lines"): lambda row: appearance_link(row, line_range(row)),
            }
            rows = appearances(obj).order_by("-pk")
            yield related_table(_("Appearances"), rows, columns, version__id__exact=obj.pk)


@admin.register(Byline)
class BylineAdmin(OfEntryMixin, ArchiveAdmin):
    """Made on the entry's page; corrected or taken away here too."""

    fields = ["entry", "name", "role", "position"]
    readonly_fields = ["entry", "position"]
    list_display = ["name", "role", "entry_link"]
    list_select_related = ["entry"]
    search_fields = ["name", "role"]
