"""The gazetteer that comes with the project says one thing, and says it of the right names."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from django.utils.text import slugify

from entries.tagging.fields import slug_of
from entries.tagging.gazetteer import FOLDER, place_from, read_folder
from entries.tagging.known import KnownActor, KnownPlace
from entries.tagging.topics import ENOUGH, split_term

from .names import gazetteer, named, recogniser, target_of, topic_rules


@cache  # when a test asks for it: to read it takes as long as a thousand tests to be collected
def known_ones() -> tuple[KnownActor | KnownPlace, ...]:
    """All but the cities of GeoNames, which are too many to be tried one by one."""
    return (*gazetteer().actors, *read_folder(FOLDER / "places", place_from))


def without_context() -> Iterator[tuple[str, KnownActor | KnownPlace]]:
    """A text with each name that means one thing anywhere, and what it means.

    A bare surname means the best known of its bearers; it may be a word, so it gets a sentence.
    """
    for known in known_ones():
        for alias in known.aliases:
            if not alias.context:
                bare = alias.name == getattr(known, "surname", "")
                yield f"So {alias.name} said" if bare else alias.name, known


def in_context(name: str, context: str) -> str | None:
    """A text that has a name in its context; None for contexts of classes, tried elsewhere."""
    if "<" in context:
        return None
    parts = [part.replace("…", name) for part in context.split(" + ")]
    sentences = parts if any("…" in part for part in context.split(" + ")) else [name, *parts]
    return ". Then ".join(sentences) + "."


def with_context() -> Iterator[tuple[str, KnownActor | KnownPlace]]:
    """A text with each name in each of its contexts, and what it means there."""
    for known in known_ones():
        for alias in known.aliases:
            for context in alias.context:
                if text := in_context(alias.name, context):
                    yield text, known


def test_it_is_of_the_size_that_is_promised():
    own = gazetteer()
    assert len(own.people) + len(own.organisations) >= 600
    assert len(own.organisations) >= 250
    assert len(own.places) >= 34_000


def test_every_person_is_told_with_a_year():
    without = [
        person.name
        for person in gazetteer().people
        if not re.search(r"\b\d{4}\b", person.description)
    ]
    assert without == []


def test_every_place_lies_in_its_country():
    places = {place.slug: place for place in gazetteer().places}
    wrong = [
        place.name
        for place in places.values()
        if (holder := places.get(place.within))
        and holder.country
        and place.country
        and holder.country != place.country
    ]
    assert wrong == []


@pytest.mark.parametrize(("slug", "zone"), [("bbc-news", "London"), ("france-24", "Paris")])
def test_the_sources_of_the_layouts_have_their_zone(slug, zone):
    (source,) = [source for source in gazetteer().sources if source.slug == slug]
    assert (source.timezone, source.language) == (f"Europe/{zone}", "en")


def test_slugs_are_those_that_django_would_make():
    plain = [known.name for known in known_ones() if known.name.isascii()]
    assert [slug_of(name) for name in plain] == [slugify(name) for name in plain]


def test_every_name_without_context_means_its_own_entry_alone():
    wrong = [
        (name, found)
        for name, known in without_context()
        if (found := [hit.target for hit in recogniser().find(name)]) != [target_of(known)]
    ]
    assert wrong == []


def test_every_name_with_context_means_its_entry_beside_each_of_its_words():
    # Where two of one name share a context, it decides for neither: that is a suggestion then.
    wrong = [
        text
        for text, known in with_context()
        if target_of(known) not in {hit.target for hit in recogniser().find(text)}
    ]
    assert wrong == []


def test_swallowed_names_mean_nothing():
    assert [name for name in gazetteer().swallowed if recogniser().find(name)] == []


def test_every_term_of_full_weight_makes_its_topic():
    missed = [
        (topic.name, term)
        for topic in gazetteer().topics
        for term in topic.terms
        if split_term(term)[1] == ENOUGH
        and term not in topic_rules().find(term.rstrip("*")).get(topic.name.lower(), ())
    ]
    assert missed == []


def test_every_place_has_coordinates():
    assert [place.name for place in gazetteer().places if place.latitude is None] == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Russian, Ukrainian and British troops, Americans, Ukrainians", set()),
        ("the U.S., America and the USA", {"United States"}),
        ("Britain and the U.K.", {"United Kingdom"}),
        ("from Kiev to Odessa by Zaporizhia", {"Kyiv", "Odesa", "Zaporizhzhia"}),
        ("in eastern Europe; in Eastern Europe", {"Eastern Europe"}),
        ("an eastern European neighbour", set()),
        ("Tell us who did it", set()),
        ("Talks in Tbilisi: Georgia hopes", {"Tbilisi", "Georgia"}),
        ("Atlanta, Georgia", {"Atlanta", "Georgia"}),
        ("North America and New England", {"North America", "New England"}),
    ],
)
def test_places(text, places):
    assert named(text, "place") == places


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Zelenskyy met Jonas Gahr Store", {"Volodymyr Zelensky", "Jonas Gahr Støre"}),
        ("Mr Johnson of the post office", {"Boris Johnson"}),
        ("Mr Martin of the post office", set()),
        ("Boris Johnson came. Mr Johnson left.", {"Boris Johnson"}),
        ("Lyndon Johnson, long ago", set()),
        ("Viktor Orban and Josep Borrell", {"Viktor Orbán", "Josep Borrell"}),
        ("Ursula von der Leyen", {"Ursula von der Leyen"}),
        ("Dmytro Tymoshenko paints", {"Dmytro Tymoshenko"}),
    ],
)
def test_people(text, people):
    assert named(text, "person") == people


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("Nato and the NATO Response Force", {"NATO", "NATO Response Force"}),
        ("a breach of the North Atlantic Treaty", set()),
        ("Putin sat with the Security Council", {"Security Council of Russia"}),
        ("a veto in the Security Council", {"UN Security Council"}),
        ("the Security Council met", set()),
        ("the WHO said who fell ill", {"World Health Organization"}),
        ("FRANCE 24's reporter", {"France 24"}),
        ("Moscow's Ministry of Foreign Affairs", {"Russian Ministry of Foreign Affairs"}),
    ],
)
def test_organisations(text, organisations):
    assert named(text, "organisation") == organisations
