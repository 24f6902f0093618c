"""What is offered while one types: what it says, and where each suggestion leads."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client

from tests.views.world import body, links


def offered(client: Client, query: str) -> dict[str, dict[str, list[str]]]:
    """Where each suggestion leads, as the parameters of the list, by what it is."""
    response = client.get(f"/search/complete/?{query}")
    assert response.status_code == 200
    found = re.findall(r'(?s)<a href="/entries/\??(.*?)".*?>(.*?)</a>', response.content.decode())
    texts = [" ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split()) for _, text in found]
    queries = [dict(QueryDict(unescape(query)).lists()) for query, _ in found]
    return dict(zip(texts, queries, strict=True))


@pytest.mark.usefixtures("named_archive")
class TestSuggestions:
    def test_names_of_every_kind_are_offered_with_their_entries(self, client):
        assert {**offered(client, "q=harb"), **offered(client, "q=in:harb")} == {
            "Ada Marsh (Lady Harbour) person, 1 entry": {"actor": ["ada-marsh"]},
            "Harbour Board organisation, 1 entry": {"actor": ["harbour-board"]},
            "New <Harbour> place, 1 entry": {"place": ["new-harbour"]},
            'The "harbours" topic, 1 entry': {"topic": ["harbours"]},
            "Harbour News source, 2 entries": {"source": ["harbour-news"]},
            "Harbour storm liveblog, 2 entries": {"liveblog": ["harbour-news/storm"]},
            "harbour word, 1 entry": {"q": ["harbour"]},
            "harbourmaster word, 1 entry": {"q": ["harbourmaster"]},
            "harbours word, 1 entry": {"q": ["harbours"]},
        }

    def test_what_was_typed_of_a_name_leaves_the_box(self, client):
        assert offered(client, "q=closed+bridge+harbour+boa") == {
            "Harbour Board organisation, 1 entry": {
                "q": ["closed bridge"],
                "actor": ["harbour-board"],
            }
        }

    def test_a_word_is_completed_and_a_sign_before_it_stays(self, client):
        assert offered(client, "q=old+-harbourm")["harbourmaster word, 1 entry"] == {
            "q": ["old -harbourmaster"]
        }
        assert offered(client, 'q="old+harbourm')["harbourmaster word, 1 entry"] == {
            "q": ['"old harbourmaster']
        }

    def test_a_name_after_a_minus_becomes_a_filter_that_excludes(self, client):
        found = offered(client, "q=storm+-place:harb")
        assert found == {
            "New <Harbour> place, 1 entry": {"q": ["storm"], "-place": ["new-harbour"]}
        }

    def test_filters_in_force_stay_and_the_list_starts_afresh(self, client):
        query = "actor=nato&actor=&from=2022-03&to=&sort=oldest&page=7&q=board"
        assert list(offered(client, query).values()) == [
            {"actor": ["nato", "harbour-board"], "from": ["2022-03"], "sort": ["oldest"]}
        ]

    def test_a_filter_in_force_is_not_added_twice(self, client):
        found = offered(client, "actor=harbour-board&q=board")
        assert list(found.values()) == [{"actor": ["harbour-board"]}]

    def test_the_number_of_suggestions_is_announced(self, client):
        assert "1 suggestion. Tab leads to it." in body(client.get("/search/complete/?q=board"))
        response = client.get("/search/complete/?q=harbou")
        assert f"{len(links(response))} suggestions. Tab leads to them." in body(response)

    def test_a_link_keeps_its_id_when_the_list_is_renewed(self, client):
        for query in ("harb", "harbo"):
            response = client.get(f"/search/complete/?q={query}", headers={"HX-Trigger": 'x"<b>'})
            assert 'id="x&quot;&lt;b&gt;-suggestion-1"' in response.content.decode()

    def test_what_names_say_is_escaped(self, client):
        html = client.get("/search/complete/?q=new+harb").content.decode()
        assert "New &lt;Harbour&gt;" in html and "<Harbour>" not in html

    @pytest.mark.parametrize("query", ["", "q=", "q=h", "q=zzzzzz", "q=%00%01", "page=x"])
    def test_where_nothing_fits_nothing_is_offered(self, client, query):
        response = client.get(f"/search/complete/?{query}")
        assert (response.status_code, links(response)) == (200, [])
        assert body(response) == "No suggestions."

    def test_ten_thousand_characters_are_no_error(self, client):
        assert client.get("/search/complete/", {"q": 'harb "' * 1_700}).status_code == 200


def test_without_an_index_nothing_is_offered(client):
    response = client.get("/search/complete/?q=harb")
    assert (response.status_code, body(response)) == (200, "No suggestions.")
