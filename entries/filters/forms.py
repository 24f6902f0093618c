"""The parameters of a list of entries, checked: what each may be, and what is said where not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from entries.search import language
from entries.search.periods import Period

from .naming import NO_PERIOD, Named, Names, Unclear
from .parameters import NAMES, field_of
from .words import Words, fields_in, understood
from .words import field_of as words_field

MOST_VALUES = 10
SORTS = {
    "relevance": gettext_lazy("Best match first"),
    "newest": gettext_lazy("Newest first"),
    "oldest": gettext_lazy("Oldest first"),
}
NAME_PARAMETERS = tuple(parameter for field in NAMES for parameter in (field, f"-{field}"))


class ManyInput(forms.Widget):
    """Reads every value of a repeated parameter."""

    def value_from_datadict(self, data: QueryDict, files: Any, name: str) -> list[str]:
        return data.getlist(name)


class ManyField(forms.Field):
    """Values of a repeated parameter, blank ones and repetitions left out."""

    widget = ManyInput

    def clean(self, value: list[str] | None) -> list[str]:
        values = list(dict.fromkeys(item.strip() for item in value or [] if item.strip()))
        if len(values) > MOST_VALUES:
            raise forms.ValidationError(
                _("Choose at most %(number)s here.") % {"number": MOST_VALUES}
            )
        return values


class PeriodField(forms.Field):
    """A year, month, day or hour; None where nothing is given."""

    def clean(self, value: str | None) -> Period | None:
        if not (value or "").strip():
            return None
        try:
            return Period.parse(value)
        except ValueError as error:
            raise forms.ValidationError(NO_PERIOD) from error


class EntryFilterForm(forms.Form):
    """Checks the parameters together: the span in order, every name known.

    Once it is checked, `words` is what stands in the box, understood. `known` has, for each
    parameter of names, the given values that stand for something; `unknown` has the others, each
    with what to say of it.
    """

    q = forms.Field(label=gettext_lazy("Words"), required=False)
    sort = forms.ChoiceField(
        label=gettext_lazy("Order"),
        choices=list(SORTS.items()),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("The order is “relevance”, “newest” or “oldest”.")
        },
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["from"] = PeriodField(label=pgettext("from a date", "From"), required=False)
        self.fields["to"] = PeriodField(label=pgettext("to a date", "To"), required=False)
        for parameter in NAME_PARAMETERS:
            label = NAMES[field_of(parameter)]
            self.fields[parameter] = ManyField(label=label, required=False)
        self.known: dict[str, dict[str, Named]] = {name: {} for name in NAME_PARAMETERS}
        self.unknown: dict[str, dict[str, str]] = {name: {} for name in NAME_PARAMETERS}
        self.words = Words()

    def clean(self) -> dict[str, Any]:
        self._check_given_once()
        self._check_span()
        parsed = language.parse(self.cleaned_data.get("q") or "")
        asked = {name: self.cleaned_data.get(name) or [] for name in NAME_PARAMETERS}
        pairs = [(field_of(name), value) for name, values in asked.items() for value in values]
        typed = [(words_field(word), word.value) for word in fields_in(parsed.node)]
        names = Names({*pairs, *typed})
        for parameter, values in asked.items():
            for value in values:
                self._check_name(parameter, value, names)
        text = self.cleaned_data.get("q") or ""
        self.words = understood(text, parsed, names, move=not self.errors)
        for _word, told in self.words.unclear:
            self.add_error("q", told)
        self._offer_sorts()
        return self.cleaned_data

    def _check_given_once(self) -> None:
        for field in ("from", "to", "sort"):
            if len(set(self.data.getlist(field))) > 1:
                self.add_error(field, _("Give one value here, not several."))

    def _check_span(self) -> None:
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first.start >= last.end:
            self.add_error("to", _("This lies before the start of the time asked for."))

    def _check_name(self, parameter: str, value: str, names: Names) -> None:
        """Nothing, or several things, that a value could stand for are an error of its field."""
        try:
            self.known[parameter][value] = names.find(field_of(parameter), value)
        except Unclear as error:
            self.unknown[parameter][value] = str(error)
            self.add_error(parameter, str(error))

    def _offer_sorts(self) -> None:
        """Nothing chosen is the order that suits best, so that it changes with the words."""
        offered = [name for name in SORTS if self.words.ranked or name != "relevance"]
        best, *others = offered
        choices = [("", SORTS[best]), *((name, SORTS[name]) for name in others)]
        self.fields["sort"].choices = choices
