"""Search: the query language, the index, and how it is kept in step with the database.

What pages and commands need is named here; they know nothing of the engine behind it.
"""

from .base import FACETS, HAS, ONE_EACH, SORTS, Counts, NameFound, Query, SearchUnavailable
from .completion import Completions, complete
from .results import Hit, Instead, Results, count, ids, names_called, search, values

__all__ = [
    "FACETS",
    "HAS",
    "ONE_EACH",
    "SORTS",
    "Completions",
    "Counts",
    "Hit",
    "Instead",
    "NameFound",
    "Query",
    "Results",
    "SearchUnavailable",
    "complete",
    "count",
    "ids",
    "names_called",
    "search",
    "values",
]
