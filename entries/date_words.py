"""Dates in words as sentences need them, in the reader's language.

How a language writes a single date stands in archive/formats.
"""

from __future__ import annotations

from django.utils import translation

SMALL_DATES = {"uk"}  # Languages that write months and days of the week with a small letter


def within_sentence(date: str) -> str:
    """A date in words as it stands where no sentence begins: березень 2022, but March 2022."""
    small = translation.get_language() in SMALL_DATES
    return date[:1].lower() + date[1:] if small else date
