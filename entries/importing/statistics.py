"""What the database knows of its tables while a run fills them.

PostgreSQL learns by itself how many rows a table has, and how their values differ, but a minute
late. Until then it takes a table that an import has just filled for one of few different values,
and reads all of it for each batch. So a run has it look when the tables are ten times as large.
"""

from __future__ import annotations

from django.db import connection, models

from .rows import fetched

KNOWN = "SELECT reltuples FROM pg_class WHERE oid = 'entries_appearance'::regclass"
# Just what entries are looked up by: to look at texts takes long. Nor is another run waited for.
LOOK = """
    ANALYZE (SKIP_LOCKED) entries_entry (id, key, source_id, liveblog_id, published_at),
        entries_entryversion (id, entry_id, content_hash),
        entries_appearance (id, entry_id, capture_id, version_id, captured_at, anchor),
        entries_capture (id, dump_id, source_id, liveblog_id, captured_at, run_id),
        entries_byline (entry_id), entries_mention (entry_id), entries_entrytopic (entry_id),
        entries_suggestion (entry_id, key),
        entries_change (entry_id, liveblog_id), entries_liveblog (id, source_id, slug, url, day)"""
FEWEST = 1000  # rows; small tables are read at once
GROWTH = 10  # times; what was learnt of fewer rows holds until then


def look_at(model: type[models.Model], new: int) -> None:
    """Have the database look at a table's keys where so many new rows are in it.

    Else it may go through the whole table for each row whose reference it checks.
    """
    if new >= FEWEST:
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {model._meta.db_table} (id)")


class Statistics:
    """Has the database look at its tables when a run has filled them."""

    def __init__(self) -> None:
        self.known: int | None = None
        self.new = 0

    def note(self, appearances: int) -> None:
        """Say that so many appearances more are stored, and committed."""
        self.new += appearances
        if self.new < FEWEST:
            return
        if self.known is None:
            self.known = max(0, int(fetched(KNOWN, ())[0][0]))
        if self.known + self.new >= self.known * GROWTH:
            with connection.cursor() as cursor:
                cursor.execute(LOOK)
            self.known, self.new = self.known + self.new, 0
