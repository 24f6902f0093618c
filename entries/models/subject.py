"""What people, organisations, places and topics share: a slug, a name, entries about them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import CharField, Count, F, Q, Value


class SubjectQuerySet(models.QuerySet[Any]):
    """The questions that pages ask of anything that entries are about; each chains.

    `entry_path` leads from a subject to its entries, `alias_path` to its other names.
    """

    entry_path: ClassVar[str] = "mentions__entry"
    alias_path: ClassVar[str | None] = "names__name"

    def with_counts(self) -> SubjectQuerySet:
        """Each with `entry_count`, the number of entries about it."""
        return self.annotate(entry_count=Count(self.entry_path, distinct=True))

    def in_use(self) -> SubjectQuerySet:
        """Those that an entry is about, with `entry_count`, by name."""
        return self.with_counts().filter(entry_count__gt=0).order_by("name", "pk")

    def most_mentioned(self) -> SubjectQuerySet:
        """Those that an entry is about, with `entry_count`, the most mentioned first."""
        return self.in_use().order_by("-entry_count", "name", "pk")

    def in_entries(self, entries: models.QuerySet[Any]) -> SubjectQuerySet:
        """Those that one of `entries` is about; `entry_count` counts among these alone."""
        chosen = self.filter(**{f"{self.entry_path}__in": entries.order_by().values("pk")})
        return chosen.with_counts().order_by("-entry_count", "name", "pk")

    def sounding_like(self, words: str) -> SubjectQuerySet:
        """Those one of whose names contains `words`, whatever the accents and letter case."""
        wanted = folded(words)
        paths = ["name", self.alias_path] if self.alias_path else ["name"]
        rows = self.order_by().values_list("pk", *paths)
        found = {pk for pk, *names in rows if any(wanted in folded(name) for name in names if name)}
        return self.filter(pk__in=found)

    def choices(self, kind: str, values: Iterable[str]) -> models.QuerySet[Any]:
        """`(kind, slug, name)` of those whose slug or name is one of `values`."""
        wanted = list(values)
        found = self.filter(Q(slug__in=wanted) | Q(name__in=wanted)).order_by()
        return found.values_list(text_value(kind), F("slug"), F("name"))


def text_value(text: str) -> Value:
    """A constant column."""
    return Value(text, output_field=CharField())


def folded(text: str) -> str:
    """The text without accents and letter case, as names are compared."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
