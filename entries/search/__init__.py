"""Search: the query language, the index, and how it is kept in step with the database.

Pages, filters and commands ask here, and know nothing of the engine that answers. Queries are made
of `nodes` and `periods`, which `language` reads and `trees` puts together; `operators` is the
language as a table. `coverage` tells what is archived, `keeping` and `rebuilding` look after the
index. All other modules are of this package alone.
"""

from .alike import Related, related
from .base import (
    ACTORS,
    ONE_EACH,
    PAGE,
    Bookmark,
    Counts,
    LostBookmark,
    NameFound,
    Query,
    SearchUnavailable,
    Status,
    Stretch,
    Timeline,
    Value,
    field_of,
)
from .completion import Completions, complete, names_near
from .results import (
    Hit,
    Instead,
    Results,
    bookmark_of,
    count,
    facets,
    hits,
    ids,
    names_called,
    search,
    stretch,
    values,
    whole,
)

__all__ = [
    "ACTORS",
    "ONE_EACH",
    "PAGE",
    "Bookmark",
    "Completions",
    "Counts",
    "Hit",
    "Instead",
    "LostBookmark",
    "NameFound",
    "Query",
    "Related",
    "Results",
    "SearchUnavailable",
    "Status",
    "Stretch",
    "Timeline",
    "Value",
    "bookmark_of",
    "complete",
    "count",
    "facets",
    "field_of",
    "hits",
    "ids",
    "names_called",
    "names_near",
    "related",
    "search",
    "stretch",
    "values",
    "whole",
]
