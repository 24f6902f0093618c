"""What staff may mend, and what they are told when they mistype."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from entries.models import (
    Actor,
    ActorName,
    Capture,
    Entry,
    Organisation,
    Person,
    Place,
    PlaceName,
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
    tag,
)

from .forms import errors_of, form_values, new_row, send
from .pages import add_page, page_of

pytestmark = pytest.mark.django_db


def test_bylines_are_mended_and_new_ones_stand_last(staff: Client) -> None:
    entry = make_entry(bylines=[("Ada Mash", ""), ("Bo Reed", "")])
    path = page_of(entry)
    added = new_row(staff, path, "bylines", {"name": "Cy Holm", "role": "Oban"}, {"name": "Di"})
    send(staff, path, **{"bylines-0-name": "Ada Marsh"}, **added)
    assert [(byline.position, str(byline)) for byline in entry.bylines.all()] == [
        (0, "Ada Marsh"),
        (1, "Bo Reed"),
        (2, "Cy Holm, Oban"),
        (3, "Di"),
    ]


def test_byline_without_name_is_an_error(staff: Client) -> None:
    entry = make_entry(bylines=[("Ada Marsh", "")])
    assert "required" in errors_of(send(staff, page_of(entry), **{"bylines-0-name": " "}))


def test_topic_is_added_and_taken_away(staff: Client) -> None:
    entry, old, new = make_entry(), make_topic("Flooding"), make_topic("Bridges")
    tag(entry, old)
    path = page_of(entry)
    added = new_row(staff, path, "topic_links", {"topic": new.pk, "terms": "bridge"})
    send(staff, path, **{"topic_links-0-DELETE": "on"}, **added)
    link = entry.topic_links.get()
    assert (link.topic, link.terms) == (new, [])


def test_topic_that_the_entry_has_is_an_error(staff: Client) -> None:
    entry, topic = make_entry(), make_topic()
    tag(entry, topic)
    added = new_row(staff, page_of(entry), "topic_links", {"topic": topic.pk})
    assert "duplicate" in errors_of(send(staff, page_of(entry), **added))


def test_new_mention_is_found_in_the_text(staff: Client) -> None:
    entry, person = make_entry("Marshes flood as Ada Marsh speaks; Marsh leaves"), make_person()
    rows = [{"matched": "Marsh", "actor": person.pk}, {"matched": "Marsh", "actor": person.pk}]
    send(staff, page_of(entry), **new_row(staff, page_of(entry), "mentions", *rows))
    found = list(entry.mentions.order_by("start"))
    assert [entry.text[mention.start : mention.end] for mention in found] == ["Marsh", "Marsh"]
    assert [mention.start for mention in found] == [21, 35]


def test_mention_can_be_replaced_at_one_go(staff: Client) -> None:
    entry, person, place = make_entry("Marsh floods", blocks=[]), make_person(), make_place()
    entry.mentions.create(actor=person, start=0, end=5, matched="Marsh")
    added = new_row(staff, page_of(entry), "mentions", {"matched": "Marsh", "place": place.pk})
    send(staff, page_of(entry), **{"mentions-0-DELETE": "on"}, **added)
    assert entry.mentions.get().place == place


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"matched": "Marsh"}, "Choose a person or organisation, or else a place."),
        ({"matched": "Marsh", "actor": 1, "place": 1}, "or else a place."),
        ({"matched": "Marshes", "place": 1}, "The entry does not say this"),
        ({"matched": "", "place": 1}, "required"),
        ({"matched": "Marsh", "place": 999}, "valid choice"),
    ],
)
def test_mention_that_cannot_be_is_an_error(
    staff: Client, row: dict[str, object], message: str
) -> None:
    entry, person, place = make_entry("Ada Marsh speaks"), make_person(pk=1), make_place(pk=1)
    assert (person.pk, place.pk) == (1, 1)
    added = new_row(staff, page_of(entry), "mentions", row)
    assert message in errors_of(send(staff, page_of(entry), **added))
    assert not entry.mentions.exists()


def test_mention_is_corrected_on_its_own_page(staff: Client) -> None:
    entry, person, place = make_entry("Marsh floods"), make_person(), make_place()
    mention = entry.mentions.create(actor=person, start=0, end=5, matched="Marsh")
    both = send(staff, page_of(mention), place=place.pk)
    assert "or else a place" in errors_of(both)
    send(staff, page_of(mention), actor="", place=place.pk, matched="Else")
    mention.refresh_from_db()
    assert (mention.actor, mention.place, mention.matched) == (None, place, "Marsh")


def test_correction_leads_back_to_the_entry_or_the_list_it_came_from(staff: Client) -> None:
    entry, topic = make_entry("Marsh floods"), make_topic()
    tag(entry, topic)
    link = entry.topic_links.get()
    shown = staff.get(page_of(entry)).content.decode()
    (way,) = re.findall(rf'href="({page_of(link)}[^"]*)"', shown)
    assert send(staff, way).url == page_of(entry)
    rows = reverse("admin:entries_entrytopic_changelist")
    assert send(staff, page_of(link)).url == rows
    assert send(staff, f"{page_of(link)}?_changelist_filters=q%3Dmarsh").url == f"{rows}?q=marsh"


def test_what_staff_correct_is_theirs_from_then_on(staff: Client) -> None:
    entry, topic, right = (
        make_entry("Marsh floods"),
        make_topic(terms=["flood*"]),
        make_topic("Sea"),
    )
    tag(entry, topic)
    mention = entry.mentions.create(actor=make_person(), start=0, end=5, matched="Marsh")
    link = entry.topic_links.get()
    for row in (mention, link):
        send(staff, page_of(row))
        row.refresh_from_db()
    assert (mention.method, link.terms) == ("name", ["flood*"])
    send(staff, page_of(mention), actor=make_person("Bo Marsh").pk)
    send(staff, page_of(link), topic=right.pk)
    for row in (mention, link):
        row.refresh_from_db()
    assert (str(mention.actor), mention.method) == ("Bo Marsh", "staff")
    assert (link.topic, link.terms) == (right, [])


@pytest.mark.parametrize("name", ["", "  ", "\t\n"])
def test_empty_alias_is_an_error(staff: Client, name: str) -> None:
    person, place = make_person(), make_place()
    ActorName.objects.create(actor=person, name="Marsh")
    PlaceName.objects.create(place=place, name="Ellen")
    for path in (page_of(Person.objects.get()), page_of(person), page_of(place)):
        assert "required" in errors_of(send(staff, path, **{"names-0-name": name}))


@pytest.mark.parametrize("make", [make_person, make_organisation, make_place])
def test_alias_given_twice_is_an_error(staff: Client, make: type) -> None:
    row = make()
    row.names.create(name="Marsh")
    row.names.create(name="Ada")
    assert "duplicate" in errors_of(send(staff, page_of(row), **{"names-1-name": "Ada"}))
    twice = new_row(staff, page_of(row), "names", {"name": "New"}, {"name": "New"})
    assert "duplicate" in errors_of(send(staff, page_of(row), **twice))


def test_alias_is_saved_with_its_context(staff: Client) -> None:
    person = make_person()
    added = new_row(staff, page_of(person), "names", {"name": "Ada", "context": "harbour\n\nsea "})
    send(staff, page_of(person), **added)
    assert person.names.get().context == ["harbour", "sea"]


@pytest.mark.parametrize("make", [make_person, make_organisation, make_place])
def test_context_that_cannot_be_read_is_an_error_that_says_why(staff: Client, make: type) -> None:
    row = make()
    for context, why in {"<inn> …": "is no class of cues", "sea\n…": "needs a word beside"}.items():
        added = new_row(staff, page_of(row), "names", {"name": "Ada", "context": context})
        assert why in errors_of(send(staff, page_of(row), **added))
    assert not row.names.exists()
    added = new_row(staff, page_of(row), "names", {"name": "Ada", "context": "<in> … + sea"})
    send(staff, page_of(row), **added)
    assert row.names.get().context == ["<in> … + sea"]


@pytest.mark.parametrize("zone", ["Nowhere/Town", "../../etc/passwd", "", "x" * 300, "Europe/"])
def test_time_zone_that_is_none_is_an_error(staff: Client, zone: str) -> None:
    assert errors_of(send(staff, page_of(make_source()), timezone=zone))


def test_entries_keep_to_the_days_of_their_source_when_its_zone_is_mended(staff: Client) -> None:
    source = make_source(timezone="Europe/London")
    clock = make_entry("Ferry", "2022-03-23 20:00")
    day = make_entry("Digest", "2022-07-01 23:00", time_precision="day")
    make_entry("Undated", None)
    appear(day, make_capture())
    other = make_entry(
        "Elsewhere", "2022-03-23 20:00", liveblog=make_liveblog("Day", make_source("Lake Radio"))
    )
    assert (str(clock.day), str(day.day)) == ("2022-03-23", "2022-07-02")
    send(staff, page_of(source), timezone="Pacific/Auckland")
    days = {entry.headline: str(entry.day) for entry in Entry.objects.all()}
    assert days == {
        "Ferry": "2022-03-24",
        "Digest": "2022-07-02",
        "Undated": "None",
        "Elsewhere": str(other.day),
    }
    local = Entry.objects.get(headline="Digest").local_time
    assert f"{local:%Y-%m-%d %H:%M %Z}" == "2022-07-02 00:00 NZST"
    assert Capture.objects.get().starts_at == local


@pytest.mark.parametrize(("model", "kind"), [(Person, "person"), (Organisation, "organisation")])
def test_actor_added_as_one_kind_is_of_that_kind(staff: Client, model: type, kind: str) -> None:
    send(staff, add_page(model), name="Marsh", slug="marsh")
    assert Actor.objects.get().kind == kind


def test_place_needs_both_coordinates_or_none(staff: Client) -> None:
    path = page_of(make_place())
    assert "both latitude and longitude" in errors_of(send(staff, path, latitude="55.6"))
    assert "90" in errors_of(send(staff, path, latitude="91", longitude="0"))
    assert send(staff, path, latitude="0", longitude="0").status_code == 302
    assert Place.objects.get().latitude == 0


def test_place_lies_neither_in_itself_nor_in_a_part_of_it(staff: Client) -> None:
    land = make_place("Marshland")
    town = make_place("Port Ellen", within=land)
    street = make_place("Quay Street", within=town)
    for place in (land, town, street):
        assert "nor in a part of it" in errors_of(send(staff, page_of(land), within=place.pk))
    assert send(staff, page_of(street), within=land.pk).status_code == 302
    street.refresh_from_db()
    assert street.holders == [street.pk, land.pk]


@pytest.mark.parametrize(
    ("field", "term", "message"),
    [
        ("terms", "flood | 2", "a weight is a number above 0, and 1 at the most"),
        ("terms", "fl*od", "a star at its end only"),
        ("exclusions", "…", "a word or phrase"),
    ],
)
def test_term_that_the_rules_cannot_read_is_an_error(
    staff: Client, field: str, term: str, message: str
) -> None:
    sent = send(staff, page_of(make_topic()), **{field: f"high water | 0.5\n{term}"})
    assert message in errors_of(sent)


def test_only_a_person_has_a_surname(staff: Client) -> None:
    person, board = make_person(), make_organisation()
    send(staff, reverse("admin:entries_person_change", args=[person.pk]), surname="Marsh")
    person.refresh_from_db()
    assert person.surname == "Marsh"
    board_page = reverse("admin:entries_organisation_change", args=[board.pk])
    assert "surname" not in form_values(staff, board_page)


def test_summary_is_edited_as_lines(staff: Client) -> None:
    liveblog = make_liveblog(summary=["Water rises", "Roads shut"])
    assert form_values(staff, page_of(liveblog))["summary"] == "Water rises\nRoads shut"
    send(staff, page_of(liveblog), summary="Water falls\r\n\r\n Roads open \r\n", summary_media="")
    liveblog.refresh_from_db()
    assert (liveblog.summary, liveblog.summary_media) == (["Water falls", "Roads open"], [])


def test_saving_without_a_change_changes_nothing(staff: Client) -> None:
    topic = make_topic(terms=["flood*", "high water"])
    send(staff, page_of(topic))
    assert Topic.objects.get().terms == ["flood*", "high water"]
    history = reverse("admin:entries_topic_history", args=[topic.pk])
    assert b"No fields changed" in staff.get(history).content


def test_new_alias_has_the_entries_that_hold_it_linked_anew(
    staff: Client, index, django_capture_on_commit_callbacks
) -> None:
    entry, person = make_entry("Bobby Reed speaks"), make_person("Bo Reed")
    index()
    path = page_of(person)
    with django_capture_on_commit_callbacks(execute=True):
        send(staff, path, **new_row(staff, path, "names", {"name": "Bobby Reed"}))
    assert entry.mentions.get().actor == person
    assert "1 entry is being tagged again" in staff.get(path).content.decode()


def test_new_actor_is_found_in_the_entries_at_once(
    staff: Client, index, django_capture_on_commit_callbacks
) -> None:
    entry = make_entry("Bo Reed speaks")
    index()
    with django_capture_on_commit_callbacks(execute=True):
        send(staff, add_page(Person), name="Bo Reed", slug="bo-reed")
    assert str(entry.mentions.get().actor) == "Bo Reed"


def test_new_term_has_the_entries_that_use_it_linked_anew(
    staff: Client, index, django_capture_on_commit_callbacks
) -> None:
    entry, topic = make_entry("The dyke holds"), make_topic(terms=["flood*"])
    index()
    with django_capture_on_commit_callbacks(execute=True):
        send(staff, page_of(topic), terms="flood*\ndyke*")
    assert entry.topic_links.get().terms == ["dyke*"]
