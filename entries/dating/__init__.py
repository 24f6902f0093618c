"""Printed times → instants: the zone, the year, the step across midnight.

Pure: what is known comes in as arguments, nothing is read from the clock or from files.
"""

from .resolve import DatedTime, Dating, Evidence, date_entries
from .zones import Zone, find_zone

__all__ = ["DatedTime", "Dating", "Evidence", "Zone", "date_entries", "find_zone"]
