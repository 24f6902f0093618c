"""What the database itself keeps of names: who holds a place, and the log of decisions."""

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, transaction

from entries.models import Decision, Mention, PendingChange, Person, Place
from entries.search.documents import entry_documents
from tests.factories import make_entry, make_person, make_place, mention

pytestmark = pytest.mark.django_db


def holders(place: Place) -> list[str]:
    place.refresh_from_db()
    names = {one.pk: one.name for one in Place.objects.all()}
    return [names[key] for key in place.holders]


@pytest.fixture
def land() -> Place:
    return make_place("Weirland")


@pytest.fixture
def mill(land) -> Place:
    return make_place("Lower Mill", within=make_place("Weir Region", within=land))


def test_a_place_is_held_by_itself_and_all_that_it_lies_in(mill):
    assert holders(mill) == ["Lower Mill", "Weir Region", "Weirland"]


def test_the_parts_of_a_place_follow_where_it_goes(mill, land):
    region = mill.within
    region.within = None
    region.save()
    assert holders(mill) == ["Lower Mill", "Weir Region"]
    Place.objects.filter(pk=region.pk).update(within=make_place("Otherland"))
    assert holders(mill) == ["Lower Mill", "Weir Region", "Otherland"]
    region.delete()
    assert holders(mill) == ["Lower Mill"]


def test_places_that_lie_in_each_other_are_no_endless_row(mill, land):
    land.within = mill
    land.save()
    assert set(holders(mill)) == {"Lower Mill", "Weir Region", "Weirland"}


def test_entries_count_for_all_that_holds_their_places(mill, land):
    one, other = make_entry(), make_entry()
    mention(one, mill)
    mention(one, land)
    mention(other, land)
    make_place("Nowhere Named")
    counts = {place.name: place.entry_count for place in Place.objects.in_use()}
    assert counts == {"Lower Mill": 1, "Weir Region": 1, "Weirland": 2}
    documents = {document.id: document.places for document in entry_documents([one.pk, other.pk])}
    assert set(documents[one.pk]) == {mill.pk, mill.within.pk, land.pk}
    assert set(documents[other.pk]) == {land.pk}


def test_the_index_hears_of_entries_whose_place_comes_to_lie_elsewhere(mill, land):
    entry = make_entry()
    mention(entry, mill)
    PendingChange.objects.all().delete()
    mill.within.within = None
    mill.within.save()
    noted = PendingChange.objects.filter(kind="entry").values_list("object_id", flat=True)
    assert set(noted) == {entry.pk}


def test_staff_alone_may_say_that_words_name_nothing():
    entry = make_entry()
    values = {"entry": entry, "end": 4, "matched": "Mill"}
    Mention.objects.create(start=0, method=Mention.Method.STAFF, **values)
    assert not entry.mentions.linked().exists()
    assert list(entry.links()) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Mention.objects.create(start=5, method=Mention.Method.NAME, **values | {"end": 9})


def test_the_log_of_decisions_is_only_ever_added_to():
    user = User.objects.create_user("vera")
    person = make_person("Ana Lind")
    told = Decision.objects.log(user, "changed", person, {"name": "Ana"}, {"name": "Ana Lind"})
    person.delete()
    user.delete()
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        Decision.objects.update(user_name="someone else")
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        told.delete()
    assert (told.user_name, told.model, told.object_name) == ("vera", "actor", "Ana Lind")


def test_decisions_on_a_person_are_those_on_the_actor():
    person, other = make_person("Ana Lind"), make_person("Ben Weir")
    user = User.objects.create_user("vera")
    told = Decision.objects.log(user, "changed", Person.objects.get(pk=person.pk))
    Decision.objects.log(user, "changed", other)
    Decision.objects.log(user, "changed", make_place("Lower Mill"))
    assert list(Decision.objects.about(person)) == [told]
