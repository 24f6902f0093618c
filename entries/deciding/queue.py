"""The review queue: what looks like a name, grouped by the name, with sentences it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Aggregate, CharField, Count, QuerySet

from entries.models import Entry, Suggestion
from entries.sentences import Evidence, sentence_at
from entries.tagging.unknown import LONGEST_TEXT
from entries.tagging.words import name_as_key

EXAMPLES = 3  # sentences shown of a name
Cue = Suggestion.Cue


class MostWritten(Aggregate):
    """The value that most rows have."""

    function = "mode"
    template = "mode() WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = CharField()


@dataclass(frozen=True)
class Example:
    """A sentence in which a name stands."""

    suggestion: Suggestion
    sentence: Evidence

    @property
    def entry(self) -> Entry:
        return self.suggestion.entry


@dataclass(frozen=True)
class Group:
    """Everything that is suggested under one name.

    `name` is the name as mostly written; `entry_count` how many entries have it.
    """

    key: str
    name: str
    kinds: tuple[str, ...]
    cues: tuple[str, ...]
    entry_count: int
    examples: tuple[Example, ...]

    @property
    def kind_names(self) -> list[str]:
        """What it may be, in words."""
        return [str(Suggestion.Kind(kind).label) for kind in self.kinds]

    @property
    def cue_labels(self) -> list[str]:
        """What makes it look like a name, in words."""
        return [str(Cue(cue).label) for cue in self.cues]

    @property
    def is_known(self) -> bool:
        """Whether known ones are called so: which of them is meant, is to be said."""
        return bool({Cue.SHARED, Cue.OTHER} & set(self.cues))


def key_of(name: str) -> str:
    """The name folded, as suggestions have it."""
    return name_as_key(name)[:LONGEST_TEXT]


def keys_to_review(kind: str = "", cue: str = "", words: str = "") -> QuerySet[Any, Any]:
    """The names to be decided on as `{"key", "number"}`, those of most entries first.

    Those alone of a kind, with a cue, or that have words in them, whatever accents and case.
    """
    rows = Suggestion.objects.undecided()
    if kind:
        rows = rows.filter(kind=kind)
    if cue:
        rows = rows.filter(cue=cue)
    if wanted := key_of(words):
        rows = rows.filter(key__contains=wanted)
    counted = rows.order_by().values("key").annotate(number=Count("entry", distinct=True))
    return counted.order_by("-number", "key")


def undecided(keys: Sequence[str]) -> QuerySet[Suggestion]:
    """What is to be decided on under these keys."""
    return Suggestion.objects.undecided().filter(key__in=keys)


def groups(keys: Sequence[str], examples: int = EXAMPLES) -> list[Group]:
    """The groups of these keys, in this order; those that are decided by now are left out."""
    told = (
        undecided(keys)
        .order_by()
        .values("key")
        .annotate(
            name=MostWritten("matched"),
            kinds=ArrayAgg("kind", distinct=True),
            cues=ArrayAgg("cue", distinct=True),
            entry_count=Count("entry", distinct=True),
        )
    )
    facts = {each["key"]: each for each in told}
    found = examples_of(facts, examples) if examples else {}
    return [
        Group(
            key=key,
            name=facts[key]["name"],
            kinds=tuple(facts[key]["kinds"]),
            cues=tuple(facts[key]["cues"]),
            entry_count=facts[key]["entry_count"],
            examples=tuple(found.get(key, ())),
        )
        for key in keys
        if key in facts
    ]


def examples_of(keys: Iterable[str], number: int) -> dict[str, list[Example]]:
    """Some of the latest entries that have each name, with the sentence in which it stands."""
    # A few steps in the index for each key, where one question for all would read every row.
    parts = [
        undecided([key])
        .order_by("-entry_id", "start")
        .distinct("entry_id")
        .values_list("pk")[:number]
        for key in keys
    ]
    if not parts:
        return {}
    first, *others = parts
    chosen = [pk for (pk,) in first.union(*others, all=True)]
    found: dict[str, list[Example]] = defaultdict(list)
    for row in with_entries(Suggestion.objects.filter(pk__in=chosen)):
        found[row.key].append(example(row))
    return found


def example(row: Suggestion) -> Example:
    return Example(row, sentence_at(row.entry.text, row.start, row.end))


def with_entries(rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """With their entries, the latest first, as a list of sentences shows them."""
    told = rows.select_related("entry__source").defer("entry__blocks")
    return told.order_by("-entry_id", "start")
