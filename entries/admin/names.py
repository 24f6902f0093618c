"""What the pages of actors and of places have in common: the names that each goes by in texts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from entries.deciding.renaming import names_now, renamed
from entries.models import Actor, Mention, Place
from entries.models.subject import other_names

from .base import CountedDeletionMixin, FixedSlugMixin, PublicPageMixin, list_link, tell_due
from .entry_inlines import DecidedFormSet, TableInline
from .forms import NameForm
from .merge import MergeMixin


class NameInline(TableInline):
    formset = DecidedFormSet
    form = NameForm
    fields = ["name", "context"]
    extra = 0
    verbose_name = _("name")
    verbose_name_plural = _("names in texts (context: counts only beside one of these words)")


class NamedAdmin(CountedDeletionMixin, FixedSlugMixin, PublicPageMixin, MergeMixin):
    """What entries name; `mention_field` is the field of a mention that points here."""

    mention_field: str
    search_fields = ["name", "names__name", "slug"]
    search_help_text = _("A name, another name, or a slug.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Actor | Place]:
        return super().get_queryset(request).with_counts().prefetch_related("names")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """As Django's, each row once: to leave out what is there twice, it would count the entries
        of every row that is found, and these may be thousands."""
        found, _ = super().get_search_results(request, queryset, search_term)
        return queryset.filter(pk__in=found.order_by().values("pk")), False

    def save_model(
        self, request: HttpRequest, obj: Actor | Place, form: forms.ModelForm, change: bool
    ) -> None:
        form.names_before = names_now(self.model._base_manager.get(pk=obj.pk)) if change else set()
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        """Save the names, and have the entries linked anew that these concern."""
        super().save_related(request, form, formsets, change)
        tell_due(request, renamed(form.instance, form.names_before))

    @admin.display(description=_("other names"))
    def other_names(self, subject: Actor | Place) -> str | None:
        return ", ".join(other_names(subject)) or None

    @admin.display(description=_("entries"), ordering="entry_count")
    def entries(self, subject: Actor | Place) -> SafeString:
        filters = {f"{self.mention_field}__id__exact": subject.pk}
        return list_link(Mention, subject.entry_count, **filters)
