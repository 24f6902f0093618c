"""Mentions: where entries name an actor or a place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from entries.models import Mention

from .base import ArchiveAdmin, OfEntryMixin, admin_link
from .forms import SubjectForm


class SubjectFieldsMixin:
    """A mention has an actor or a place, so neither is required by itself."""

    autocomplete_fields = ["actor", "place"]

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField:
        return super().formfield_for_foreignkey(db_field, request, required=False, **kwargs)


@admin.register(Mention)
class MentionAdmin(SubjectFieldsMixin, OfEntryMixin, ArchiveAdmin):
    """Made on the entry's page; corrected or taken away here too."""

    form = SubjectForm
    fields = ["entry", "matched", "actor", "place", "start", "end", "method"]
    readonly_fields = ["entry", "matched", "start", "end", "method"]
    list_display = ["matched", "subject", "entry_link", "method"]
    list_filter = ["method", ("place", admin.EmptyFieldListFilter)]
    list_select_related = ["actor", "place", "entry"]
    search_fields = ["matched", "actor__name", "place__name"]

    def save_model(
        self, request: HttpRequest, obj: Mention, form: forms.ModelForm, change: bool
    ) -> None:
        """An import writes anew what the gazetteer set, and leaves what staff did."""
        if form.changed_data:
            obj.method = Mention.Method.STAFF
        super().save_model(request, obj, form, change)

    @admin.display(description=_("actor or place"))
    def subject(self, mention: Mention) -> str:
        return admin_link(mention.actor or mention.place, empty=_("nothing known"))
