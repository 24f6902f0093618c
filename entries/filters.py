"""The one definition of every filter on entries: what may be asked, and what it means.

Lists of entries, and whatever lists them in another form, take their filters from here.
Bad input is an error of its field; such a filter then gives no entries at all.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import slugify

from entries.models import Actor, Entry, Liveblog, Place, Source, Topic
from entries.models.entry import EntryQuerySet
from entries.models.subject import folded, text_value

MOST_VALUES = 10
SORTS = {"newest": "Newest first", "oldest": "Oldest first"}
# The fields offered with their values and counts, beside the labels, and how many values of each.
FACETS = {"actor": Actor, "place": Place, "topic": Topic}
MOST_FACET_VALUES = 30

UNKNOWN = {
    "actor": "No person or organisation is called “{}” here.",
    "place": "No place is called “{}” here.",
    "topic": "No topic is called “{}” here.",
    "source": "No source is called “{}” here.",
    "liveblog": "No liveblog has the address “{}” here.",
    "label": "No entry carries the label “{}”.",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter can take: as the address has it, as people read it, with its entries.

    `query` is the query string that leads there.
    """

    field: str
    value: str
    name: str
    count: int = 0
    query: str = ""


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
            raise forms.ValidationError(f"Choose at most {MOST_VALUES} here.")
        return values


class DayField(forms.DateField):
    """A day as the browser's date input sends it."""

    default_error_messages = {"invalid": "Give the day as year-month-day, such as 2022-03-24."}
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


class EntryFilterForm(forms.Form):
    """Checks the parameters together: days in order, every name known.

    For each field of names, `known` has the given values that stand for something, with the
    name that people read, and `unknown` lists the others.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, dict[str, str]] = {field: {} for field in UNKNOWN}
        self.unknown: dict[str, list[str]] = {field: [] for field in UNKNOWN}

    def clean(self) -> dict[str, Any]:
        self._check_given_once()
        self._check_days()
        self._check_names({field: self.cleaned_data.get(field) or [] for field in UNKNOWN})
        return self.cleaned_data

    def _check_given_once(self) -> None:
        for field in ("from", "to", "sort"):
            if len(set(self.data.getlist(field))) > 1:
                self.add_error(field, "Give one value here, not several.")

    def _check_days(self) -> None:
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first > last:
            self.add_error("to", "This day lies before the first one.")

    def _check_names(self, asked: dict[str, list[str]]) -> None:
        found = named(asked)
        for field, values in asked.items():
            slugs = [self._slug_of(field, value, found) for value in values]
            if field in self.cleaned_data:
                self.cleaned_data[field] = list(dict.fromkeys(slugs))

    def _slug_of(self, field: str, value: str, found: dict[tuple[str, str], dict[str, str]]) -> str:
        """The slug that a value stands for; none or several are an error of the field."""
        matches = found.get((field, folded(value))) or found.get((field, slugify(value))) or {}
        if len(matches) == 1:
            ((slug, self.known[field][value]),) = matches.items()
            return slug
        self.unknown[field].append(value)
        several = "“{}” could be any of these: " + ", ".join(sorted(matches)) + ". Give one."
        self.add_error(field, (several if matches else UNKNOWN[field]).format(shown(value)))
        return ""


class ManyFilter(django_filters.Filter):
    """Names of things; the entries' queryset method `verb` says what they ask for."""

    field_class = ManyField

    def __init__(self, verb: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.verb = verb

    def filter(self, qs: EntryQuerySet, value: list[str]) -> EntryQuerySet:
        return getattr(qs, self.verb)(value) if value else qs


class DayFilter(django_filters.Filter):
    """A bound of the days, itself included."""

    field_class = DayField

    def __init__(self, bound: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bound = bound

    def filter(self, qs: EntryQuerySet, value: dt.date | None) -> EntryQuerySet:
        return qs.between(**{"start": None, "end": None, self.bound: value})


class SortFilter(django_filters.ChoiceFilter):
    def filter(self, qs: EntryQuerySet, value: str) -> EntryQuerySet:
        return qs.oldest_first() if value == "oldest" else qs.newest_first()


class EntryFilter(django_filters.FilterSet):
    """Entries as the parameters of an address ask for them.

    Several actors, places, topics or labels must all hold of an entry; of several sources or
    liveblogs any one. Days are the local ones of the source. `qs` is empty where `errors` is not.
    """

    to = DayFilter("end", label="To")
    actor = ManyFilter("about_actor", label="Person or organisation")
    place = ManyFilter("about_place", label="Place")
    topic = ManyFilter("on_topic", label="Topic")
    source = ManyFilter("from_sources", label="Source")
    liveblog = ManyFilter("in_liveblogs", label="Liveblog")
    label = ManyFilter("labelled", label="Label")
    sort = SortFilter(
        label="Order",
        choices=list(SORTS.items()),
        empty_label=None,
        error_messages={"invalid_choice": "The order is either “newest” or “oldest”."},
    )

    class Meta:
        model = Entry
        fields: list[str] = []
        form = EntryFilterForm

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """With `from`, which as a word of Python cannot be a name in the class."""
        return {"from": DayFilter("start", label="From"), **super().get_filters()}

    def filter_queryset(self, queryset: EntryQuerySet) -> EntryQuerySet:
        return queryset.none() if self.errors else super().filter_queryset(queryset)

    def chips(self) -> list[Choice]:
        """The filters in force; the query of each is the present one without it."""
        self.is_valid()  # The form learns the names when it is checked.
        chips = []
        for field, value in self._given():
            name = self.form.known.get(field, {}).get(value.strip(), shown(value))
            query = changed(self.data, field, without=value)
            chips.append(Choice(field, value, name, query=query))
        return chips

    def facets(self) -> dict[str, list[Choice]]:
        """What the entries found can be narrowed by, the most frequent first, in one query.

        The query of each is the present one with it; what is chosen already is left out, and a
        field of which nothing stays.
        """
        if self.errors:
            return {}
        chosen = set(self._chosen())
        result: dict[str, list[Choice]] = defaultdict(list)
        for field, rows in facet_counts(self.qs).items():
            for value, name, count in rows:
                if (field, value) not in chosen:
                    query = changed(self.data, field, add=value)
                    result[field].append(Choice(field, value, name, count, query))
        return dict(result)

    def sources(self) -> list[Choice]:
        """Every source that has entries."""
        return [Choice("source", one.slug, one.name) for one in self.queryset.sources()]

    def _given(self) -> list[tuple[str, str]]:
        """Each parameter that narrows the list, as it was given, blank ones left out."""
        fields = [field for field in self.filters if field != "sort"]
        pairs = ((field, value) for field in fields for value in self.data.getlist(field))
        return list(dict.fromkeys((field, value) for field, value in pairs if value.strip()))

    def _chosen(self) -> Iterable[tuple[str, str]]:
        for field in UNKNOWN:
            yield from ((field, value) for value in self.form.cleaned_data.get(field) or [])


def named(asked: dict[str, list[str]]) -> dict[tuple[str, str], dict[str, str]]:
    """What the values asked for stand for, in one query.

    Gives `{slug: name}` for each field and folded slug or name. A slug goes before a name: the
    name of one thing that is the slug of another leads to the latter alone.
    """
    wanted = {field: spellings(values) for field, values in asked.items()}
    rows = [choices_of(field, values) for field, values in wanted.items() if values]
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    slugs = {}
    for field, slug, name in rows[0].union(*rows[1:], all=True) if rows else ():
        found[field, folded(name)][slug] = name
        slugs[field, folded(slug)] = {slug: name}
    return {**found, **slugs}


def spellings(values: Iterable[str]) -> set[str]:
    """The values and the slugs that they would have; none that the database cannot take."""
    return {
        form for value in values for form in (value, slugify(value)) if form and "\0" not in form
    }


def choices_of(field: str, values: Iterable[str]) -> QuerySet[Any]:
    """`(field, slug, name)` of what is known by one of the values."""
    if field == "label":
        return Entry.objects.label_choices(field, values)
    models = {**FACETS, "source": Source, "liveblog": Liveblog}
    return models[field].objects.choices(field, values)


def facet_counts(entries: EntryQuerySet) -> dict[str, list[tuple[str, str, int]]]:
    """The actors, places, topics and labels of the entries as (slug, name, count), in one query."""
    subjects = [
        model.objects.in_entries(entries).values_list(
            text_value(field), "slug", "name", "entry_count"
        )[:MOST_FACET_VALUES]
        for field, model in FACETS.items()
    ]
    labels = entries.label_counts().values_list(
        text_value("label"), "label", "label", "entry_count"
    )[:MOST_FACET_VALUES]
    result: dict[str, list[tuple[str, str, int]]] = {field: [] for field in (*FACETS, "label")}
    rows = labels.union(*subjects, all=True)
    for field, value, name, count in sorted(rows, key=lambda row: (-row[3], row[2])):
        result[field].append((value, name, count))
    return result


def changed(data: QueryDict, field: str, *, add: str = "", without: str = "") -> str:
    """The query string with one value more or less, from its first page on."""
    query = data.copy()
    query.pop("page", None)
    values = [value for value in query.getlist(field) if value != without]
    query.setlist(field, [*values, add] if add else values)
    return f"?{query.urlencode()}"


def shown(value: str) -> str:
    """A value that someone typed, short enough to be shown."""
    value = value.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return value if len(value) <= 60 else value[:59] + "…"
