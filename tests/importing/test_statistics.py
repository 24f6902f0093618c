"""The database knows what tables hold that a run has just filled."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.importing import statistics
from tests.importing.pages import FERRY, import_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_tables_count(monkeypatch):
    monkeypatch.setattr(statistics, "FEWEST", 3)
    with connection.cursor() as cursor:  # which may have looked while another test filled it
        cursor.execute("ANALYZE entries_appearance")


def looks_of(folder, year: int) -> int:
    """How often an import of three entries has the database look at its tables."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        import_text(folder, **{f"page{year}": FERRY.replace("2019", str(year))})
    return sum("ANALYZE" in query["sql"] for query in queries.captured_queries)


def test_run_that_fills_tables_has_the_database_look_at_them(tmp_path):
    assert looks_of(tmp_path, 2019) == 1
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n_distinct FROM pg_stats"
            " WHERE tablename = 'entries_entryversion' AND attname = 'content_hash'"
        )
        assert cursor.fetchall() == [(-1.0,)]  # all differ


def test_run_that_adds_little_does_not(tmp_path):
    looks_of(tmp_path, 2019)
    assert looks_of(tmp_path, 2018) == 0
