"""The four real dumps in the archive: what the filters find, counted by hand beforehand.

Counts come from the expected files: which entries name whom, which have which topic and day.
"""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.urls import reverse

from entries.filters import EntryFilter
from entries.importing.gazetteer import load_gazetteer
from entries.importing.imports import import_dumps
from entries.models import Capture, Entry, Liveblog
from entries.readers.base import Hints
from entries.search import Results, search
from entries.search.keeping import drain
from entries.search.rebuilding import ensure

pytestmark = pytest.mark.django_db
# 000: 20, 003: 31, 001: 20, and 004 has 19 items of which one is printed twice.
ENTRIES = 20 + 31 + 20 + 18


@pytest.fixture(scope="module")
def report(shared, kept, gazetteer):
    ensure()
    load_gazetteer(gazetteer)
    report = import_dumps([str(shared / "dumps")], Hints())
    drain()
    return report


@pytest.fixture
def index_dir(settings, kept):
    """All look in the index that has the dumps."""
    settings.INDEX_DIR = kept


def searched(**filters: str) -> Results:
    return search(EntryFilter(QueryDict(urlencode(filters))).query)


def found(**filters: str) -> int:
    return searched(**filters).total


def test_all_entries_are_in_and_all_lines_accounted_for(report):
    assert (report.created, report.revised, report.refused) == (ENTRIES, 0, 0)
    assert set(Capture.objects.values_list("unclaimed_lines", flat=True)) == {0}
    assert Liveblog.objects.count() == 4
    assert Entry.objects.filter(published_at=None).count() == 18 - 2


def test_second_import_changes_nothing(report, shared):
    again = import_dumps([str(shared / "dumps")], Hints())
    assert (again.created, again.revised, again.unchanged) == (0, 0, ENTRIES + 1)


def test_filters_find_what_was_counted_by_hand(report):
    # 000: entries 1 to 6 and 12; 003: entry 20; 004: items 1, 3, 6, 10, 13, 15, 16, 17.
    assert found(actor="jens-stoltenberg") == 7 + 1 + 8
    # 000: entries 6, 8, 9; 001: entries 8, 20; 003: 4, 15, 17, 22, 26; 004: items 1, 8, 9.
    assert found(topic="sanctions") == 3 + 2 + 5 + 3
    # All of 000, the four newest of 003, item 15 of 004.
    assert found(**{"from": "2022-03-24", "to": "2022-03-24"}) == 20 + 4 + 1


def test_filters_together(report):
    day = {"from": "2022-03-24", "to": "2022-03-24"}
    assert found(actor="jens-stoltenberg", **day) == 7 + 1
    assert found(topic="sanctions", **day) == 3 + 1
    (hit,) = searched(actor="jens-stoltenberg", topic="sanctions", **day).hits
    assert hit.entry.headline.startswith("Putin must be defeated")


def test_list_page_shows_the_same(report, client):
    query = "from=2022-03-24&to=2022-03-24&actor=jens-stoltenberg&topic=sanctions"
    page = client.get(f"{reverse('entries:entry_list')}?{query}").content.decode()
    assert "Putin must be defeated" in page
    assert "Stoltenberg begins news conference" not in page
