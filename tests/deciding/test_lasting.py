"""What staff decide outlasts every later run, until they take it back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from entries.deciding.linking import remove, topic_set
from entries.deciding.retagging import tag_due
from entries.deciding.suggestions import link, refuse
from entries.importing.tagger import retag
from entries.models import EntryTopic, Mention, NameRefusal, TopicRefusal
from tests.factories import make_entry, make_organisation, make_person, make_topic, paragraph

from .world import suggest

pytestmark = pytest.mark.django_db


def links_of(entry: object) -> dict[str, str]:
    return {mention.matched: str(mention.actor) for mention in entry.mentions.linked()}


def test_link_that_is_taken_away_stays_away_until_that_is_taken_back(decisions: User) -> None:
    make_person("Bo Reed")
    entry = make_entry("Bo Reed speaks", blocks=[paragraph("Again Bo Reed speaks.")])
    retag()
    first, second = entry.mentions.order_by("start")
    remove(first)
    retag()
    assert [(each.start, each.actor is None) for each in entry.mentions.order_by("start")] == [
        (first.start, True),
        (second.start, False),
    ]
    remove(entry.mentions.get(actor=None))
    tag_due.func()
    assert entry.mentions.linked().count() == 2


def test_link_that_staff_correct_stays_as_they_have_it(decisions: User) -> None:
    make_person("Bo Reed")
    board, entry = make_organisation("Reed Board"), make_entry("Bo Reed speaks")
    retag()
    mention = entry.mentions.get()
    mention.actor, mention.method = board, Mention.Method.STAFF
    mention.save()
    retag()
    assert links_of(entry) == {"Bo Reed": "Reed Board"}


def test_link_that_staff_add_stays_and_no_longer_name_takes_its_words(decisions: User) -> None:
    make_person("Bo Reed")
    board, entry = make_organisation("Reed Board"), make_entry("Mr Bo Reed speaks")
    words = {"start": entry.text.index("Reed"), "end": entry.text.index(" speaks")}
    entry.mentions.create(**words, matched="Reed", actor=board, method=Mention.Method.STAFF)
    retag()
    assert links_of(entry) == {"Reed": "Reed Board"}


def test_topic_that_is_taken_away_stays_away_until_that_is_taken_back(decisions: User) -> None:
    make_topic(terms=["flood*"])
    entry = make_entry("Floods rise")
    retag()
    remove(entry.topic_links.get())
    retag()
    assert not entry.topic_links.exists()
    remove(TopicRefusal.objects.get())
    tag_due.func()
    assert entry.topic_links.get().terms == ["flood*"]


def test_topic_that_staff_set_stays(decisions: User) -> None:
    entry, topic = make_entry("Nothing of it"), make_topic(terms=["flood*"])
    topic_set(EntryTopic.objects.create(entry=entry, topic=topic))
    retag()
    assert entry.topic_links.get().terms == []


def test_refused_name_is_suggested_no_more_until_that_is_taken_back(decisions: User, index) -> None:
    entry = make_entry("Mayor Xander Quill speaks to the press")
    index()
    retag()
    [suggestion] = entry.suggestions.all()
    refuse([suggestion.key])
    retag()
    assert not entry.suggestions.exists()
    remove(NameRefusal.objects.get())
    tag_due.func()
    assert entry.suggestions.get().key == suggestion.key


def test_shared_name_that_staff_tell_stays_told(decisions: User) -> None:
    bo = make_person("Bo Reed", surname="Reed")
    make_person("Al Reed", surname="Reed")
    entry = make_entry("Mr Reed speaks")
    retag()
    assert links_of(entry) == {}
    link(entry.suggestions.all() or [suggest(entry, "Reed", cue="shared")], bo)
    retag()
    assert set(links_of(entry).values()) == {"Bo Reed"}
    assert not entry.suggestions.exists()
