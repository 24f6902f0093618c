"""What staff type where no box offers what is known: the end of its address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from entries.models import Actor, FormerSlug, Place, Topic

from .choices import told_apart

# The kind of page at an address, with the model of what it shows.
MODELS: dict[str, type[Model]] = {
    "person": Actor,
    "organisation": Actor,
    "place": Place,
    "topic": Topic,
}
ADDRESS_HELP = _("The last part of its page’s address, such as ada-marsh, or all of the address.")
UNKNOWN = _("Nothing known has this address.")
SHARED = _("%(rows)s have this slug. Say which is meant by more of its address: %(ends)s.")


class AddressField(forms.CharField):
    """Gives the row of one of these models that has a slug, or had it before it was merged.

    Two models may have the same slug: more of the address, `places/oban` or all of it, tells
    which is meant.
    """

    def __init__(self, *models: type[Model], **kwargs: Any) -> None:
        super().__init__(required=False, max_length=500, **kwargs)
        self.models = models

    def clean(self, value: Any) -> Model | None:
        text = super().clean(value)
        if not text:
            return None
        kind, slug = kind_and_slug(text)
        asked = [model for model in self.models if not kind or MODELS.get(kind) is model]
        found = [row for row in (row_called(slug, model) for model in asked) if row]
        if not found:
            raise ValidationError(UNKNOWN)
        if len(found) > 1:
            raise ValidationError(which_is_meant(found))
        return found[0]


def kind_and_slug(address: str) -> tuple[str, str]:
    """The kind of page that an address, or the end of one, leads to, and its slug.

    The kind is empty where the slug stands alone. Raises ValidationError for any other address.
    """
    try:
        parts = [part for part in urlsplit(address).path.split("/") if part]
        if len(parts) == 1:
            return "", parts[0]
        kwargs = resolve(f"/{'/'.join(parts[-2:])}/").kwargs
        return kwargs["kind"], kwargs["slug"]
    except (KeyError, Resolver404, ValueError) as error:
        raise ValidationError(UNKNOWN) from error


def row_called(slug: str, model: type[Model]) -> Model | None:
    row: Model | None = model._default_manager.filter(slug=slug).first()
    return row or FormerSlug.objects.row(str(model._meta.model_name), slug)


def which_is_meant(rows: Sequence[Model]) -> str:
    """The sentence that asks which of some rows is meant, and tells how to say so."""
    ends = (row.get_absolute_url().strip("/") for row in rows)
    told = {"rows": _(" and ").join(map(told_apart, rows)), "ends": _(" or ").join(ends)}
    return str(SHARED) % told
