"""Dates in words as sentences need them, in the reader's language.

How a language writes a single date stands in archive/formats.
"""

from __future__ import annotations

import datetime as dt

from django.utils import translation
from django.utils.formats import date_format

SMALL_DATES = {"uk"}  # Languages that write months and days of the week with a small letter


def within_sentence(date: str) -> str:
    """A date in words as it stands where no sentence begins: березень 2022, but March 2022."""
    small = translation.get_language() in SMALL_DATES
    return date[:1].lower() + date[1:] if small else date


def range_of(first: dt.date, last: dt.date, *, short: bool = False) -> tuple[str, str, str]:
    """The first day, the dash and the last day, neither month nor year said twice.

    27–29 March 2021, 27 March – 2 April 2021; for one day the last alone. `short` is 27–29 Mar
    2021. Moments are days of the zone that they are in.
    """
    size = "SHORT_" if short else ""
    end = date_format(last, f"{size}DATE_FORMAT")
    if (first.year, first.month) == (last.year, last.month):
        return ("", "", end) if first.day == last.day else (str(first.day), "–", end)
    form = "MONTH_DAY_FORMAT" if first.year == last.year else "DATE_FORMAT"
    return date_format(first, f"{size}{form}"), " – ", end


def days_in_words(first: dt.date, last: dt.date, *, short: bool = False) -> str:
    """All days from the first to the last, such as 27–29 March 2021."""
    return "".join(range_of(first, last, short=short))
