"""Two that are one and the same become one, and two again where that was a mistake."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from entries.deciding import merging
from entries.deciding.linking import remove
from entries.deciding.merging import merge, preview
from entries.deciding.recording import recording
from entries.deciding.retagging import tag_due
from entries.deciding.suggestions import Impossible
from entries.deciding.unmerging import undo
from entries.models import (
    Actor,
    Decision,
    EntryTopic,
    FormerSlug,
    Merge,
    Place,
    TaggingDue,
    Topic,
    TopicRefusal,
)
from tests.factories import (
    make_entry,
    make_organisation,
    make_person,
    make_place,
    make_topic,
    paragraph,
    tag,
)

from .world import due, suggest

pytestmark = pytest.mark.django_db


def mention(entry: object, row: Actor | Place, words: str, method: str = "name") -> None:
    start = entry.text.index(words)
    about = {"start": start, "end": start + len(words), "matched": words, "method": method}
    field = "place" if isinstance(row, Place) else "actor"
    entry.mentions.create(**about, **{field: row})


def names_of(row: Actor | Place) -> list[str]:
    return sorted(row.names.values_list("name", flat=True))


@pytest.fixture
def gone() -> Actor:
    person = make_person("Cy Reed", description="Mayor", surname="Reed")
    person.names.create(name="Cyp Reed", context=["Oban"])
    person.names.create(name="C. Reed")
    return person


@pytest.fixture
def kept() -> Actor:
    person = make_person("Cyprian Reed")
    person.names.create(name="C. Reed")
    return person


def test_preview_tells_what_would_move(gone: Actor, kept: Actor) -> None:
    both, one, other = make_entry("Cy Reed, Cyprian Reed"), make_entry("Cy Reed"), make_entry()
    for entry in (both, one):
        mention(entry, gone, "Cy Reed", "staff" if entry == one else "name")
    mention(both, kept, "Cyprian Reed")
    mention(other, kept, "bridge")
    told = preview(gone, kept)
    assert (told.gone_entries, told.kept_entries, told.both) == (2, 2, 1)
    assert told.given == ["Cy Reed", "Cyp Reed"]
    assert told.moving == {"links": 2, "links that staff set": 1}
    assert Actor.objects.count() == 2 and not Merge.objects.exists()


def test_names_links_and_address_become_those_of_the_one_kept(
    decisions: User, gone: Actor, kept: Actor
) -> None:
    both = make_entry("Cy Reed, Cyprian Reed")
    mention(both, gone, "Cy Reed")
    mention(both, kept, "Cyprian Reed")
    FormerSlug.objects.create(kind="actor", slug="cy", object_id=gone.pk)
    key = gone.pk
    merge(gone, kept)
    assert Actor.objects.get() == kept
    assert names_of(kept) == ["C. Reed", "Cy Reed", "Cyp Reed"]
    assert kept.names.get(name="Cyp Reed").context == ["Oban"]
    assert both.mentions.filter(actor=kept).count() == 2
    for slug in ("cy", "cy-reed"):
        assert FormerSlug.objects.row("actor", slug) == kept
    told = Decision.objects.filter(object_id=key, model="actor")[0]
    assert (told.action, told.after) == (
        "merged into another",
        {"into": "Cyprian Reed (cyprian-reed)"},
    )
    assert Decision.objects.about(kept)[0].action == "merged with another"


def test_undone_merge_leaves_everything_as_it_was(
    decisions: User, gone: Actor, kept: Actor
) -> None:
    machine, own = make_entry("Cy Reed speaks"), make_entry("The mayor leaves")
    mention(machine, gone, "Cy Reed")
    mention(own, gone, "mayor", "staff")
    mention(machine, kept, "speaks", "staff")
    FormerSlug.objects.create(kind="actor", slug="cy", object_id=gone.pk)
    before = (gone.pk, gone.slug, gone.description, gone.surname, names_of(gone), names_of(kept))
    done = merge(gone, kept)
    TaggingDue.objects.all().delete()
    row, number = undo(done)
    assert before == (
        row.pk,
        row.slug,
        row.description,
        row.surname,
        names_of(row),
        names_of(kept),
    )
    assert row.names.get(name="Cyp Reed").context == ["Oban"]
    assert FormerSlug.objects.get().object_id == row.pk
    assert (number, due()) == (1, [machine.pk])
    tag_due.func()
    assert {mention.matched: mention.actor for mention in machine.mentions.all()} == {
        "Cy Reed": row,
        "speaks": kept,
    }
    assert own.mentions.get().actor == row
    assert Merge.objects.get().undone_at
    assert Decision.objects.about(row)[0].action == "brought back from a merge"


def test_merged_again_after_it_was_undone(decisions: User, gone: Actor, kept: Actor) -> None:
    row, _ = undo(merge(gone, kept))
    again = merge(row, kept)
    with pytest.raises(Impossible, match="is undone already"):
        undo(Merge.objects.order_by("pk")[0])
    assert undo(again)[0].pk == gone.pk


def test_a_chain_of_merges_is_undone_from_its_end(
    decisions: User, gone: Actor, kept: Actor
) -> None:
    last = make_person("Sir Cyprian Reed")
    first, second = merge(gone, kept), merge(kept, last)
    assert FormerSlug.objects.row("actor", "cy-reed") == last
    with pytest.raises(Impossible, match="Cyprian Reed is there no more. If it was merged"):
        undo(first)
    back, _ = undo(second)
    assert FormerSlug.objects.row("actor", "cy-reed") == back
    undo(first)
    assert not FormerSlug.objects.exists()
    assert names_of(last) == []


def test_merge_is_not_undone_where_its_address_is_taken(
    decisions: User, gone: Actor, kept: Actor
) -> None:
    done = merge(gone, kept)
    make_organisation("Other", slug="cy-reed")
    with pytest.raises(Impossible, match="has the address of Cy Reed by now"):
        undo(done)


@pytest.mark.parametrize("make", [make_person, make_place, make_topic])
def test_nothing_is_merged_with_itself(decisions: User, make) -> None:
    row = make()
    with pytest.raises(Impossible, match="cannot be merged with itself"):
        merge(row, row)


def test_what_is_of_two_kinds_or_gone_is_not_merged(decisions: User) -> None:
    person, place, lost = make_person(), make_place(), make_person("Lost")
    with pytest.raises(Impossible, match="are not of one kind"):
        merge(person, place)
    Actor.objects.filter(pk=lost.pk).delete()
    with pytest.raises(Impossible, match="is there no more"):
        merge(lost, person)


def test_person_and_organisation_can_be_one(decisions: User) -> None:
    merge(make_organisation("Bo Reed"), kept := make_person("Bo Reed", slug="bo"))
    assert Actor.objects.get().kind == "person"
    assert names_of(kept) == []


def test_parts_of_a_place_lie_in_the_kept_one_until_that_is_undone(decisions: User) -> None:
    land, gone, kept = make_place("Land"), make_place("Oblast"), make_place("Region")
    town = make_place("Town", within=gone)
    gone.within = land
    gone.save()
    entry = make_entry("In Town")
    mention(entry, town, "Town")
    done = merge(gone, kept)
    town.refresh_from_db()
    assert (town.within, town.holders) == (kept, [town.pk, kept.pk])
    row, _ = undo(done)
    town.refresh_from_db()
    assert (town.within, town.holders) == (row, [town.pk, row.pk, land.pk])


def test_place_and_its_part_are_not_one(decisions: User) -> None:
    land = make_place("Land")
    street = make_place("Street", within=make_place("Town", within=land))
    for pair in ((land, street), (street, land)):
        with pytest.raises(Impossible, match="Street lies in Land, and a part is not the whole"):
            merge(*(Place.objects.get(pk=place.pk) for place in pair))


def test_place_within_one_that_is_gone_by_now_comes_back_without(decisions: User) -> None:
    land = make_place("Land")
    done = merge(make_place("Town", within=land), make_place("City"))
    remove(Place.objects.get(pk=land.pk))
    assert undo(done)[0].within is None


def test_shared_name_is_told_anew_once_there_is_one_of_it(decisions: User) -> None:
    gone, kept = make_person("Bo Reed"), make_person("Bo Reed", slug="bo-reed-2")
    entry = make_entry("Bo Reed speaks")
    suggest(entry, "Bo Reed", cue="shared")
    merge(gone, kept)
    assert due() == [entry.pk]
    tag_due.func()
    assert entry.mentions.get().actor == kept


@pytest.fixture
def topics() -> tuple[Topic, Topic]:
    gone = make_topic("Floods", terms=["flood*", "dyke"], exclusions=["flood of tears"])
    return gone, make_topic("Flooding", terms=["flood*", "high water"])


def test_topics_become_one_with_the_terms_of_both(decisions: User, topics) -> None:
    gone, kept = topics
    one, both = make_entry("Floods"), make_entry("High water and floods")
    tag(one, gone)
    tag(both, gone, kept)
    merge(gone, kept)
    kept.refresh_from_db()
    assert kept.terms == ["flood*", "high water", "dyke"]
    assert kept.exclusions == ["flood of tears"]
    assert sorted(link.entry_id for link in EntryTopic.objects.all()) == [one.pk, both.pk]
    assert due() == [one.pk, both.pk]


def test_what_staff_say_of_either_topic_holds_for_the_one(decisions: User, topics) -> None:
    gone, kept = topics
    said, refused, both = make_entry("One"), make_entry("Two"), make_entry("Three")
    tag(said, kept)
    EntryTopic.objects.create(entry=said, topic=gone)
    tag(refused, gone)
    TopicRefusal.objects.create(entry=refused, topic=kept)
    EntryTopic.objects.create(entry=both, topic=gone)
    TopicRefusal.objects.create(entry=both, topic=kept)
    merge(gone, kept)
    links = {link.entry_id: link.terms for link in kept.entry_links.all()}
    assert links == {said.pk: [], both.pk: []}
    assert [refusal.entry for refusal in TopicRefusal.objects.all()] == [refused]


def test_topics_are_two_again_with_what_staff_said_of_each(decisions: User, topics) -> None:
    gone, kept = topics
    own, refused = make_entry("Own"), make_entry("Floods", blocks=[paragraph("The dyke.")])
    EntryTopic.objects.create(entry=own, topic=gone)
    tag(refused, kept)
    TopicRefusal.objects.create(entry=refused, topic=gone)
    row, _ = undo(merge(gone, kept))
    tag_due.func()
    kept.refresh_from_db()
    assert (kept.terms, kept.exclusions) == (["flood*", "high water"], [])
    assert (row.terms, row.exclusions) == (["flood*", "dyke"], ["flood of tears"])
    found = {(link.entry, link.topic, tuple(link.terms)) for link in EntryTopic.objects.all()}
    assert (own, row, ()) in found and (refused, row, ("flood*", "dyke")) not in found
    refusal = TopicRefusal.objects.get()
    assert (refusal.entry, refusal.topic) == (refused, row)


def test_merge_fails_as_a_whole(ada: User, gone: Actor, kept: Actor, monkeypatch) -> None:
    def fail(*given: object) -> None:
        raise OSError

    monkeypatch.setattr(merging, "make_due", fail)
    with pytest.raises(OSError), recording(ada):
        merge(gone, kept)
    assert Actor.objects.count() == 2
    assert names_of(kept) == ["C. Reed"] and not FormerSlug.objects.exists()
