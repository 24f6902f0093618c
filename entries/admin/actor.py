"""People and organisations, with the names they go by."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from entries.models import Actor, ActorName, Mention, Organisation, Person

from .base import (
    ArchiveAdmin,
    CountedDeletionMixin,
    FixedSlugMixin,
    PublicPageMixin,
    counted,
    list_link,
)
from .forms import ActorForm, ActorNameForm


class ActorNameInline(admin.TabularInline):
    model = ActorName
    form = ActorNameForm
    fields = ["name", "context"]
    extra = 0
    verbose_name = "name"
    verbose_name_plural = "names in texts (context: counts only beside one of these words)"


@admin.register(Actor)
class ActorAdmin(CountedDeletionMixin, FixedSlugMixin, PublicPageMixin, ArchiveAdmin):
    """Both kinds; the pages of the two kinds are the same without the choice."""

    form = ActorForm
    fields = ["kind", "name", "slug", "description"]
    inlines = [ActorNameInline]
    list_display = ["name", "kind", "other_names", "entries", "description", "public_page"]
    list_filter = ["kind"]
    search_fields = ["name", "names__name", "slug"]
    search_help_text = "A name, another name, or a slug."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Actor]:
        actors = super().get_queryset(request).prefetch_related("names")
        return actors.annotate(entry_count=counted(Mention, "actor", "entry"))

    @admin.display(description="other names")
    def other_names(self, actor: Actor) -> str | None:
        names = [name.name for name in actor.names.all() if name.name != actor.name]
        return ", ".join(names) or None

    @admin.display(description="entries", ordering="entry_count")
    def entries(self, actor: Actor) -> SafeString:
        return list_link(Mention, actor.entry_count, actor__id__exact=actor.pk)


@admin.register(Person, Organisation)
class KindAdmin(ActorAdmin):
    """Actors of one kind, which the model itself sets."""

    fields = ["name", "slug", "description"]
    list_display = ["name", "other_names", "entries", "description", "public_page"]
    list_filter = []
