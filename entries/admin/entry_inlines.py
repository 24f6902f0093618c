"""What staff may add to and take from an entry: bylines, topics, mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from entries.deciding.linking import free_words, names_nothing, remove, topic_set
from entries.importing.links import Span, is_free
from entries.models import Byline, Entry, EntryTopic, Mention, TopicRefusal

from .base import FROM_ENTRY, admin_link
from .forms import SubjectForm
from .mention import SubjectFieldsMixin

OUT_OF_DATE = _("What was to be taken away has changed since this page was opened. Open it anew.")
NOTHING = _("names nothing known, as staff say; delete it to let the names decide again")


def free_span(text: str, words: str, taken: Sequence[Span]) -> Span | None:
    """Where the words first stand in the text as whole words, clear of every span taken."""
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        if is_free(match.span(), taken):
            return match.span()
    return None


class DecidedFormSet(BaseInlineFormSet):
    """Rows that are taken away as somebody's decision."""

    def clean(self) -> None:
        """Refuse to take away what is there no more: nothing would be decided by it."""
        super().clean()
        if any(form in self.deleted_forms and not form.instance.pk for form in self.initial_forms):
            raise ValidationError(OUT_OF_DATE)

    def delete_existing(self, obj: Any, commit: bool = True) -> None:
        if commit:
            # As it is stored: the form may have laid other values over it.
            remove(type(obj)._base_manager.get(pk=obj.pk))


class MentionFormSet(DecidedFormSet):
    """New mentions are given as words of the entry; where these stand is found here."""

    def clean(self) -> None:
        super().clean()
        linked = set(self.instance.mentions.linked().values_list("pk", flat=True))
        taken = [
            (form.instance.start, form.instance.end)
            for form in self.initial_forms
            if form not in self.deleted_forms and form.instance.pk in linked
        ]
        for form in self.extra_forms:
            if form.is_valid() and form.has_changed() and form not in self.deleted_forms:
                self._place(form, taken)

    def _place(self, form: forms.ModelForm, taken: list[Span]) -> None:
        span = free_span(self.instance.text, form.cleaned_data["matched"], taken)
        if span is None:
            form.add_error("matched", _("The entry does not say this where no mention stands yet."))
            return
        form.instance.start, form.instance.end = span
        form.instance.method = Mention.Method.STAFF
        taken.append(span)

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> Mention:
        free_words(form.instance)
        return super().save_new(form, commit=commit)


class EntryTopicFormSet(DecidedFormSet):
    """A topic that staff add is refused no more."""

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> EntryTopic:
        link = super().save_new(form, commit=commit)
        topic_set(link)
        return link


class BylineFormSet(DecidedFormSet):
    """A new byline stands after those that are there."""

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> Byline:
        # Two people may be at it: the second waits here until the first has saved.
        entry = Entry.objects.select_for_update().get(pk=self.instance.pk)
        last = entry.bylines.aggregate(last=Max("position"))["last"]
        form.instance.position = 0 if last is None else last + 1
        return super().save_new(form, commit=commit)


class TableInline(admin.TabularInline):
    """Rows of a table; on a narrow screen each is a list of its cells, named by their columns."""

    template = "admin/entries/tabular.html"


class BylineInline(TableInline):
    model = Byline
    formset = BylineFormSet
    fields = ["name", "role"]
    extra = 0


class AddAndRemoveInline(TableInline):
    """Rows to be taken away or added; one there is corrected on its own page.

    An autocomplete in each row would ask the database for each row's choice.
    """

    extra = 0

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("its own page"))
    def correct(self, row: Mention | EntryTopic) -> str:
        return admin_link(row, _("Correct"), FROM_ENTRY) if row.pk else ""


class EntryTopicInline(AddAndRemoveInline):
    model = EntryTopic
    formset = EntryTopicFormSet
    fields = ["topic", "terms", "correct"]
    # The terms are those that an import found; what staff set has none.
    readonly_fields = ["terms", "correct"]
    autocomplete_fields = ["topic"]
    verbose_name = _("topic")

    def get_queryset(self, request: HttpRequest) -> QuerySet[EntryTopic]:
        return super().get_queryset(request).select_related("topic")


class TopicRefusalInline(AddAndRemoveInline):
    """Topics that staff took away."""

    model = TopicRefusal
    formset = DecidedFormSet
    fields = ["topic"]
    verbose_name = _("topic taken away")
    verbose_name_plural = _("topics taken away (delete one to let its terms decide again)")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[TopicRefusal]:
        return super().get_queryset(request).select_related("topic").order_by("topic__name")


class MentionInline(SubjectFieldsMixin, AddAndRemoveInline):
    model = Mention
    form = SubjectForm
    formset = MentionFormSet
    fields = ["matched", "actor", "place", "why", "correct"]
    readonly_fields = ["why", "correct"]
    verbose_name_plural = _("mentions (matched: the words as the entry has them)")

    @admin.display(description=_("why"))
    def why(self, mention: Mention) -> str:
        """The rule that set it, or what staff said; nothing of a row to be filled in."""
        if mention.pk and names_nothing(mention):
            return NOTHING
        return mention.get_method_display() if mention.pk else ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        return super().get_queryset(request).select_related("actor", "place").order_by("start")
