"""Newsrooms, and the live pages they made."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from .validators import validate_texts, validate_timezone


class SourceQuerySet(models.QuerySet["Source"]):
    def with_counts(self) -> SourceQuerySet:
        """Each source with `entry_count`, the entries it brought."""
        return self.annotate(entry_count=Count("entries"))


class Source(models.Model):
    """A newsroom or publisher, with the zone that its pages print their times in."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    home_page = models.URLField(blank=True)
    timezone = models.CharField(
        max_length=64,
        default="UTC",
        validators=[validate_timezone],
        help_text="IANA name, such as Europe/London: for times that a page prints without a zone.",
    )
    language = models.CharField(max_length=16, default="en", help_text="BCP 47 tag, such as en.")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="source_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("entries:source", args=[self.slug])

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class LiveblogQuerySet(models.QuerySet["Liveblog"]):
    def with_counts(self) -> LiveblogQuerySet:
        """Each liveblog with `entry_count`."""
        return self.annotate(entry_count=Count("entries"))

    def newest_first(self) -> LiveblogQuerySet:
        return self.order_by(models.F("ends_at").desc(nulls_last=True), "title", "pk")


class Liveblog(models.Model):
    """One live page and its coverage, however many captures it came in.

    `day` joins the captures of one source and day where the page gives no address.
    `starts_at` and `ends_at` are the times of its first and last dated entry.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="liveblogs")
    slug = models.SlugField(max_length=120)
    title = models.CharField(max_length=500)
    standfirst = models.TextField(blank=True)
    summary = models.JSONField(default=list, blank=True, validators=[validate_texts])
    summary_media = models.JSONField(default=list, blank=True, validators=[validate_texts])
    url = models.URLField(max_length=2000, blank=True)
    day = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = LiveblogQuerySet.as_manager()

    class Meta:
        ordering = [models.F("ends_at").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "slug"], name="liveblog_unique_slug_per_source"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__gte=models.F("starts_at")),
                name="liveblog_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["source", "day"], name="liveblog_source_day_idx"),
            models.Index(fields=["-ends_at"], name="liveblog_ends_at_idx"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("entries:liveblog", args=[self.source.slug, self.slug])
