"""What the boxes of the admin offer as one types: known rows, told apart where names are alike."""

from __future__ import annotations

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Case, IntegerField, Model, QuerySet, When
from django.utils.translation import gettext as _

from entries.models import Actor, ActorName, Place, PlaceName
from entries.place_kinds import kind_name

# Where the names of actors and of places stand, as the keys of what they name.
NAMES = {Actor: ActorName.objects.values("actor"), Place: PlaceName.objects.values("place")}
LONGEST = 70  # characters of a description


class TellingChoices(AutocompleteJsonView):
    """Django's own answer, which says of each row more than its name.

    Actors and places that are called just so come first: to take them, Enter is enough.
    """

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()
        called = NAMES.get(rows.model._meta.concrete_model)
        if called is None:
            return rows
        if rows.model is Place:
            rows = rows.select_related("within")
        return nearest_first(rows, called, self.term.replace("\0", "").strip())

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        return {**super().serialize_result(obj, to_field_name), "text": told_apart(obj)}


def nearest_first(rows: QuerySet, called: QuerySet, term: str) -> QuerySet:
    """The rows whose name, or another name, is the term, then those that begin with it.

    `called` are the names of rows like these, as the keys of their rows.
    """
    nearness = Case(
        When(name__iexact=term, then=0),
        When(pk__in=called.filter(name__iexact=term), then=1),
        When(name__istartswith=term, then=2),
        default=3,
        output_field=IntegerField(),
    )
    return rows.order_by(nearness, "name", "pk")


def told_apart(row: Model) -> str:
    """The row's name, and of which of that name it is: what a place lies in, who an actor is."""
    if isinstance(row, Place):
        said = kind_name(row.kind)
        if row.within:
            told = _("%(kind)s in %(place)s")
            said = told % {"kind": said or _("place"), "place": row.within}
    elif isinstance(row, Actor):
        said = row.description
    else:
        said = ""
    if len(said) > LONGEST:
        said = f"{said[:LONGEST].rstrip()}…"
    return f"{row} ({said})" if said else str(row)
