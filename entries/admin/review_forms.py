"""What is asked of staff who decide on suggested names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entries.deciding.queue import Group, keys_to_review
from entries.deciding.suggestions import NewName, free_slug, is_taken
from entries.models import Actor, Mention, Place, Suggestion
from entries.models.decision import identity
from entries.tagging.surnames import surname_of

from .addresses import ADDRESS_HELP, AddressField
from .choices import told_apart
from .forms import TAKEN, NameBox

Kind = Suggestion.Kind


class FilterForm(forms.Form):
    """Which names to show; what is not valid shows none."""

    kind = forms.ChoiceField(
        required=False, label=_("Kind"), choices=[("", pgettext_lazy("kind", "Any")), *Kind.choices]
    )
    cue = forms.ChoiceField(
        required=False, label=_("Why"), choices=[("", _("Any reason")), *Suggestion.Cue.choices]
    )
    q = forms.CharField(
        required=False, label=_("Words"), max_length=100, widget=forms.SearchInput({"size": 16})
    )

    def keys(self) -> QuerySet:
        """The names that fit."""
        if not self.is_valid():
            return keys_to_review().none()
        asked = self.cleaned_data
        return keys_to_review(kind=asked["kind"], cue=asked["cue"], words=asked["q"])


class NewNameForm(forms.Form):
    """What one suggested name becomes."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=200, widget=AdminTextInputWidget)
    slug = forms.SlugField(
        label=_("Slug"),
        required=False,
        max_length=120,
        widget=AdminTextInputWidget,
        help_text=_("Its address, for ever; made from the name where it is empty."),
    )
    surname = forms.CharField(
        label=_("Surname"),
        required=False,
        max_length=100,
        widget=AdminTextInputWidget,
        help_text=_("What a person is called alone; empty for who is never called so."),
    )
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=500,
        widget=AdminTextInputWidget,
        help_text=_("One line: who or what this is, and from when to when. A place has none."),
    )

    within = forms.ModelChoiceField(
        Place.objects.all(),
        required=False,
        label=_("Lies in"),
        widget=NameBox(Place, "within"),
        help_text=_("Of a place: the next larger place that holds it."),
    )
    within_address = AddressField(Place, label=_("Lies in, by address"), help_text=ADDRESS_HELP)

    def __init__(self, group: Group, kinds: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        choices = [choice for choice in Kind.choices if choice[0] in kinds]
        self.fields["kind"].choices = choices
        likely = [kind for kind in group.kinds if kind in kinds]
        self.initial = {
            "kind": likely[0] if likely else None,
            "name": group.name,
            "surname": surname_of(group.name) if Kind.PERSON in group.kinds else "",
        }

    def clean(self) -> dict[str, Any]:
        """The values, with a slug that nothing has or had."""
        values = super().clean() or {}
        if not {"kind", "name"} <= set(values) or "slug" in self.errors:
            return values
        model = Place if values["kind"] == Kind.PLACE else Actor
        slug = values["slug"] or free_slug(values["name"], model)
        if not slug:
            self.add_error("slug", _("No slug can be made from this name: give one."))
        elif is_taken(slug, model):
            self.add_error("slug", TAKEN)
        values["slug"] = slug
        return values

    def new_name(self) -> NewName:
        values = dict(self.cleaned_data)
        holder = values.pop("within_address")
        return NewName(**{**values, "within": values["within"] or holder})


def clashes(new_forms: list[NewNameForm]) -> bool:
    """Whether two of the forms ask for one slug; the later one says so."""
    seen: set[tuple[bool, str]] = set()
    clash = False
    for form in new_forms:
        wanted = (form.cleaned_data["kind"] == Kind.PLACE, form.cleaned_data["slug"])
        if wanted in seen:
            form.add_error("slug", TAKEN)
            clash = True
        seen.add(wanted)
    return clash


class SubjectChoice(forms.Form):
    """A known actor or place, chosen from a box or, where no script fills these, by its address."""

    actor = forms.ModelChoiceField(
        Actor.objects.all(),
        required=False,
        label=_("Person or organisation"),
        widget=NameBox(Mention, "actor"),
    )
    place = forms.ModelChoiceField(
        Place.objects.all(), required=False, label=_("Or a place"), widget=NameBox(Mention, "place")
    )

    address = AddressField(Actor, Place, label=_("By its address"), help_text=ADDRESS_HELP)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        row = values.get("address")
        if row and not (values.get("actor") or values.get("place")):
            values[identity(row)[0]] = row
        if bool(values.get("actor")) == bool(values.get("place")) and not self.errors:
            raise ValidationError(_("Choose a person or organisation, or else a place."))
        return values

    @property
    def subject(self) -> Actor | Place:
        return self.cleaned_data["actor"] or self.cleaned_data["place"]


class LinkForm(SubjectChoice):
    """Whom or what some words mean, and in which entries: one of those called so, or another."""

    meant = forms.ChoiceField(required=False, widget=forms.RadioSelect, label=_("One of these"))
    words = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, known: list[Actor | Place], rows: list[Any], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known = {f"{row._meta.model_name}-{row.pk}": row for row in known}
        self.rows = {str(row.pk): row for row in rows}
        self.fields["meant"].choices = [(key, told_apart(row)) for key, row in self.known.items()]
        self.fields["words"].choices = [(key, key) for key in self.rows]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        meant = self.known.get(values.get("meant") or "")
        if meant and not (values.get("actor") or values.get("place")):
            values[identity(meant)[0]] = meant
        return super().clean()
