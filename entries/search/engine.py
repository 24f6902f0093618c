"""Which engine this installation has: the one place that says it."""

from __future__ import annotations

from django.conf import settings

from .base import Engine
from .tantivy_engine import engine_at


def engine() -> Engine:
    """The one whose index lies in the folder that the settings name."""
    return engine_at(settings.INDEX_DIR)
