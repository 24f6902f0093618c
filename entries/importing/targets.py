"""What links lead to, while staff merge and delete: the names are read long before.

Whoever links entries holds the targets until the transaction ends, and then asks what became of
those that it knows. Staff who decide something, or a load of the gazetteer, have them alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from entries.locks import Lock, ask
from entries.models import Decision, Merge
from entries.models.merge import MERGEABLE

Target = tuple[str, int]  # "actor_id", "place_id" or "topic_id", with a key
# Of what a change may say that texts name something else.
NAMED = (*MERGEABLE, "namerefusal")


def hold_targets() -> None:
    """Have staff decide nothing until the transaction ends; others may link entries too.

    To be called before any row is changed or locked that staff may change, and after the sources.
    """
    ask("pg_advisory_xact_lock_shared", Lock.TARGETS)


def claim_targets() -> None:
    """Have nobody else decide, and nothing link entries, until the transaction ends."""
    ask("pg_advisory_xact_lock", Lock.TARGETS)


def targets_now(targets: Iterable[Target]) -> dict[Target, int]:
    """The keys that the targets have now: of what was merged into another, that one's.

    What is there no more is left out.
    """
    asked = set(targets)
    found: dict[Target, int] = {}
    for kind, model in MERGEABLE.items():
        field = f"{kind}_id"
        keys = {key for name, key in asked if name == field}
        there = set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
        found.update(((field, key), key) for key in there)
        others = merged_into(kind) if keys - there else {}
        found.update(((field, key), others[key]) for key in keys - there if key in others)
    return found


def merged_into(kind: str) -> dict[int, int]:
    """Gone rows of a kind, and what is there of them after all merges."""
    merges = Merge.objects.filter(kind=kind, undone_at=None).order_by("pk")
    steps = dict(merges.values_list("gone_id", "kept_id"))
    ends = {}
    for gone in steps:
        key = gone
        while key in steps:
            key = steps[key]
        ends[gone] = key
    there = MERGEABLE[kind]._default_manager.in_bulk(set(ends.values()))
    return {gone: key for gone, key in ends.items() if key in there}


def latest_change() -> int:
    """The key of the last decision on what texts name; 0 where none was taken yet.

    Names that were read before it may be out of date.
    """
    told = Decision.objects.without_links().filter(model__in=NAMED).order_by("-pk")
    return told.values_list("pk", flat=True).first() or 0
