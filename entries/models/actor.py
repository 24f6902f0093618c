"""People and organisations that entries are about, and the names they go by."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .addresses import path_of
from .subject import WIKIDATA_ITEM, SubjectQuerySet


class ActorQuerySet(SubjectQuerySet):
    """Actors: people stand in lists by their surnames, whoever has one."""

    filed_under = Case(When(~Q(surname=""), kind="person", then=F("surname")), default=F("name"))


class KindManager(models.Manager.from_queryset(ActorQuerySet)):
    """Sees actors of one kind."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def get_queryset(self) -> ActorQuerySet:
        return super().get_queryset().filter(kind=self.kind)

    def among(self, names: Iterable[str]) -> set[str]:
        """Those of the names that one of this kind goes by, whatever the letter case.

        A “the” before them is left out.
        """
        wanted = {name: name.lower().removeprefix("the ") for name in names}
        rows = self.order_by()
        own = rows.annotate(lower=Lower("name")).values_list("lower")
        others = rows.annotate(lower=Lower("names__name")).values_list("lower")
        folded = set(wanted.values())
        found = own.filter(lower__in=folded).union(others.filter(lower__in=folded))
        known = {name for (name,) in found}
        return {name for name, plain in wanted.items() if plain in known}


class Actor(models.Model):
    """A person or an organisation. `name` is the one shown; others are its names."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    slug = models.SlugField(max_length=120, db_index=False)
    name = models.CharField(max_length=200)
    description = models.TextField(
        blank=True, help_text=_("One line: who or what this is, and from when to when.")
    )
    surname = models.CharField(
        max_length=100,
        blank=True,
        help_text=_("What a person is called alone in texts; empty for who is never called so."),
    )
    wikidata = models.CharField(
        max_length=20,
        blank=True,
        validators=[WIKIDATA_ITEM],
        help_text=_("The item of Wikidata, such as Q7747; empty unless it is certain."),
    )

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="actor_unique_slug"),
            models.CheckConstraint(
                condition=Q(kind__in=["person", "organisation"]), name="actor_kind_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="actor_name_not_empty"),
        ]
        indexes = [models.Index(fields=["kind", "name"], name="actor_kind_name_idx")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_of(self.kind, self.slug)


class Person(Actor):
    """An actor who is a person."""

    objects = KindManager(Actor.Kind.PERSON)

    class Meta:
        proxy = True
        verbose_name_plural = "people"

    def save(self, *args: object, **kwargs: object) -> None:
        self.kind = Actor.Kind.PERSON
        super().save(*args, **kwargs)


class Organisation(Actor):
    """An actor that is an organisation."""

    objects = KindManager(Actor.Kind.ORGANISATION)

    class Meta:
        proxy = True

    def save(self, *args: object, **kwargs: object) -> None:
        self.kind = Actor.Kind.ORGANISATION
        super().save(*args, **kwargs)


class ActorName(models.Model):
    """A name that an actor goes by in texts: the full one, a spelling, an acronym.

    `context` makes a name count only where one of these stands beside it or in the entry, as
    `entries.tagging.context` reads them.
    """

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="names", db_index=False)
    name = models.CharField(max_length=200)
    context = ArrayField(models.CharField(max_length=100), default=list, blank=True)

    class Meta:
        ordering = ["actor_id", "name"]
        constraints = [
            models.UniqueConstraint(fields=["actor", "name"], name="actorname_unique_per_actor"),
        ]
        indexes = [models.Index(fields=["name"], name="actorname_name_idx")]

    def __str__(self) -> str:
        return self.name
