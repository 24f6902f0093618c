"""Entries: the posts of live pages, each at an address that never changes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value, Window
from django.db.models.functions import Lower, RowNumber, TruncDate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entries.keys import KEY_LENGTH, KEY_PATTERN

from .addresses import path_of
from .columns import ColumnQuerySet
from .days import BY_LIVEBLOG, CLOCKED, DayQuerySet
from .fields import BlocksField
from .moments import MomentQuerySet
from .source import Liveblog, Source, SourceQuerySet
from .subject import counted, text_value

if TYPE_CHECKING:
    from .mention import Mention

# The words that stand for a headline where there is none.
TITLE_WORDS = 12
# What goes where an ellipsis comes, so that it does not follow a full stop or a dash.
LOOSE_ENDS = " .…,;:-–—"
# Scripts without spaces have no words to count: so many letters stand for one.
LETTERS_A_WORD = 10
# What follows the key in addresses of an entry's other pages.
PAGES = {"versions", "cite"}
NEWEST_FIRST = (F("published_at").desc(nulls_last=True), "liveblog_id", "ordinal", "pk")
OLDEST_FIRST = (F("published_at").asc(nulls_last=True), "liveblog_id", "-ordinal", "-pk")


class EntryQuerySet(DayQuerySet["Entry"], ColumnQuerySet["Entry"], MomentQuerySet["Entry"]):
    """The questions that pages ask of entries; each chains."""

    def newest_first(self) -> EntryQuerySet:
        """By time, undated ones last; those of one minute, or undated, as their page had them."""
        return self.order_by(*NEWEST_FIRST)

    def oldest_first(self) -> EntryQuerySet:
        """By time, undated ones last; within a page from its foot upwards."""
        return self.order_by(*OLDEST_FIRST)

    def first_of_each_day(self, count: int) -> EntryQuerySet:
        """The first `count` entries of each day, the latest day first."""
        rank = Window(RowNumber(), partition_by="day", order_by=OLDEST_FIRST)
        first = self.order_by().annotate(rank=rank).filter(rank__lte=count).values("pk")
        return Entry.objects.filter(pk__in=first).order_by("-day", *OLDEST_FIRST)

    def grouped_by_source(self) -> EntryQuerySet:
        """Sources by name, the liveblogs of each from the earliest, their entries oldest first."""
        return self.order_by(*BY_LIVEBLOG, *OLDEST_FIRST)

    def dated(self) -> EntryQuerySet:
        """Those of which at least the day is known."""
        return self.filter(published_at__isnull=False)

    def undated(self) -> EntryQuerySet:
        """Those of which not even the day is known."""
        return self.filter(published_at__isnull=True)

    def with_clock(self) -> EntryQuerySet:
        """Those whose page gave the time of day to the minute."""
        return self.filter(time_precision__in=CLOCKED)

    def since(self, moment: dt.datetime) -> EntryQuerySet:
        return self.filter(published_at__gte=moment)

    def move_to_zone(self, zone: ZoneInfo) -> None:
        """Store the day that each time has in the zone; a day alone stays that day there."""
        clocked = self.filter(published_at__isnull=False).exclude(
            time_precision=Entry.Precision.DAY
        )
        clocked.update(day=TruncDate("published_at", tzinfo=zone))
        midnight = Func(Value(zone.key), "day", template="timezone(%(expressions)s::timestamp)")
        self.filter(time_precision=Entry.Precision.DAY).update(published_at=midnight)

    def for_listing(self) -> EntryQuerySet:
        """With what a list shows of each entry, in a fixed number of queries."""
        return self.with_sources().prefetch_related("bylines")

    def for_page(self) -> EntryQuerySet:
        """With what an entry's page shows of it, and `version_count`."""
        return self.for_listing().annotate(
            version_count=counted(EntryVersion.objects.all(), "entry")
        )

    def with_key(self, key: str) -> Entry | None:
        """The entry of this key, None where there is none."""
        return self.filter(key=key).first()

    def sources(self) -> SourceQuerySet:
        """The sources that these entries come from, by name."""
        entries = self.order_by().filter(source=OuterRef("pk"))
        return Source.objects.filter(Exists(entries)).order_by(Lower("name"), "pk")

    def label_choice(self, kind: str, label: str) -> models.QuerySet[Entry, Any]:
        """`(kind, 0, label, label)` where an entry carries the label, else no row."""
        text = text_value(label)
        marked = self.filter(labels__contains=[label]).order_by()
        return marked.values_list(text_value(kind), Value(0), text, text)[:1]


class Entry(models.Model):
    """One post of a live page, as its latest version has it.

    `key` is its address, set once and never recomputed. `published_at` is an instant, and
    `time_precision` how much of it the page gave: a `day` entry stands at its day's midnight in
    the source's zone, an `hour` one was counted back from an age such as "4h ago", an `unknown`
    one has none. `time_text` is the time as printed. `day` is
    the calendar day in the source's zone. `ordinal` is its place on the page it came on, 1 at
    the top, and orders entries of one minute. `text` is what search and mentions count in.
    """

    class Precision(models.TextChoices):
        SECOND = "second", _("second")
        MINUTE = "minute", _("minute")
        HOUR = "hour", _("hour")
        DAY = "day", _("day")
        UNKNOWN = "unknown", _("unknown")

    key = models.CharField(max_length=KEY_LENGTH, editable=False)
    slug = models.SlugField(max_length=80, blank=True, db_index=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="entries", db_index=False)
    liveblog = models.ForeignKey(Liveblog, models.PROTECT, related_name="entries", db_index=False)
    headline = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    time_precision = models.CharField(
        max_length=8, choices=Precision.choices, default=Precision.UNKNOWN
    )
    time_text = models.CharField(max_length=200, blank=True)
    day = models.DateField(null=True, blank=True)
    labels = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    blocks = BlocksField(default=list, blank=True)
    text = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64, editable=False)
    ordinal = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    topics = models.ManyToManyField("Topic", through="EntryTopic", related_name="entries")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = NEWEST_FIRST
        constraints = [
            models.UniqueConstraint(fields=["key"], name="entry_unique_key"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, day__isnull=True, time_precision="unknown")
                | Q(
                    published_at__isnull=False,
                    day__isnull=False,
                    time_precision__in=["second", "minute", "hour", "day"],
                ),
                name="entry_precision_fits_time",
            ),
            models.CheckConstraint(
                condition=Q(key__regex=rf"^{KEY_PATTERN}$"), name="entry_key_form"
            ),
        ]
        indexes = [
            models.Index(
                F("published_at").desc(nulls_last=True),
                "liveblog",
                "ordinal",
                "id",
                name="entry_newest_idx",
            ),
            models.Index(fields=["liveblog", "published_at", "ordinal"], name="entry_liveblog_idx"),
            models.Index(fields=["source", "published_at"], name="entry_source_time_idx"),
            models.Index(fields=["day"], name="entry_day_idx"),
            GinIndex(fields=["labels"], name="entry_labels_idx"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        if not self.slug_shown:
            return self.permanent_path
        return path_of("entry", self.key, self.slug_shown)

    @property
    def permanent_path(self) -> str:
        """Its address by the key alone: the words behind that may change."""
        return path_of("entry", self.key)

    @property
    def slug_shown(self) -> str:
        """The slug as the address has it: none that would lead to another page of the entry."""
        return "" if self.slug in PAGES else self.slug

    @property
    def title(self) -> str:
        """The headline, or the first words where the newsroom gave none."""
        return self.headline or shortened(self.text) or f"Entry {self.key}"

    @property
    def text_below_title(self) -> str:
        """The text without what the title has of it, in one line."""
        text = " ".join(self.text.removeprefix(self.headline).split())
        first = "" if self.headline else shortened(text)
        return text.removeprefix(first.removesuffix("…")).lstrip(LOOSE_ENDS if first else "")

    @property
    def local_time(self) -> dt.datetime | None:
        """`published_at` in the source's zone."""
        return self.published_at and self.published_at.astimezone(self.source.zone)

    @property
    def has_clock(self) -> bool:
        """Whether the page gave the time of day to the minute."""
        return self.time_precision in CLOCKED

    @property
    def published_minute(self) -> dt.datetime | None:
        """The minute of `published_at`."""
        return self.published_at and self.published_at.replace(second=0, microsecond=0)

    @property
    def clock(self) -> dt.datetime | None:
        """The time of day in the source's zone, as exactly as it is known: of an hour its start."""
        if self.time_precision == self.Precision.HOUR and (local := self.local_time):
            return local.replace(minute=0, second=0, microsecond=0)
        return self.local_time if self.has_clock else None

    def links(self) -> models.QuerySet[Mention]:
        """Its mentions with whom or what they name, in the order of the text."""
        return self.mentions.linked().select_related("actor", "place").order_by("start")

    def origins(self) -> models.QuerySet[Any]:
        """Its appearances with their captures and dumps, the latest first."""
        return self.appearances.with_captures().order_by("-capture_id", "first_line")

    def captured_versions(self) -> models.QuerySet[EntryVersion]:
        """Its versions that stand in some capture."""
        return self.versions.filter(pk__in=self.appearances.values("version"))

    def shown_at(self, content_hash: str = "") -> Any:
        """The latest appearance of a version, that shown unless another is given, or None.

        With its capture; where that has it twice, the upper one.
        """
        said = self.appearances.with_captures()
        said = said.filter(version__content_hash=content_hash or self.content_hash)
        latest = F("captured_at").desc(nulls_last=True)
        return said.order_by(latest, "-capture_id", "ordinal").first()

    def later(self) -> Entry | None:
        """The next entry of its liveblog, in the order of time."""
        return self._siblings().filter(self._after()).oldest_first().first()

    def earlier(self) -> Entry | None:
        """The entry before it in its liveblog, in the order of time."""
        return self._siblings().exclude(self._after()).oldest_first().last()

    def place(self, *, newest_first: bool) -> int:
        """How many entries of its liveblog stand before it, in that order or the other."""
        if not newest_first:
            return self._siblings().exclude(self._after()).count()
        dated = Q(published_at__isnull=False)
        # Undated entries close the row either way, those of one minute turn round.
        before = self._after() & dated if self.published_at else self._after() | dated
        return self._siblings().filter(before).count()

    def _siblings(self) -> EntryQuerySet:
        return Entry.objects.filter(liveblog=self.liveblog_id).exclude(pk=self.pk)

    def _after(self) -> Q:
        """What stands after this entry in `oldest_first`: undated entries close the row."""
        same_time = Q(ordinal__lt=self.ordinal) | Q(ordinal=self.ordinal, pk__lt=self.pk)
        if self.published_at is None:
            return Q(published_at__isnull=True) & same_time
        undated = Q(published_at__isnull=True)
        return (
            undated
            | Q(published_at__gt=self.published_at)
            | (Q(published_at=self.published_at) & same_time)
        )


class EntryVersion(models.Model):
    """What an entry said in some capture. `number` counts from 1 in the order of import.

    `words_hash` is a digest of its words alone: versions that differ only in white space and
    punctuation have the same.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    headline = models.TextField(blank=True)
    labels = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    bylines = models.JSONField(default=list, blank=True)
    blocks = BlocksField(default=list, blank=True)
    content_hash = models.CharField(max_length=64)
    words_hash = models.CharField(max_length=32, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["entry_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="entryversion_unique_number"),
            # The text first: an import asks which entries have ever said the same.
            models.UniqueConstraint(
                fields=["content_hash", "entry"], name="entryversion_unique_content"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Version %(number)s") % {"number": self.number}


class Byline(models.Model):
    """A name that stands over an entry, with the role printed beside it."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="bylines", db_index=False)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["entry_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "position"], name="byline_unique_position"),
        ]
        indexes = [models.Index(fields=["name"], name="byline_name_idx")]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


def shortened(text: str, words: int = TITLE_WORDS) -> str:
    """The first words of a text, overlong ones cut, with an ellipsis where more follow."""
    parts = text.split(maxsplit=words)
    kept = " ".join(parts[:words])
    first = kept[: words * LETTERS_A_WORD]
    more = len(parts) > words or first != kept
    return first.rstrip(LOOSE_ENDS) + "…" if more else first
