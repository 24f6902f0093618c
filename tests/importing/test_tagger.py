"""Entries are linked to what their texts name, by the names in the database."""

from io import StringIO

import pytest
from django.core.management import call_command

from entries.importing import tagger
from entries.importing.tagger import retag, tagger_from_database
from entries.models import (
    ActorName,
    Entry,
    EntryTopic,
    Mention,
    NameRefusal,
    PlaceName,
    TopicRefusal,
)
from tests.factories import (
    make_entry,
    make_organisation,
    make_person,
    make_place,
    make_topic,
    paragraph,
)

pytestmark = pytest.mark.django_db


def entry_with(text: str) -> Entry:
    return make_entry("", blocks=[paragraph(text)])


def tag(*entries: Entry) -> None:
    tagger_from_database().tag(entries)


def mentions(entry: Entry) -> list[tuple]:
    return list(entry.mentions.values_list("actor__name", "place__name", "start", "matched"))


def test_mentions_say_what_is_named_and_where():
    make_person("Ada Marsh")
    make_organisation("Harbour Board")
    make_place("Eastport")
    entry = entry_with("Ada Marsh left Eastport's Harbour Board.")
    tag(entry)
    assert mentions(entry) == [
        ("Ada Marsh", None, 0, "Ada Marsh"),
        (None, "Eastport", 15, "Eastport"),
        ("Harbour Board", None, 26, "Harbour Board"),
    ]
    assert all(each.matched == entry.text[each.start : each.end] for each in entry.mentions.all())


def test_bylines_credits_and_alternative_texts_are_not_searched():
    make_person("Ada Marsh")
    make_organisation("Harbour Board")
    picture = {"type": "image", "alt": "Ada Marsh", "credit": "Harbour Board", "caption": "Dawn"}
    entry = make_entry("The tide", blocks=[picture], bylines=[("Ada Marsh", "Harbour Board")])
    tag(entry)
    assert mentions(entry) == []
    assert not entry.suggestions.exists()


def test_why_a_name_is_linked_is_kept():
    make_person("Ada Marsh", surname="Marsh")
    make_person("Ben Weir", surname="Weir")
    ActorName.objects.create(
        actor=make_organisation("Harbour Board"), name="Board", context=["tide"]
    )
    entry = entry_with("Ada Marsh and Weir met the Board. Marsh spoke of the tide.")
    tag(entry)
    found = dict(entry.mentions.values_list("start", "method"))
    assert found == {0: "name", 14: "surname", 27: "context", 34: "entry"}


def test_topics_that_staff_refused_stay_away():
    topic = make_topic("floods", terms=["flood*"])
    entry = entry_with("A flood")
    TopicRefusal.objects.create(entry=entry, topic=topic)
    tag(entry)
    assert not entry.topic_links.exists()


def test_words_that_name_nothing_as_staff_say_stay_so():
    make_place("Eastport")
    entry = entry_with("The Eastport")
    Mention.objects.create(entry=entry, start=4, end=12, matched="Eastport", method="staff")
    tag(entry)
    assert mentions(entry) == [(None, None, 4, "Eastport")]


def test_refused_names_are_not_suggested():
    entry = entry_with("Ms Orla Tarn said so.")
    tag(entry)
    assert [each.matched for each in entry.suggestions.all()] == ["Orla Tarn"]
    NameRefusal.objects.create(key="orla tarn", name="Orla Tarn")
    tag(entry)
    assert not entry.suggestions.exists()


def test_names_that_staff_gave_count():
    ActorName.objects.create(actor=make_person("Ada Marsh"), name="Marsh", context=["ferry"])
    PlaceName.objects.create(place=make_place("Eastport"), name="Old Port")
    entry, other = entry_with("Marsh took the ferry to Old Port."), entry_with("Marsh land")
    tag(entry, other)
    assert [row[:2] for row in mentions(entry)] == [("Ada Marsh", None), (None, "Eastport")]
    assert mentions(other) == []


def test_a_shown_name_with_context_counts_only_there():
    ActorName.objects.create(actor=make_person("Marsh"), name="Marsh", context=["ferry"])
    entry = entry_with("Marsh land")
    tag(entry)
    assert mentions(entry) == []


def test_a_context_that_cannot_be_read_breaks_nothing():
    person = make_person("Marsh")
    ActorName.objects.create(actor=person, name="Marsh", context=["<inn> …", "ferry"])
    PlaceName.objects.create(place=make_place("Eastport"), name="Old Port", context=["…"])
    entry = entry_with("Marsh took the ferry to Old Port, and one to Eastport.")
    tag(entry)
    assert [row[3] for row in mentions(entry)] == ["Marsh", "Eastport"]


def test_a_name_of_two_is_linked_to_neither():
    make_person("Georgia")
    make_place("Georgia")
    entry = entry_with("Georgia votes.")
    tag(entry)
    assert mentions(entry) == []


def test_swallowed_names_come_from_the_gazetteer():
    make_place("Washington")
    entry = entry_with("The Washington Treaty was signed in Washington.")
    tag(entry)
    assert [row[2] for row in mentions(entry)] == [36]


def test_topics_are_linked_with_the_terms_that_made_them():
    make_topic("floods", terms=["flood*", "high water"])
    make_topic("trains", terms=["train"])
    entry = entry_with("High water after the floods.")
    tag(entry)
    links = EntryTopic.objects.filter(entry=entry).values_list("topic__name", "terms")
    assert list(links) == [("floods", ["flood*", "high water"])]


def test_tagging_again_writes_the_links_anew():
    make_place("Eastport")
    make_place("Westport")
    make_topic("floods", terms=["flood*"])
    entry, other = entry_with("Floods in Eastport"), entry_with("Eastport")
    tag(entry, other)
    entry.text = "Westport"
    entry.save()
    tag(entry)
    assert [row[1] for row in mentions(entry)] == ["Westport"]
    assert not entry.topic_links.exists()
    assert [row[1] for row in mentions(other)] == ["Eastport"]


def test_tagging_twice_makes_the_same_links():
    make_place("Eastport")
    entry = entry_with("Eastport, Eastport")
    tag(entry)
    before = mentions(entry)
    tag(entry)
    assert mentions(entry) == before
    assert len(before) == 2


def test_a_match_longer_than_the_record_holds_is_left_out():
    make_place("New Port")
    entry = entry_with("New" + " " * 300 + "Port")
    tag(entry)
    assert mentions(entry) == []


def test_what_looks_like_a_name_and_is_longer_than_the_record_holds_is_left_out():
    entry = entry_with(f"Then Anna{' ' * 300}Brankov and Mr {'B' + 'b' * 300} left with Mr Lum.")
    tag(entry)
    assert [each.matched for each in entry.suggestions.all()] == ["Lum"]


def test_queries_do_not_grow_with_entries_or_names(django_assert_num_queries):
    for number in range(20):
        make_person(f"Ada Marsh{number}", slug=f"ada-{number}")
        make_place(f"Eastport{number}", slug=f"eastport-{number}")
    make_topic("floods", terms=["flood*"])
    entries = [entry_with(f"Flood: Ada Marsh{i} in Eastport{i}") for i in range(20)]
    with django_assert_num_queries(13):
        made = tagger_from_database()
    with django_assert_num_queries(15):
        made.tag(entries)
    assert Mention.objects.count() == 40


def test_nothing_to_tag_is_no_error():
    tag()
    assert not Mention.objects.exists()


def test_what_staff_set_stays_and_moves_with_the_words():
    person, topic = make_person("Ada Moreno"), make_topic("ferries")
    entry = entry_with("The captain waved. Then the captain sailed.")
    by_staff = {"method": Mention.Method.STAFF, "matched": "captain"}
    Mention.objects.create(entry=entry, actor=person, start=28, end=35, **by_staff)
    EntryTopic.objects.create(entry=entry, topic=topic)
    entry.text = "Today: the captain waved. Then the captain sailed."
    entry.save()
    tag(entry)
    mention = entry.mentions.get()
    assert entry.text[mention.start : mention.end] == "captain"
    assert (mention.start, mention.method) == (35, "staff")
    assert [link.topic for link in entry.topic_links.all()] == [topic]


def test_mention_by_staff_goes_with_its_words():
    person = make_person("Ada Moreno")
    entry = entry_with("The captain waved.")
    Mention.objects.create(
        entry=entry, actor=person, start=4, end=11, matched="captain", method="staff"
    )
    entry.text = "Nobody waved."
    entry.save()
    tag(entry)
    assert not entry.mentions.exists()


def test_retagging_links_stored_entries_to_names_that_came_later(monkeypatch):
    monkeypatch.setattr(tagger, "BATCH", 2)
    entries = [entry_with(f"Ada Moreno spoke on day {number}.") for number in range(5)]
    make_person("Ada Moreno")
    told = []
    assert retag(told.append) == 5
    assert told == [2, 4, 5]
    assert all(entry.mentions.count() == 1 for entry in entries)


def test_loading_the_gazetteer_links_what_was_imported_before(few_names):
    entry = entry_with("Jens Stoltenberg spoke in Brussels.")
    out = StringIO()
    call_command("load_gazetteer", folder=few_names, stdout=out)
    assert {mention.matched for mention in entry.mentions.all()} == {"Jens Stoltenberg", "Brussels"}
    assert "Linked with the names as they are now: 1" in out.getvalue()
    out.truncate(0)
    call_command("load_gazetteer", folder=few_names, stdout=out)
    assert "Linked" not in out.getvalue()
