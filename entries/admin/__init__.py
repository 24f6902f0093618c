"""The staff's pages: every model of the record, one module per group of models."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import (
    actor,
    capture,
    change,
    decision,
    entry,
    mention,
    merge,
    place,
    run,
    source,
    suggestion,
    topic,
)

__all__ = [
    "actor",
    "capture",
    "change",
    "decision",
    "entry",
    "mention",
    "merge",
    "place",
    "run",
    "source",
    "suggestion",
    "topic",
]

admin.site.site_header = admin.site.site_title = "As It Happened"
admin.site.index_title = _("Staff")
