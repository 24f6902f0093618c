"""Where entries name an actor or a place."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Mention(models.Model):
    """One occurrence of a name in one entry.

    `start` and `end` count characters (code points) in the entry's `text`, `end` excluded;
    `matched` is the text between them.
    """

    class Method(models.TextChoices):
        GAZETTEER = "gazetteer", "a name of the gazetteer"
        STAFF = "staff", "set by staff"

    entry = models.ForeignKey("Entry", models.CASCADE, related_name="mentions", db_index=False)
    actor = models.ForeignKey(
        "Actor", models.CASCADE, null=True, related_name="mentions", db_index=False
    )
    place = models.ForeignKey(
        "Place", models.CASCADE, null=True, related_name="mentions", db_index=False
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    matched = models.CharField(max_length=200)
    method = models.CharField(max_length=12, choices=Method.choices, default=Method.GAZETTEER)

    class Meta:
        ordering = ["entry_id", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(actor__isnull=False, place__isnull=True)
                | Q(actor__isnull=True, place__isnull=False),
                name="mention_actor_or_place",
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_end_after_start"),
            models.UniqueConstraint(fields=["entry", "start"], name="mention_unique_start"),
        ]
        indexes = [
            models.Index(
                fields=["actor", "entry"],
                name="mention_actor_entry_idx",
                condition=Q(actor__isnull=False),
            ),
            models.Index(
                fields=["place", "entry"],
                name="mention_place_entry_idx",
                condition=Q(place__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matched} ({self.start}–{self.end})"
