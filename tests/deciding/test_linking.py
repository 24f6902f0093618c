"""Links that staff take away stay away, until staff let the names and terms decide again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from entries.deciding.linking import free_words, remove, topic_set
from entries.models import EntryTopic, Mention, NameRefusal, TopicRefusal
from tests.factories import make_entry, make_person, make_place, make_topic, tag

from .world import due, suggest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["name", "surname", "staff"])
def test_words_whose_link_is_taken_away_name_nothing_from_then_on(
    decisions: User, method: str
) -> None:
    entry = make_entry("Marsh floods")
    remove(
        entry.mentions.create(actor=make_person(), end=5, start=0, matched="Marsh", method=method)
    )
    kept = entry.mentions.get()
    assert (kept.actor, kept.place, kept.method) == (None, None, "staff")
    assert (kept.start, kept.end, kept.matched) == (0, 5, "Marsh")
    assert due() == []


def test_taking_that_back_lets_the_names_decide_again(decisions: User) -> None:
    entry = make_entry("Marsh floods")
    remove(entry.mentions.create(start=0, end=5, matched="Marsh", method="staff"))
    assert not entry.mentions.exists()
    assert due() == [entry.pk]


def test_new_link_takes_the_place_of_words_that_named_nothing(decisions: User) -> None:
    entry, person, place = make_entry("Ada Marsh floods Marsh"), make_person(), make_place()
    entry.mentions.create(start=4, end=9, matched="Marsh", method="staff")
    entry.mentions.create(start=17, end=22, matched="Marsh", method="staff")
    entry.mentions.create(start=10, end=16, matched="floods", place=place)
    for words, start in (("Ada Marsh", 0), ("Marsh", 17)):
        suggest(entry, words, start=start)
    free_words(Mention(entry=entry, actor=person, start=0, end=16, matched="Ada Marsh floods"))
    assert sorted(entry.mentions.values_list("start", flat=True)) == [10, 17]
    assert entry.suggestions.get().start == 17


def test_topic_that_is_taken_away_is_refused_and_can_be_let_back(decisions: User) -> None:
    entry, topic = make_entry(), make_topic(terms=["bridge"])
    tag(entry, topic)
    remove(entry.topic_links.get())
    assert not entry.topic_links.exists()
    refusal = TopicRefusal.objects.get()
    assert (refusal.entry, refusal.topic) == (entry, topic)
    assert due() == []
    remove(refusal)
    assert not TopicRefusal.objects.exists()
    assert due() == [entry.pk]


def test_topic_that_staff_set_is_refused_no_more(decisions: User) -> None:
    entry, old, new = make_entry(), make_topic("Flooding"), make_topic("Bridges")
    TopicRefusal.objects.create(entry=entry, topic=new)
    topic_set(EntryTopic.objects.create(entry=entry, topic=new), instead_of=old)
    assert [refusal.topic for refusal in TopicRefusal.objects.all()] == [old]


def test_name_that_is_refused_no_more_is_looked_for_again(decisions: User, index) -> None:
    entry = make_entry("Bo Reed speaks")
    make_entry("Reed, Bo")
    index()
    remove(NameRefusal.objects.create(key="bo reed", name="Bo Reed"))
    assert not NameRefusal.objects.exists()
    assert due() == [entry.pk]
