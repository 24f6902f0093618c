"""Form fields and forms for what staff may correct; the admin adds each one's model and fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from entries.deciding.suggestions import is_taken
from entries.models import Place
from entries.tagging.cues import check_context
from entries.tagging.topics import split_term

ONE_A_LINE = _("One a line.")
TAKEN = _("This slug is, or was, the address of something else.")


class LinesField(forms.CharField):
    """A list of texts, edited as lines; blank lines are dropped."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        widget = AdminTextareaWidget(attrs={"rows": rows})
        super().__init__(required=False, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        text = super().to_python(value)
        # The field's own validators see the list, where a NUL would hide from this one.
        ProhibitNullCharactersValidator()(text)
        return [line.strip() for line in text.splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return [str(text) for text in initial or []] != self.to_python(data)
        except ValidationError:
            return True


class LiveblogForm(forms.ModelForm):
    summary = LinesField(help_text=ONE_A_LINE)
    summary_media = LinesField(help_text=ONE_A_LINE)


class ReadLinesField(LinesField):
    """Lines that something else reads later: `read` raises ValueError for one that it cannot."""

    def __init__(self, read: Callable[[str], object], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.read = read

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        for line in value:
            try:
                self.read(line)
            except ValueError as error:
                raise ValidationError(f"{error}.") from error


class SlugForm(forms.ModelForm):
    """A row with an address, which nothing else of its kind has or had."""

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        # A proxy sees its own kind alone. Of a row that is there the slug is not asked for.
        if is_taken(slug, self._meta.model._meta.concrete_model):
            raise ValidationError(TAKEN)
        return slug


class TopicForm(SlugForm):
    terms = ReadLinesField(
        split_term,
        rows=12,
        help_text=_(
            "One word or phrase a line; a star at the end stands for any ending, and “| 0.5”"
            " behind one gives its weight. From 1 on, an entry is about the topic."
        ),
    )
    exclusions = ReadLinesField(
        split_term, help_text=_("Words and phrases within which no term counts, one a line.")
    )


class NameForm(forms.ModelForm):
    context = ReadLinesField(check_context, rows=2)


class PlaceForm(SlugForm):
    def clean_within(self) -> Place | None:
        """The larger place, which neither is this one nor lies in it."""
        within = self.cleaned_data["within"]
        if within and self.instance.pk and self.instance.pk in (within.pk, *within.holders):
            raise ValidationError(_("A place lies neither in itself nor in a part of it."))
        return within

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        if (values.get("latitude") is None) != (values.get("longitude") is None) and not (
            {"latitude", "longitude"} & set(self.errors)
        ):
            raise ValidationError(_("Give both latitude and longitude, or neither."))
        return values


class NameBox(AutocompleteSelect):
    """A box that offers known rows as one types: those that a field of a model may lead to."""

    def __init__(self, model: type[Model], field: str) -> None:
        super().__init__(model._meta.get_field(field), admin.site)

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        """As Django's, which takes every value that was sent for a key."""
        keys = [key for key in value if key.isdecimal() and len(key) < 19]
        return super().optgroups(name, keys, attr)


class SubjectForm(forms.ModelForm):
    """What a mention is of: an actor or a place."""

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if bool(values.get("actor")) == bool(values.get("place")):
            raise ValidationError(_("Choose a person or organisation, or else a place."))
        super().clean()
        return values
