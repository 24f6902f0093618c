"""People and organisations, with the names they go by."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from entries.models import Actor, ActorName, Organisation, Person

from .forms import SlugForm
from .names import NamedAdmin, NameInline


class ActorNameInline(NameInline):
    model = ActorName


@admin.register(Actor)
class ActorAdmin(NamedAdmin):
    """Both kinds; the pages of the two kinds are the same without the choice."""

    mention_field = "actor"
    form = SlugForm
    fields = ["kind", "name", "slug", "description", "surname", "wikidata"]
    inlines = [ActorNameInline]
    list_display = ["name", "kind", "other_names", "entries", "description", "public_page"]
    list_filter = ["kind"]


@admin.register(Person, Organisation)
class KindAdmin(ActorAdmin):
    """Actors of one kind, which the model itself sets."""

    fields = ["name", "slug", "description", "surname", "wikidata"]
    list_display = ["name", "other_names", "entries", "description", "public_page"]
    list_filter = []

    def get_fields(self, request: HttpRequest, obj: Actor | None = None) -> list[str]:
        """An organisation has no surname."""
        fields = list(super().get_fields(request, obj))
        return [name for name in fields if name != "surname" or self.model is Person]
