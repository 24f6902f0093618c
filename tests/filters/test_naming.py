"""What names stand for, and what is said of bad values."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from entries.models import ActorName, FormerSlug
from tests.factories import (
    make_entry,
    make_liveblog,
    make_person,
    make_place,
    mention,
)
from tests.filters.asked import canonical, errors

pytestmark = pytest.mark.django_db

MARSHES = ("Ada Marsh", "Bo Marsh")


@pytest.mark.parametrize(
    "value", ["jose-munoz", "José Muñoz", "JOSE MUNOZ", " José Muñoz ", "el jefe", "El Jéfe"]
)
def test_a_name_may_be_given_as_slug_name_or_alias_however_it_is_spelt(found, value):
    person = make_person("José Muñoz")
    ActorName.objects.create(actor=person, name="El Jefe")
    mention(make_entry("His"), person)
    query = QueryDict(mutable=True)
    query["actor"] = value
    assert found(query.urlencode()) == ["His"]
    assert canonical(query.urlencode()) == "actor=jose-munoz"


def test_without_an_index_names_are_still_known_but_aliases_are_not(index_dir):
    person = make_person("José Muñoz")
    ActorName.objects.create(actor=person, name="El Jefe")
    assert canonical("actor=José+Muñoz") == "actor=jose-munoz"
    assert "actor" in errors("actor=el+jefe")


def test_a_name_that_several_things_share_is_asked_back(index):
    make_place("Newport", slug="newport-wales")
    make_place("Newport", slug="newport-rhode-island")
    for slug in ("ada-marsh", "bo-marsh"):
        ActorName.objects.create(actor=make_person(slug, slug=slug), name="Marsh")
    index()
    assert errors("place=Newport") == {
        "place": ["“Newport” could be any of these: newport-rhode-island, newport-wales. Give one."]
    }
    assert errors("actor=marsh") == {
        "actor": ["“marsh” could be any of these: ada-marsh, bo-marsh. Give one."]
    }


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("actor=marsh", "ada-marsh, bo-marsh"),
        ("actor=Ada", "ada-marsh"),
        ("-actor=mar", "ada-marsh, bo-marsh"),
        ("place=mar", "marford"),
        ("actor=mire", None),
        ("actor=marsh+gas", None),
        ("topic=marsh", None),
    ],
)
def test_part_of_a_name_is_asked_back_with_the_names_that_have_it(index, query, offered):
    people = [make_person(name, slug=name.lower().replace(" ", "-")) for name in MARSHES]
    mention(make_entry(), *people, make_place("Marford", slug="marford"))
    index()
    ((told,),) = errors(query).values()
    asked_back = f"could be any of these: {offered}. Give one."
    assert told.endswith(asked_back if offered else " here.")


@pytest.mark.parametrize("value", ["harbour-news/storm", "Storm!", "storm", "STORM!"])
def test_a_liveblog_goes_by_its_address_the_end_of_it_or_its_title(index, value):
    make_liveblog("Storm!", slug="storm")
    index()
    assert canonical(f"liveblog={value}") == "liveblog=harbour-news%2Fstorm"


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("actor=nobody", "actor", "No person or organisation is called “nobody” here."),
        ("-actor=nobody", "-actor", "No person or organisation is called “nobody” here."),
        ("place=nowhere", "place", "No place is called “nowhere” here."),
        ("topic=nothing", "topic", "No topic is called “nothing” here."),
        ("source=none", "source", "No source is called “none” here."),
        ("liveblog=none", "liveblog", "No liveblog has the address or title “none” here."),
        ("label=none", "label", "No entry carries the label “none”."),
        ("has=hat", "has", "An entry may have quote, image, video, list or embed, but not “hat”."),
        ("year=22", "year", "Give the year in four digits, such as 2022."),
        ("sort=sideways", "sort", "The order is “relevance”, “newest” or “oldest”."),
        (
            "from=2022-03-25&to=2022-03-24",
            "to",
            "This lies before the start of the time asked for.",
        ),
        ("from=2022-03-25&from=2022-03-26", "from", "Give one value here, not several."),
        *(
            (
                query,
                query.partition("=")[0],
                "Give a year, month or day as numbers, such as 2022, 2022-03 or 2022-03-24.",
            )
            for query in ("from=24.3.2022", "to=2022-02-30", "to=2022-13")
        ),
    ],
)
def test_bad_input_is_an_error_of_its_field(query, field, message):
    make_entry()
    assert errors(query) == {field: [message]}


def test_one_unknown_name_among_known_ones_is_an_error():
    mention(make_entry(), make_person())
    assert "actor" in errors("actor=ada-marsh&actor=nobody")


@pytest.mark.parametrize(
    "field", ["actor", "place", "topic", "source", "liveblog", "label", "year"]
)
@pytest.mark.parametrize("value", ["%00", "a%00b", "%F0%9F%8C%8A", "x" * 5000, "'%22%3C%5C", "{0}"])
def test_hostile_values_are_unknown_names(index, field, value):
    make_entry()
    assert field in errors(f"{field}={value}")


@pytest.mark.parametrize("field", ["from", "to", "sort"])
@pytest.mark.parametrize("value", ["%00", "0000-00-00", "99999-01-01", "x" * 5000])
def test_hostile_times_and_orders_are_errors(field, value):
    assert field in errors(f"{field}={value}")


def test_a_long_list_of_values_is_an_error():
    query = "&".join(f"actor=someone-{number}" for number in range(500))
    assert errors(query) == {"actor": ["Choose at most 10 here."]}


def test_blank_parameters_ask_for_nothing(found):
    make_entry("Any")
    query = "q=+&from=&to=&actor=&actor=%20&label=&sort=&page="
    assert found(query) == ["Any"]
    assert canonical(query) == ""


@pytest.mark.parametrize("parameter", ["actor", "-actor"])
def test_the_slug_of_what_was_merged_means_what_it_is_now(parameter):
    kept = make_person("José Muñoz")
    FormerSlug.objects.create(kind="actor", slug="pepe-munoz", object_id=kept.pk)
    assert canonical(f"{parameter}=pepe-munoz") == f"{parameter}=jose-munoz"


def test_a_slug_in_use_is_no_former_one():
    FormerSlug.objects.create(kind="actor", slug="ada-marsh", object_id=make_person("Kept").pk)
    make_person("Ada Marsh")
    assert canonical("actor=ada-marsh") == "actor=ada-marsh"
