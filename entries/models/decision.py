"""What staff changed: a log to which rows are only ever added."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions."""

    def about(self, obj: models.Model) -> DecisionQuerySet:
        """Those on one row, the latest first; an actor's are those of either proxy."""
        model, key = identity(obj)
        return self.filter(model=model, object_id=key)

    def without_links(self) -> DecisionQuerySet:
        """Those on rows themselves and on their names, and not on what entries link to them."""
        links = Q()
        for word in ("link ", "topic ", "refusal of a topic "):
            links |= Q(action__startswith=word)
        return self.exclude(links)

    def log(
        self,
        user: Any,
        action: str,
        obj: models.Model,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> Decision:
        """Note what `user` did to a row; `before` and `after` are the values that differ."""
        model, key = identity(obj)
        return self.create(
            user_id=user.pk,
            user_name=user.get_username(),
            action=action,
            model=model,
            object_id=key,
            object_name=str(obj)[:300],
            before=before or {},
            after=after or {},
        )


class Decision(models.Model):
    """One thing that a person of the staff did to one row.

    `model` is the lower-case name of the row's model, "actor" for people and organisations alike.
    `before` and `after` hold the values that differ, by field, as JSON. The user is named and no
    reference, and a trigger of the database refuses to change or delete a row, so that the log
    tells the same for ever.
    """

    at = models.DateTimeField(auto_now_add=True)
    user_id = models.BigIntegerField()
    user_name = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    model = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    object_name = models.CharField(max_length=300)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["model", "object_id", "-at"], name="decision_object_idx"),
            models.Index(fields=["-at"], name="decision_at_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.user_name}: {self.action} {self.object_name}"


def identity(obj: models.Model) -> tuple[str, int]:
    """How the log names a row: its model, a proxy's being the one it stands for, and its key."""
    model = obj._meta.concrete_model
    return (model or type(obj))._meta.model_name or "", obj.pk
