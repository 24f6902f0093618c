"""How rows are ordered and counted, and that the database need not read them all for it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection

from entries.models import (
    ActorName,
    Appearance,
    Byline,
    Capture,
    Entry,
    EntryVersion,
    ImportIssue,
    Liveblog,
    Mention,
    Organisation,
    Person,
    Place,
    PlaceName,
    Source,
    Topic,
)
from tests.factories import (
    appear,
    make_capture,
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    tag,
)

pytestmark = pytest.mark.django_db

PARTS = [ActorName, PlaceName, Appearance, Byline, Capture, EntryVersion, ImportIssue, Mention]


def tables_read(sql: str) -> set[str]:
    return set(re.findall(r'(?:FROM|JOIN) "(\w+)"', sql))


@pytest.mark.parametrize("model", PARTS, ids=lambda model: model.__name__)
def test_parts_are_put_in_order_without_the_table_of_what_they_belong_to(model):
    assert tables_read(str(model.objects.all().query)) == {model._meta.db_table}


def test_the_latest_of_all_entries_stand_in_an_index():
    make_entry()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    plan = Entry.objects.newest_first()[:20].explain()
    assert "Index Scan using entry_newest_idx" in plan
    assert "Sort" not in plan


def test_counting_for_a_list_reads_the_entries_of_its_page_alone():
    """A join would make every liveblog's rows be counted before the page is cut out."""
    sql = str(Liveblog.objects.for_listing()[:20].query)
    assert "GROUP BY" not in sql.split("ORDER BY")[-1]
    assert tables_read(sql.split('"entry_count"')[-1]) == {"entries_liveblog", "entries_source"}


def test_counts_are_of_entries_however_often_each_names_something():
    person, place, board, topic = make_person(), make_place(), make_organisation(), make_topic()
    for _ in range(2):
        entry = make_entry()
        mention(entry, person, person, place, place, place)
        tag(entry, topic)
    mention(entry, board)
    make_person("Bo Reed").names.create(name="Reed")
    rows = [
        (row.name, row.entry_count)
        for model in (Person, Organisation, Place, Topic, Source)
        for row in model.objects.in_use()
    ]
    assert rows == [
        ("Ada Marsh", 2),
        ("Harbour Board", 1),
        ("Port Ellen", 2),
        ("Flooding", 2),
        ("Harbour News", 2),
    ]


def test_what_no_entry_came_from_counts_none():
    make_liveblog("Quiet day", make_source("Lake Radio"))
    assert [row.entry_count for row in Liveblog.objects.with_counts()] == [0]
    assert [row.entry_count for row in Source.objects.with_counts()] == [0]
    assert not Source.objects.in_use().exists()


def test_the_capture_imported_last_comes_first_among_the_origins():
    entry = make_entry()
    captures = [make_capture() for _ in range(3)]
    for capture in captures:
        appear(entry, capture)
    assert [row.capture for row in entry.origins()] == captures[::-1]


def test_neighbours_in_a_liveblog_are_one_row_from_oldest_to_undated():
    late = make_entry("Late", "2022-03-24 12:00")
    upper = make_entry("Upper", "2022-03-24 11:00", ordinal=2)
    lower = make_entry("Lower", "2022-03-24 11:00", ordinal=3)
    undated_top = make_entry("Undated top", None, ordinal=1)
    undated_foot = make_entry("Undated foot", None, ordinal=9)
    make_entry("Elsewhere", "2022-03-24 11:30", liveblog=make_liveblog("Other"))
    row = [lower, upper, late, undated_foot, undated_top]
    assert list(Entry.objects.filter(liveblog=late.liveblog).oldest_first()) == row
    assert [entry.later() for entry in row] == [*row[1:], None]
    assert [entry.earlier() for entry in row] == [None, *row[:-1]]


def test_days_and_months_are_counted_and_the_nearest_ones_found():
    for day in ("2022-02-28", "2022-03-24", "2022-03-24", "2022-04-01"):
        make_entry(day, f"{day} 12:00")
    make_entry("Undated", None)
    march = Entry.objects.between_days(dt.date(2022, 3, 1), dt.date(2022, 3, 31))
    assert list(march.days()) == [{"day": dt.date(2022, 3, 24), "entry_count": 2}]
    assert [month["entry_count"] for month in Entry.objects.months()] == [1, 2, 1]
    assert Entry.objects.nearest_days(dt.date(2022, 3, 24), dt.date(2022, 3, 24)) == {
        "before": dt.date(2022, 2, 28),
        "after": dt.date(2022, 4, 1),
    }


def test_the_hours_of_a_day_are_those_of_each_source_and_of_clocks_alone():
    auckland = make_liveblog("Ferry", make_source("Auckland Post", timezone="Pacific/Auckland"))
    make_entry("Evening here", "2022-03-24 20:59")
    make_entry("Noon there", "2022-03-23 23:01", liveblog=auckland)
    make_entry("Noon here", "2022-03-24 12:59")
    make_entry("Day alone", "2022-03-24 00:00", time_precision="day")
    make_entry("About noon", "2022-03-24 12:00", time_precision="hour")
    make_entry("Undated", None)
    day = dt.date(2022, 3, 24)
    assert sorted(Entry.objects.hours_of_days(), key=str) == [
        (day, 12, 2),
        (day, 20, 1),
        (day, None, 2),
    ]


def test_liveblogs_are_counted_by_day_and_in_the_order_of_their_sources():
    storm, budget = make_liveblog("Storm"), make_liveblog("Budget")
    ferry = make_liveblog("Ferry", make_source("auckland Post"))
    day, next_day = dt.date(2022, 3, 24), dt.date(2022, 3, 25)
    for liveblog, days in ((storm, [24, 25, 25]), (budget, [24, 24]), (ferry, [24])):
        for number in days:
            make_entry("One", f"2022-03-{number} 12:00", liveblog=liveblog)
    rows = Entry.objects.liveblogs_by_day()
    assert [(row["day"], row["liveblog"], row["entry_count"]) for row in rows] == [
        (day, budget.pk, 2),
        (day, storm.pk, 1),
        (day, ferry.pk, 1),
        (next_day, storm.pk, 2),
    ]
    rows = Entry.objects.on_day(day).liveblogs_by_source()
    in_order = [ferry.pk, *sorted((storm.pk, budget.pk))]
    assert [row["liveblog"] for row in rows] == in_order
    entries = Entry.objects.on_day(day).grouped_by_source()
    assert list(dict.fromkeys(entry.liveblog_id for entry in entries)) == in_order
