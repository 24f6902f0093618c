"""What staff decided outlasts captures that lack the words, and imports that are taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from entries.deciding.linking import drop_topic, remove, topic_set
from entries.deciding.merging import merge
from entries.deciding.unmerging import undo
from entries.importing.tagger import retag
from entries.importing.undoing import undo_import
from entries.models import AwaitedLink, Entry, EntryTopic, Merge
from tests.factories import make_entry, make_organisation, make_place, make_topic
from tests.importing.pages import FERRY, import_text

pytestmark = pytest.mark.django_db
PAGE = FERRY.replace("Twelve sailors", "Twelve sailors of Oban")


def crew() -> Entry:
    return Entry.objects.get(text__contains="Twelve sailors")


def test_words_that_a_later_capture_lacks_and_the_next_one_has(tmp_path: Path, decisions: User):
    make_place("Oban")
    import_text(tmp_path, one=PAGE)
    remove(crew().mentions.get())
    import_text(tmp_path, two=FERRY)
    assert not crew().mentions.exists()
    import_text(tmp_path, three=PAGE.replace("bright", "the bright"))
    assert [str(each.place) for each in crew().mentions.all()] == ["None"]
    assert not AwaitedLink.objects.exists()


def test_words_that_come_back_as_a_later_capture_is_taken_back(tmp_path: Path, decisions: User):
    board = make_organisation("Harbour Board")
    make_place("Oban")
    import_text(tmp_path, one=PAGE)
    mention = crew().mentions.get()
    mention.place, mention.actor, mention.method = None, board, "staff"
    mention.save()
    undo_import(import_text(tmp_path, two=FERRY).run)
    assert [str(each.actor) for each in crew().mentions.all()] == ["Harbour Board"]


def test_import_that_is_taken_back_and_done_again(tmp_path: Path, decisions: User):
    make_place("Oban")
    given, taken = make_topic("Crews"), make_topic("Sailing", terms=["sailor*"])
    run = import_text(tmp_path, one=PAGE).run
    entry = crew()
    remove(entry.mentions.get())
    topic_set(EntryTopic.objects.create(entry=entry, topic=given))
    drop_topic(entry.topic_links.get(topic=taken))
    undo_import(run)
    assert AwaitedLink.objects.count() == 3
    import_text(tmp_path, one=PAGE)
    assert not crew().mentions.linked().exists()
    assert [str(link.topic) for link in crew().topic_links.all()] == ["Crews"]
    assert [refusal.topic for refusal in crew().topic_refusals.all()] == [taken]
    assert not AwaitedLink.objects.exists()
    retag()
    assert not crew().mentions.linked().exists()
    assert [str(link.topic) for link in crew().topic_links.all()] == ["Crews"]


def test_topic_given_goes_before_one_refused_where_they_were_merged_meanwhile(tmp_path, decisions):
    given, refused = make_topic("Crews"), make_topic("Sailing", terms=["sailor*"])
    run = import_text(tmp_path, one=PAGE).run
    topic_set(EntryTopic.objects.create(entry=crew(), topic=given))
    drop_topic(crew().topic_links.get(topic=refused))
    undo_import(run)
    merge(given, refused)
    import_text(tmp_path, one=PAGE)
    assert [str(link.topic) for link in crew().topic_links.all()] == ["Sailing"]
    assert not crew().topic_refusals.exists()


def test_words_that_come_back_are_of_what_their_actor_was_merged_into(decisions: User):
    gone, kept = make_organisation("Lock Office"), make_organisation("Harbour Board")
    entry = make_entry("The keepers speak")
    about = {"actor": gone, "matched": "keepers", "method": "staff"}
    entry.mentions.create(start=4, end=11, **about)
    Entry.objects.filter(pk=entry.pk).update(text="Nobody speaks")
    retag()
    merge(gone, kept)
    assert AwaitedLink.objects.get().actor == kept
    undo(Merge.objects.get())
    Entry.objects.filter(pk=entry.pk).update(text="Again the keepers speak")
    retag()
    mention = entry.mentions.get()
    assert (mention.actor, mention.start) == (gone, 10)


def test_link_keeps_to_its_words_where_the_text_has_them_twice(tmp_path: Path, decisions: User):
    make_place("Oban")
    page = FERRY.replace("Twelve sailors", "Oban wakes, Oban sails and twelve sailors")
    import_text(tmp_path, one=page)
    entry = Entry.objects.get(text__contains="Oban sails")
    _, second = entry.mentions.order_by("start")
    remove(second)
    import_text(tmp_path, two=page.replace("Oban wakes", "Long before noon Oban wakes"))
    places = entry.mentions.order_by("start").values_list("place__name", flat=True)
    assert list(places) == ["Oban", None]
