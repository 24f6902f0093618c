"""Places that entries name, and the names they go by."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from .subject import SubjectQuerySet


class Place(models.Model):
    """A place with its coordinates: decimal degrees, WGS 84, north and east positive."""

    slug = models.SlugField(max_length=120, db_index=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, blank=True, help_text="country, city, sea, …")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166 code, such as UA.")
    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )

    objects = SubjectQuerySet.as_manager()

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

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("entries:place", args=[self.slug])


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
