"""Lists of names: people, organisations, places, topics and sources that have entries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from entries import search
from entries.models import Place
from entries.search import Query, SearchUnavailable

from ..paging import NAMES_A_PAGE, page_of
from .kinds import KINDS
from .letters import Letter, letters_of, signs_under
from .maps import PlaceMap, places_map

# Of a list of places, so many of the most named are on its map.
MAPPED = 100


class NameForm(forms.Form):
    """Words that a name has in it. What is not valid finds nothing and says so."""

    q = forms.CharField(label=_("Name contains"), required=False, max_length=100)

    def narrowed(self, rows: QuerySet) -> QuerySet:
        """The rows whose name fits."""
        if not self.is_valid():
            return rows.none()
        words = self.cleaned_data["q"]
        return rows.sounding_like(words) if words else rows


class ListForm(NameForm):
    """What a list of names can be asked for: words in them, the order, their first letter.

    `letters` are those of the names that fit all else, once `narrowed` was called.
    """

    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("name", _("By name")), ("entries", _("Most entries first"))],
        error_messages={"invalid_choice": _("The order is either “name” or “entries”.")},
    )
    letters: list[Letter] = []

    @property
    def letter(self) -> str:
        """The letter asked for; one that no name begins with finds nothing."""
        return self.data.get("letter", "")

    def narrowed(self, rows: QuerySet) -> QuerySet:
        """The rows in the order asked for, those alone whose name fits."""
        if self.is_valid() and self.cleaned_data["sort"] == "entries":
            rows = rows.order_by("-entry_count", *rows.query.order_by)
        rows = super().narrowed(rows)
        initials = rows.initials()
        self.letters = letters_of(initials)
        if not self.letter:
            return rows
        return rows.beginning_with(signs_under(self.letter, initials))


class PlaceListForm(ListForm):
    """Places can also be asked for by what they lie in; countries are offered."""

    within = forms.CharField(
        label=pgettext_lazy("within a place", "In"), required=False, max_length=120
    )

    def clean_within(self) -> str:
        slug: str = self.cleaned_data["within"]
        if slug and self.held_by is None:
            raise forms.ValidationError(_("No place has this address."))
        return slug

    @cached_property
    def held_by(self) -> Place | None:
        """The place in which the places of the list are to lie."""
        slug = self.cleaned_data.get("within")
        return Place.objects.filter(slug=slug).first() if slug else None

    @cached_property
    def offered(self) -> list[tuple[str, str]]:
        """The countries that entries name, or parts of which they name; what is chosen too."""
        rows = list(Place.objects.in_use().countries().values_list("slug", "name"))
        chosen = self.held_by and (self.held_by.slug, self.held_by.name)
        return [chosen, *rows] if chosen and chosen not in rows else rows

    def narrowed(self, rows: QuerySet) -> QuerySet:
        if self.is_valid() and self.held_by:
            rows = rows.lying_in(self.held_by)
        return super().narrowed(rows)


@require_safe
def subject_list(request: HttpRequest, kind: str) -> HttpResponse:
    """All of one kind that have entries."""
    form = PlaceListForm(request.GET) if kind == "place" else ListForm(request.GET)
    rows = form.narrowed(KINDS[kind].rows.in_use())
    page = page_of(request, rows, NAMES_A_PAGE)
    context: dict[str, Any] = {"kind": KINDS[kind], "form": form, "page": page}
    context["counted"] = KINDS[kind].counted(page.paginator.count)
    if kind == "place":
        countries = Place.objects.country_of(page)
        for place in page:
            place.country_shown = countries.get(place.pk)
        context["map"] = map_of(rows) if page.number == 1 else None
    return render(request, "entries/subject_list.html", context)


def map_of(rows: QuerySet) -> PlaceMap | None:
    """A map of those of the places that most entries name; None while there is no index."""
    listed = set(rows.order_by().values_list("pk", flat=True))
    try:
        counts = [row for row in search.values(Query(), "place") if row[0] in listed]
    except SearchUnavailable:
        return None
    found = Place.objects.with_coordinates().in_bulk([key for key, _ in counts[:MAPPED]])
    places = [(found[key], count) for key, count in counts[:MAPPED] if key in found]
    return places_map(places, Place.objects.country_of(found.values()))
