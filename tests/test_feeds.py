"""Feeds of what entries are about: what stands in them, and what does not."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client

from entries.models import Entry, FormerSlug
from tests.conftest import SearchingClient
from tests.factories import (
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    paragraph,
    tag,
)

pytestmark = pytest.mark.django_db
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def client(index):
    return SearchingClient()


def feed(client: SearchingClient, path: str) -> ElementTree.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def texts(root: ElementTree.Element, path: str) -> list[str | None]:
    return [found.text for found in root.findall(path, ATOM)]


def titles(client: SearchingClient, path: str) -> list[str | None]:
    return texts(feed(client, path), "atom:entry/atom:title")


def test_each_kind_has_a_feed_of_its_own_entries_the_newest_first(client):
    person, board, place, topic = make_person(), make_organisation(), make_place(), make_topic()
    for clock in ("09:00", "11:00", "10:00"):
        entry = make_entry(clock, f"2022-03-24 {clock}")
        mention(entry, person, board, place)
        tag(entry, topic)
    make_entry("Of none", liveblog=make_liveblog("Calm", make_source("Coast News")))
    for subject in (person, board, place, topic, entry.source):
        expected = ["11:00", "10:00", "09:00"]
        assert titles(client, f"{subject.get_absolute_url()}feed/") == expected


def test_the_page_leads_to_its_feed_in_the_head_and_in_sight(client):
    person = make_person()
    mention(make_entry(), person)
    html = client.get("/people/ada-marsh/").content.decode()
    link = (
        '<link rel="alternate" type="application/atom+xml" title="Ada Marsh: the newest entries" '
        'href="/people/ada-marsh/feed/">'
    )
    assert link in html[: html.index("</head>")]
    assert '<a href="/people/ada-marsh/feed/">Feed</a>' in html


def test_an_entry_of_the_feed_has_all_that_a_reader_needs(client):
    entry = make_entry(
        "Sea wall holds",
        "2022-03-24 13:30",
        key="10akv0wxyz",
        labels=["breaking"],
        bylines=[("Rae Quill", ""), ("Lou Ford", "")],
    )
    mention(entry, make_person())
    root = feed(client, "/people/ada-marsh/feed/")
    one = "atom:entry/atom:"
    assert texts(root, f"{one}id") == ["http://testserver/entries/10akv0wxyz/"]
    assert texts(root, f"{one}published") == ["2022-03-24T13:30:00+00:00"]
    assert texts(root, f"{one}updated") == [entry.updated_at.isoformat()]
    assert texts(root, f"{one}author/atom:name") == ["Rae Quill, Lou Ford, Harbour News"]
    assert texts(root, f"{one}summary") == ["Engineers are on their way."]
    assert root.find(f"{one}link", ATOM).get("href") == (
        "http://testserver/entries/10akv0wxyz/sea-wall-holds/"
    )
    assert root.find(f"{one}category", ATOM).get("term") == "breaking"


def test_the_feed_says_what_it_is_and_where_it_belongs(client):
    make_person()
    root = feed(client, "/people/ada-marsh/feed/")
    assert texts(root, "atom:title") == ["Ada Marsh – As It Happened"]
    assert texts(root, "atom:id") == ["http://testserver/people/ada-marsh/"]
    addresses = {link.get("rel"): link.get("href") for link in root.findall("atom:link", ATOM)}
    assert addresses == {
        "alternate": "http://testserver/people/ada-marsh/",
        "self": "http://testserver/people/ada-marsh/feed/",
    }


def test_the_id_of_an_entry_outlasts_its_headline(client):
    entry = make_entry("Wall holds")
    mention(entry, make_person())
    before = texts(feed(client, "/people/ada-marsh/feed/"), "atom:entry/atom:id")
    Entry.objects.filter(pk=entry.pk).update(headline="Wall breaks", slug="wall-breaks")
    assert texts(feed(client, "/people/ada-marsh/feed/"), "atom:entry/atom:id") == before


def test_an_entry_says_what_language_it_is_in(client):
    make_entry("Vent", liveblog=make_liveblog(source=make_source("Radio du Port", language="fr")))
    entry = feed(client, "/sources/radio-du-port/feed/").find("atom:entry", ATOM)
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


def test_undated_entries_stay_out(client):
    person = make_person()
    mention(make_entry("Dated"), person)
    mention(make_entry("Undated", None), person)
    assert titles(client, "/people/ada-marsh/feed/") == ["Dated"]


def test_the_feed_of_a_place_has_the_entries_of_its_parts(client):
    land = make_place("Ukraine", kind="country")
    mention(make_entry("In the city"), make_place("Mariupol", within=land))
    assert titles(client, "/places/ukraine/feed/") == ["In the city"]


def test_a_feed_has_so_many_entries_and_no_more(client, django_assert_max_num_queries):
    person = make_person()
    for number in range(51):
        mention(make_entry(f"Entry {number}", f"2022-03-24 10:{number:02}"), person)
    assert len(titles(client, "/people/ada-marsh/feed/")) == 50
    with django_assert_max_num_queries(6):
        client.get("/people/ada-marsh/feed/")


def test_what_a_dump_brings_is_text_and_fit_for_xml(client):
    attack = "\"'><script>alert(1)</script> & ]]> \x01\x0b\ufffe"
    liveblog = make_liveblog(source=make_source(attack, slug="attack"))
    entry = make_entry(attack, liveblog=liveblog, blocks=[paragraph(attack)], labels=[attack[:60]])
    mention(entry, make_person(attack, slug="attack"))
    root = feed(client, "/people/attack/feed/")
    shown = attack.replace("\x01", "\ufffd").replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd")
    assert texts(root, "atom:entry/atom:title") == [shown]
    (summary,) = root.findall("atom:entry/atom:summary", ATOM)
    assert summary.get("type") == "html"
    assert "<script>" not in summary.text and "&lt;script&gt;" in summary.text
    assert feed(client, "/sources/attack/feed/")


def test_what_has_no_entries_has_an_empty_feed_and_what_is_not_there_none(client):
    make_person()
    assert titles(client, "/people/ada-marsh/feed/") == []
    for path in ("/people/nobody/feed/", "/organisations/ada-marsh/feed/", "/places/x/feed/"):
        assert client.get(path).status_code == 404


def test_without_an_index_the_feed_asks_to_be_tried_again(db):
    make_person()
    response = Client().get("/people/ada-marsh/feed/")
    assert response.status_code == 503
    assert response["Retry-After"] == "10"


def test_the_feed_of_what_was_merged_is_that_of_what_it_is_now(client):
    FormerSlug.objects.create(kind="actor", slug="old", object_id=make_person().pk)
    response = client.get("/people/old/feed/?a=b")
    assert response.status_code == 301
    assert response["Location"] == "/people/ada-marsh/feed/?a=b"
