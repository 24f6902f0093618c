"""What the admin pages have in common: permissions, links, counts, tables of what belongs.

Knows of no single model. Whatever a dump brought goes through `format_html` or a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import DataError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from entries.deciding.linking import remove
from entries.deciding.recording import recording
from entries.models import Decision, Entry
from entries.models.decision import identity
from entries.search.keeping import drain_on_commit

from .log import action_name, difference

ROWS_SHOWN = 50


# What an entry's page puts behind the addresses of its links, to be come back to.
FROM_ENTRY = "?_from_entry"


def admin_link(
    obj: models.Model | None, text: object = None, anchor: str = "", empty: object = _("none")
) -> str:
    """A link to the row's page in the admin, showing `text` or the row's own name."""
    if obj is None:
        return str(empty)
    address = reverse(f"admin:entries_{obj._meta.model_name}_change", args=[obj.pk])
    return format_html('<a href="{}{}">{}</a>', address, anchor, text or obj)


def changelist(model: type[models.Model], **filters: object) -> str:
    """The address of the model's list in the admin, filtered."""
    address = reverse(f"admin:entries_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(filters)}" if filters else address


def list_link(model: type[models.Model], text: object, **filters: object) -> SafeString:
    """A link to the model's list in the admin, filtered."""
    return format_html('<a href="{}">{}</a>', changelist(model, **filters), text)


def may_view(request: HttpRequest, model: type[models.Model]) -> bool:
    return admin.site.get_model_admin(model).has_view_permission(request)


def decided(request: HttpRequest) -> AbstractContextManager[None]:
    """While a request that may change something is answered: all of it is logged, or none done."""
    return recording(request.user) if request.method == "POST" else nullcontext()


def taken_in(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response to a request; the index takes in what it changed, once that is committed."""
    if request.method == "POST":
        drain_on_commit()
    return response


def being_tagged(number: int) -> str:
    """The sentence that says how many entries are linked anew after a decision."""
    told = ngettext(
        "%(number)s entry is being tagged again.",
        "%(number)s entries are being tagged again.",
        number,
    )
    return told % {"number": intcomma(number)}


def tell_due(request: HttpRequest, number: int) -> None:
    """Say how many entries are linked anew, if any are."""
    if number:
        messages.info(request, being_tagged(number))


@dataclass(frozen=True)
class RelatedTable:
    """The first rows of what belongs to a row, and the way to all of them."""

    title: str
    columns: list[str]
    rows: list[dict[str, object]]
    total: int
    all_rows: str


def related_table(
    title: str,
    queryset: models.QuerySet,
    columns: Mapping[str, Callable[[Any], object]],
    **filters: object,
) -> RelatedTable:
    """The queryset's first rows as a table; `filters` give the same rows in the model's list."""
    rows = [
        {column: cell(row) for column, cell in columns.items()} for row in queryset[:ROWS_SHOWN]
    ]
    total = len(rows) if len(rows) < ROWS_SHOWN else queryset.count()
    return RelatedTable(title, list(columns), rows, total, changelist(queryset.model, **filters))


class ArchiveAdmin(admin.ModelAdmin):
    """A change page that also shows what belongs to the row."""

    list_per_page = 50
    empty_value_display = _("none")

    class Media:
        css = {"all": ["admin-archive.css"]}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """The list; a filter that the database cannot take is treated as Django does unknown ones.

        The year 99999 or a NUL in an address get past Django's own check of the parameters.
        """
        try:
            with decided(request):
                response = super().changelist_view(request, extra_context)
            taken_in(request, response)
            return response.render() if isinstance(response, TemplateResponse) else response
        except (DataError, OverflowError, ValueError):
            if ERROR_FLAG in request.GET:
                raise
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

    def changeform_view(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponse:
        with decided(request):
            response = super().changeform_view(request, *args, **kwargs)
        return taken_in(request, response)

    def delete_view(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with decided(request):
            response = super().delete_view(request, *args, **kwargs)
        return taken_in(request, response)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        remove(obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for row in queryset:
            remove(row)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))

    def related_tables(self, request: HttpRequest, obj: Any) -> Iterator[RelatedTable]:
        """The tables under the form; a subclass gives those that the user may view."""
        yield from ()

    def log_tables(self, request: HttpRequest, obj: Any) -> Iterator[RelatedTable]:
        """What staff did to the row, and to its links."""
        if may_view(request, Decision):
            columns = {
                _("When"): lambda decision: admin_link(
                    decision, f"{decision.at:%Y-%m-%d %H:%M %Z}"
                ),
                _("Who"): lambda decision: decision.user_name,
                _("What"): lambda decision: action_name(decision),
                _("Before → after"): difference,
            }
            told = Decision.objects.about(obj)
            filters = {"object_id": obj.pk, "model__exact": identity(obj)[0]}
            yield related_table(_("Log"), told, columns, **filters)

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, object]:
        """What else the template of the change page is given."""
        return {}

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None:
            context["related_tables"] = [
                *self.related_tables(request, obj),
                *self.log_tables(request, obj),
            ]
            context.update(self.page_context(request, obj))
        return super().render_change_form(request, context, add, change, form_url, obj)


class RecordAdmin(ArchiveAdmin):
    """Rows that an import alone writes: people look at them, and change nothing."""

    def log_tables(self, request: HttpRequest, obj: Any) -> Iterator[RelatedTable]:
        yield from ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OfEntryMixin:
    """Rows that belong to entries, of which there are a great many: the latest first.

    An import makes them, or staff on the entry's page; none is made on a page of its own.
    """

    ordering = ["-pk"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Back to the entry where its page led here, else to the list."""
        if FROM_ENTRY[1:] not in request.GET or not may_view(request, Entry):
            return super().response_post_save_change(request, obj)
        return HttpResponseRedirect(reverse("admin:entries_entry_change", args=[obj.entry_id]))

    @admin.display(description=_("entry"))
    def entry_link(self, row: Any) -> str:
        return admin_link(row.entry)


class PublicPageMixin:
    """Rows that have a page of their own on the site."""

    def view_on_site(self, obj: Any) -> str:
        return obj.get_absolute_url()

    @admin.display(description=_("public page"))
    def public_page(self, obj: Any) -> SafeString:
        return format_html('<a href="{}">{}</a>', obj.get_absolute_url(), _("View"))


class FixedSlugMixin:
    """Rows whose slug is their address: chosen when the row is made, and kept from then on."""

    prepopulated_fields = {"slug": ("name",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fields = tuple(super().get_readonly_fields(request, obj))
        return (*fields, "slug") if obj else fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict:
        return {} if obj else super().get_prepopulated_fields(request, obj)


class CountedDeletionMixin:
    """Says how many rows a deletion takes along, or is stopped by, and lists none of them.

    Django's own page loads and lists each, and there may be a million.
    """

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """As Django's: what goes, how many of each, permissions wanted, what stands against it."""
        goes, protected, wanted = {self.opts.verbose_name_plural: len(objs)}, [], set()
        for relation in self.model._meta.concrete_model._meta.related_objects:
            if not relation.one_to_many:
                continue
            model = relation.related_model
            rows = model._default_manager.filter(**{f"{relation.field.name}__in": list(objs)})
            number, name = rows.count(), model._meta.verbose_name_plural
            if number and relation.on_delete is models.PROTECT:
                protected.append(f"{number} {name}")
            elif number:
                goes[name] = number
                wanted |= self._deletion_wanted(request, model)
        return [str(obj) for obj in objs], goes, wanted, protected

    def _deletion_wanted(self, request: HttpRequest, model: type[models.Model]) -> set[str]:
        if not admin.site.is_registered(model):
            return set()
        allowed = admin.site.get_model_admin(model).has_delete_permission(request)
        return set() if allowed else {model._meta.verbose_name}
