"""What the page of a person, a place or another tells beside its entries; every count is true."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from entries.filters.facets import FacetValue
from entries.locks import Lock, holding
from entries.models import ActorName
from entries.views.subjects.profiles import SourceBar
from tests.conftest import SearchingClient
from tests.factories import (
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    mention,
)
from tests.views.world import body, headlines, links

pytestmark = pytest.mark.django_db


@pytest.fixture
def marsh():
    """A person in three entries of one source, of four, and in one of two of another."""
    person, board = make_person(), make_organisation()
    harbour, coast = make_source(), make_source("Coast News")
    for source, count, named in ((harbour, 4, 3), (coast, 2, 1)):
        for number in range(count):
            liveblog = make_liveblog("Storm", source)
            entry = make_entry(f"{source.name} {number}", liveblog=liveblog)
            if number < named:
                mention(entry, person, *([board] if number == 0 else []))
    return person


@pytest.fixture
def land():
    """A country with a region and its city, and a town of its own; another country beside it."""
    europe = make_place("Europe", kind="continent")
    land = make_place("Ukraine", kind="country", country="UA", within=europe)
    region = make_place("Donetsk region", kind="region", country="UA", within=land)
    city = make_place("Mariupol", kind="city", country="UA", within=region)
    town = make_place("Hostomel", kind="town", country="UA", within=land)
    beside = make_place("Poland", kind="country", country="PL", within=europe)
    mention(make_entry("City"), city, beside)
    mention(make_entry("Both"), city, region, town)
    mention(make_entry("Land"), land, beside)
    make_place("Unnamed", within=land)
    return land


def followed(client: SearchingClient, html: str, name: str) -> int:
    """How many entries the link of this name gives."""
    address = re.search(rf'href="([^"]*)"[^>]*>{name}</a>', html)[1]
    text = body(client.get(unescape(address)))
    return int(re.search(r"([\d,]+) entr(?:y|ies)", text)[1].replace(",", ""))


def test_sources_are_compared_by_number_and_by_share(client, marsh):
    page = client.get("/people/ada-marsh/")
    assert (
        "Source Entries Of all it has Harbour News 3 75.0 % of 4 Coast News 1 50.0 % of 2"
        in body(page)
    )
    assert '<rect width="100.000%" height="100%"/>' in page.content.decode()
    assert '<rect width="33.333%" height="100%"/>' in page.content.decode()


@pytest.mark.parametrize(
    ("count", "whole", "shown"),
    [
        (3, 18, "16.7 %"),
        (8, 31, "25.8 %"),
        (1, 10_000, "< 0.1 %"),
        (9_999, 10_000, "99.9 %"),
        (4, 4, "100.0 %"),
    ],
)
def test_a_share_is_rounded_to_the_nearest_but_never_to_none_or_all(count, whole, shown):
    value = FacetValue(1, "Harbour News", count, "/entries/?source=harbour-news")
    assert SourceBar(value, whole, "0").percent == shown


def test_each_link_gives_as_many_entries_as_stand_beside_it(client, marsh):
    html = client.get("/people/ada-marsh/").content.decode()
    assert followed(client, html, "Harbour News") == 3
    assert followed(client, html, "Coast News") == 1
    assert followed(client, html, "Harbour Board") == 2


def test_a_single_source_is_told_in_a_sentence(client):
    mention(make_entry(), make_person())
    page = client.get("/people/ada-marsh/")
    assert "All of them are from Harbour News." in body(page)
    assert "Sources compared" not in body(page)


def test_a_source_is_not_compared_with_itself(client, marsh):
    assert "Sources compared" not in body(client.get("/sources/coast-news/"))


def test_years_and_sources_are_not_among_what_is_named_with_it(client, marsh):
    html = client.get("/people/ada-marsh/").content.decode()
    facets = re.findall(r'id="title-(\w+)"', html)
    assert facets == ["organisation"]


def test_mentions_over_time_are_a_chart_and_a_table(client):
    person = make_person()
    for day in ("2022-03-24", "2022-05-24"):
        mention(make_entry(day, f"{day} 12:00"), person)
    text = body(client.get("/people/ada-marsh/"))
    assert "Entries over time" in text
    assert "The chart as a table" in text


def test_the_entries_can_be_filtered_from_the_page(client, marsh):
    html = client.get("/people/ada-marsh/").content.decode()
    form = html[html.index('<form class="filters"') :]
    form = form[: form.index("</form>")]
    assert 'action="/entries/"' in form
    assert '<input type="hidden" name="actor" value="ada-marsh">' in form
    assert headlines(client.get("/entries/?actor=ada-marsh&source=coast-news")) == ["Coast News 0"]


def test_later_pages_have_entries_alone(client):
    person = make_person()
    for number in range(21):
        source = make_source(f"Source {number % 2}")
        liveblog = make_liveblog("Storm", source)
        mention(make_entry(f"Entry {number}", liveblog=liveblog), person)
    assert "Sources compared" in body(client.get("/people/ada-marsh/"))
    second = client.get("/people/ada-marsh/?page=2")
    assert "Sources compared" not in body(second)
    assert len(headlines(second)) == 1


def test_a_place_says_what_it_lies_in_up_to_its_country(client, land):
    page = client.get("/places/mariupol/")
    assert "City in Donetsk region , Ukraine" in body(page)
    assert "Europe" not in body(page)
    assert {"/places/donetsk-region/", "/places/ukraine/"} <= set(links(page))
    assert "Country in Europe" in body(client.get("/places/ukraine/"))


def test_a_place_has_the_entries_and_the_counts_of_its_parts(client, land):
    page = client.get("/places/ukraine/")
    assert sorted(headlines(page)) == ["Both", "City", "Land"]
    assert "3 entries that name it or a place in it" in body(page)
    assert "Named in Ukraine Donetsk region 2 Hostomel 1" in body(page)
    for name, count in (("Donetsk region", 2), ("Hostomel", 1)):
        assert followed(client, page.content.decode(), name) == count


def test_the_places_named_with_a_place_are_others(client, land):
    html = client.get("/places/ukraine/").content.decode()
    facet = html[html.index('id="facet-place"') : html.index("</section>", html.index("facet-pl"))]
    assert "Poland" in facet
    for own in ("Europe", "Mariupol", "Hostomel", "Donetsk region"):
        assert own not in facet
    assert followed(client, facet, "Poland") == 2


def test_a_place_named_with_its_own_alone_has_no_list_of_places(client, land):
    mention(make_entry("Alone"), make_place("Irpin", within=land))
    assert 'id="facet-place"' not in client.get("/places/irpin/").content.decode()


def test_the_spellings_are_those_of_the_entries_and_then_the_other_names(client):
    person = make_person("Zoë Adams")
    for words in ("Ms  Adams", "<b>Z</b>", "Adams", "ADAMS", "Adams", "Zoë Adams"):
        entry = make_entry()
        mention(entry, person)
        entry.mentions.update(matched=words)
    for name in ("Zoë Adams", "adams", "Zoe Adams-Ford"):
        ActorName.objects.create(actor=person, name=name)
    html = client.get("/people/zoe-adams/").content.decode()
    written, others = (
        re.findall("<span[^>]*>([^<]*)</span>", html[html.index(words) :].partition("</p>")[0])
        for words in ("Written here as", "Also found as")
    )
    assert written == ["Adams", "&lt;b&gt;Z&lt;/b&gt;", "Ms Adams"]
    assert others == ["Zoe Adams-Ford"]


def test_equally_usual_spellings_stand_in_the_order_of_the_text(client):
    person, entry = make_person("Zoë Adams"), make_entry()
    mention(entry, person, person)
    first, second = entry.mentions.order_by("start")
    for each, words in ((second, "Zoë A."), (first, "Ms Adams")):  # the first is written last
        each.matched = words
        each.save()
    html = client.get("/people/zoe-adams/").content.decode()
    assert 0 < html.index("Ms Adams</span>") < html.index("Zoë A.</span>")


def test_an_item_of_wikidata_is_linked(client):
    make_person(wikidata="Q7747")
    assert "https://www.wikidata.org/wiki/Q7747" in links(client.get("/people/ada-marsh/"))


def test_without_an_index_the_page_still_says_who_it_is(db):
    make_person(description="Runs the harbour.")
    with holding(Lock.REBUILDING):  # as the process does that makes the index
        page = Client().get("/people/ada-marsh/")
    assert "Ada Marsh Runs the harbour." in body(page)
    assert "Search is being prepared." in body(page)
