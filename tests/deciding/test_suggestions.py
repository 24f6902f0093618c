"""A suggested name becomes somebody new, another name of somebody known, or is refused."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from entries.deciding.suggestions import (
    Impossible,
    NewName,
    accept_as_alias,
    accept_as_new,
    bearers,
    free_slug,
    link,
    refuse,
)
from entries.models import Actor, Decision, FormerSlug, NameRefusal, Place, Suggestion
from tests.factories import make_entry, make_organisation, make_person, make_place

from .world import due, suggest

pytestmark = pytest.mark.django_db


def test_new_person_takes_the_suggestions_and_has_the_entries_linked_anew(
    decisions: User, index
) -> None:
    entry, other = make_entry("Bo Reed speaks"), make_entry("Then Bo Reed leaves")
    make_entry("Reed, and nobody else")
    suggest(entry, "Bo Reed")
    kept = suggest(entry, "speaks")
    index()
    new = NewName("person", "Bo Reed", "bo-reed", "Mayor of Oban from 2019", "Reed")
    person, number = accept_as_new("bo reed", new)
    assert Actor.objects.values_list("kind", "name", "slug", "description", "surname").get() == (
        "person",
        "Bo Reed",
        "bo-reed",
        "Mayor of Oban from 2019",
        "Reed",
    )
    assert list(Suggestion.objects.all()) == [kept]
    assert not person.names.exists()
    assert (number, due()) == (2, [entry.pk, other.pk])


@pytest.mark.parametrize(
    ("new", "names"),
    [
        (NewName("person", "Robert Reed", "robert-reed", surname="Reed"), ["Bo Reed"]),
        (NewName("person", "Robert Bo Reed", "reed", surname="Bo Reed"), []),
        (NewName("organisation", "Reed & Sons", "reed-sons"), ["Bo Reed"]),
        (NewName("organisation", "Reed House", "reed-house", surname="Bo Reed"), ["Bo Reed"]),
        (NewName("person", "BO REED", "reed"), []),
    ],
)
def test_name_as_it_was_written_is_kept_beside_another_one(
    decisions: User, new: NewName, names: list[str]
) -> None:
    suggest(make_entry("Bo Reed speaks"), "Bo Reed")
    subject, _ = accept_as_new("bo reed", new)
    assert [name.name for name in subject.names.all()] == names


def test_new_place_is_a_place_and_an_organisation_has_no_surname(decisions: User) -> None:
    for name in ("Reedham", "Reed Board"):
        suggest(make_entry(f"In {name}"), name)
    place, _ = accept_as_new("reedham", NewName("place", "Reedham", "reedham", surname="R"))
    board, _ = accept_as_new("reed board", NewName("organisation", "Reed Board", "r", surname="R"))
    assert (place, board) == (Place.objects.get(), Actor.objects.get())
    assert (board.kind, board.surname) == ("organisation", "")


def test_new_place_lies_in_the_country_of_what_holds_it(decisions: User) -> None:
    town = make_place("Oban", country="GB")
    suggest(make_entry("In Reed Street"), "Reed Street")
    new = NewName("place", "Reed Street", "reed-street", within=town)
    place, _ = accept_as_new("reed street", new)
    place.refresh_from_db()
    assert (place.within, place.country, place.holders) == (town, "GB", [place.pk, town.pk])


def test_new_name_is_noted_with_who_accepted_it(decisions: User) -> None:
    suggest(make_entry("Bo Reed speaks"), "Bo Reed")
    person, _ = accept_as_new("bo reed", NewName("person", "Bo Reed", "bo-reed"))
    told = Decision.objects.about(person).get()
    assert (told.action, told.user_name, told.after["name"]) == ("added", "ada", "Bo Reed")


def test_several_names_become_names_of_one(decisions: User) -> None:
    board, first, second = (
        make_organisation("Reed & Sons"),
        make_entry("Reed Bros open"),
        make_entry("The Reeds and Reed & Sons close"),
    )
    suggest(first, "Reed Bros", "organisation")
    suggest(second, "The Reeds", "organisation")
    suggest(second, "Reed & Sons", "organisation")
    keys = ["reed bros", "the reeds", "reed & sons"]
    assert accept_as_alias(keys, board) == 2
    assert [name.name for name in board.names.all()] == ["Reed Bros", "The Reeds"]
    assert not Suggestion.objects.exists()
    assert due() == [first.pk, second.pk]
    accepted = Decision.objects.about(board).values_list("action", flat=True)
    assert list(accepted) == ["name added", "name added", "added"]


def test_refused_names_go_and_are_remembered_as_they_were_written(decisions: User) -> None:
    suggest(make_entry("Great Wall says"), "Great Wall")
    suggest(make_entry("Great Wall said"), "Great Wall")
    kept = suggest(make_entry("Bo Reed speaks"), "Bo Reed")
    assert refuse(["great wall", "gone by now"]) == 1
    assert list(Suggestion.objects.all()) == [kept]
    refusal = NameRefusal.objects.get()
    assert (refusal.key, refusal.name) == ("great wall", "Great Wall")
    told = Decision.objects.about(refusal).get()
    assert (told.action, told.after) == ("refused", {"name": "Great Wall", "entries": 2})
    assert due() == []


def test_what_somebody_else_decided_meanwhile_is_no_longer_to_be_decided(decisions: User) -> None:
    with pytest.raises(Impossible, match="somebody has decided on it"):
        accept_as_new("bo reed", NewName("person", "Bo Reed", "bo-reed"))
    with pytest.raises(Impossible, match="somebody has decided on it"):
        accept_as_alias(["bo reed"], make_person())
    assert refuse(["bo reed"]) == 0


def test_words_are_linked_to_the_one_that_staff_say(decisions: User) -> None:
    entry, bo, al = make_entry("Reed, and Reed"), make_person("Bo Reed"), make_person("Al Reed")
    first = suggest(entry, "Reed", cue="shared")
    second = suggest(entry, "Reed", cue="shared", start=10)
    assert link([first], bo) == 1
    assert list(Suggestion.objects.all()) == [second]
    assert link([second], make_place("Reed")) == 1
    found = entry.mentions.order_by("start").values_list("start", "end", "matched", "method")
    assert list(found) == [(0, 4, "Reed", "staff"), (10, 14, "Reed", "staff")]
    assert Decision.objects.about(bo)[0].action == "link added"
    assert not Decision.objects.about(al).filter(action="link added").exists()
    assert Decision.objects.about(entry).filter(action="link added").count() == 2


def test_bearers_of_a_name_are_found_by_any_of_their_names() -> None:
    rows = [
        make_person("Bo Réed", surname="Réed"),
        make_person("Cy Holm"),
        make_organisation("Reed"),
        make_place("Oban"),
        make_person("Al Reedham", surname="Reedham"),
    ]
    rows[1].names.create(name="REED")
    rows[3].names.create(name="Reed")
    assert bearers("reed") == [rows[0], rows[1], rows[3], rows[2]]
    assert bearers("") == []


def test_slug_is_one_that_nothing_has_or_had() -> None:
    assert free_slug("Bo Réed", Actor) == "bo-reed"
    make_person("Bo Reed")
    FormerSlug.objects.create(kind="actor", slug="bo-reed-2", object_id=1)
    assert free_slug("Bo Reed", Actor) == "bo-reed-3"
    assert free_slug("Bo Reed", Place) == "bo-reed"
    assert free_slug("Бо", Actor) == ""
