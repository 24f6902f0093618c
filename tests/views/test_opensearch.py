"""The description that browsers search by, and what they are suggested."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.http import QueryDict

from tests.conftest import SearchingClient
from tests.views.world import headlines, stream

SPACE = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def suggested(client, typed: str) -> list[list[str]]:
    response = client.get("/search/suggest/", {"q": typed})
    assert response["Content-Type"] == "application/x-suggestions+json"
    asked, *lists = response.json()
    assert asked == typed
    assert len({len(each) for each in lists}) == 1
    return lists


class TestDescription:
    def test_it_says_where_to_search_and_to_ask_for_suggestions(self, client):
        response = client.get("/opensearch.xml", headers={"host": "localhost:8123"})
        assert response["Content-Type"].startswith("application/opensearchdescription+xml")
        root = ElementTree.fromstring(response.content)
        assert len(root.findtext("o:ShortName", "", SPACE)) in range(1, 17)
        assert {url.get("type"): url.get("template") for url in root.findall("o:Url", SPACE)} == {
            "text/html": "http://localhost:8123/entries/?q={searchTerms}",
            "application/x-suggestions+json": "http://localhost:8123/search/suggest/?q="
            "{searchTerms}",
            "application/opensearchdescription+xml": "http://localhost:8123/opensearch.xml",
        }

    @pytest.mark.django_db
    def test_every_page_names_it(self, client):
        for path in ("/", "/liveblogs/", "/none/", "/?url=x"):
            assert (
                '<link rel="search" href="/opensearch.xml" '
                'type="application/opensearchdescription+xml" title="As It Happened">'
            ) in client.get(path).content.decode()


@pytest.mark.usefixtures("named_archive")
class TestSuggestions:
    def test_names_and_words_are_suggested_with_what_they_are(self, client):
        searches, told, _ = suggested(client, "closed harb")
        assert dict(zip(searches, told, strict=True)) == {
            'closed actor:"Ada Marsh"': "person, 1 entry",
            'closed actor:"Harbour Board"': "organisation, 1 entry",
            'closed place:"New <Harbour>"': "place, 1 entry",
            "closed topic:harbours": "topic, 1 entry",
            'closed source:"Harbour News"': "source, 2 entries",
            "closed harbour": "word, 1 entry",
            "closed harbourmaster": "word, 1 entry",
            "closed harbours": "word, 1 entry",
        }

    def test_each_has_the_address_of_its_list(self, client):
        searches, _, addresses = suggested(client, "place:harb")
        assert searches == ['place:"New <Harbour>"']
        start, _, query = addresses[0].partition("?")
        assert (start, QueryDict(query).dict()) == (
            "http://testserver/entries/",
            {"place": "new-harbour"},
        )

    def test_a_liveblog_is_suggested_by_its_field_word(self, client):
        assert suggested(client, "in:harb")[0] == ['in:"Harbour storm"']

    def test_signs_before_a_name_or_a_word_stay(self, client):
        assert '-actor:"Ada Marsh"' in suggested(client, "-lady harb")[0]
        assert "-harbourmaster" in suggested(client, "-harbourm")[0]

    @pytest.mark.parametrize("typed", ["", "h", "zzzzzz", "\x00\x01", 'harb "' * 1_700])
    def test_nothing_typed_is_an_error(self, client, typed):
        assert isinstance(suggested(client, typed)[0], list)


@pytest.mark.django_db
def test_each_suggestion_finds_as_much_as_it_says(index):
    client = SearchingClient()
    stream(3)
    searches, told, addresses = suggested(client, "harb")
    assert searches == ['actor:"Harbour Board"', 'source:"Harbour News"']
    assert told == ["organisation, 3 entries", "source, 3 entries"]
    for search, address in zip(searches, addresses, strict=True):
        assert len(headlines(client.get("/entries/", {"q": search}, follow=True))) == 3
        assert len(headlines(client.get(address))) == 3


def test_without_an_index_nothing_is_suggested(client):
    assert suggested(client, "harb") == [[], [], []]
