"""Sources and liveblogs."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from entries.models import Capture, Entry, Liveblog, Source
from entries.models.subject import counted

from .base import (
    ArchiveAdmin,
    CountedDeletionMixin,
    FixedSlugMixin,
    PublicPageMixin,
    RelatedTable,
    admin_link,
    list_link,
    may_view,
    related_table,
)
from .forms import LiveblogForm

# An address typed without a scheme is one of today's web.
ADDRESSES = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Source)
class SourceAdmin(CountedDeletionMixin, FixedSlugMixin, PublicPageMixin, ArchiveAdmin):
    fields = ["name", "slug", "home_page", "timezone", "language"]
    formfield_overrides = ADDRESSES
    list_display = ["name", "timezone", "language", "home_page", "liveblogs", "entries"]
    list_display += ["public_page"]
    list_filter = ["language"]
    search_fields = ["name", "slug", "home_page"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        liveblog_count = counted(Liveblog.objects.all(), "source")
        return super().get_queryset(request).annotate(liveblog_count=liveblog_count)

    def save_model(
        self, request: HttpRequest, obj: Source, form: forms.ModelForm, change: bool
    ) -> None:
        """The days of entries are those of their source's zone, so they change with it."""
        super().save_model(request, obj, form, change)
        if change and "timezone" in form.changed_data:
            obj.entries.move_to_zone(obj.zone)
            obj.captures.set_spans()

    @admin.display(description=_("liveblogs"), ordering="liveblog_count")
    def liveblogs(self, source: Source) -> SafeString:
        return list_link(Liveblog, source.liveblog_count, source__id__exact=source.pk)

    @admin.display(description=_("entries"))
    def entries(self, source: Source) -> SafeString:
        # A few sources share all entries, so a count would go through the whole archive.
        return list_link(Entry, _("Entries"), source__id__exact=source.pk)


@admin.register(Liveblog)
class LiveblogAdmin(CountedDeletionMixin, FixedSlugMixin, PublicPageMixin, ArchiveAdmin):
    form = LiveblogForm
    formfield_overrides = ADDRESSES
    fields = ["source", "title", "slug", "standfirst", "summary", "summary_media", "url", "day"]
    fields += ["starts_at", "ends_at", "entries"]
    readonly_fields = ["starts_at", "ends_at", "entries"]
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ["source"]
    list_display = ["title", "source", "day", "starts_at", "ends_at", "entries", "public_page"]
    list_filter = ["source"]
    list_select_related = ["source"]
    date_hierarchy = "day"
    search_fields = ["title", "slug", "url"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Liveblog]:
        return super().get_queryset(request).with_counts()

    def get_readonly_fields(
        self, request: HttpRequest, obj: Liveblog | None = None
    ) -> tuple[str, ...]:
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "source") if obj else fields

    @admin.display(description=_("entries"), ordering="entry_count", empty_value=_("none yet"))
    def entries(self, liveblog: Liveblog) -> str | None:
        if not liveblog.pk:
            return None
        return list_link(Entry, liveblog.entry_count, liveblog__id__exact=liveblog.pk)

    def related_tables(self, request: HttpRequest, obj: Liveblog) -> Iterator[RelatedTable]:
        if may_view(request, Capture):
            captures = obj.captures.select_related("dump").defer("payload").order_by("pk")
            columns = {
                _("Capture"): admin_link,
                _("Page"): lambda capture: capture.page_number or _("none"),
                _("Captured"): lambda capture: capture.captured_at or _("unknown"),
                _("Layout"): lambda capture: capture.layout or _("none"),
            }
            yield related_table(_("Captures"), captures, columns, liveblog__id__exact=obj.pk)
