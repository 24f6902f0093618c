"""Fields that hold what this archive alone knows."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from .validators import validate_blocks


class BlocksField(models.JSONField):
    """The blocks of an entry in their JSON form; whatever else is refused before it is stored.

    Writing anything but blocks raises ValidationError, from a form and from an import alike.
    """

    default_validators = [validate_blocks]

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        validate_blocks(value)
        return super().get_db_prep_save(value, connection)
