"""Places that entries name, and the names they go by."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from .addresses import path_of
from .mention import Mention
from .subject import WIKIDATA_ITEM, SubjectQuerySet

# The key of the outer row as an array of one, to be sought among holders.
KEY_AS_ARRAY = Func(
    OuterRef("pk"),
    template="ARRAY[%(expressions)s]::bigint[]",
    output_field=ArrayField(models.BigIntegerField()),
)


class PlaceQuerySet(SubjectQuerySet):
    """Places; the entries of one are also those of all that lies in it."""

    def with_counts(self) -> PlaceQuerySet:
        """Each with `entry_count`, the number of entries that name it or a part of it."""
        named = Mention.objects.filter(place__holders__contains=KEY_AS_ARRAY).order_by()
        number = (
            named.annotate(one=Value(1))
            .values("one")
            .annotate(number=Count("entry", distinct=True))
        )
        return self.annotate(entry_count=Coalesce(Subquery(number.values("number")), 0))

    def in_use(self) -> PlaceQuerySet:
        """Those that entries name, or parts of which they name, by name."""
        named = Exists(Mention.objects.filter(place=OuterRef("pk")).order_by())
        parts = Place.objects.filter(named).annotate(holder=Func(F("holders"), function="unnest"))
        found = self.filter(pk__in=parts.order_by().values("holder"))
        return found.with_counts().order_by(Lower("name"), "name", "pk")

    def countries(self) -> PlaceQuerySet:
        """Countries, by name."""
        return self.filter(kind="country").order_by(Lower("name"), "pk")

    def with_coordinates(self) -> PlaceQuerySet:
        """Those of which it is known where they are."""
        return self.filter(latitude__isnull=False)

    def lying_in(self, place: Place) -> PlaceQuerySet:
        """Those that lie in a place, itself left out."""
        return self.filter(holders__contains=[place.pk]).exclude(pk=place.pk)

    def country_of(self, places: Iterable[Place]) -> dict[int, Place]:
        """The country in which each lies, by the place's key; countries lie in none."""
        rows = list(places)
        keys = {key for row in rows for key in row.holders}
        found = self.filter(kind="country").in_bulk(keys)
        return {
            row.pk: found[key]
            for row in rows
            for key in row.holders
            if key in found and key != row.pk
        }

    def holding(self, place: Place) -> PlaceQuerySet:
        """Those in which a place lies, the nearest first."""
        return self.filter(pk__in=place.holders).exclude(pk=place.pk).order_by("-holders__len")


class Place(models.Model):
    """A place with its coordinates: decimal degrees, WGS 84, north and east positive.

    `within` is the next larger place that holds it. `holders` are the keys of itself and of all
    that hold it; a trigger of the database keeps them.
    """

    slug = models.SlugField(max_length=120, db_index=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, blank=True, help_text=_("country, city, sea, …"))
    country = models.CharField(max_length=2, blank=True, help_text=_("ISO 3166 code, such as UA."))
    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )

    within = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        db_index=False,
        help_text=_("The next larger place that holds it."),
    )
    holders = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    population = models.PositiveIntegerField(null=True, blank=True)
    geonames = models.PositiveIntegerField(
        null=True, blank=True, verbose_name=_("number at GeoNames")
    )
    wikidata = models.CharField(
        max_length=20,
        blank=True,
        validators=[WIKIDATA_ITEM],
        help_text=_("The item of Wikidata, such as Q212; empty unless it is certain."),
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="place_unique_slug"),
            models.CheckConstraint(condition=~Q(name=""), name="place_name_not_empty"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="place_coordinates_in_range",
            ),
        ]
        indexes = [
            models.Index(fields=["within"], name="place_within_idx"),
            GinIndex(fields=["holders"], name="place_holders_idx"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_of("place", self.slug)


class PlaceName(models.Model):
    """A name that a place goes by in texts; `context` as for an actor's name."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names", db_index=False)
    name = models.CharField(max_length=200)
    context = ArrayField(models.CharField(max_length=100), default=list, blank=True)

    class Meta:
        ordering = ["place_id", "name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="placename_unique_per_place"),
        ]
        indexes = [models.Index(fields=["name"], name="placename_name_idx")]

    def __str__(self) -> str:
        return self.name
