"""Places, with the names they go by."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from entries.models import Mention, Place, PlaceName

from .base import (
    ArchiveAdmin,
    CountedDeletionMixin,
    FixedSlugMixin,
    PublicPageMixin,
    counted,
    list_link,
)
from .forms import PlaceForm, PlaceNameForm


class PlaceNameInline(admin.TabularInline):
    model = PlaceName
    form = PlaceNameForm
    fields = ["name", "context"]
    extra = 0
    verbose_name = "name"
    verbose_name_plural = "names in texts (context: counts only beside one of these words)"


@admin.register(Place)
class PlaceAdmin(CountedDeletionMixin, FixedSlugMixin, PublicPageMixin, ArchiveAdmin):
    form = PlaceForm
    fields = ["name", "slug", "kind", "country", ("latitude", "longitude")]
    inlines = [PlaceNameInline]
    list_display = ["name", "kind", "country", "other_names", "coordinates", "entries"]
    list_display += ["public_page"]
    list_filter = ["kind", "country"]
    search_fields = ["name", "names__name", "slug"]
    search_help_text = "A name, another name, or a slug."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Place]:
        places = super().get_queryset(request).prefetch_related("names")
        return places.annotate(entry_count=counted(Mention, "place", "entry"))

    @admin.display(description="other names")
    def other_names(self, place: Place) -> str | None:
        names = [name.name for name in place.names.all() if name.name != place.name]
        return ", ".join(names) or None

    def coordinates(self, place: Place) -> str | None:
        if place.latitude is None or place.longitude is None:
            return None
        return f"{place.latitude:.3f}, {place.longitude:.3f}"

    @admin.display(description="entries", ordering="entry_count")
    def entries(self, place: Place) -> SafeString:
        return list_link(Mention, place.entry_count, place__id__exact=place.pk)
