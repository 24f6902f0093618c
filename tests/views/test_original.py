"""Original addresses: what they lead to here, and what is said where that is nothing."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from entries.importing.homes import bare_address
from entries.importing.imports import import_dumps
from entries.models import Appearance, Entry, Liveblog
from entries.readers.base import Hints
from entries.readers.sidefile import LONGEST_ADDRESS, is_address
from entries.views.original import found_at, words_in
from entries.views.written import addresses_in, forms_of, ids_in
from tests.factories import (
    appear,
    make_capture,
    make_entry,
    make_liveblog,
    make_source,
)
from tests.views.world import body, links

POSTING = {
    "@type": "LiveBlogPosting",
    "headline": "Ferry live",
    "url": "https://lake.example/live",
    "liveBlogUpdate": [
        {
            "@type": "BlogPosting",
            "headline": f"Ferry number {number}",
            "url": f"https://lake.example/live#p{number}",
            "datePublished": f"2019-06-04T10:{number:02}:00+02:00",
            "articleBody": "It left the pier.",
        }
        for number in (3, 2, 1)
    ],
}
PAGE = "https://www.harbour.example/live/storm-over-harbour-2022"
HOME = "/liveblogs/harbour-news/storm-over-the-harbour/"
ARCHIVE = "https://web.archive.org/web/2022/"
# Some of a few signs that hosts are taken apart at, some of any.
HOSTS = st.just("h.example:99999") | st.text("[]:@%.℀h9", max_size=8) | st.text(max_size=20)

pytestmark = pytest.mark.django_db


def asked(client, url: str):
    return client.get("/", {"url": url})


def leads_to(client, url: str) -> str:
    response = asked(client, url)
    assert response.status_code == 302, body(response)
    return response["Location"]


def anchored(anchor: str, headline: str = "The bridge is closed", liveblog: Liveblog | None = None):
    """An entry that stands in a page of the liveblog with this anchor."""
    liveblog = liveblog or make_liveblog(url=PAGE)
    entry = make_entry(headline, liveblog=liveblog)
    standing = appear(entry, make_capture(liveblog))
    Appearance.objects.filter(pk=standing.pk).update(anchor=anchor)
    return entry


class TestLiveblogs:
    @pytest.mark.parametrize(
        "url",
        [
            PAGE,
            PAGE.replace("https", "http"),
            PAGE.replace("www.", ""),
            PAGE.replace("www.", "m."),
            PAGE.replace("www.", "amp."),
            f"{PAGE}/",
            f"{PAGE}?utm_source=post&page=3",
            f"{PAGE}#nothing-known",
            f"  {PAGE} ",
            PAGE.replace("www.harbour.example", "WWW.Harbour.example:443"),
            f"https://web.archive.org/web/20220324120000/{PAGE}?page=2",
            f"https://web.archive.org/web/2022*/{PAGE}",
            f"https://archive.ph/20220324/{PAGE}",
            f"https://archive.example/abc/{PAGE.replace('://', ':/')}",
            f"https://www.google.com/amp/s/{PAGE.removeprefix('https://')}",
            f"https://www-harbour-example.cdn.ampproject.org/c/s/{PAGE.removeprefix('https://')}",
            f"{PAGE}/amp",
            f"{PAGE}/amp/",
            f"{PAGE}.amp",
            f"{PAGE}/page/3",
            f"{PAGE}?amp=1&fbclid=x#top",
            PAGE.replace("/live/", "/amp/live/"),
            PAGE.replace("www.", "mobile."),
        ],
    )
    def test_its_address_leads_to_it_however_it_is_written(self, client, url):
        make_liveblog(url=PAGE)
        make_liveblog("Another", url=f"{PAGE}-2")
        assert leads_to(client, url) == HOME

    def test_one_that_is_stored_with_a_slash_or_without_www_is_found_too(self, client):
        make_liveblog(url="http://harbour.example/live/")
        assert leads_to(client, "https://www.harbour.example/live") == HOME

    def test_a_newsroom_is_asked_at_each_of_its_hosts(self, client):
        make_liveblog(url="https://www.bbc.co.uk/news/live/1")
        assert leads_to(client, "https://www.bbc.com/news/live/1") == HOME
        assert leads_to(client, "http://m.bbc.com/news/live/1.amp") == HOME

    def test_the_page_above_is_another_page(self, client):
        make_liveblog(url=PAGE)
        assert asked(client, f"{PAGE}/another-story").status_code == 404
        assert asked(client, PAGE.rpartition("/")[0]).status_code == 404

    def test_letters_beyond_ascii_may_be_in_percents_or_not(self, client):
        make_liveblog(url="https://harbour.example/live/temp%C3%AAte")
        assert leads_to(client, "https://harbour.example/live/tempête") == HOME
        Liveblog.objects.update(url="https://harbour.example/live/tempête")
        assert leads_to(client, "https://harbour.example/live/temp%C3%AAte") == HOME

    def test_what_an_import_makes_of_an_address_is_among_its_forms(self):
        for url in (
            PAGE,
            f"{PAGE}?a=1#b",
            "HTTP://Me@Harbour.example:8080/Live//x/;y?",
            "http://h",
        ):
            assert bare_address(url) in forms_of(urlsplit(url))

    def test_several_are_all_offered(self, client):
        make_liveblog(url=PAGE)
        make_liveblog("Storm, <b>seen</b> by others", make_source("Coast News"), url=f"{PAGE}/")
        response = asked(client, PAGE)
        assert response.status_code == 200
        assert {HOME, "/liveblogs/coast-news/storm-bseenb-by-others/"} <= set(links(response))
        assert "Storm, <b>seen</b> by others Coast News" in body(response)


class TestEntries:
    def test_a_fragment_that_is_an_anchor_leads_to_its_entry(self, client):
        entry = anchored("post:7")
        anchored("post:8", "The bridge is open")
        for fragment in ("post:7", "post%3A7"):
            assert leads_to(client, f"{PAGE}?pinned=1#{fragment}") == entry.get_absolute_url()

    def test_the_same_anchor_on_other_pages_is_left_alone(self, client):
        entry = anchored("p1")
        anchored("p1", "Elsewhere", make_liveblog("Another", url="https://harbour.example/other"))
        assert leads_to(client, f"{PAGE}#p1") == entry.get_absolute_url()

    def test_an_entry_that_several_captures_hold_is_one(self, client):
        entry = anchored("p1")
        appear(entry, make_capture(entry.liveblog))
        Appearance.objects.update(anchor="p1")
        assert leads_to(client, f"{PAGE}#p1") == entry.get_absolute_url()

    def test_two_with_one_anchor_are_both_offered(self, client):
        pair = anchored("p1"), anchored("p1", "The bridge is open")
        response = asked(client, f"{PAGE}#p1")
        assert response.status_code == 200
        assert {each.get_absolute_url() for each in pair} <= set(links(response))
        assert HOME not in links(response)

    @pytest.mark.parametrize(
        ("anchor", "link"),
        [
            ("post_62ab", "?pinned_post_locator=urn:asset:62ab&pinned_post_type=share"),
            ("asset:62ab", "?post=asset%3A62ab#post"),
            ("62ab", "?post=asset%3A62ab&at_medium=social#post"),
            ("urn:asset:62ab", "/page/2?ns_campaign=x&pinned_post_asset_id=62ab"),
            ("block-62ab", "?page=with:block-62ab#block-62ab"),
            ("block-62ab", "?filterKeyEvents=false&page=with%3Ablock-62ab"),
            ("62ab", "?update=62ab"),
            ("62ab", "?page=2&utm_source=mail#62ab"),
            ("62ab", "#62ab:~:text=the%20bridge"),
            ("h_62ab", "/h_62ab"),
            ("h_62ab", "/h_62ab/?utm_source=mail"),
            (f"{PAGE}#post-62ab", "?post=urn%3Aasset%3A62ab#post"),
            (f"{PAGE}?post=62ab", "?at_medium=social&post=62ab#x"),
            (f"{PAGE}?post=62ab", "?post=62ab&fbclid=x"),
            (f"{PAGE}#block-62ab", "?page=with:block-62ab#block-62ab"),
        ],
    )
    def test_a_link_to_a_post_is_understood_as_newsrooms_write_it(self, client, anchor, link):
        entry = anchored(anchor)
        for number, other in enumerate(("2", "share", "other")):
            anchored(other, f"Post {number}")
        for page in (PAGE, PAGE.replace("https://www.", "http://m.")):
            assert leads_to(client, f"{page}{link}") == entry.get_absolute_url()

    def test_the_number_of_a_page_is_no_post(self, client):
        anchored("2")
        assert leads_to(client, f"{PAGE}?page=2") == HOME

    def test_the_id_as_the_link_has_it_goes_before_one_like_it(self, client):
        anchored("post-7", "Another")
        entry = anchored("7")
        assert leads_to(client, f"{PAGE}#7") == entry.get_absolute_url()

    @pytest.mark.parametrize("tail", ["?post=7", "#p7", "?post=7#p7", "/posts/7"])
    def test_a_post_with_an_address_of_its_own_is_found_by_it(self, client, tail):
        entry = anchored(f"{PAGE}{tail}")
        anchored(f"{PAGE}?post=8", "The bridge is open")
        address = entry.get_absolute_url()
        assert leads_to(client, f"{PAGE}{tail}") == address
        assert leads_to(client, f"{PAGE}{tail}".replace("https://www.", "http://")) == address

    def test_a_post_at_the_very_address_goes_before_one_that_shares_less_of_it(self, client):
        entry = anchored(f"{PAGE}?post=7#p7")
        anchored(f"{PAGE}?post=7", "The bridge is open")
        assert leads_to(client, f"{PAGE}?post=7#p7") == entry.get_absolute_url()

    def test_it_is_found_behind_ever_so_many_that_share_less_of_it(self, client):
        for number in range(100):
            anchored(PAGE, f"Post {number}")
        entry = anchored(f"{PAGE}?post=7#p7")
        assert leads_to(client, f"{PAGE}?post=7#p7") == entry.get_absolute_url()

    def test_a_post_and_a_liveblog_at_one_address_are_both_offered(self, client):
        other = make_liveblog("Another", url="https://harbour.example/other")
        entry = anchored(PAGE, liveblog=other)
        make_liveblog(url=PAGE)
        response = asked(client, PAGE)
        assert response.status_code == 200
        assert {HOME, entry.get_absolute_url()} <= set(links(response))


def test_what_was_imported_is_found_by_the_links_of_its_page(client, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(f'<script type="application/ld+json">{json.dumps(POSTING)}</script>', "utf-8")
    import_dumps([str(path)], Hints())
    liveblog = Liveblog.objects.get()
    assert (
        leads_to(client, "http://www.lake.example/live/?from=mail") == liveblog.get_absolute_url()
    )
    for entry in Entry.objects.all():
        number = entry.headline.removeprefix("Ferry number ")
        link = f"http://www.lake.example/live/?from=mail#p{number}"
        assert leads_to(client, link) == entry.get_absolute_url()


class TestNothing:
    def test_it_is_said_with_ways_on(self, client):
        source = make_source("BBC News", slug="bbc-news")
        make_liveblog(source=source, url="https://www.bbc.co.uk/news/live/1")
        response = asked(client, "https://www.bbc.co.uk/news/live/the-great-storm-12345.html?x=1")
        assert response.status_code == 404
        assert "Nothing is archived from this address" in body(response)
        assert "/entries/?q=the%20great%20storm" in links(response)
        assert source.get_absolute_url() in links(response)
        assert response["X-Robots-Tag"] == "noindex"

    def test_an_empty_address_in_the_archive_is_nobodys(self, client):
        anchored("", liveblog=make_liveblog())
        assert asked(client, "https://harbour.example/").status_code == 404

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "ftp://harbour.example/live",
            "//harbour.example/live",
            "harbour.example/live",
            "https://",
            "https://[",
            "https://harbour.example/a b",
            "https://harbour.example/\x00",
            f"https://harbour.example/{'x' * 2000}",
            f"{ARCHIVE}https://[",
            f"{ARCHIVE}https://℀.x",
            f"{ARCHIVE}https:///live",
        ],
    )
    def test_what_is_no_web_address_is_not_taken(self, client, url):
        response = asked(client, url)
        assert response.status_code == 404
        assert "This is no address of a page" in body(response)

    def test_the_box_takes_as_long_an_address_as_is_looked_up(self, client):
        assert f'maxlength="{LONGEST_ADDRESS}"' in asked(client, "x").content.decode()

    def test_what_was_asked_is_escaped_and_no_link(self, client):
        response = asked(client, 'https://h.example/"><script>alert(1)</script><b>words')
        html = response.content.decode()
        assert "<script>alert" not in html and "<b>words" not in html
        assert "&lt;script&gt;alert(1)" in html
        assert not [link for link in links(response) if "h.example" in link]

    @given(st.sampled_from(["", ARCHIVE]), HOSTS, st.text(max_size=60))
    def test_no_address_is_an_error(self, archive, host, rest):
        response = asked(Client(), f"{archive}https://{host}/{rest}#{rest}%00%ff")
        assert response.status_code == 404

    def test_without_an_address_the_front_page_is_shown(self, client):
        for query in ("url=", "url=+", ""):
            assert client.get(f"/?{query}").status_code == 200


@given(st.text("htps:/.?#&=%aw", max_size=60), st.text(max_size=40))
def test_any_address_is_taken_apart(start, rest):
    for address in addresses_in(f"https://h.example/{start}{rest}"):
        if is_address(address):
            assert len(forms_of(urlsplit(address))) < 200
            assert len(ids_in(urlsplit(address))) < 50


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/news/live/storm-over-the-harbour-2022-03-24.html", "storm over the harbour"),
        ("/a/one-two-three-four-five-six-seven-eight", "one two three four five six"),
        ("/live/%D1%88%D1%82%D0%BE%D1%80%D0%BC_amp", "шторм"),
        ("/2022/03", ""),
        ("", ""),
    ],
)
def test_the_words_of_an_address_are_those_of_its_wordiest_part(path, words):
    assert words_in(f"https://harbour.example{path}") == words


def test_the_queries_are_as_many_for_one_as_for_many(client):
    anchored("p1")

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            asked(client, f"{PAGE}#p1")
        return len(captured)

    few = count()
    for number in range(30):
        source = make_source(f"Source {number}")
        anchored("p1", f"Post {number}", make_liveblog("Storm", source, url=PAGE))
    assert count() == few <= 4


TABLES = "entries_liveblog, entries_source, entries_capture, entries_entry, entries_appearance"
FILLING = [
    """
    INSERT INTO entries_liveblog (source_id, slug, title, standfirst, summary, summary_media, url,
        changes_due, surnames_due)
    SELECT source_id, 'n-' || n, n, '', '[]', '[]', 'https://h.example/' || n, false, false
    FROM entries_liveblog, generate_series(1, %s) AS n""",
    """
    INSERT INTO entries_appearance (capture_id, entry_id, version_id, ordinal, first_line,
        last_line, time_precision, time_text, anchor)
    SELECT capture_id, entry_id, version_id, n, n, n, 'unknown', '', 'https://h.example/' || n
    FROM entries_appearance, generate_series(2, %s) AS n""",
]


@pytest.mark.usefixtures("swept")
def test_addresses_are_looked_up_in_indexes():
    """Among many thousands, nothing reads all liveblogs or appearances."""
    entry = anchored("p1")
    fill_up(entry, 80_000)
    for fragment, most in (("p1", 4), ("unknown", 3)):
        with CaptureQueriesContext(connection) as captured:
            found_at(f"{PAGE}?page=2#{fragment}")
        plans = [plan_of(query["sql"]) for query in captured.captured_queries]
        assert len(plans) <= most
        assert "liveblog_url_idx" in plans[0]
        assert "appearance_anchor_entry_idx" in plans[1]
        for plan in plans:
            assert "Seq Scan on entries_liveblog" not in plan, plan
            assert "Seq Scan on entries_appearance" not in plan, plan


def fill_up(entry: Entry, number: int) -> None:
    """Add so many liveblogs, and appearances of the entry, each at an address of its own."""
    Liveblog.objects.filter(pk=entry.liveblog_id).update(slug="n-0")
    with connection.cursor() as cursor:
        for statement in FILLING:
            cursor.execute(statement, [number])
        cursor.execute(f"ANALYZE {TABLES}")


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row[0] for row in cursor.fetchall())
