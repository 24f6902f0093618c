"""Where entries name an actor or a place, or what only looks like a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Abs, Extract
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .entry import Entry

HALF_AN_HOUR, HOUR = dt.timedelta(minutes=30), dt.timedelta(hours=1)
# Of what is exact to the hour it is not known where in the half hours round it: it counts as last.
INEXACT = Value(HALF_AN_HOUR.total_seconds())


class MentionQuerySet(models.QuerySet["Mention"]):
    """Mentions."""

    def linked(self) -> MentionQuerySet:
        """Those of an actor or a place, without the words that staff say name nothing known."""
        return self.exclude(actor__isnull=True, place__isnull=True)

    def latest_words(self, limit: int) -> MentionQuerySet:
        """The words of those that came last, of each entry in the order of its text."""
        return self.order_by("-entry_id", "start").values_list("matched", flat=True)[:limit]

    def naming_in_full(self, entry: Entry, actors: Iterable[int]) -> MentionQuerySet:
        """Of each actor, where another entry of the entry's liveblog has the name in full.

        The last one before it, else the next after it, within a day: that by which a surname in
        the entry was told.
        """
        by_name = [Mention.Method.NAME, Mention.Method.CONTEXT, Mention.Method.STAFF]
        named = self.filter(actor__in=list(actors), method__in=by_name, matched__contains=" ")
        there = named.filter(entry__liveblog=entry.liveblog_id).exclude(entry=entry.pk)
        order = ("actor_id", *order_round(entry), "pk")
        first = there.filter(around(entry)).order_by(*order).distinct("actor_id")
        return first.select_related("entry__source")

    def naming_any(
        self, actors: Iterable[int], places: Iterable[int], entries: Iterable[int]
    ) -> MentionQuerySet:
        """Where these entries name one of these actors or places, in the order of the text."""
        named = Q(actor__in=list(actors)) | Q(place__in=list(places))
        return self.filter(named, entry__in=list(entries)).order_by("entry_id", "start")

    def elsewhere(
        self, entry: Entry, when: dt.datetime, actors: Collection[int], places: Collection[int]
    ) -> models.QuerySet[Mention, Any]:
        """`(entry, actors, places)` of what other sources posted within half an hour of `when`.

        With each the keys out of these that it names; those that name most first, then the
        nearest in time. Raises OverflowError at the calendar's ends.
        """
        wanted = Q(actor__in=actors) | Q(place__in=places)
        there = self.filter(wanted, about(when)).exclude(entry__source=entry.source_id)
        keys = {
            f"{name}s": ArrayAgg(
                name, distinct=True, filter=Q(**{f"{name}__isnull": False}), default=[]
            )
            for name in ("actor", "place")
        }
        number = Count("actor", distinct=True) + Count("place", distinct=True)
        inexact = When(entry__time_precision="hour", then=INEXACT)
        gap = Case(inexact, default=seconds_from(when), output_field=models.FloatField())
        named = there.order_by().values("entry").annotate(number=number, gap=gap, **keys)
        return named.order_by("-number", "gap", "-entry").values_list("entry", *keys)


def about(when: dt.datetime) -> Q:
    """What was posted within half an hour, its time of day known; of an hour its start counts."""
    when = when.astimezone(dt.UTC)  # where no clock is put forward or back
    first, last = when - HALF_AN_HOUR, when + HALF_AN_HOUR
    first_hour = start_of_hour(first + HOUR - dt.timedelta.resolution)
    by_clock = Q(entry__time_precision__in=("second", "minute"), entry__published_at__lte=last)
    by_hour = Q(entry__time_precision="hour", entry__published_at__gte=first_hour)
    # One range, so that the index on times is gone through once.
    end = start_of_hour(last) + HOUR
    return Q(by_clock | by_hour, entry__published_at__gte=first, entry__published_at__lt=end)


def start_of_hour(when: dt.datetime) -> dt.datetime:
    return when.replace(minute=0, second=0, microsecond=0)


def seconds_from(when: dt.datetime) -> Func:
    """How many seconds lie between an entry and an instant."""
    instant = Value(when, output_field=models.DateTimeField())
    gap = ExpressionWrapper(F("entry__published_at") - instant, models.DurationField())
    return Abs(Extract(gap, "epoch"))


def around(entry: Entry) -> Q:
    """What an entry of the same day has, or one without a time where this one has none."""
    if entry.published_at is None:
        return Q(entry__published_at__isnull=True)
    day = dt.timedelta(days=1)
    return Q(entry__published_at__range=(entry.published_at - day, entry.published_at + day))


def order_round(entry: Entry) -> list[Case | Func | F]:
    """First what came before the entry, the last one first, then what came after it.

    Of one time, what stands lower on the page came first.
    """
    ordinal, when = F("entry__ordinal"), entry.published_at
    before = Q(entry__ordinal__gte=entry.ordinal)
    gaps = []
    if when is not None:
        before = Q(entry__published_at__lt=when) | Q(entry__published_at=when) & before
        gaps = [seconds_from(when)]
    side = Case(When(before, then=0), default=1)
    return [side, *gaps, Case(When(before, then=ordinal), default=-ordinal)]


class Mention(models.Model):
    """One occurrence of a name in one entry.

    `start` and `end` count characters (code points) in the entry's `text`, `end` excluded;
    `matched` is the text between them. `method` says why it is there. One that staff set and that
    has neither actor nor place says that these words name nothing known.
    """

    class Method(models.TextChoices):
        NAME = "name", _("one of its names")
        CONTEXT = "context", _("one of its names, for the words around it")
        ENTRY = "entry", _("a surname, and the entry has the name in full")
        LIVEBLOG = (
            "liveblog",
            _("a surname, and the liveblog has the name in full around that time"),
        )
        SURNAME = "surname", _("a surname that one known person has")
        STAFF = "staff", _("set by staff")

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
    method = models.CharField(max_length=12, choices=Method.choices, default=Method.NAME)

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(actor__isnull=False, place__isnull=True)
                | Q(actor__isnull=True, place__isnull=False)
                | Q(actor__isnull=True, place__isnull=True, method="staff"),
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


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Suggestions."""

    def undecided(self) -> SuggestionQuerySet:
        """Those of names that nobody refused, whose words are no mention: a shared surname is
        one where its liveblog tells whose it is."""
        mention = Mention.objects.filter(entry=OuterRef("entry"), start=OuterRef("start"))
        # Most need not be looked for among the mentions, of which there are a great many.
        found = self.filter(~Q(cue=Suggestion.Cue.SHARED) | ~Exists(mention))
        return found.exclude(key__in=NameRefusal.objects.values("key"))


class Suggestion(models.Model):
    """One place in an entry that looks like a name, for staff alone to decide on.

    `start`, `end` and `matched` as of a mention; `key` is the name folded, by which suggestions
    are one; `cue` is what makes it look like a name of its kind.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")
        PLACE = "place", _("place")

    class Cue(models.TextChoices):
        TITLE = "title", _("a title or role stands before it")
        GIVEN = "given", _("it begins with a given name")
        SAID = "said", _("it says something")
        ROLE = "role", _("what it is stands behind it")
        IN = "in", _("a word stands before it that places follow")
        HEAD = "head", _("it has a word that organisations have")
        RECOGNISER = "recogniser", _("the installed recogniser takes it for a name")
        SHARED = "shared", _("several known ones are called so, or anybody may be")
        OTHER = "other", _("the liveblog names somebody else of that surname around that time")

    entry = models.ForeignKey("Entry", models.CASCADE, related_name="suggestions", db_index=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    matched = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    cue = models.CharField(max_length=10, choices=Cue.choices)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="suggestion_end_after_start"
            ),
            models.UniqueConstraint(fields=["entry", "start"], name="suggestion_unique_start"),
        ]
        indexes = [models.Index(fields=["key", "entry"], name="suggestion_key_idx")]

    def __str__(self) -> str:
        return self.matched


class NameRefusal(models.Model):
    """Staff say that what looks like this name is none: it is suggested no more.

    `key` is the name folded, as a suggestion's; `name` as it was written.
    """

    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["key"], name="namerefusal_unique_key")]

    def __str__(self) -> str:
        return self.name
