"""What staff decided of words, or of an entry, that are not there now."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class AwaitedLink(models.Model):
    """A decision of staff on a link that counts again when its words, or its entry, come back.

    A later capture may have lost the words, and the one after it may have them again; an import
    that is taken back takes its entries along, and may be done once more. Of a mention these are
    its words and where they began, with its actor or place, or neither where the words name
    nothing known. `is_refusal`: the entry is not about the topic.
    """

    entry_key = models.CharField(max_length=10)
    start = models.PositiveIntegerField(default=0)
    matched = models.CharField(max_length=200, blank=True)
    actor = models.ForeignKey(
        "Actor", models.CASCADE, null=True, related_name="awaited_links", db_index=False
    )
    place = models.ForeignKey(
        "Place", models.CASCADE, null=True, related_name="awaited_links", db_index=False
    )
    topic = models.ForeignKey(
        "Topic", models.CASCADE, null=True, related_name="awaited_links", db_index=False
    )
    is_refusal = models.BooleanField(default=False)

    class Meta:
        ordering = ["entry_key", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(topic__isnull=True) ^ Q(matched=""), name="awaitedlink_words_or_topic"
            ),
        ]
        indexes = [
            models.Index(fields=["entry_key"], name="awaitedlink_entry_key_idx"),
            models.Index(fields=["actor"], name="awaitedlink_actor_idx"),
            models.Index(fields=["place"], name="awaitedlink_place_idx"),
            models.Index(fields=["topic"], name="awaitedlink_topic_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.matched or self.topic} in {self.entry_key}"
