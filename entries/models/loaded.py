"""Whether the rows that the gazetteer's files fill are still as a load left them."""

from __future__ import annotations

from django.db import models


class GazetteerLoad(models.Model):
    """The last load of the gazetteer: a digest of its files and of what reads them, and for each
    kind of row how many it left as the files have them, and how many as staff do.

    There is one row at most.
    """

    digest = models.CharField(max_length=64)
    counts = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Load of {self.at:%Y-%m-%d %H:%M}"


class GazetteerChange(models.Model):
    """A transaction that changed what a load fills, since the last one.

    Triggers of the database write these rows, whoever changes something; where there is none, the
    next load has nothing to compare. `xact_id` is PostgreSQL's number of the transaction.
    """

    xact_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"transaction {self.xact_id}"
