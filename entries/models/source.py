"""Newsrooms, and the live pages they made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat, Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .addresses import path_of
from .run import ImportRun
from .subject import CountedQuerySet, SubjectQuerySet, text_value
from .validators import validate_texts, validate_timezone

# An archive knows of a live page's end only by its last entry: so long after it, it is over.
OVER_AFTER = dt.timedelta(hours=6)


class SourceQuerySet(SubjectQuerySet):
    """Sources; they have no names but their own."""

    entry_path = "entries"
    name_paths = ("name",)

    def called(self, *names: str) -> Source | None:
        """The first one that has one of these names or slugs."""
        return self.filter(Q(name__in=names) | Q(slug__in=names)).order_by("pk").first()


class Source(models.Model):
    """A newsroom or publisher, with the zone that its pages print their times in."""

    slug = models.SlugField(max_length=80, db_index=False)
    name = models.CharField(max_length=200)
    home_page = models.URLField(blank=True)
    timezone = models.CharField(
        max_length=64,
        default="UTC",
        validators=[validate_timezone],
        help_text=_(
            "IANA name, such as Europe/London: for times that a page prints without a zone."
        ),
    )
    language = models.CharField(max_length=16, default="en", help_text=_("BCP 47 tag, such as en."))
    run = models.ForeignKey(
        ImportRun,
        models.SET_NULL,
        null=True,
        editable=False,
        db_index=False,
        related_name="sources",
        help_text=_("The import that made it, if one did."),
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="source_unique_slug"),
            models.CheckConstraint(condition=~Q(name=""), name="source_name_not_empty"),
        ]
        indexes = [models.Index(fields=["run"], name="source_run_idx")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_of("source", self.slug)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class LiveblogQuerySet(CountedQuerySet):
    """Liveblogs; they go by their titles."""

    name_paths = ("title",)

    def for_listing(self) -> LiveblogQuerySet:
        """With what a list shows of each, the newest first."""
        return self.newest_first().with_counts().select_related("source")

    def with_last_headline(self) -> LiveblogQuerySet:
        """Each with `last_headline`, that of its last dated entry; empty or None without one."""
        # By name, as entries know liveblogs and not the other way round.
        entries = self.model._meta.get_field("entries").related_model._default_manager
        own = entries.filter(liveblog=OuterRef("pk"), published_at__isnull=False)
        last = own.order_by("-published_at", "ordinal").values("headline")[:1]
        return self.annotate(last_headline=Subquery(last))

    def dated(self) -> LiveblogQuerySet:
        """Those that have dated entries."""
        return self.filter(ends_at__isnull=False)

    def with_last_capture(self) -> LiveblogQuerySet:
        """Each with `captured`, when the last capture of it came in; None without any."""
        captures = self.model._meta.get_field("captures").related_model._default_manager.all()
        own = captures.filter(liveblog=OuterRef("pk")).order_by().values("liveblog")
        return self.annotate(captured=Subquery(own.values(last=Max("created_at")).values("last")))

    def of_source(self, source: Source) -> LiveblogQuerySet:
        return self.filter(source=source)

    def with_address(self, address: str) -> Liveblog | None:
        """The one whose address ends so, in “source/slug”."""
        source, _, slug = address.partition("/")
        return self.select_related("source").filter(source__slug=source, slug=slug).first()

    def at_addresses(self, addresses: Iterable[str]) -> LiveblogQuerySet:
        """Those whose page was at one of these addresses."""
        return self.filter(url__in=list(addresses)).exclude(url="").select_related("source")

    def sharing_posts_with(self, liveblog: Liveblog) -> LiveblogQuerySet:
        """The others that have entries which stand in the liveblog's captures too."""
        shared = self.filter(entries__appearances__capture__liveblog=liveblog)
        return shared.exclude(pk=liveblog.pk).select_related("source").distinct()

    def overlapping(self, liveblog: Liveblog) -> LiveblogQuerySet:
        """The others that ran at the same time: those of the longest time shared first, of equals
        the shorter one."""
        if liveblog.starts_at is None or liveblog.ends_at is None:
            return self.none()
        there = self.filter(starts_at__lte=liveblog.ends_at, ends_at__gte=liveblog.starts_at)
        shared = Least("ends_at", Value(liveblog.ends_at)) - Greatest(
            "starts_at", Value(liveblog.starts_at)
        )
        others = there.exclude(pk=liveblog.pk).select_related("source")
        return others.order_by(shared.desc(), F("ends_at") - F("starts_at"), "pk")

    def spans(self) -> models.QuerySet[Any]:
        """`(pk, source, starts_at, ends_at)` of those with dates."""
        return self.dated().values_list("pk", "source_id", "starts_at", "ends_at")

    def in_coverage_of(self, liveblog: Liveblog, word: str) -> LiveblogQuerySet:
        """Those of the same source, with dates, that have the word in their titles too.

        The earliest comes first. Of what they hold only what names them is there.
        """
        alike = self.of_source(liveblog.source).dated().filter(title__icontains=word)
        shown = alike.select_related("source").only(
            "source", "slug", "title", "starts_at", "ends_at"
        )
        return shown.order_by("starts_at", "pk")

    def newest_first(self) -> LiveblogQuerySet:
        return self.order_by(F("ends_at").desc(nulls_last=True), "title", "pk")

    def choices(self, kind: str, values: Iterable[str]) -> models.QuerySet[Any]:
        """`(kind, pk, "source/slug", title)` of those named so, by their slug or their title."""
        address = Concat("source__slug", Value("/"), "slug", output_field=models.CharField())
        wanted = list(values)
        named = Q(address__in=wanted) | Q(slug__in=wanted) | Q(title__in=wanted)
        found = self.annotate(address=address).filter(named).order_by()
        return found.values_list(text_value(kind), F("pk"), F("address"), F("title"))


class Liveblog(models.Model):
    """One live page and its coverage, however many captures it came in.

    `day` joins the captures of one source and day where the page gives no address.
    `starts_at` and `ends_at` are the times of its first and last dated entry. `changes_due` says
    that captures came since its changes were last told, `surnames_due` that entries came since
    it was last asked whom the surnames in them mean.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="liveblogs", db_index=False)
    slug = models.SlugField(max_length=120, db_index=False)
    title = models.CharField(max_length=500)
    standfirst = models.TextField(blank=True)
    summary = models.JSONField(default=list, blank=True, validators=[validate_texts])
    summary_media = models.JSONField(default=list, blank=True, validators=[validate_texts])
    url = models.URLField(max_length=2000, blank=True)
    day = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    changes_due = models.BooleanField(default=False, editable=False)
    surnames_due = models.BooleanField(default=False, editable=False)
    run = models.ForeignKey(
        ImportRun,
        models.SET_NULL,
        null=True,
        editable=False,
        db_index=False,
        related_name="liveblogs",
        help_text=_("The import that made it, if one did."),
    )

    objects = LiveblogQuerySet.as_manager()

    class Meta:
        ordering = [F("ends_at").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "slug"], name="liveblog_unique_slug_per_source"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(
                    starts_at__isnull=False,
                    ends_at__isnull=False,
                    ends_at__gte=F("starts_at"),
                ),
                name="liveblog_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["source", "day"], name="liveblog_source_day_idx"),
            models.Index(fields=["-ends_at"], name="liveblog_ends_at_idx"),
            models.Index(fields=["run"], name="liveblog_run_idx"),
            # Addresses may be too long for a sorted index.
            HashIndex(fields=["url"], condition=~Q(url=""), name="liveblog_url_idx"),
            models.Index(
                fields=["id"], condition=Q(changes_due=True), name="liveblog_changes_due_idx"
            ),
            models.Index(
                fields=["id"], condition=Q(surnames_due=True), name="liveblog_surnames_due_idx"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_of("liveblog", self.source.slug, self.slug)

    @property
    def runs(self) -> bool:
        """Whether its last entry is so near to now that more are to be expected."""
        return bool(self.ends_at) and abs(timezone.now() - self.ends_at) < OVER_AFTER
