"""Entries follow when the names of something, or the terms of a topic, are changed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from entries.deciding.linking import remove
from entries.deciding.renaming import names_now, renamed, reworded
from entries.deciding.retagging import using
from tests.factories import make_entry, make_person, make_place, make_topic, mention, tag

from .world import due

pytestmark = pytest.mark.django_db


def test_new_name_concerns_the_entries_that_hold_it(index) -> None:
    entry, linked, person = make_entry("Bobby Reed speaks"), make_entry(), make_person("Bo Reed")
    mention(linked, person)
    index()
    before = names_now(person)
    person.names.create(name="Bobby Reed")
    assert renamed(person, before) == 1
    assert due() == [entry.pk]


def test_name_that_is_taken_away_concerns_all_that_is_linked(index) -> None:
    linked, person = make_entry(), make_person("Bo Reed", surname="Reed")
    mention(linked, person)
    index()
    before = names_now(person)
    person.surname = ""
    assert renamed(person, before) == 1
    assert due() == [linked.pk]


def test_context_that_is_changed_concerns_entries_with_the_name(index) -> None:
    entry, place = make_entry("Oban floods"), make_place("Ellen")
    index()
    name = place.names.create(name="Oban")
    before = names_now(place)
    name.context = ["harbour"]
    name.save()
    assert renamed(place, before) == 1
    assert due() == [entry.pk]


def test_names_that_stay_concern_nothing() -> None:
    person = make_person("Bo Reed")
    mention(make_entry(), person)
    assert renamed(person, names_now(person)) == 0
    assert due() == []


def test_terms_concern_what_uses_them_and_what_is_linked(index) -> None:
    uses, linked = make_entry("The rising floods"), make_entry("Else")
    make_entry("Rising, and nothing more")
    topic = make_topic(terms=["flood*"])
    tag(linked, topic)
    index()
    assert reworded(topic) == 2
    assert due() == [uses.pk, linked.pk]


def test_entries_that_use_a_term_are_asked_of_the_index(index) -> None:
    entry = make_entry("High Waters rise", blocks=[])
    index()
    for term in ("high water* | 0.5", "waters", "ris*", "HIGH waters"):
        assert using([term]) == {entry.pk}, term
    for term in ("low water*", "no | 7", "…", "wat"):
        assert using([term]) == set(), term


def test_entries_of_what_is_deleted_are_linked_anew(decisions: User) -> None:
    entry, person = make_entry(), make_person()
    mention(entry, person)
    remove(person)
    assert due() == [entry.pk]
