"""Dates as pages print them: the month names and the pattern that the layouts share."""

from __future__ import annotations

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)} | {
    name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)
}

# "24 March" or "24 March 2022", as groups day, month, year.
DATE = (
    rf"(?P<day>[12]?\d|3[01]|0\d) (?P<month>{'|'.join(MONTH_NAMES)})(?:,? (?P<year>(?:19|20)\d\d))?"
)
