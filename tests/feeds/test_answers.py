"""How feeds are sent: told of by pages, not sent twice, and well-formed whatever they hold."""

from __future__ import annotations

import datetime as dt
import json
import time

import pytest
from django.utils.http import http_date
from hypothesis import given
from hypothesis import strategies as st

from entries.feeds.atom import atom as written_atom
from entries.feeds.documents import Document, Item
from entries.feeds.json_feed import json_feed as written_json
from entries.models import Entry
from tests.factories import make_entry, make_person, mention
from tests.views.world import stream

from .reading import ATOM, checked_atom, texts

STREAM = "/liveblogs/harbour-news/storm-over-the-harbour/"
PAGES = {
    "/": "/entries/feed.{}",
    "/entries/": "/entries/feed.{}",
    "/entries/?q=entry&label=breaking&sort=oldest": "/entries/feed.{}?q=entry&amp;label=breaking",
    "/entries/values/person/?label=breaking&name=ada": "/entries/feed.{}?label=breaking",
    **dict.fromkeys(("/people/?q=ada&letter=A", "/places/", "/topics/"), "/entries/feed.{}"),
    **dict.fromkeys(("/organisations/", "/sources/?sort=entries"), "/entries/feed.{}"),
    "/people/ada-marsh/": "/people/ada-marsh/feed.{}",
    "/organisations/harbour-board/": "/organisations/harbour-board/feed.{}",
    "/places/port-ellen/": "/places/port-ellen/feed.{}",
    "/topics/flooding/": "/topics/flooding/feed.{}",
    "/sources/harbour-news/": "/sources/harbour-news/feed.{}",
    "/liveblogs/": "/liveblogs/feed.{}",
    "/liveblogs/?utm_source=x&q=storm": "/liveblogs/feed.{}?q=storm",
    f"{STREAM}?order=newest": f"{STREAM}feed.{{}}",
    "/days/": "/entries/feed.{}",
    "/days/2022/": "/days/2022/feed.{}",
    "/days/2022/w12/": "/days/2022/w12/feed.{}",
    "/days/2022/03/": "/days/2022/03/feed.{}",
    "/days/2022/03/24/?by=source": "/days/2022/03/24/feed.{}",
    "/on/03-24/": "/on/03-24/feed.{}",
    "/changes/?kind=gone": "/changes/feed.{}?kind=gone",
}
HOSTILE = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\x00\x01\x08\x0b\x0c\x0e\x1f\x7f\x85\ufffe\uffff]>&<\"'\r\n\t"),
    ),
    min_size=1,
    max_size=40,
) | st.sampled_from(["]]>", "<![CDATA[", "<!--", "&#0;", "<?xml?>", "\U000e0001"])


@pytest.mark.django_db
def test_every_page_with_a_feed_leads_to_it_in_its_head_and_in_sight(client):
    stream(3)
    for page, feed in PAGES.items():
        html = client.get(page).content.decode()
        head, _, rest = html.partition("</head>")
        for form, media in (("atom", "application/atom+xml"), ("json", "application/feed+json")):
            address = feed.format(form)
            assert f'<link rel="alternate" type="{media}" title="' in head, page
            assert f'href="{address}"' in head, page
            assert f'<a href="{address}" type="{media}">' in rest, page
            assert client.get(address.replace("&amp;", "&")).status_code == 200


@pytest.mark.django_db
def test_what_has_no_feed_says_nothing_of_feeds(client):
    make_person()
    paths = ("/times/", "/search/help/", "/none/", "/people/nobody/", "/liveblogs/x/y/")
    for path in (*paths, "/?url=x", "/entries/?from=x", "/changes/?kind=x", "/days/2022/02/30/"):
        assert b"/feed." not in client.get(path).content, path


@pytest.mark.django_db
def test_the_link_to_a_feed_says_what_it_is_of(client):
    mention(make_entry(), make_person("<Ada>", slug="ada"))
    html = client.get("/people/ada/").content.decode()
    assert 'title="&lt;Ada&gt;: the newest (Atom)"' in html
    for path in ("/", "/days/", "/people/"):
        assert b'title="All entries: the newest (Atom)"' in client.get(path).content


class TestAskedAgain:
    @pytest.fixture(autouse=True)
    def entries(self, db):
        stream(120)

    @pytest.mark.parametrize("form", ["atom", "json"])
    def test_what_has_not_changed_is_not_sent_again(self, client, form):
        first = client.get(f"{STREAM}feed.{form}")
        again = client.get(f"{STREAM}feed.{form}", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]

    def test_nor_is_what_was_packed_on_its_way(self, client):
        first = client.get(f"{STREAM}feed.atom")
        weak = {"If-None-Match": f"W/{first['ETag']}"}
        assert client.get(f"{STREAM}feed.atom", headers=weak).status_code == 304

    def test_what_has_changed_is_sent_again(self, client):
        first = client.get(f"{STREAM}feed.atom")
        stream(1, first=120)
        again = client.get(f"{STREAM}feed.atom", headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 200
        assert again["ETag"] != first["ETag"]

    def test_what_lost_an_entry_is_sent_again_to_those_who_know_but_the_time(self, client):
        first = client.get(f"{STREAM}feed.atom")
        told = first.get("Last-Modified", http_date(time.time()))
        entry = Entry.objects.newest_first().first()
        entry.appearances.all().delete()
        entry.delete()
        again = client.get(f"{STREAM}feed.atom", headers={"If-Modified-Since": told})
        assert again.status_code == 200
        assert again.content != first.content

    def test_each_says_for_how_long_it_may_be_kept_and_archives_for_longer(self, client):
        response = client.get(f"{STREAM}feed.atom")
        assert response["Cache-Control"] == "public, max-age=300"
        assert response["Access-Control-Allow-Origin"] == "*"
        (archive,) = [
            link.get("href")
            for link in checked_atom(response.content).findall("atom:link", ATOM)
            if link.get("rel") == "prev-archive"
        ]
        assert client.get(archive)["Cache-Control"] == "public, max-age=3600"

    def test_nobody_is_told_apart_and_nothing_is_changed(self, client):
        response = client.get(f"{STREAM}feed.atom")
        assert "Cookie" not in response.get("Vary", "") and not response.cookies
        assert client.head(f"{STREAM}feed.atom").status_code == 200
        assert client.post(f"{STREAM}feed.atom").status_code == 405


def document(text: str) -> Document:
    moment = dt.datetime(2022, 3, 24, tzinfo=dt.UTC)
    words = {"title": text, "html": text, "summary": text, "language": text}
    item = Item(
        id="http://a.example/1",
        address="http://a.example/1",
        published=moment,
        updated=moment,
        authors=[text],
        tags=[text],
        **words,
    )
    links = {"self": "http://a.example/feed", "current": "http://a.example/feed"}
    return Document(text, text, "http://a.example/", [item], links)


@given(HOSTILE)
def test_no_text_breaks_a_feed(text):
    root = checked_atom(written_atom(document(text)))
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    (found,) = texts(root, "atom:entry/atom:title")
    assert len(found) == len(ends)
    assert found.replace("\ufffd", "").strip() in ends or "\ufffd" in found
    assert json.loads(written_json(document(text)))["items"][0]["title"] == text
