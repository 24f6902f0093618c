"""Which entries were here and are no longer."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from entries.keys import KEY_LENGTH


class Removal(models.Model):
    """An entry that was taken out of the archive, so that its address can say so.

    A trigger of the database writes these rows, whoever takes an entry out. A row stays when an
    entry of its key comes back: it counts only while there is none. A later removal renews it.
    """

    key = models.CharField(max_length=KEY_LENGTH, editable=False)
    removed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key"], name="removal_unique_key")]

    def __str__(self) -> str:
        return self.key
