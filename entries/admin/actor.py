"""People and organisations, with the names they go by."""

from __future__ import annotations

from django.contrib import admin

from entries.models import Actor, ActorName, Organisation, Person

from .forms import ActorForm
from .names import NamedAdmin, NameInline


class ActorNameInline(NameInline):
    model = ActorName


@admin.register(Actor)
class ActorAdmin(NamedAdmin):
    """Both kinds; the pages of the two kinds are the same without the choice."""

    mention_field = "actor"
    form = ActorForm
    fields = ["kind", "name", "slug", "description"]
    inlines = [ActorNameInline]
    list_display = ["name", "kind", "other_names", "entries", "description", "public_page"]
    list_filter = ["kind"]


@admin.register(Person, Organisation)
class KindAdmin(ActorAdmin):
    """Actors of one kind, which the model itself sets."""

    fields = ["name", "slug", "description"]
    list_display = ["name", "other_names", "entries", "description", "public_page"]
    list_filter = []
