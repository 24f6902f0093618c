"""Places, with the names they go by."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from entries.models import Place, PlaceName

from .forms import PlaceForm
from .names import NamedAdmin, NameInline


class PlaceNameInline(NameInline):
    model = PlaceName


@admin.register(Place)
class PlaceAdmin(NamedAdmin):
    mention_field = "place"
    form = PlaceForm
    fields = ["name", "slug", "kind", "country", "within", ("latitude", "longitude")]
    fields += ["population", "geonames", "wikidata"]
    autocomplete_fields = ["within"]
    list_select_related = ["within"]
    inlines = [PlaceNameInline]
    list_display = ["name", "kind", "country", "within", "other_names", "coordinates", "entries"]
    list_display += ["public_page"]
    list_filter = ["kind", "country"]

    @admin.display(description=_("coordinates"))
    def coordinates(self, place: Place) -> str | None:
        if place.latitude is None or place.longitude is None:
            return None
        return f"{place.latitude:.3f}, {place.longitude:.3f}"
