"""Subjects, and which entries are about them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .addresses import path_of
from .subject import SubjectQuerySet


class TopicQuerySet(SubjectQuerySet):
    """Topics; they have no names but their own."""

    entry_path = "entry_links__entry"
    name_paths = ("name",)


class Topic(models.Model):
    """A subject. An entry that uses one of its terms is about it."""

    slug = models.SlugField(max_length=80, db_index=False)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    terms = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text=_(
            "Words and phrases; a star at the end stands for any ending, and “| 0.5” behind one"
            " gives its weight. From 1 on, an entry is about the topic."
        ),
    )
    exclusions = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text=_("Words and phrases within which no term counts."),
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="topic_unique_slug"),
            models.CheckConstraint(condition=~Q(name=""), name="topic_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_of("topic", self.slug)


class EntryTopic(models.Model):
    """An entry is about a topic: because it uses these terms, or with none, as staff say."""

    entry = models.ForeignKey("Entry", models.CASCADE, related_name="topic_links", db_index=False)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="entry_links", db_index=False)
    terms = ArrayField(models.CharField(max_length=100), default=list, blank=True)

    class Meta:
        ordering = ["topic__name"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "topic"], name="entrytopic_unique"),
        ]
        indexes = [models.Index(fields=["topic", "entry"], name="entrytopic_topic_entry_idx")]

    def __str__(self) -> str:
        return f"{self.topic}: {', '.join(self.terms)}" if self.terms else str(self.topic)


class TopicRefusal(models.Model):
    """Staff say that an entry is not about a topic, whatever terms it uses."""

    entry = models.ForeignKey(
        "Entry", models.CASCADE, related_name="topic_refusals", db_index=False
    )
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="refusals", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "topic"], name="topicrefusal_unique"),
        ]
        indexes = [models.Index(fields=["topic"], name="topicrefusal_topic_idx")]

    def __str__(self) -> str:
        return f"not {self.topic}"
