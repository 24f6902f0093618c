"""The one definition of every filter on entries: what may be asked, and what it means.

Lists of entries, and whatever lists them in another form, take their filters from here.
Bad input is an error of its field; such a filter then gives no entries at all.
"""

from .controls import controls, kept
from .entry_filter import Chip, EntryFilter
from .facets import FACET_TITLES, Facet, FacetValue, every_row, facets_of, values_of
from .parameters import address_of

__all__ = [
    "FACET_TITLES",
    "Chip",
    "EntryFilter",
    "Facet",
    "FacetValue",
    "address_of",
    "controls",
    "every_row",
    "facets_of",
    "kept",
    "values_of",
]
