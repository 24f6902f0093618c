"""What parameters the twins take, by the names of their pages; those not named take none."""

from __future__ import annotations

from entries.filters.parameters import PARAMETERS

from ..changes import PARAMETERS as OF_CHANGES
from ..compare.asked import COLUMNS, FILTERS
from ..subjects.kinds import KINDS

OF_ENTRIES = tuple(name for name in PARAMETERS if name != "page")
OF_COLUMNS = (*COLUMNS, "on", *FILTERS)
OF_NAMES = ("q", "sort", "letter")
TAKES: dict[str, tuple[str, ...]] = {
    "entry_list": OF_ENTRIES,
    "values": (*OF_ENTRIES, "name"),
    "liveblog_list": ("q",),
    "home": ("url",),
    "liveblog": ("order", "since"),
    "liveblog_coverage": ("order",),
    "change_list": OF_CHANGES,
    "day": ("by",),
    "compare": OF_COLUMNS,
    "first": OF_COLUMNS,
    **{f"{kind}_list": OF_NAMES for kind in KINDS},
    "place_list": (*OF_NAMES, "within"),
}
