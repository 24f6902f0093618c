"""What an address asks of the pages that set sources side by side: columns, a day, filters.

Filters are those of `EntryFilter`, which also looks up the names of columns. Of these pages alone
are `on`, a day in the place of `from` and `to`, and how many columns there may be.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entries.filters import Chip, EntryFilter, address_of
from entries.filters.mistakes import Mistake, mistakes_in
from entries.filters.naming import Named
from entries.filters.parameters import PARAMETERS, shown
from entries.search.periods import Period

# What columns can be made of; where both are given, the sources filter the liveblogs.
COLUMNS = ("liveblog", "source")
LEAST_COLUMNS = 2
MOST_COLUMNS = 4
# Parameters of these pages that mean nothing to the filters, or would be in their way.
OWN = ("on", "zone", "at", "go", "page", "sort")
# The one order of parameters in the addresses of these pages.
FILTERS = tuple(name for name in PARAMETERS if name not in (*COLUMNS, *OWN))
ORDER = (*COLUMNS, "on", *FILTERS, "zone", "at", "page")
# These may stand in a query as they are, and are easier to read so.
PLAIN = "/:"

Parameters = Mapping[str, Sequence[str]]


class Asked:
    """The parameters of an address, understood; `reasons` are sentences by parameter."""

    def __init__(self, data: QueryDict, path: str, most: int | None = MOST_COLUMNS) -> None:
        self.data = data
        self.path = path
        self.reasons: dict[str, list[str]] = {}
        query = data.copy()
        for name in OWN:
            query.pop(name, None)
        for name in COLUMNS:
            query.setlist(name, self._few(name, most))
        if day := self._given_day():
            query["from"] = query["to"] = str(day)
        self.filters = EntryFilter(query)
        for name in (*COLUMNS, "from", "to"):
            for error in self.filters.errors.get(name, ()):
                self._say(name, str(error))

    @property
    def errors(self) -> list[str]:
        """What is wrong, in sentences for the reader."""
        return [error for errors in self.reasons.values() for error in errors]

    @property
    def mistakes(self) -> list[Mistake]:
        """What was given that stands for no one thing, and what may have been meant."""
        return mistakes_in(self.filters.form, self.parameters, self.address)

    def _say(self, name: str, error: str) -> None:
        self.reasons.setdefault(name, []).append(error)

    def _few(self, name: str, most: int | None) -> list[str]:
        """The values given for columns, each once: the first ones where they are too many."""
        given = self.data.getlist(name)
        values = list(dict.fromkeys(value.strip() for value in given if value.strip()))
        if most and len(values) > most:
            message = ngettext(
                "At most four can stand side by side; you chose %(count)d. Leave one out.",
                "At most four can stand side by side; you chose %(count)d. Leave some out.",
                len(values) - most,
            )
            self._say(name, message % {"count": len(values)})
        return values[:most]

    def _given_day(self) -> Period | None:
        text = self.data.get("on", "").strip()
        if not text:
            return None
        try:
            period = Period.parse(text)
        except ValueError:
            period = None
        if period is None or period.unit != "day":
            message = _("“%(text)s” is no day. Give one as numbers, such as 2022-03-24.")
            self._say("on", message % {"text": shown(text)})
            return None
        return period

    @cached_property
    def day(self) -> dt.date | None:
        """The day asked for, in whichever way; None where the time asked for is not one day."""
        span = self.filters.span
        if span.since and span.since == span.until and span.since.unit == "day":
            return span.since.start.date()
        return None

    @property
    def field(self) -> str:
        """What the columns are made of: the field of COLUMNS that has values."""
        return next((name for name in COLUMNS if self.filters.chosen(name)), COLUMNS[0])

    @property
    def columns(self) -> list[Named]:
        """What is to stand side by side, in the order given."""
        return self.filters.chosen(self.field)

    @cached_property
    def parameters(self) -> dict[str, list[str]]:
        """The parameters in the one form that an address of these pages should have."""
        given = {name: list(values) for name, values in self.filters.parameters.items()}
        if self.day:
            given |= {"from": [], "to": [], "on": [self.day.isoformat()]}
        return given

    def address(self, **changes: str | Sequence[str]) -> str:
        """The address of the page with other values of some parameters."""
        values = {**self.parameters, **changes}
        pairs = {name: values[name] for name in ORDER if values.get(name)}
        query = urlencode(pairs, doseq=True, safe=PLAIN)
        return f"{self.path}?{query}".rstrip("?")

    def without(self, parameter: str, value: str) -> str:
        """The address of the page with one value less."""
        values = [one for one in self.parameters.get(parameter, ()) if one != value]
        return self.address(**{parameter: values})

    def chips(self, *shown_apart: str) -> list[Chip]:
        """The filters in force, but for those of parameters that the page shows in another way."""
        return [
            replace(chip, address=self._without(chip))
            for chip in self.filters.chips
            if chip.parameter not in shown_apart
        ]

    def _without(self, chip: Chip) -> str:
        if chip.parameter == "on" and not self.day:
            return self.address(**{"from": [], "to": []})
        return self.without(chip.parameter, chip.value)

    def hidden(self, *typed: str) -> list[tuple[str, str]]:
        """The parameters and values that a form passes on, but for those it has fields for."""
        pairs = self.parameters.items()
        return [(name, value) for name, values in pairs if name not in typed for value in values]

    @property
    def narrowed(self) -> bool:
        """Whether it asks for anything but a day and sources."""
        return bool(self.chips("on", *COLUMNS))

    @property
    def entry_list(self) -> str:
        """The address of the list of all entries that the filters find."""
        return address_of(self.filters.linked)

    @cached_property
    def narrowing(self) -> list[Chip]:
        """The filters beside what makes the columns: of sources that is their day, too."""
        return self.chips(self.field, *(["on"] if self.field == "source" else []))
