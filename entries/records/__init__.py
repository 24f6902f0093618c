"""What the archive holds, as plain data: what twins answer, exports write and feeds may carry.

Each kind of record has its fields in one order, the same in JSON, JSON Lines and the columns of
CSV. `docs/api.md` describes every field and promises that they stay.
"""

from .entries import ENTRY_COLUMNS, entry_records
from .lines import CSV, JSON_LINES, Columns, Format, as_json, columns_of

__all__ = [
    "CSV",
    "ENTRY_COLUMNS",
    "JSON_LINES",
    "Columns",
    "Format",
    "as_json",
    "columns_of",
    "entry_records",
]
