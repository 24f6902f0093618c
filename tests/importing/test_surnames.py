"""A surname alone means whom the entry's liveblog names in full around that time."""

from itertools import permutations

import pytest
from django.db import transaction

from entries.importing.surnames import settle_surnames_due
from entries.importing.tagger import retag, tagger_from_database
from entries.importing.undoing import undo_import
from entries.models import (
    Actor,
    ActorName,
    Entry,
    ImportRun,
    Liveblog,
    Mention,
    NameRefusal,
    Suggestion,
)
from tests.factories import make_entry, make_liveblog, make_organisation, make_person, paragraph
from tests.importing.pages import import_text

pytestmark = pytest.mark.django_db


def person(name: str, **values: str) -> Actor:
    return make_person(name, surname=name.split()[-1], **values)


def entry_at(when: str | None, text: str, liveblog: Liveblog | None = None) -> Entry:
    return make_entry("", when, blocks=[paragraph(text)], liveblog=liveblog)


def tag(*entries: Entry) -> None:
    tagger_from_database().tag(entries)
    settle_surnames_due()


def links(entry: Entry) -> list[tuple[str | None, str, str]]:
    return list(entry.mentions.values_list("actor__name", "matched", "method"))


def suggestions(entry: Entry) -> list[tuple[str, str]]:
    return list(entry.suggestions.undecided().values_list("matched", "cue"))


@pytest.fixture
def quills() -> tuple[Actor, Actor]:
    """Two people of one surname: without more to go by it is nobody's."""
    return person("Tom Quill"), person("Zoe Quill")


BEFORE, NOON, AFTER = "2022-03-24 11:00", "2022-03-24 12:00", "2022-03-24 13:00"
DAYS_BEFORE, DAYS_AFTER = "2022-03-22 12:00", "2022-03-26 12:00"
ZOE, TOM = [("Zoe Quill", "Quill", "liveblog")], [("Tom Quill", "Quill", "liveblog")]


@pytest.mark.parametrize(
    ("namings", "expected"),
    [
        ([], []),
        ([(BEFORE, "Zoe Quill came.")], ZOE),
        ([(AFTER, "Zoe Quill came.")], ZOE),
        ([(NOON, "Zoe Quill came.")], ZOE),
        ([(BEFORE, "Zoe Quill came."), (AFTER, "Tom Quill came.")], ZOE),
        ([(BEFORE, "Zoe Quill came."), ("2022-03-24 11:30", "Tom Quill came.")], TOM),
        ([(BEFORE, "Zoe Quill came."), ("2022-03-24 11:30", "Quill sang.")], ZOE),
        ([(BEFORE, "Tom Quill came, then Zoe Quill.")], ZOE),
        ([(BEFORE, "Zoe Quill came, then Tom Quill.")], TOM),
        ([(BEFORE, "Z. Quill came.")], ZOE),
        ([(DAYS_BEFORE, "Zoe Quill came.")], []),
        ([(DAYS_AFTER, "Zoe Quill came.")], []),
        ([("2022-03-23 12:00", "Zoe Quill came.")], ZOE),
        ([("2022-03-23 11:59", "Zoe Quill came.")], []),
        ([(DAYS_BEFORE, "Zoe Quill came."), (AFTER, "Tom Quill came.")], TOM),
        ([(None, "Zoe Quill came.")], []),
    ],
)
def test_a_shared_surname_means_who_was_named_last_else_next_within_a_day(
    quills, namings, expected
):
    entry = entry_at(NOON, "Then Quill sang.")
    tag(entry, *(entry_at(when, text) for when, text in namings))
    assert links(entry) == expected
    assert suggestions(entry) == ([] if expected else [("Quill", "shared")])


def test_among_entries_without_a_time_the_one_lower_on_the_page_came_first(quills):
    named = entry_at(None, "Zoe Quill came.")
    entry = entry_at(None, "Then Quill sang.")
    lower = entry_at(None, "Tom Quill came.")
    tag(entry, named, lower)
    assert links(entry) == TOM


def test_another_liveblog_tells_nothing(quills):
    other = make_liveblog("A day of wind")
    entry = entry_at(NOON, "Then Quill sang.")
    tag(entry, entry_at(NOON, "Zoe Quill came.", other))
    assert links(entry) == []


def test_the_entry_itself_decides_before_its_liveblog(quills):
    entry = entry_at(NOON, "Tom Quill came. Then Quill sang.")
    tag(entry, entry_at(BEFORE, "Zoe Quill came."))
    assert [row[0] for row in links(entry)] == ["Tom Quill", "Tom Quill"]


def test_a_common_surname_means_its_one_bearer_where_the_liveblog_names_him():
    person("Ben Hill")
    entry, alone = entry_at(NOON, "Then Hill sang."), entry_at(DAYS_AFTER, "Then Hill sang.")
    tag(entry, alone, entry_at(BEFORE, "Ben Hill came."))
    assert links(entry) == [("Ben Hill", "Hill", "liveblog")]
    assert (links(alone), suggestions(alone)) == ([], [("Hill", "shared")])


def test_the_only_bearer_is_told_by_the_gazetteer_named_or_not():
    person("Rita Kowal")
    entry, later = entry_at(NOON, "Then Kowal sang."), entry_at(DAYS_AFTER, "Kowal sang.")
    tag(entry, later, entry_at(BEFORE, "Rita Kowal came."))
    expected = [("Rita Kowal", "Kowal", "surname")]
    assert links(entry) == links(later) == expected


def test_another_namesake_of_the_liveblog_comes_before_the_best_known():
    best = person("Tom Quill")
    ActorName.objects.create(actor=best, name="Quill")
    person("Zoe Quill")
    entry, later = entry_at(NOON, "Then Quill sang."), entry_at(DAYS_AFTER, "Quill sang.")
    tag(entry, later, entry_at(BEFORE, "Zoe Quill came."))
    assert links(entry) == ZOE
    assert links(later) == [("Tom Quill", "Quill", "surname")]


def test_a_surname_is_nobodys_known_where_the_liveblog_names_an_unknown_namesake():
    person("Rita Kowal")
    entry, later = entry_at(NOON, "Then Kowal sang."), entry_at(DAYS_AFTER, "Kowal sang.")
    in_office = entry_at(NOON, "Then Minister Kowal sang.")
    tag(entry, later, in_office, entry_at(BEFORE, "Anna Kowal, a baker, came."))
    assert (links(entry), suggestions(entry)) == ([], [("Kowal", "other")])
    assert links(later) == links(in_office) == [("Rita Kowal", "Kowal", "surname")]


def test_the_known_one_named_after_an_unknown_namesake_is_meant():
    person("Rita Kowal")
    entry = entry_at(NOON, "Then Kowal sang.")
    namesake = entry_at(BEFORE, "Anna Kowal, a baker, came.")
    tag(entry, namesake, entry_at("2022-03-24 11:30", "Rita Kowal came."))
    assert links(entry) == [("Rita Kowal", "Kowal", "surname")]
    assert suggestions(entry) == []


def test_spellings_of_a_surname_are_one():
    person("Oleh Kravetsky")
    person("Ivan Kravetskyi")
    entry = entry_at(NOON, "Then Kravetskyy sang.")
    tag(entry, entry_at(BEFORE, "Ivan Kravetskii came."))
    assert links(entry) == [("Ivan Kravetskyi", "Kravetskyy", "liveblog")]


def test_organisations_and_one_word_names_name_nobody_in_full(quills):
    ActorName.objects.create(actor=quills[1], name="Zozo")
    make_organisation("Quill")
    make_organisation("House of Quill")
    entry = entry_at(NOON, "Then Quill sang.")
    tag(entry, entry_at(BEFORE, "Zozo came to the House of Quill."))
    assert "Zoe Quill" not in [row[0] for row in links(entry)]


def test_naming_by_staff_counts(quills):
    entry, named = entry_at(NOON, "Then Quill sang."), entry_at(BEFORE, "The old Quill came.")
    by_staff = {"method": "staff", "start": 4, "end": 13, "matched": "old Quill"}
    Mention.objects.create(entry=named, actor=quills[1], **by_staff)
    tag(entry, named)
    assert links(entry) == ZOE
    assert links(named) == [("Zoe Quill", "old Quill", "staff")]


def test_what_staff_set_or_took_away_is_left_alone(quills):
    entries = [entry_at(NOON, "Then Quill sang.") for _ in range(2)]
    tag(*entries, entry_at(BEFORE, "Zoe Quill came."))
    given, taken = entries
    given.mentions.update(actor=quills[0], method="staff")
    taken.mentions.update(actor=None, method="staff")  # the suggestion beneath it is still there
    for _ in range(2):
        Liveblog.objects.update(surnames_due=True)
        settle_surnames_due()
    tag(given)
    assert links(given) == [("Tom Quill", "Quill", "staff")]
    assert links(taken) == [(None, "Quill", "staff")]


def test_the_link_goes_when_the_naming_goes(quills):
    entry, named = entry_at(NOON, "Then Quill sang."), entry_at(BEFORE, "Zoe Quill came.")
    tag(entry, named)
    named.text = "Nobody came."
    named.save()
    tag(named)
    assert (links(entry), suggestions(entry)) == ([], [("Quill", "shared")])


def test_the_only_bearer_is_back_when_the_unknown_namesake_goes():
    person("Rita Kowal")
    entry = entry_at(NOON, "Then Kowal sang.")
    namesake = entry_at(BEFORE, "Anna Kowal, a baker, came.")
    tag(entry, namesake)
    namesake.text = "Nobody came."
    namesake.save()
    tag(namesake)
    assert links(entry) == [("Rita Kowal", "Kowal", "surname")]
    assert not entry.suggestions.exists()


def test_a_new_bearer_makes_a_surname_shared():
    person("Tom Quill")
    entry = entry_at(NOON, "Then Quill sang.")
    tag(entry)
    person("Zoe Quill")
    retag()
    assert (links(entry), suggestions(entry)) == ([], [("Quill", "shared")])


def test_tagging_again_changes_nothing(quills):
    person("Rita Kowal")
    entry_at(NOON, "Then Quill sang with Kowal.")
    entry_at(BEFORE, "Zoe Quill and Anna Kowal, a baker, came.")
    retag()
    before = said()
    assert retag() == 2
    assert said() == before
    Liveblog.objects.update(surnames_due=True)
    settle_surnames_due()
    assert said() == before


def test_nothing_is_due_afterwards(quills):
    tag(entry_at(NOON, "Then Quill sang."))
    assert not Liveblog.objects.filter(surnames_due=True).exists()


def test_queries_do_not_grow_with_entries(quills, django_assert_max_num_queries):
    person("Rita Kowal")
    entries = [entry_at(NOON, "Then Kowal and Quill sang.") for _ in range(30)]
    entries.append(entry_at(BEFORE, "Zoe Quill and Anna Kowal, a baker, came."))
    tagger_from_database().tag(entries)
    with django_assert_max_num_queries(20):
        settle_surnames_due()
    assert Mention.objects.filter(method="liveblog").count() == 30
    assert Suggestion.objects.filter(cue="other").count() == 30


def said() -> list[tuple]:
    """What all entries' links and suggestions say, by the words around them."""
    return sorted(
        (row.entry.text, row.start, row.matched, *extra)
        for model, fields in ((Mention, ("actor_id", "method")), (Suggestion, ("key", "cue")))
        for row in model.objects.select_related("entry")
        for extra in [tuple(str(getattr(row, field)) for field in fields)]
    )


def page(*posts: tuple[str, str]) -> str:
    """A live page with posts of a minute and a text, the newest first."""
    parts = ["Summary\n\n  • Songs at the harbour\n\nLIVE stream page 1\n"]
    for number, (clock, text) in enumerate(sorted(posts, reverse=True), 1):
        when = f"published at {clock} {{}}4 June 2019"
        parts.append(f"  {number}. Post{when.format('British Summer Time ')}\n")
        parts.append(f"    {when.format('')}\n\n    {text}\n")
    return "\n".join(parts)


PAGES = {
    "one": page(("10:02", "Then Quill sang to the boats in the rain."), ("09:00", "Rain.")),
    "two": page(
        ("10:02", "Then Quill sang to the boats in the rain."), ("09:30", "Zoe Quill ran.")
    ),
    "three": page(("09:50", "Quill is here, say the crowds on the pier."), ("09:40", "Tom Quill.")),
}


def test_the_order_of_import_makes_no_difference(tmp_path, quills):
    told = []
    for names in permutations(PAGES):
        with transaction.atomic():
            for name in names:
                import_text(tmp_path, **{name: PAGES[name]})
            told.append(said())
            transaction.set_rollback(True)
    assert len(told) == 6
    assert all(each == told[0] for each in told)
    assert ("liveblog" in str(told[0]), "shared" in str(told[0])) == (True, True)


def test_an_import_taken_back_leaves_what_was_told_before_it(tmp_path, quills):
    import_text(tmp_path, one=PAGES["one"])
    before = said()
    import_text(tmp_path, two=PAGES["two"])
    assert said() != before
    undo_import(ImportRun.objects.latest("pk").pk)
    assert said() == before


def test_a_refused_surname_is_neither_linked_nor_suggested(quills):
    NameRefusal.objects.create(key="quill", name="Quill")
    entry = entry_at(NOON, "Then Quill sang.")
    tag(entry, entry_at(BEFORE, "Zoe Quill came."))
    assert (links(entry), suggestions(entry)) == ([], [])
