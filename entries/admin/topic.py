"""Topics, and which entries are about them."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from entries.deciding.linking import topic_set
from entries.deciding.renaming import reworded
from entries.models import EntryTopic, Topic

from .base import (
    ArchiveAdmin,
    CountedDeletionMixin,
    FixedSlugMixin,
    OfEntryMixin,
    PublicPageMixin,
    list_link,
    tell_due,
)
from .forms import TopicForm
from .merge import MergeMixin


@admin.register(Topic)
class TopicAdmin(CountedDeletionMixin, FixedSlugMixin, PublicPageMixin, MergeMixin):
    form = TopicForm
    fields = ["name", "slug", "description", "terms", "exclusions"]
    list_display = ["name", "description", "term_list", "entries", "public_page"]
    search_fields = ["name", "slug", "description"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        return super().get_queryset(request).with_counts()

    def save_model(
        self, request: HttpRequest, obj: Topic, form: forms.ModelForm, change: bool
    ) -> None:
        """Save it, and have the entries linked anew that its terms concern."""
        super().save_model(request, obj, form, change)
        if {"terms", "exclusions"} & set(form.changed_data):
            tell_due(request, reworded(obj))

    @admin.display(description=_("terms"))
    def term_list(self, topic: Topic) -> str | None:
        return ", ".join(topic.terms) or None

    @admin.display(description=_("entries"), ordering="entry_count")
    def entries(self, topic: Topic) -> SafeString:
        return list_link(EntryTopic, topic.entry_count, topic__id__exact=topic.pk)


@admin.register(EntryTopic)
class EntryTopicAdmin(OfEntryMixin, ArchiveAdmin):
    """Made on the entry's page; corrected or taken away here too."""

    fields = ["entry", "topic", "terms"]
    readonly_fields = ["entry", "terms"]
    autocomplete_fields = ["topic"]
    list_display = ["topic", "entry_link", "term_list"]
    list_filter = ["topic"]
    list_select_related = ["topic", "entry"]
    search_fields = ["topic__name", "entry__headline"]

    def save_model(
        self, request: HttpRequest, obj: EntryTopic, form: forms.ModelForm, change: bool
    ) -> None:
        """A topic without terms is staff's own: an import writes the others anew."""
        if form.changed_data:
            obj.terms = []
        super().save_model(request, obj, form, change)
        topic_set(obj, Topic.objects.filter(pk=form.initial.get("topic")).first())

    @admin.display(description=_("terms"))
    def term_list(self, link: EntryTopic) -> str | None:
        return ", ".join(link.terms) or None
