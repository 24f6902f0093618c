"""The one definition of every filter on entries: what may be asked, and what it means.

Lists of entries, and whatever lists them in another form, take their filters from here.
Bad input is an error of its field; such a filter then gives no entries at all.
"""

from .controls import controls, kept
from .entry_filter import Chip, EntryFilter
from .facets import Facet, FacetValue, facets_of

__all__ = ["Chip", "EntryFilter", "Facet", "FacetValue", "controls", "facets_of", "kept"]
