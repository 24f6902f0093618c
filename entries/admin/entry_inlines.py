"""What staff may add to and take from an entry: bylines, topics, mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Max, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from entries.models import Byline, Entry, EntryTopic, Mention

from .forms import SubjectForm
from .mention import SubjectFieldsMixin

Span = tuple[int, int]


def free_span(text: str, words: str, taken: Iterable[Span]) -> Span | None:
    """Where the words first stand in the text as whole words, clear of every span taken."""
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        if all(match.end() <= start or match.start() >= end for start, end in taken):
            return match.span()
    return None


class MentionFormSet(BaseInlineFormSet):
    """New mentions are given as words of the entry; where these stand is found here."""

    def clean(self) -> None:
        super().clean()
        taken = [
            (form.instance.start, form.instance.end)
            for form in self.initial_forms
            if form not in self.deleted_forms
        ]
        for form in self.extra_forms:
            if form.is_valid() and form.has_changed() and form not in self.deleted_forms:
                self._place(form, taken)

    def _place(self, form: forms.ModelForm, taken: list[Span]) -> None:
        span = free_span(self.instance.text, form.cleaned_data["matched"], taken)
        if span is None:
            form.add_error("matched", "The entry does not say this where no mention stands yet.")
            return
        form.instance.start, form.instance.end = span
        form.instance.method = Mention.Method.STAFF
        taken.append(span)


class BylineFormSet(BaseInlineFormSet):
    """A new byline stands after those that are there."""

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> Byline:
        # Two people may be at it: the second waits here until the first has saved.
        entry = Entry.objects.select_for_update().get(pk=self.instance.pk)
        last = entry.bylines.aggregate(last=Max("position"))["last"]
        form.instance.position = 0 if last is None else last + 1
        return super().save_new(form, commit=commit)


class BylineInline(admin.TabularInline):
    model = Byline
    formset = BylineFormSet
    fields = ["name", "role"]
    extra = 0


class AddAndRemoveInline(admin.TabularInline):
    """Rows to be taken away or added; one there is corrected on its own page.

    An autocomplete in each row would ask the database for each row's choice.
    """

    extra = 0
    show_change_link = True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class EntryTopicInline(AddAndRemoveInline):
    model = EntryTopic
    fields = ["topic", "terms"]
    readonly_fields = ["terms"]  # those that an import found; what staff set has none
    autocomplete_fields = ["topic"]
    verbose_name = "topic"

    def get_queryset(self, request: HttpRequest) -> QuerySet[EntryTopic]:
        return super().get_queryset(request).select_related("topic")


class MentionInline(SubjectFieldsMixin, AddAndRemoveInline):
    model = Mention
    form = SubjectForm
    formset = MentionFormSet
    fields = ["matched", "actor", "place"]
    verbose_name_plural = "mentions (matched: the words as the entry has them)"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        return super().get_queryset(request).select_related("actor", "place").order_by("start")
