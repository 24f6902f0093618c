"""What the index is told of an entry or a name, as the database has it."""

import datetime as dt

import pytest
from django.db import connection

from entries.models import Entry, PendingChange
from entries.search.base import NameDocument
from entries.search.documents import (
    all_entry_documents,
    all_name_documents,
    entry_documents,
    name_documents,
)
from tests.factories import (
    full_blocks,
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    paragraph,
    tag,
)

pytestmark = pytest.mark.django_db
Kind = PendingChange.Kind
JUNE = dt.datetime(2022, 6, 1, 23, 30, tzinfo=dt.UTC)  # the next day in London, by half an hour


def document(entry):
    return next(entry_documents([entry.pk]))


def hours(*moment: int) -> int:
    return (dt.datetime(*moment) - dt.datetime(1, 1, 1)) // dt.timedelta(hours=1)


def test_document_has_what_the_entry_has():
    entry = make_entry(
        "Gale warning",
        JUNE,
        blocks=full_blocks(),
        labels=["breaking", "analysis", "breaking"],
        bylines=[("Zoe Pike", ""), ("Ada Marsh", "editor"), ("Zoe Pike", "reporter")],
    )
    people = [make_person(name) for name in ("Ida Lock", "Ann Weir")]
    board, place, topics = make_organisation(), make_place(), [make_topic(), make_topic("Wind")]
    mention(entry, people[1], board, people[0], place, people[1])
    tag(entry, *topics)
    found = document(entry)
    assert (found.id, found.headline, found.text) == (entry.pk, "Gale warning", entry.text)
    assert (found.source, found.liveblog) == (entry.source_id, entry.liveblog_id)
    assert (found.day, found.hour) == (dt.date(2022, 6, 2), hours(2022, 6, 2, 0))
    assert list(found.persons) == [person.pk for person in people]
    assert (found.organisations, found.places) == ([board.pk], [place.pk])
    assert list(found.topics) == [topic.pk for topic in topics]
    assert (found.labels, found.bylines) == (["analysis", "breaking"], ["Ada Marsh", "Zoe Pike"])
    assert found.has == ("embed", "image", "list", "quote", "video")


def test_entry_with_nothing_but_text_has_empty_fields():
    found = document(make_entry("", None, blocks=[paragraph("Nothing more.")]))
    assert (found.headline, found.text) == ("", "Nothing more.")
    assert (found.day, found.hour) == (None, None)
    links = (found.persons, found.organisations, found.places, found.topics, found.labels)
    assert [list(each) for each in (*links, found.bylines, found.has)] == [[]] * 7


def test_blocks_that_are_none_have_nothing():
    entry = make_entry()
    with connection.cursor() as cursor:
        cursor.execute("""UPDATE entries_entry SET blocks = '[{"type": ["quote"]}, 1, "quote"]'""")
    assert document(entry).has == ()


def test_day_without_a_time_of_day_has_no_hour():
    day = dt.date(2022, 6, 1)
    midnight = dt.datetime(2022, 5, 31, 23, tzinfo=dt.UTC)
    found = document(make_entry(published_at=midnight, day=day, time_precision="day"))
    assert (found.day, found.hour) == (day, None)


def test_hours_are_those_of_the_sources_clock_and_none_where_its_zone_is_unknown():
    there = make_liveblog("There", make_source("There", timezone="Asia/Tokyo"))
    lost = make_liveblog("Lost", make_source("Lost", timezone="Asia/Tokyo"))
    entries = [make_entry(published_at=JUNE, liveblog=each) for each in (there, lost)]
    lost.source.timezone = "Mars/Port"
    lost.source.save()
    assert document(entries[0]).hour == hours(2022, 6, 2, 8)
    assert document(entries[1]).hour is None


def test_numbers_order_as_the_pages_do():
    second = dt.timedelta(seconds=1)
    times = [JUNE, JUNE + second, None, dt.datetime(1701, 1, 1, tzinfo=dt.UTC)]
    times += [dt.datetime(2243, 1, 1, tzinfo=dt.UTC), dt.datetime(1969, 12, 31, tzinfo=dt.UTC)]
    for liveblog in (make_liveblog("First"), make_liveblog("Second")):
        for time in times:
            for ordinal in (2, 1, 4000):
                make_entry(published_at=time, liveblog=liveblog, ordinal=ordinal)
    documents = list(all_entry_documents())
    newest = sorted(documents, key=lambda document: -document.newest)
    oldest = sorted(documents, key=lambda document: document.oldest)
    assert [each.id for each in newest] == [each.pk for each in Entry.objects.newest_first()]
    assert [each.id for each in oldest] == [each.pk for each in Entry.objects.oldest_first()]


@pytest.mark.parametrize("year", [1, 1700, 2244, 9999])
def test_numbers_have_63_bits_whatever_the_time_and_the_keys(year):
    time = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    undated = document(make_entry(published_at=None, ordinal=2**31 - 1))
    entry = make_entry(ordinal=2**31 - 1)
    Entry.objects.filter(pk=entry.pk).update(published_at=time, day=time.date())
    dated = document(entry)
    numbers = [undated.newest, undated.oldest, dated.newest, dated.oldest]
    numbers += [undated.stamp, dated.stamp]
    assert all(0 <= number < 2**63 for number in numbers)
    assert undated.newest < dated.newest
    assert undated.oldest > dated.oldest


def test_stamp_changes_with_any_field_and_with_nothing_else():
    entry, person, place, topic = make_entry(), make_person(), make_place(), make_topic()
    other = make_liveblog("Another")
    stamps = [document(entry).stamp]
    Entry.objects.update(slug="another", time_text="noon")
    assert document(entry).stamp == stamps[0]
    for change in (
        lambda: Entry.objects.update(text="Other words."),
        lambda: Entry.objects.update(headline="Other words"),
        lambda: Entry.objects.update(labels=["breaking"]),
        lambda: Entry.objects.update(blocks=full_blocks()),
        lambda: Entry.objects.update(ordinal=4000),
        lambda: Entry.objects.update(liveblog=other),
        lambda: Entry.objects.update(published_at=JUNE),
        lambda: Entry.objects.update(day=dt.date(2000, 1, 1)),
        lambda: mention(entry, person),
        lambda: mention(entry, place),
        lambda: tag(entry, topic),
        lambda: entry.bylines.create(name="Ada Marsh"),
    ):
        change()
        stamps.append(document(entry).stamp)
    assert len(set(stamps)) == len(stamps)


def test_entries_are_read_in_a_statement_for_each_table_however_many(django_assert_num_queries):
    ids = [make_entry(bylines=[("Ada Marsh", "")]).pk for _ in range(6)]
    with django_assert_num_queries(4):
        assert [found.id for found in entry_documents(ids[::-1])] == ids


def test_all_entries_are_read_however_they_are_batched():
    ids = [make_entry().pk for _ in range(7)]
    Entry.objects.filter(pk=ids.pop(3)).delete()
    for batch in (1, 2, 3, 6, 7, 100):
        assert [found.id for found in all_entry_documents(batch)] == ids


def test_entries_that_are_gone_have_no_document():
    entry = make_entry()
    assert [found.id for found in entry_documents([entry.pk + 1, entry.pk, 10**9])] == [entry.pk]
    assert list(entry_documents([])) == []


def test_names_are_told_with_all_that_they_go_by():
    person, board, place = make_person(), make_organisation(), make_place()
    for owner, name in ((person, "Marsh"), (person, "A. Marsh"), (place, "The Port")):
        owner.names.create(name=name)
    topic, liveblog = make_topic(), make_liveblog()
    source = liveblog.source
    expected = [
        NameDocument("person", person.pk, "ada-marsh", "Ada Marsh", ["A. Marsh", "Marsh"]),
        NameDocument("organisation", board.pk, "harbour-board", "Harbour Board", []),
        NameDocument("place", place.pk, "port-ellen", "Port Ellen", ["The Port"]),
        NameDocument("topic", topic.pk, "flooding", "Flooding"),
        NameDocument("source", source.pk, "harbour-news", "Harbour News"),
        NameDocument("liveblog", liveblog.pk, f"harbour-news/{liveblog.slug}", liveblog.title),
    ]
    assert sorted(all_name_documents(), key=expected.index) == expected
    assert list(name_documents(Kind.ACTOR, [board.pk, 10**9])) == [expected[1]]
    assert list(name_documents(Kind.LIVEBLOG, [liveblog.pk])) == [expected[-1]]
