"""Decisions of the review queue that ask on: something new, another name, which one is meant."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from entries.models import Actor, FormerSlug, Mention, Place, Suggestion, TaggingDue
from tests.deciding.world import due, suggest
from tests.factories import (
    make_entry,
    make_organisation,
    make_person,
    make_place,
    make_topic,
    paragraph,
)

from .pages import messages_of, page_for, queue, text_of, user_who_may

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("action", ["new", "alias", "link"])
def test_other_decisions_lead_to_a_page_that_asks_on(
    staff: Client, bo_reed: Suggestion, action: str
) -> None:
    for sent in ({action: "bo reed"}, {action: "", "key": ["bo reed"]}):
        answer = staff.post(queue("?kind=person"), sent)
        assert answer.url.replace("+", "%20") == page_for(action, "bo%20reed")
        page = staff.get(answer.url)
        assert "Mayor <mark>Bo Reed</mark> speaks." in page.content.decode()


def test_name_is_accepted_as_new(
    staff: Client, bo_reed: Suggestion, index, django_capture_on_commit_callbacks
) -> None:
    other = make_entry("Later Bo Reed leaves")
    index()
    page = page_for("new", "bo reed")
    [form] = staff.get(page).context["forms"]
    assert form.initial == {"kind": "person", "name": "Bo Reed", "surname": "Reed"}
    sent = {"name-0-kind": "person", "name-0-name": "Bo Reed", "name-0-surname": "Reed"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = staff.post(page, {**sent, "name-0-description": "Mayor from 2019"})
    assert answer.url == f"{queue()}?kind=person"
    person = Actor.objects.get()
    assert (person.slug, person.description) == ("bo-reed", "Mayor from 2019")
    assert "Known now: Bo Reed. 2 entries are being tagged again." in messages_of(
        staff.get(queue())
    )
    assert set(person.mentions.values_list("entry", flat=True)) == {bo_reed.entry_id, other.pk}
    assert not TaggingDue.objects.exists()


def test_new_name_that_known_ones_have_leads_to_saying_which_is_meant(staff: Client) -> None:
    marsh = make_place("Marsh", kind="city", within=make_place("Norland"))
    marsh.names.create(name="Bo Reed")
    suggest(make_entry("Bo Reed speaks"), "Bo Reed")
    suggest(make_entry("Cy Holm speaks"), "Cy Holm")
    answer = staff.get(page_for("new", "bo reed", "cy holm"))
    page = text_of(answer)
    assert "“Bo Reed” is known already: Marsh (city in Norland)." in page
    assert "“Cy Holm” is known already" not in page
    address = re.search(r'href="([^"]*review/link/[^"]*)"', answer.content.decode())[1]
    assert unescape(address) == page_for("link", "bo%20reed")
    assert staff.get(unescape(address)).status_code == 200


def test_several_names_are_accepted_at_once_each_as_what_it_is(staff: Client) -> None:
    suggest(make_entry("Bo Reed speaks"), "Bo Reed")
    suggest(make_entry("In Reedham"), "Reedham", "place", "in")
    land = make_place("Marshland")
    page = page_for("new", "bo reed", "reedham")
    assert [form.initial["kind"] for form in staff.get(page).context["forms"]] == [
        "person",
        "place",
    ]
    names = {"name-0-name": "Bo Reed", "name-1-name": "Reedham"}
    kinds = {"name-0-kind": "organisation", "name-1-kind": "place", "name-1-within": land.pk}
    answer = staff.post(page, {**kinds, **names})
    assert answer.status_code == 302
    assert Actor.objects.get().kind == "organisation"
    assert Place.objects.get(slug="reedham").within == land
    assert len(due()) == 2


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name-0-name": ""}, "required"),
        ({"name-0-kind": "source"}, "valid choice"),
        ({"name-0-slug": "no slug"}, "valid “slug”"),
        ({"name-0-slug": "taken"}, "is, or was, the address of something else"),
        ({"name-0-slug": "former"}, "is, or was, the address of something else"),
        ({"name-0-name": "Бо"}, "No slug can be made from this name"),
        ({"name-0-slug": "cy-holm"}, "is, or was, the address of something else"),
    ],
)
def test_what_cannot_be_accepted_is_said_beside_the_field(
    staff: Client, bo_reed: Suggestion, changed: dict, message: str
) -> None:
    make_organisation("Taken")
    FormerSlug.objects.create(kind="actor", slug="former", object_id=1)
    suggest(make_entry("Cy Holm speaks"), "Cy Holm")
    page = page_for("new", "bo reed", "cy holm")
    sent = {
        "name-0-kind": "person",
        "name-0-name": "Bo Reed",
        "name-1-kind": "person",
        "name-1-name": "Cy Holm",
    }
    assert message in text_of(staff.post(page, {**sent, **changed}))
    assert Suggestion.objects.count() == 2 and Actor.objects.count() == 1


def test_names_become_other_names_of_something_known(staff: Client, bo_reed: Suggestion) -> None:
    person = make_person("Robert Reed")
    answer = staff.post(page_for("alias", "bo reed"), {"actor": person.pk}, follow=True)
    told = "Robert Reed now goes by “Bo Reed” too. 1 entry is being tagged again."
    assert told in messages_of(answer)
    assert person.names.get().name == "Bo Reed"
    assert due() == [bo_reed.entry_id]


def test_other_name_needs_one_actor_or_place(staff: Client, bo_reed: Suggestion) -> None:
    person, place = make_person(), make_place()
    for sent in ({}, {"actor": person.pk, "place": place.pk}, {"actor": 0}, {"place": "x"}):
        page = text_of(staff.post(page_for("alias", "bo reed"), sent))
        assert "Choose a person or organisation, or else a place." in page or "valid" in page
    assert Suggestion.objects.exists()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("ada-marsh", "Ada Marsh"),
        ("marsh-was", "Ada Marsh"),
        ("/topics/../people/ada-marsh/", "Ada Marsh"),
        ("organisations/oban", "Oban Board"),
        ("/places/oban/", "Oban"),
        (" https://archive.example:8000/below/places/oban/?page=2#map", "Oban"),
    ],
)
def test_whom_a_name_means_is_told_by_the_kind_and_slug_of_an_address(
    staff: Client, bo_reed: Suggestion, address: str, name: str
) -> None:
    FormerSlug.objects.create(kind="actor", slug="marsh-was", object_id=make_person().pk)
    make_organisation("Oban Board", slug="oban")
    make_place("Oban")
    answer = staff.post(page_for("alias", "bo reed"), {"address": address}, follow=True)
    assert f"{name} now goes by “Bo Reed” too." in messages_of(answer)


@pytest.mark.parametrize(
    "address",
    ["nobody", "%", "\0", "/", "places/ada-marsh", "topics/flood", "entries/ada-marsh", "http://["],
)
def test_address_of_nothing_known_is_said(staff: Client, bo_reed: Suggestion, address: str) -> None:
    make_person()
    make_topic("Flood")
    answer = staff.post(page_for("alias", "bo reed"), {"address": address})
    assert "Nothing known has this address" in text_of(answer) or "\0" in address
    assert answer.status_code == 200 and Suggestion.objects.exists()


def test_slug_of_two_asks_for_more_of_the_address(staff: Client, bo_reed: Suggestion) -> None:
    make_organisation("Oban", description="A board")
    make_place("Oban", kind="city")
    page = text_of(staff.post(page_for("alias", "bo reed"), {"address": "oban"}))
    assert "Oban (A board) and Oban (city) have this slug." in page
    assert "organisations/oban or places/oban." in page
    assert Suggestion.objects.exists()


def test_what_a_new_place_lies_in_is_told_by_its_address_where_no_box_is_filled(
    staff: Client, bo_reed: Suggestion
) -> None:
    land = make_place("Marshland")
    make_organisation("Marshland Ltd", slug=land.slug)
    sent = {"name-0-kind": "place", "name-0-name": "Reedham", "name-0-within_address": land.slug}
    assert staff.post(page_for("new", "bo reed"), sent).status_code == 302
    assert Place.objects.get(slug="reedham").within == land


def test_shared_name_that_stands_twice_in_an_entry_is_counted_by_entries(staff: Client) -> None:
    entry = make_entry("Reed speaks", blocks=[paragraph("Reed leaves.")])
    for start in (0, entry.text.rindex("Reed")):
        suggest(entry, "Reed", cue="shared", start=start)
    page = text_of(staff.get(page_for("link", "reed")))
    assert "In 1 entry" in page and "2 of" not in page


def test_shared_name_is_linked_in_the_entries_that_are_ticked(staff: Client) -> None:
    first, second = make_entry("Reed speaks"), make_entry("Reed leaves")
    for entry in (first, second):
        suggest(entry, "Reed", cue="shared")
    bo, _ = make_person("Bo Reed", surname="Reed", description="Mayor"), make_person("Al Moor")
    assert "Which one…" in text_of(staff.get(queue()))
    page = staff.get(page_for("link", "reed"))
    assert "Bo Reed (Mayor)" in text_of(page) and "Al Moor" not in text_of(page)
    words = [first.suggestions.get().pk]
    sent = {"meant": f"actor-{bo.pk}", "words": words}
    answer = staff.post(page_for("link", "reed"), sent, follow=True)
    assert "Linked to Bo Reed: 1 entry." in messages_of(answer)
    mention = Mention.objects.get()
    assert (mention.entry, mention.actor, mention.method) == (first, bo, "staff")
    assert Suggestion.objects.get().entry == second


def test_link_needs_to_know_whom_and_where(staff: Client) -> None:
    suggestion = suggest(make_entry("Reed speaks"), "Reed", cue="shared")
    person = make_person("Bo Reed", surname="Reed")
    for sent in (
        {"words": [suggestion.pk]},
        {"actor": person.pk},
        {"actor": person.pk, "words": [0]},
        {"meant": "actor-0", "words": [suggestion.pk]},
    ):
        assert staff.post(page_for("link", "reed"), sent).status_code == 200
    assert not Mention.objects.exists()


@pytest.mark.parametrize("action", ["new", "alias", "link"])
def test_name_that_is_decided_meanwhile_leads_back_with_a_word(staff: Client, action: str) -> None:
    assert staff.get(page_for(action, "%00")).status_code == 302
    answer = staff.get(page_for(action, "bo reed"), follow=True)
    assert answer.redirect_chain[-1][0] == f"{queue()}?kind=person"
    assert "Nothing is suggested under this name any more" in messages_of(answer)


def test_only_what_the_user_may_change_gets_another_name(
    client: Client, bo_reed: Suggestion
) -> None:
    user_who_may(client, "view_suggestion", "change_person")
    for row in (make_place(), make_organisation()):
        field = "place" if isinstance(row, Place) else "actor"
        assert client.post(page_for("alias", "bo reed"), {field: row.pk}).status_code == 403
    sent = client.post(page_for("alias", "bo reed"), {"actor": make_person().pk})
    assert sent.status_code == 302


def test_kinds_that_the_user_may_not_add_are_not_offered(
    client: Client, bo_reed: Suggestion
) -> None:
    user_who_may(client, "view_suggestion", "add_place")
    [form] = client.get(page_for("new", "bo reed")).context["forms"]
    assert [value for value, _ in form.fields["kind"].choices] == ["place"]
    sent = {"name-0-kind": "person", "name-0-name": "Bo Reed"}
    assert "valid choice" in text_of(client.post(page_for("new", "bo reed"), sent))
