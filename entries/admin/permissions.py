"""Who may decide what: each decision asks for the permission on the model that it changes."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from entries.models import Actor, Organisation, Person, Place, Suggestion

Kind = Suggestion.Kind
MODELS: dict[str, type[Model]] = {
    Kind.PERSON: Person,
    Kind.ORGANISATION: Organisation,
    Kind.PLACE: Place,
}


def kinds_allowed(request: HttpRequest) -> list[str]:
    """The kinds of which the user may add one: as one of its kind, or as an actor."""
    return [kind for kind, model in MODELS.items() if may(request, "add", model)]


def may_change(request: HttpRequest, row: Model) -> bool:
    """Whether the user may change a row: an actor as one of its kind too."""
    model = MODELS[row.kind] if isinstance(row, Actor) else type(row)
    return may(request, "change", model)


def may(request: HttpRequest, action: str, model: type[Model]) -> bool:
    """Whether the user has the permission on a model, or on the one that it is a kind of."""
    models = {model, model._meta.concrete_model}
    sites = [admin.site.get_model_admin(each) for each in models if each]
    return any(getattr(site, f"has_{action}_permission")(request) for site in sites)


def decisions_allowed(request: HttpRequest) -> dict[str, bool]:
    """Which decisions on a suggested name the user may take."""
    return {
        "new": bool(kinds_allowed(request)),
        "alias": any(may(request, "change", model) for model in MODELS.values()),
        "link": request.user.has_perm("entries.add_mention"),
        "refuse": request.user.has_perm("entries.add_namerefusal"),
    }
