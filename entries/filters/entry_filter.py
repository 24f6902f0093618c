"""What the parameters of an address ask for, and the addresses that ask for a little else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from entries.date_words import within_sentence
from entries.search import Query
from entries.search.language import MOST_LETTERS, LeftOut
from entries.search.nodes import Filter, Span
from entries.search.periods import Period

from .forms import NAME_PARAMETERS, EntryFilterForm
from .mistakes import Mistake, mistakes_in
from .naming import Named
from .parameters import (
    PARAMETERS,
    Parameters,
    address_of,
    encoded,
    field_of,
    joined,
    query_string,
    shown,
)
from .words import Words, overlap

# No engine has more pages; a number beyond it asks for the last one.
LAST_PAGE = 10**9
# How chips call what each parameter asks for.
KINDS = {
    "q": pgettext_lazy("filter", "words"),
    "on": pgettext_lazy("filter", "date"),
    "from": pgettext_lazy("filter", "from"),
    "to": pgettext_lazy("filter", "to"),
    "actor": pgettext_lazy("filter", "about"),
    "place": pgettext_lazy("filter", "place"),
    "topic": pgettext_lazy("filter", "topic"),
    "source": pgettext_lazy("filter", "source"),
    "liveblog": pgettext_lazy("filter", "liveblog"),
    "label": pgettext_lazy("filter", "label"),
    "byline": pgettext_lazy("filter", "byline"),
    "has": pgettext_lazy("filter", "has"),
    "year": pgettext_lazy("filter", "year"),
}
# Which side of the span each parameter of time is.
SIDES = {"from": "since", "to": "until"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: what it is, what it asks for, and the address of the list without it."""

    parameter: str
    value: str
    name: str
    address: str

    @property
    def kind(self) -> str:
        return str(KINDS[field_of(self.parameter)])

    @property
    def excludes(self) -> bool:
        return self.parameter.startswith("-")


class EntryFilter:
    """Entries as the parameters of an address ask for them.

    Several actors, places, topics, labels, bylines or kinds of block must all hold of an entry; of
    several sources, liveblogs or years any one. A minus before a parameter excludes what it names.
    Times are the local ones of the source. Where there are `errors` there is nothing to search.
    """

    def __init__(self, data: QueryDict) -> None:
        self.form = EntryFilterForm(data)
        self.errors: ErrorDict = self.form.errors
        self.words: Words = self.form.words
        # Looked up once: a page has hundreds of addresses of the list.
        self.path = reverse("entries:entry_list")

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What the box has that is not searched for, and why."""
        return self.words.left_out

    @cached_property
    def mistakes(self) -> list[Mistake]:
        """What was given that stands for no one thing, and what may have been meant."""
        return mistakes_in(self.form, self.parameters, self.address)

    @cached_property
    def query(self) -> Query:
        """What to ask the index; nothing sensible where there are errors."""
        filters = [
            Filter(field_of(parameter), named.key, exclude=parameter.startswith("-"))
            for parameter in NAME_PARAMETERS
            for named in self.chosen(parameter)
        ]
        asked = tuple(dict.fromkeys(filters))
        return Query(self.words.node, asked, self.span, self.sort, self.page)

    @cached_property
    def span(self) -> Span:
        cleaned = self.form.cleaned_data
        return overlap([Span(cleaned.get("from"), cleaned.get("to")), self.words.span])

    @property
    def sort(self) -> str:
        chosen = self.form.cleaned_data.get("sort")
        if chosen and (self.words.ranked or chosen != "relevance"):
            return chosen
        return self.best_sort

    @property
    def best_sort(self) -> str:
        """The order where none is asked for."""
        return "relevance" if self.words.ranked else "newest"

    @property
    def page(self) -> int:
        """The page asked for; the first where that is no number, a far one where it is too big."""
        given = self.form.data.get("page", "").strip()
        if not (given.isascii() and given.isdecimal()):
            return 1
        return max(int(given), 1) if len(given) < 10 else LAST_PAGE

    def chosen(self, parameter: str) -> list[Named]:
        """What a parameter names, and what the words name that belong there."""
        moved = [named for name, named in self.words.moved if name == parameter]
        return list(dict.fromkeys([*self.form.known[parameter].values(), *moved]))

    @cached_property
    def parameters(self) -> Parameters:
        """The parameters in the one form that an address should have.

        Names are slugs, what filters stands outside the box, blanks and defaults are left out.
        What cannot be understood stays as it was given.
        """
        result = {
            "q": [self.words.text.strip()],
            **{name: self._time(name, getattr(self.span, side)) for name, side in SIDES.items()},
            **{name: self._names(name) for name in NAME_PARAMETERS},
            "sort": [self.sort] if self.sort != self.best_sort else [],
            "page": [str(self.page)] if self.page > 1 else [],
        }
        if "sort" in self.errors:
            result["sort"] = self._as_given("sort")
        return {name: values for name, values in result.items() if any(values)}

    def _time(self, name: str, period: Period | None) -> list[str]:
        if name in self.errors or "to" in self.errors:
            return self._as_given(name)
        return [str(period)] if period else []

    def _names(self, parameter: str) -> list[str]:
        if parameter in self.errors and not self.form.unknown[parameter]:
            return self._as_given(parameter)
        values = [named.value for named in self.chosen(parameter)]
        return list(dict.fromkeys([*values, *self.form.unknown[parameter]]))

    def _as_given(self, name: str) -> list[str]:
        given = (value.strip() for value in self.form.data.getlist(name))
        return list(dict.fromkeys(value for value in given if value))

    @cached_property
    def linked(self) -> Parameters:
        """`parameters` for other searches: from the first page on, and no longer than need be.

        A page has hundreds of links; in each, words that are too long to be read stand as read.
        """
        text = self.words.text.strip()
        words = self.words.as_read if len(text) > MOST_LETTERS else text
        return {**self.parameters, "q": [words] if words else [], "page": []}

    @property
    def linked_query(self) -> QueryDict:
        """`linked` as a query string has them."""
        return QueryDict(query_string(self.linked), mutable=True)

    @property
    def here(self) -> str:
        """The address of what is asked for."""
        return address_of(self.parameters, self.path)

    def address(self, **changes: Sequence[str]) -> str:
        """The address of the list with other values of some parameters."""
        return f"{self.path}?{joined({**self._encoded, **encoded(changes)})}".rstrip("?")

    @cached_property
    def _encoded(self) -> dict[str, str]:
        """`linked`, encoded once for the hundreds of addresses that differ in little."""
        return encoded(self.linked)

    def with_value(self, parameter: str, value: str) -> str:
        """The address of the list with one value more."""
        values = [one for one in self.parameters.get(parameter, ()) if one != value]
        return self.address(**{parameter: [*values, value]})

    def without_value(self, parameter: str, value: str) -> str:
        """The address of the list with one value less."""
        values = [one for one in self.parameters.get(parameter, ()) if one != value]
        return self.address(**{parameter: values})

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters in force, in the order of the address."""
        filters = [name for name in PARAMETERS if name not in ("sort", "page")]
        return [chip for name in filters for chip in self._chips(name)]

    def _chips(self, parameter: str) -> list[Chip]:
        """The chips of a parameter; a time that is one day, month or the like has one for both."""
        since, until = self.span.since, self.span.until
        if parameter in SIDES and since and since == until and not self.errors:
            if parameter != "from":
                return []
            without = self.address(**{side: [] for side in SIDES})
            return [Chip("on", str(since), within_sentence(since.name), without)]
        return [
            Chip(
                parameter, value, self._name(parameter, value), self.without_value(parameter, value)
            )
            for value in self.parameters.get(parameter, ())
        ]

    def _name(self, parameter: str, value: str) -> str:
        """A value as people read it."""
        if parameter in SIDES and not self.errors:
            return getattr(self.span, SIDES[parameter]).name_as_bound
        if parameter in NAME_PARAMETERS:
            for named in self.chosen(parameter):
                if named.value == value:
                    return named.name
        return shown(value)

    def query_without(self, chip: Chip) -> Query:
        """What would be asked without the filter of a chip."""
        if chip.parameter == "q":
            return replace(self.query, words=None, sort="newest")
        if chip.parameter == "on":
            return replace(self.query, span=Span())
        if chip.parameter in SIDES:
            return replace(self.query, span=replace(self.span, **{SIDES[chip.parameter]: None}))
        gone = [one for one in self.chosen(chip.parameter) if one.value == chip.value]
        filters = {Filter(one.field, one.key, chip.excludes) for one in gone}
        kept = tuple(one for one in self.query.filters if one not in filters)
        return replace(self.query, filters=kept)
