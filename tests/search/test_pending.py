"""Whatever changes what is indexed leaves a pending row, and nothing else does."""

import pytest
from django.core.management import call_command
from django.db import connection

from entries.models import PendingChange
from tests.factories import (
    full_blocks,
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_topic,
    mention,
    tag,
)
from tests.importing.pages import FERRY, import_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> dict[str, int]:
    """A row or two of everything, and nothing pending; gives the keys by name."""
    entry = make_entry(labels=["breaking"], bylines=[("Ada Marsh", "")], blocks=full_blocks())
    other = make_entry("The pier is closed", liveblog=make_liveblog("Pier"))
    person, place, topic = make_person(), make_place(), make_topic()
    for owner in (person, place):
        owner.names.create(name="Another")
    mention(entry, person, place)
    tag(entry, topic)
    PendingChange.objects.all().delete()
    run("SET CONSTRAINTS ALL IMMEDIATE")  # a table whose checks are put off cannot be emptied
    return {
        "entry": entry.pk,
        "other": other.pk,
        "actor": person.pk,
        "place": place.pk,
        "topic": topic.pk,
        "source": entry.source_id,
        "liveblog": entry.liveblog_id,
        "other_liveblog": other.liveblog_id,
    }


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def pending() -> list[tuple[str, int]]:
    return sorted(PendingChange.objects.values_list("kind", "object_id"))


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE entries_entry SET text = 'x' WHERE id = {entry}", "entry"),
        ("UPDATE entries_entry SET headline = '' WHERE id = {entry}", "entry"),
        ("UPDATE entries_entry SET labels = '{{}}' WHERE id = {entry}", "entry"),
        ("UPDATE entries_entry SET blocks = '[]' WHERE id = {entry}", "entry"),
        ("UPDATE entries_entry SET ordinal = 99 WHERE id = {entry}", "entry"),
        ("UPDATE entries_entry SET day = '2000-01-01' WHERE id = {entry}", "entry"),
        ("UPDATE entries_entry SET published_at = now() WHERE id = {entry}", "entry"),
        ("UPDATE entries_entry SET time_precision = 'day' WHERE id = {entry}", "entry"),
        ("UPDATE entries_entry SET liveblog_id = {other_liveblog} WHERE id = {entry}", "entry"),
        ("INSERT INTO entries_byline VALUES (DEFAULT, 5, 'B', '', {entry})", "entry"),
        ("UPDATE entries_byline SET name = 'C'", "entry"),
        ("DELETE FROM entries_byline", "entry"),
        ("DELETE FROM entries_mention", "entry"),
        ("DELETE FROM entries_mention WHERE place_id = {place}", "entry"),
        ("DELETE FROM entries_entrytopic", "entry"),
        ("UPDATE entries_actor SET name = 'Ida' WHERE id = {actor}", "actor"),
        ("UPDATE entries_actor SET slug = 'ida' WHERE id = {actor}", "actor"),
        ("INSERT INTO entries_actorname VALUES (DEFAULT, 'Ida', '{{}}', {actor})", "actor"),
        ("UPDATE entries_actorname SET name = 'Ida'", "actor"),
        ("DELETE FROM entries_actorname", "actor"),
        ("UPDATE entries_place SET name = 'Port' WHERE id = {place}", "place"),
        ("INSERT INTO entries_placename VALUES (DEFAULT, 'Port', '{{}}', {place})", "place"),
        ("UPDATE entries_placename SET name = 'Port'", "place"),
        ("DELETE FROM entries_placename", "place"),
        ("UPDATE entries_topic SET name = 'Floods' WHERE id = {topic}", "topic"),
        ("UPDATE entries_source SET name = 'Pier News' WHERE id = {source}", "source"),
        ("UPDATE entries_liveblog SET title = 'Calm' WHERE id = {liveblog}", "liveblog"),
        ("UPDATE entries_liveblog SET slug = 'calm' WHERE id = {liveblog}", "liveblog"),
        ("TRUNCATE entries_byline", "entry"),
        ("TRUNCATE entries_actorname", "actor"),
    ],
)
def test_change_by_sql_leaves_the_row_that_it_touches_pending(world, statement, kind):
    run(statement.format(**world))
    assert pending() == [(kind, world[kind])]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries_entry SET updated_at = now(), slug = 'other', time_text = 'noon'",
        "UPDATE entries_entry SET text = text, labels = labels, blocks = blocks",
        "UPDATE entries_byline SET role = 'editor'",
        'UPDATE entries_mention SET start = start + 1000, "end" = "end" + 1000',
        "UPDATE entries_entrytopic SET terms = '{flood}'",
        "UPDATE entries_actor SET description = 'a mayor'",
        "UPDATE entries_actorname SET context = '{sea}'",
        "UPDATE entries_place SET kind = 'city'",
        "UPDATE entries_topic SET terms = '{flood}'",
        "UPDATE entries_source SET language = 'fr'",
        "UPDATE entries_liveblog SET standfirst = 'A storm.', ends_at = now(), starts_at = now()",
        "DELETE FROM entries_entry WHERE id = 0",
    ],
)
def test_change_of_what_is_not_indexed_leaves_nothing_pending(world, statement):
    run(statement)
    assert pending() == []


def test_new_rows_are_pending():
    entry = make_entry()
    actor, place, topic = make_organisation(), make_place(), make_topic()
    expected = [
        ("actor", actor.pk),
        ("entry", entry.pk),
        ("liveblog", entry.liveblog_id),
        ("place", place.pk),
        ("source", entry.source_id),
        ("topic", topic.pk),
    ]
    assert pending() == expected


def test_links_to_an_actor_a_place_or_a_topic_leave_their_entry_pending(world):
    entry = make_entry()
    PendingChange.objects.all().delete()
    for start, kind in enumerate(("actor", "place")):
        column, key = f"{kind}_id", world[kind]
        run(
            f'INSERT INTO entries_mention (entry_id, {column}, start, "end", matched, method)'
            f" VALUES ({entry.pk}, {key}, {start}, {start} + 3, 'Ada', 'staff')"
        )
    run(f"INSERT INTO entries_entrytopic VALUES (DEFAULT, '{{}}', {entry.pk}, {world['topic']})")
    assert pending() == [("entry", entry.pk)] * 3


@pytest.mark.parametrize("kind", ["actor", "place", "topic", "source", "liveblog"])
def test_deleted_row_is_pending(world, kind):
    for table in ("mention", "entrytopic", "byline", "entry", "actorname", "placename"):
        run(f"DELETE FROM entries_{table}")
    if kind == "source":
        run("DELETE FROM entries_liveblog")
    PendingChange.objects.all().delete()
    run(f"DELETE FROM entries_{kind} WHERE id = {world[kind]}")
    assert pending() == [(kind, world[kind])]


def test_deleted_entry_is_pending(world):
    run(f"DELETE FROM entries_entry WHERE id = {world['other']}")
    assert pending() == [("entry", world["other"])]


def test_entry_that_moves_between_mentions_leaves_both_entries_pending(world):
    run(f"UPDATE entries_mention SET entry_id = {world['other']}")
    assert pending() == [("entry", world["entry"]), ("entry", world["other"])]


def test_actor_of_another_kind_leaves_its_entries_pending(world):
    run("UPDATE entries_actor SET kind = 'organisation'")
    assert pending() == [("actor", world["actor"]), ("entry", world["entry"])]


def test_zone_of_a_source_leaves_its_entries_pending(world):
    run("UPDATE entries_source SET timezone = 'Asia/Tokyo'")
    assert pending() == [("entry", world["entry"]), ("entry", world["other"])]


def test_slug_of_a_source_leaves_its_liveblogs_pending(world):
    run("UPDATE entries_source SET slug = 'pier-news'")
    liveblogs = [("liveblog", world["liveblog"]), ("liveblog", world["other_liveblog"])]
    assert pending() == [*sorted(liveblogs), ("source", world["source"])]


def test_emptied_tables_leave_pending_what_they_held(world):
    run("TRUNCATE entries_actor, entries_place CASCADE")
    expected = {("actor", world["actor"]), ("place", world["place"]), ("entry", world["entry"])}
    assert set(pending()) == expected


def test_one_statement_notes_however_many_rows_a_statement_changes(
    world, django_assert_num_queries
):
    with django_assert_num_queries(3):
        run(
            "INSERT INTO entries_byline (entry_id, position, name, role)"
            f" SELECT {world['other']}, number, 'Byline ' || number, ''"
            " FROM generate_series(10, 5009) AS number"
        )
        run("UPDATE entries_byline SET name = name || '.'", "DELETE FROM entries_byline")
    entries = [("entry", world["entry"])] * 2 + [("entry", world["other"])] * 3
    assert pending() == entries


def test_import_leaves_its_entries_pending(tmp_path):
    import_text(tmp_path, page=FERRY)
    first = {row for row in pending() if row[0] == "entry"}
    assert len(first) == 3
    PendingChange.objects.all().delete()
    import_text(tmp_path, page=FERRY)
    assert pending() == []


def test_change_that_is_rolled_back_leaves_nothing_pending(world):
    run("SAVEPOINT before", "UPDATE entries_entry SET text = 'x'", "ROLLBACK TO before")
    assert pending() == []


@pytest.mark.django_db(transaction=True)
def test_triggers_stand_in_no_way_of_emptying_the_database(world):
    call_command("flush", interactive=False, verbosity=0)
    assert pending() == []
