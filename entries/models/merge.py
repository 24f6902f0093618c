"""What staff made one: how it was before, and where the old addresses lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from .actor import Actor
from .place import Place
from .topic import Topic

# What can be merged, by the name that the log has for it. People and organisations are actors.
MERGEABLE: Mapping[str, type[models.Model]] = {"actor": Actor, "place": Place, "topic": Topic}
KINDS = list(MERGEABLE)


class FormerSlugQuerySet(models.QuerySet["FormerSlug"]):
    """Former slugs."""

    def row(self, kind: str, slug: str) -> Any | None:
        """The actor, place or topic that an old address means now; None where it means none."""
        former = self.filter(kind=kind, slug=slug).first()
        return former and MERGEABLE[kind]._default_manager.filter(pk=former.object_id).first()

    def slugs(self, kind: str) -> set[str]:
        """Every slug of this kind whose row was merged into another."""
        return set(self.leading(kind))

    def leading(self, kind: str) -> dict[str, int]:
        """The same, with the keys of the rows that they mean now."""
        return dict(self.filter(kind=kind).values_list("slug", "object_id"))


class FormerSlug(models.Model):
    """A slug whose row was merged into another one: `object_id`, an actor, place or topic."""

    kind = models.CharField(max_length=8)
    slug = models.SlugField(max_length=120, db_index=False)
    object_id = models.BigIntegerField()

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "kind"], name="formerslug_unique"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="formerslug_kind_known"),
        ]
        indexes = [models.Index(fields=["kind", "object_id"], name="formerslug_object_idx")]

    def __str__(self) -> str:
        return self.slug


class Merge(models.Model):
    """Two actors, places or topics that staff made one.

    `kind` is "actor", "place" or "topic"; the row `gone_id` became part of `kept_id`. `undo`
    holds what it takes to bring the gone one back: its values, its names, and what of its own
    staff had set. `undone_at` says that this was done.
    """

    at = models.DateTimeField(auto_now_add=True)
    user_name = models.CharField(max_length=150)
    kind = models.CharField(max_length=8)
    kept_id = models.BigIntegerField()
    kept_name = models.CharField(max_length=200)
    gone_id = models.BigIntegerField()
    gone_name = models.CharField(max_length=200)
    undo = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="merge_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_name} into {self.kept_name}"
