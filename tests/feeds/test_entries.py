"""Feeds of entries as filters ask for them: what stands in them, in which order, what does not."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from entries.models import Entry, FormerSlug
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
from tests.views.world import headlines, stream

from .reading import ATOM, LANG, all_documents, all_pages, atom, json_feed, related, texts, titles

pytestmark = pytest.mark.django_db
PERSON = "/people/ada-marsh/feed.atom"


def test_each_kind_has_a_feed_of_its_own_entries_the_newest_first(client):
    person, board, place, topic = make_person(), make_organisation(), make_place(), make_topic()
    for clock in ("09:00", "11:00", "10:00"):
        entry = make_entry(clock, f"2022-03-24 {clock}")
        mention(entry, person, board, place)
        tag(entry, topic)
    make_entry("Of none", liveblog=make_liveblog("Calm", make_source("Coast News")))
    for subject in (person, board, place, topic, entry.source):
        expected = ["11:00", "10:00", "09:00"]
        address = subject.get_absolute_url()
        assert titles(client, f"{address}feed.atom") == expected
        items = json_feed(client, f"{address}feed.json")["items"]
        assert [item["title"] for item in items] == expected


def test_an_entry_of_the_feed_has_all_that_a_reader_needs(client):
    entry = make_entry(
        "Sea wall holds",
        "2022-03-24 13:30",
        key="10akv0wxyz",
        labels=["breaking"],
        bylines=[("Rae Quill", ""), ("Lou Ford", "")],
        blocks=[
            paragraph("It is dry."),
            {"type": "quote", "text": "Look!"},
            {"type": "list", "items": ["One", "Two"]},
            {"type": "image", "alt": "A wall", "credit": None, "caption": "The wall"},
        ],
    )
    mention(entry, make_person())
    root = atom(client, PERSON)
    one = "atom:entry/atom:"
    html = "<p>It is dry.</p><blockquote><p>Look!</p></blockquote><ul><li>One</li><li>Two</li></ul>"
    assert texts(root, f"{one}id") == ["http://testserver/entries/10akv0wxyz/"]
    assert texts(root, f"{one}published") == ["2022-03-24T13:30:00+00:00"]
    assert texts(root, f"{one}updated") == [entry.updated_at.isoformat()]
    assert texts(root, f"{one}author/atom:name") == ["Rae Quill", "Lou Ford", "Harbour News"]
    assert texts(root, f"{one}summary") == ["It is dry. Look! One Two"]
    assert texts(root, f"{one}content") == [html]
    address = "http://testserver/entries/10akv0wxyz/sea-wall-holds/"
    assert root.find(f"{one}link", ATOM).get("href") == address
    assert root.find(f"{one}category", ATOM).get("term") == "breaking"
    (item,) = json_feed(client, PERSON.replace("atom", "json"))["items"]
    assert item == {
        "id": "http://testserver/entries/10akv0wxyz/",
        "url": address,
        "title": "Sea wall holds",
        "content_html": html,
        "summary": "It is dry. Look! One Two",
        "date_published": "2022-03-24T13:30:00+00:00",
        "date_modified": entry.updated_at.isoformat(),
        "authors": [{"name": "Rae Quill"}, {"name": "Lou Ford"}, {"name": "Harbour News"}],
        "tags": ["breaking"],
        "language": "en",
    }


def test_an_entry_of_pictures_alone_says_its_title(client):
    picture = {"type": "image", "alt": "A wall", "credit": None, "caption": None}
    make_entry("Sea wall", blocks=[picture])
    assert texts(atom(client, "/entries/feed.atom"), ".//atom:content") == ["<p>Sea wall</p>"]


def test_the_feed_says_what_it_is_and_where_it_belongs(client):
    make_person()
    root = atom(client, PERSON)
    assert texts(root, "atom:title") == ["Ada Marsh – As It Happened"]
    assert texts(root, "atom:subtitle") == ["The newest entries about Ada Marsh"]
    assert texts(root, "atom:id") == ["http://testserver/people/ada-marsh/"]
    assert root.get(LANG) == "en-GB"
    assert related(root) == {
        "alternate": "/people/ada-marsh/",
        "self": PERSON,
        "current": PERSON,
        "first": PERSON,
    }
    feed = json_feed(client, "/people/ada-marsh/feed.json")
    assert feed["home_page_url"] == "http://testserver/people/ada-marsh/"
    assert feed["feed_url"] == "http://testserver/people/ada-marsh/feed.json"


def test_the_id_of_an_entry_outlasts_its_headline(client):
    entry = make_entry("Wall holds")
    mention(entry, make_person())
    before = texts(atom(client, PERSON), "atom:entry/atom:id")
    Entry.objects.filter(pk=entry.pk).update(headline="Wall breaks", slug="wall-breaks")
    assert texts(atom(client, PERSON), "atom:entry/atom:id") == before


def test_an_entry_says_what_language_it_is_in(client):
    make_entry("Vent", liveblog=make_liveblog(source=make_source("Radio du Port", language="fr")))
    entry = atom(client, "/sources/radio-du-port/feed.atom").find("atom:entry", ATOM)
    assert entry.get(LANG) == "fr"


def test_undated_entries_stay_out_also_where_nothing_else_is_asked(client):
    person = make_person()
    mention(make_entry("Dated"), person)
    mention(make_entry("Undated", None), person)
    for address in (PERSON, "/entries/feed.atom", "/entries/feed.atom?to=2030"):
        assert titles(client, address) == ["Dated"]


def test_the_feed_of_a_place_has_the_entries_of_its_parts(client):
    land = make_place("Ukraine", kind="country")
    mention(make_entry("In the city"), make_place("Mariupol", within=land))
    assert titles(client, "/places/ukraine/feed.atom") == ["In the city"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=entry+7",
        "actor=guest-3",
        "-actor=guest-3&label=breaking",
        "q=actor:guest-5+entry",
        "from=2022-03-24T08&to=2022-03-24T09",
        "source=harbour-news&sort=oldest",
    ],
)
def test_a_list_has_a_feed_of_what_it_shows_the_newest_first(client, query):
    stream(20)
    shown = headlines(client.get(f"/entries/?{query}", follow=True))
    expected = sorted(shown, key=lambda title: -int(title.removeprefix("Entry ")))
    assert shown and titles(client, f"/entries/feed.atom?{query}") == expected


def test_the_feed_of_a_list_names_its_filters_and_its_one_address(client):
    stream(1)
    asked = "topic=Flooding&q=entry+actor:%22Ada+Marsh%22&-label=analysis&sort=oldest&page=3"
    make_entry("Other", labels=["analysis"])
    root = atom(client, f"/entries/feed.atom?{asked}")
    assert texts(root, "atom:title") == [
        "entry, Ada Marsh, Flooding, not analysis – As It Happened"
    ]
    query = "?q=entry&actor=ada-marsh&topic=flooding&-label=analysis"
    assert related(root)["self"] == f"/entries/feed.atom{query}"
    assert related(root)["alternate"] == f"/entries/{query}"


def test_what_the_list_refuses_the_feed_refuses_with_the_reasons(client):
    for form in ("atom", "json"):
        assert client.get(f"/entries/feed.{form}?q=actor:nobody").status_code == 400
        response = client.get(f"/entries/feed.{form}?actor=nobody&from=x")
        assert response.status_code == 400
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert "No person or organisation is called “nobody” here." in response.content.decode()
        assert len(response.content.decode().splitlines()) == 2


def test_a_day_has_a_feed_of_its_entries_by_the_calendar_of_each_source(client):
    sydney = make_liveblog("Far", make_source("South News", timezone="Australia/Sydney"))
    make_entry("Morning there", "2022-03-24 20:00", liveblog=sydney)
    make_entry("Evening here", "2022-03-24 20:00")
    make_entry("A day alone", "2022-03-25 00:00", time_precision="day")
    address = "/days/2022/03/25/feed.atom"
    assert titles(client, address) == ["A day alone", "Morning there"]
    root = atom(client, address)
    assert texts(root, "atom:title") == ["25 March 2022 – As It Happened"]
    assert related(root)["alternate"] == "/days/2022/03/25/"
    for path in ("2022/02/30", "0000/01/01"):
        assert client.get(f"/days/{path}/feed.atom").status_code == 404
    assert titles(client, "/days/9999/12/31/feed.atom") == []


class TestFurtherDocuments:
    def test_they_have_every_dated_entry_once(self, client):
        stream(130)
        make_entry("Undated", None)
        expected = [f"Entry {number}" for number in reversed(range(130))]
        pages = all_documents(client, "/people/ada-marsh/feed.atom", "next")
        assert [len(page.findall("atom:entry", ATOM)) for page in pages] == [50, 50, 30]
        found = [title for page in pages for title in texts(page, "atom:entry/atom:title")]
        assert found == expected
        items = [item for page in all_pages(client, "/entries/feed.json") for item in page["items"]]
        assert [item["title"] for item in items] == expected

    def test_each_leads_back_to_the_one_before(self, client):
        stream(150)
        pages = all_documents(client, "/entries/feed.atom?label=breaking", "next")
        addresses = [related(page)["self"] for page in pages]
        assert len(addresses) == 3
        assert [related(page).get("previous") for page in pages] == [None, *addresses[:-1]]
        assert {related(page)["first"] for page in pages} == {addresses[0]}
        assert {related(page)["current"] for page in pages} == {addresses[0]}

    def test_entries_of_one_minute_come_once_each(self, client):
        liveblogs = [make_liveblog(f"Stream {number}") for number in range(3)]
        for number in range(120):
            make_entry(f"Post {number}", liveblog=liveblogs[number % 3], ordinal=number % 7)
        pages = all_documents(client, "/entries/feed.atom", "next")
        found = [one for page in pages for one in texts(page, "atom:entry/atom:title")]
        assert sorted(found) == sorted(f"Post {number}" for number in range(120))
        back = all_documents(client, related(pages[-1])["self"], "previous")
        assert [related(page)["self"] for page in back] == [
            related(page)["self"] for page in reversed(pages)
        ]

    def test_entries_that_come_meanwhile_move_nothing(self, client):
        stream(60)
        following = related(atom(client, "/entries/feed.atom"))["next"]
        before = titles(client, following)
        stream(5, first=100)
        assert titles(client, following) == before == [f"Entry {n}" for n in reversed(range(10))]

    @pytest.mark.parametrize("after", ["x", "1", "1-", "-1-1", "1-1-1", "9" * 20 + "-1", "١-١"])
    def test_a_start_that_no_link_has_is_not_found(self, client, after):
        assert client.get("/entries/feed.atom", {"after": after}).status_code == 404

    @pytest.mark.parametrize("after", ["0-0", "9999999999999999999-9999999999999999999"])
    def test_a_start_beyond_either_end_is_no_error(self, client, after):
        make_entry("Only")
        assert titles(client, f"/entries/feed.atom?after={after}") in ([], ["Only"])


def test_a_feed_asks_as_few_queries_for_fifty_entries_as_for_three(client, index):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(address).status_code == 200
        return len(captured)

    addresses = (PERSON, "/entries/feed.json?q=entry", "/days/2022/03/24/feed.atom")
    stream(3)
    index()
    few = [queries(address) for address in addresses]
    stream(60, first=3)
    index()
    assert [queries(address) for address in addresses] == few
    assert max(few) <= 5


def test_what_a_dump_brings_is_text_and_fit_for_xml(client):
    attack = "\"'><script>alert(1)</script> & ]]> \x01\x0b\ufffe"
    times = {"starts_at": "2022-03-24T13:30Z", "ends_at": "2022-03-24T13:30Z"}
    source = make_source(attack, slug="attack")
    liveblog = make_liveblog(attack, slug="attack", source=source, **times)
    entry = make_entry(attack, liveblog=liveblog, blocks=[paragraph(attack)], labels=[attack[:60]])
    mention(entry, make_person(attack, slug="attack"))
    root = atom(client, "/people/attack/feed.atom")
    shown = attack.replace("\x01", "\ufffd").replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd")
    assert texts(root, "atom:entry/atom:title") == [shown]
    (content,) = root.findall("atom:entry/atom:content", ATOM)
    assert content.get("type") == "html"
    assert strip_tags(content.text).startswith("&quot;&#x27;&gt;&lt;script&gt;alert")
    assert "<script>" not in content.text
    for address in ("/sources/attack/", "/liveblogs/attack/attack/", "/liveblogs/", "/entries/"):
        assert titles(client, f"{address}feed.atom")
        (item,) = json_feed(client, f"{address}feed.json")["items"]
        assert item["title"] == attack
        assert "<script>" not in item["content_html"]


def test_what_has_no_entries_has_an_empty_feed_that_stays_the_same_and_what_is_not_there_none(
    client,
):
    make_person()
    assert titles(client, PERSON) == []
    assert texts(atom(client, PERSON), "atom:updated") == ["1970-01-01T00:00:00+00:00"]
    for path in ("/people/nobody/", "/organisations/ada-marsh/", "/places/x/", "/liveblogs/x/y/"):
        for form in ("atom", "json"):
            assert client.get(f"{path}feed.{form}").status_code == 404
    assert client.get("/people/ada-marsh/feed.rss").status_code == 404


def test_without_an_index_the_feed_asks_to_be_tried_again(db):
    make_person()
    response = Client().get(PERSON)
    assert response.status_code == 503
    assert response["Retry-After"] == "10"


def test_the_feed_of_what_was_merged_is_that_of_what_it_is_now(client):
    FormerSlug.objects.create(kind="actor", slug="old", object_id=make_person().pk)
    response = client.get("/people/old/feed.json?a=b")
    assert response.status_code == 301
    assert response["Location"] == "/people/ada-marsh/feed.json?a=b"
