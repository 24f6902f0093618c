"""What the boxes of the admin offer as one types: known rows, told apart where names are alike."""

from __future__ import annotations

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet

from entries.models import Actor, Place

LONGEST = 70  # characters of a description


class TellingChoices(AutocompleteJsonView):
    """Django's own answer, which says of each row more than its name."""

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()
        return rows.select_related("within") if rows.model is Place else rows

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        return {**super().serialize_result(obj, to_field_name), "text": told_apart(obj)}


def told_apart(row: Model) -> str:
    """The row's name, and of which of that name it is: what a place lies in, who an actor is."""
    if isinstance(row, Place):
        said = f"{row.kind or 'place'} in {row.within}" if row.within else row.kind
    elif isinstance(row, Actor):
        said = row.description
    else:
        said = ""
    if len(said) > LONGEST:
        said = f"{said[:LONGEST].rstrip()}…"
    return f"{row} ({said})" if said else str(row)
