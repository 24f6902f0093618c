"""What the things that entries can be listed by share: a name, a slug, a number of entries."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Left, Lower

WIKIDATA_ITEM = RegexValidator(r"^Q[1-9][0-9]*$", "An item is a Q and a number.")


def counted(rows: models.QuerySet[Any], key: str, what: str = "*") -> Coalesce:
    """An annotation: how many of the rows, or different `what` of them, point here with `key`.

    A subquery and no join, so that a page of a list counts for its own rows alone.
    """
    own = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    number = own.annotate(number=Count(what, distinct=what != "*")).values("number")
    return Coalesce(Subquery(number), 0)


class CountedQuerySet(models.QuerySet[Any]):
    """Rows that have entries and go by names.

    `entry_path` leads from a row to its entries, `name_paths` to its names. `filed_under` is the
    text by which a row stands in lists.
    """

    entry_path: ClassVar[str] = "entries"
    name_paths: ClassVar[tuple[str, ...]] = ("name",)
    filed_under: ClassVar[Any] = F("name")

    def with_counts(self) -> CountedQuerySet:
        """Each with `entry_count`, the number of its entries."""
        links, key, entry = self._links()
        return self.annotate(entry_count=counted(links, key, entry))

    def sounding_like(self, words: str) -> CountedQuerySet:
        """Those one of whose names contains `words`, whatever the accents and letter case."""
        wanted = folded(words)
        rows = self.order_by().values_list("pk", *self.name_paths)
        found = {pk for pk, *names in rows if any(wanted in folded(name) for name in names if name)}
        return self.filter(pk__in=found)

    def initials(self) -> dict[str, int]:
        """Under what sign how many of the rows stand."""
        rows = self.order_by().values_list(Left(self.filed_under, 1))
        return dict(rows.annotate(number=Count("pk")))

    def beginning_with(self, signs: Iterable[str]) -> CountedQuerySet:
        """Those that stand under one of the signs."""
        return self.alias(initial=Left(self.filed_under, 1)).filter(initial__in=list(signs))

    def _links(self) -> tuple[models.QuerySet[Any], str, str]:
        """The rows that lead to entries, the key by which they point here, what to count."""
        path, _, entry = self.entry_path.partition("__")
        relation = self.model._meta.get_field(path)
        return relation.related_model._default_manager.all(), relation.field.name, entry or "*"


class SubjectQuerySet(CountedQuerySet):
    """The questions that pages ask of anything that entries are about; each chains."""

    entry_path = "mentions__entry"
    name_paths = ("name", "names__name")

    def in_use(self) -> SubjectQuerySet:
        """Those that have entries, with `entry_count`, in the order of lists.

        The letter case makes no difference to it.
        """
        links, key, _ = self._links()
        linked = Exists(links.order_by().filter(**{key: OuterRef("pk")}))
        return self.filter(linked).with_counts().order_by(Lower(self.filed_under), "name", "pk")

    def choices(self, kind: str, values: Iterable[str]) -> models.QuerySet[Any]:
        """`(kind, pk, slug, name)` of those whose slug or name is one of `values`."""
        wanted = list(values)
        return self.filter(Q(slug__in=wanted) | Q(name__in=wanted))._as_choices(kind)

    def keyed(self, kind: str, keys: Iterable[int]) -> models.QuerySet[Any]:
        """`(kind, pk, slug, name)` of those with these primary keys."""
        return self.filter(pk__in=list(keys))._as_choices(kind)

    def _as_choices(self, kind: str) -> models.QuerySet[Any]:
        return self.order_by().values_list(text_value(kind), F("pk"), F("slug"), F("name"))


def other_names(subject: Any) -> list[str]:
    """The names of an actor or place but the one that it is shown by."""
    return [other.name for other in subject.names.all() if other.name != subject.name]


def text_value(text: str) -> Value:
    """A constant column."""
    return Value(text, output_field=CharField())


def folded(text: str) -> str:
    """The text without accents and letter case, as names are compared."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
