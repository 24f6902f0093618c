"""What the search index has yet to take in, and which indexes belong to this database."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PendingChange(models.Model):
    """Something that changed since the search index took it in.

    Triggers of the database write these rows, so that nothing changes unnoticed, whoever changes
    it. `object_id` is a primary key, of a row that may be gone by now. There may be many rows of
    one object: a change that comes while an earlier one is taken in must leave a row of its own.
    While an index is rebuilt, rows stay until the new one has them too; `done` says that the one
    in use has.
    """

    class Kind(models.TextChoices):
        ENTRY = "entry", _("entry")
        ACTOR = "actor", _("actor")
        PLACE = "place", _("place")
        TOPIC = "topic", _("topic")
        SOURCE = "source", _("source")
        LIVEBLOG = "liveblog", _("liveblog")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    object_id = models.BigIntegerField()
    done = models.BooleanField(db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["entry", "actor", "place", "topic", "source", "liveblog"]),
                name="pendingchange_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class IndexLabel(models.Model):
    """The label of a search index that was made from this database.

    An index of another database is known by its label. There is one row, or two while a new index
    takes the place of the old one.
    """

    label = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["label"], name="indexlabel_unique")]

    def __str__(self) -> str:
        return self.label


class TaggingDue(models.Model):
    """An entry that is to be linked anew, since staff changed the names that it may use.

    Written with the decision and deleted with the links, so that a task that fails or is killed
    leaves its rows for the next one. `entry_id` may be of a row that is gone by now, and there
    may be many rows of one entry, as of a pending change.
    """

    entry_id = models.BigIntegerField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "tagging due"

    def __str__(self) -> str:
        return f"entry {self.entry_id}"
