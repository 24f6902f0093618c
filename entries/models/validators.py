"""Checks that a value passes before it is stored."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError

from entries.layouts.blocks import BlockError, blocks_from_json


def validate_timezone(value: str) -> None:
    """Raise ValidationError unless `value` names a zone of the IANA database."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValidationError(
            f"“{value}” is no time zone. Use a name such as Europe/London or UTC."
        ) from error


def validate_blocks(value: object) -> None:
    """Raise ValidationError unless `value` is a list of blocks in their JSON form."""
    try:
        blocks_from_json(value)
    except BlockError as error:
        raise ValidationError(str(error)) from error


def validate_texts(value: object) -> None:
    """Raise ValidationError unless `value` is a list of texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValidationError("This is a list of texts.")
