"""What staff change is noted, with the values before and after; what others change is not."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from entries.deciding.linking import remove
from entries.deciding.recording import note, recording
from entries.models import Actor, Decision, Mention, Person, Place, Topic, TopicRefusal
from tests.factories import make_entry, make_organisation, make_person, make_place, make_topic, tag

pytestmark = pytest.mark.django_db


def log_of(row: object) -> list[tuple[str, dict, dict]]:
    """What the log says of a row, the earliest first."""
    told = Decision.objects.about(row).order_by("pk")
    return [(each.action, each.before, each.after) for each in told]


def test_values_that_differ_are_noted_as_they_were_and_as_they_are(ada: User) -> None:
    place = make_place(country="XX", latitude=1, longitude=2)
    with recording(ada):
        place.country, place.population = "UA", 1200
        place.save()
    assert log_of(place) == [
        ("changed", {"country": "XX", "population": None}, {"country": "UA", "population": 1200})
    ]
    assert Decision.objects.get().user_name == "ada"


def test_new_row_is_noted_with_all_that_it_says(decisions: User) -> None:
    land = make_place("Marshland")
    town = make_place("Port Ellen", within=land)
    assert log_of(town) == [
        (
            "added",
            {},
            {"slug": "port-ellen", "name": "Port Ellen", "within": "Marshland (marshland)"},
        )
    ]


def test_person_is_the_same_row_in_the_log_as_the_actor(decisions: User) -> None:
    person = Person.objects.create(name="Ada Marsh", slug="ada-marsh")
    assert [action for action, *_ in log_of(Actor.objects.get())] == ["added"]
    assert log_of(person) == log_of(Actor.objects.get())


def test_saving_without_a_change_is_no_decision(decisions: User) -> None:
    topic = make_topic(terms=["flood*"])
    Topic.objects.get().save()
    assert len(log_of(topic)) == 1


def test_what_nobody_decides_is_not_noted(ada: User) -> None:
    make_person().names.create(name="Marsh")
    with pytest.raises(LookupError):
        note("changed", make_place())
    assert not Decision.objects.exists()


def test_name_is_noted_on_what_goes_by_it(ada: User) -> None:
    person = make_person()
    with recording(ada):
        name = person.names.create(name="Marsh")
        name.context = ["harbour"]
        name.save()
        remove(name)
    assert log_of(person) == [
        ("name added", {}, {"name": "Marsh"}),
        (
            "name changed",
            {"name": "Marsh", "context": []},
            {"name": "Marsh", "context": ["harbour"]},
        ),
        ("name removed", {"name": "Marsh", "context": ["harbour"]}, {}),
    ]


def test_link_is_noted_on_the_entry_and_on_what_it_linked_and_links(ada: User) -> None:
    entry, person, board = make_entry("Marsh floods"), make_person(), make_organisation()
    link = entry.mentions.create(actor=person, start=0, end=5, matched="Marsh")
    with recording(ada):
        link.actor = board
        link.save()
    before, after = "Ada Marsh (ada-marsh)", "Harbour Board (harbour-board)"
    telling = {"entry": f"Marsh floods ({entry.key})", "matched": "Marsh"}
    assert log_of(entry) == [
        (
            "link changed",
            {"actor": before, "matched": "Marsh"},
            {"actor": after, "matched": "Marsh"},
        )
    ]
    # On either of the two, the log says in which entry.
    for row in (person, board):
        assert log_of(row) == [("link changed", telling, telling)]


def test_deletion_is_noted_with_what_went_along(ada: User) -> None:
    person, entry = make_person(), make_entry("Marsh floods")
    person.names.create(name="Marsh")
    entry.mentions.create(actor=person, start=0, end=5, matched="Marsh")
    key = person.pk
    with recording(ada):
        remove(person)
    told = Decision.objects.get()
    assert (told.action, told.model, told.object_id, told.object_name) == (
        "deleted",
        "actor",
        key,
        "Ada Marsh",
    )
    assert told.before["names"] == ["Marsh"]
    assert (told.before["mentions"], told.before["slug"]) == (1, "ada-marsh")
    assert not Mention.objects.exists()


def test_all_of_a_decision_is_done_or_none(ada: User) -> None:
    with pytest.raises(ZeroDivisionError), recording(ada):
        make_person()
        raise ZeroDivisionError
    assert not Actor.objects.exists() and not Decision.objects.exists()
    make_person()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("change", [{"action": "else"}, None])
def test_log_is_only_ever_added_to(decisions: User, change: dict | None) -> None:
    make_place()
    told = Decision.objects.all()
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        told.update(**change) if change else told.delete()
    assert log_of(Place.objects.get())[0][0] == "added"


def test_what_was_decided_of_links_can_be_left_out(ada: User) -> None:
    entry, topic, person = make_entry("Marsh floods"), make_topic(terms=["flood*"]), make_person()
    tag(entry, topic)
    link = entry.mentions.create(actor=person, start=0, end=5, matched="Marsh")
    with recording(ada):
        remove(link)
        remove(entry.topic_links.get())
        remove(TopicRefusal.objects.get())
        person.names.create(name="Marsh")
        topic.save()
    assert len(log_of(topic)) == 2 and len(log_of(person)) == 2
    left = Decision.objects.without_links().values_list("model", "action")
    assert list(left) == [("actor", "name added")]


def test_link_of_a_topic_is_noted_on_both(ada: User) -> None:
    entry, topic = make_entry(), make_topic(terms=["bridge"])
    tag(entry, topic)
    with recording(ada):
        remove(entry.topic_links.get())
    assert log_of(entry) == [
        ("topic removed", {"topic": "Flooding (flooding)", "terms": ["bridge"]}, {})
    ]
    [(action, before, _)] = log_of(topic)
    assert (action, before["entry"]) == ("topic removed", f"{entry.title} ({entry.key})")
