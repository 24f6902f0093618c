"""Merging two rows: the preview, the act, the list of what was merged, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from entries.deciding.merging import Mergeable, Preview, merge, preview
from entries.deciding.suggestions import Impossible
from entries.deciding.unmerging import undo
from entries.models import EntryTopic, Mention, Merge
from entries.models.decision import identity
from entries.models.merge import MERGEABLE

from .addresses import ADDRESS_HELP, AddressField
from .base import (
    ArchiveAdmin,
    RecordAdmin,
    RelatedTable,
    admin_link,
    being_tagged,
    decided,
    may_view,
    related_table,
    taken_in,
)
from .forms import NameBox
from .permissions import may, may_change

# A field that leads to each kind of row, which is how the admin knows what a box may offer.
FIELDS = {"actor": (Mention, "actor"), "place": (Mention, "place"), "topic": (EntryTopic, "topic")}
TWO = _("Tick two: the one that goes, and the one that stays.")


class MergeForm(forms.Form):
    """Which row the other becomes a part of."""

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ModelChoiceField(
            MERGEABLE[kind]._default_manager.all(),
            label=_("Becomes a part of"),
            widget=NameBox(*FIELDS[kind]),
            required=False,
        )
        self.fields["address"] = AddressField(
            MERGEABLE[kind], label=_("The one with the address"), help_text=ADDRESS_HELP
        )

    def clean(self) -> dict[str, Any]:
        """The row, of which without scripts the address tells which it is."""
        values = super().clean() or {}
        values["into"] = values.get("into") or values.get("address")
        if not values["into"] and not self.errors:
            self.add_error("into", _("Choose what it becomes a part of."))
        return values


class MergeMixin(ArchiveAdmin):
    """Rows of which two can be made one."""

    actions = ["merge_two"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge_view)
        return [
            path("<int:key>/merge/", view, name=f"entries_{self.opts.model_name}_merge"),
            *super().get_urls(),
        ]

    def may_merge(self, request: HttpRequest) -> bool:
        """Whether the user may: one row is changed by it, and another deleted."""
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, object]:
        allowed = {"merge_address": self.merge_address(obj)} if self.may_merge(request) else {}
        return {**super().page_context(request, obj), **allowed}

    def merge_address(self, row: Any) -> str:
        return reverse(f"admin:entries_{self.opts.model_name}_merge", args=[row.pk])

    @admin.action(permissions=["change", "delete"], description=_("Merge the two that are ticked"))
    def merge_two(self, request: HttpRequest, rows: QuerySet) -> HttpResponse | None:
        """The preview of making one of two; which one stays can be turned round there."""
        chosen = list(rows.order_by("pk")[:3])
        if len(chosen) != 2:
            self.message_user(request, TWO, messages.WARNING)
            return None
        kept, gone = chosen
        return HttpResponseRedirect(f"{self.merge_address(gone)}?into={kept.pk}")

    def merge_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """What merging a row would do, and doing it."""
        if not self.may_merge(request):
            raise PermissionDenied
        gone = get_object_or_404(self.model._default_manager, pk=key)
        asked = request.POST if request.method == "POST" else request.GET
        form = MergeForm(identity(gone)[0], asked if {"into", "address"} & set(asked) else None)
        told = None
        if form.is_valid():
            kept = form.cleaned_data["into"]
            if not may_change(request, kept):
                raise PermissionDenied
            try:
                if request.method == "POST":
                    return self.merged(request, gone, kept)
                told = preview(gone, kept)
            except Impossible as error:
                form.add_error("into", str(error))
        return self.preview_page(request, gone, form, told)

    def preview_page(
        self, request: HttpRequest, gone: Mergeable, form: MergeForm, told: Preview | None
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Merge %(name)s") % {"name": gone},
            "gone": gone,
            "form": form,
            "told": told,
            "turned": told and f"{self.address_of(told.kept)}?into={gone.pk}",
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/entries/merge/preview.html", context)

    def address_of(self, row: Mergeable) -> str:
        """The merge page of a row, which of an actor may be of the other kind."""
        return reverse(f"admin:entries_{identity(row)[0]}_merge", args=[row.pk])

    def merged(self, request: HttpRequest, gone: Mergeable, kept: Mergeable) -> HttpResponse:
        name = str(gone)
        with decided(request):
            done = merge(gone, kept)
        way_back = admin_link(done, _("This can be undone"))
        told = _("{gone} is a part of {kept} now. {way_back}.")
        text = format_html(told, gone=name, kept=kept.name, way_back=way_back)
        messages.success(request, text)
        address = reverse(f"admin:entries_{identity(kept)[0]}_change", args=[kept.pk])
        return taken_in(request, HttpResponseRedirect(address))

    def log_tables(self, request: HttpRequest, obj: Any) -> Iterator[RelatedTable]:
        if may_view(request, Merge):
            kind, key = identity(obj)
            columns = {
                _("Merged with it"): lambda done: admin_link(done, done.gone_name),
                _("When"): lambda done: f"{done.at:%Y-%m-%d %H:%M %Z}",
                _("Who"): lambda done: done.user_name,
                _("Undone"): lambda done: (
                    f"{done.undone_at:%Y-%m-%d}" if done.undone_at else _("no")
                ),
            }
            filters = {"kind__exact": kind, "kept_id": key}
            yield related_table(_("Merges"), Merge.objects.filter(**filters), columns, **filters)
        yield from super().log_tables(request, obj)


@admin.register(Merge)
class MergeAdmin(RecordAdmin):
    fields = ["kind", "gone_name", "kept", "user_name", "at", "undone_at"]
    readonly_fields = ["kept"]
    list_display = ["__str__", "kind", "user_name", "at", "undone_at"]
    list_filter = ["kind", ("undone_at", admin.EmptyFieldListFilter)]
    search_fields = ["kept_name", "gone_name"]

    @admin.display(description=_("into"))
    def kept(self, done: Merge) -> str:
        row = MERGEABLE[done.kind]._default_manager.filter(pk=done.kept_id).first()
        return admin_link(
            row, empty=_("%(name)s, which is there no more") % {"name": done.kept_name}
        )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:key>/undo/", view, name="entries_merge_undo"), *super().get_urls()]

    def may_undo(self, request: HttpRequest, done: Merge) -> bool:
        """Whether the user may: one row is changed by it, and another added."""
        return all(may(request, action, MERGEABLE[done.kind]) for action in ("add", "change"))

    def page_context(self, request: HttpRequest, obj: Merge) -> dict[str, object]:
        if obj.undone_at or not self.may_undo(request, obj):
            return {}
        return {"undo_address": reverse("admin:entries_merge_undo", args=[obj.pk])}

    def undo_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """What undoing a merge does, and doing it."""
        done = get_object_or_404(Merge, pk=key)
        if not self.may_undo(request, done):
            raise PermissionDenied
        if request.method == "POST":
            return taken_in(request, self.undone(request, done))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Undo the merge of %(merge)s") % {"merge": done},
            "done": done,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/entries/merge/undo.html", context)

    def undone(self, request: HttpRequest, done: Merge) -> HttpResponse:
        try:
            with decided(request):
                row, number = undo(done)
        except Impossible as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("admin:entries_merge_change", args=[done.pk]))
        messages.success(
            request, f"{_('%(name)s is there again.') % {'name': row}} {being_tagged(number)}"
        )
        return HttpResponseRedirect(reverse(f"admin:entries_{done.kind}_change", args=[row.pk]))
