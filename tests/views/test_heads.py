"""What those read who show a page elsewhere, or cite it, in its head."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from entries.models import Topic
from entries.templatetags.head_tags import locale_of
from tests.factories import make_entry, make_liveblog, utc

from .heads import (
    ENTRY,
    HOSTILE,
    LIVEBLOG,
    SITE,
    entry_head,
    head,
    hostile_entry,
    liveblog_head,
)

pytestmark = pytest.mark.django_db


def test_whoever_shows_an_entry_elsewhere_has_words_and_a_picture(client, entry):
    meta = entry_head(client).meta
    assert meta["og:type"] == ["article"]
    assert meta["og:title"] == ["The bridge is closed"]
    assert meta["og:description"] == meta["description"] == ["Engineers are on their way."]
    assert meta["og:url"] == [f"{ENTRY}bridge/"]
    assert meta["og:site_name"] == ["As It Happened"]
    assert meta["og:locale"] == ["en_GB"]
    assert meta["twitter:card"] == ["summary_large_image"]
    assert meta["og:image:alt"] == ["Harbour News, 24 March 2022, 13:30 GMT: The bridge is closed"]


@pytest.mark.parametrize("read", [entry_head, liveblog_head])
def test_the_picture_is_there_and_as_large_as_is_said(client, entry, read):
    meta = read(client).meta
    size = f"{meta['og:image:width'][0]}x{meta['og:image:height'][0]}"
    response = client.get(meta["og:image"][0].removeprefix(SITE))
    assert (response.status_code, response["Content-Type"], size) == (200, "image/png", "1200x630")


def test_the_address_that_is_shared_is_the_canonical_one(client, liveblog, entry):
    for number in range(100):
        make_entry(f"Entry {number}", liveblog=liveblog)
    for found in (entry_head(client), liveblog_head(client), liveblog_head(client, "?page=2")):
        assert found.meta["og:url"] == found.links["canonical"]


def test_the_whole_stream_is_shared_as_the_live_page(client, entry):
    meta = liveblog_head(client, "all/").meta
    assert meta["og:url"] == [LIVEBLOG]
    assert meta["og:image"] == [f"{LIVEBLOG[:-1]}.png"]
    assert meta["og:title"] == ["Storm over the harbour, all on one page"]


def test_live_pages_read_as_one_have_the_picture_of_the_first(client, db):
    for day in (1, 2):
        when = utc(f"2022-03-2{day} 09:00")
        part = make_liveblog(f"Storm in the harbour, day {day}", starts_at=when, ends_at=when)
        make_entry(published_at=when, liveblog=part)
    found = head(client.get("/liveblogs/harbour-news/storm-in-the-harbour-day-1/coverage/"))
    first = f"{SITE}/liveblogs/harbour-news/storm-in-the-harbour-day-1"
    assert found.meta["og:image"] == [f"{first}.png"]
    assert found.meta["og:url"] == found.links["canonical"] == [f"{first}/coverage/"]
    assert found.meta["og:type"] == ["article"]
    assert found.meta["description"] == [
        "Storm in the harbour, day 1 – Harbour News: 2 entries of 2 live pages, read as one"
    ]


def test_programs_that_cite_find_what_they_need(client, entry):
    found = entry_head(client)
    assert found.meta["citation_title"] == found.meta["DC.title"] == ["The bridge is closed"]
    assert found.meta["citation_author"] == found.meta["DC.creator"] == ["Rae Quill"]
    assert found.meta["citation_publisher"] == found.meta["DC.publisher"] == ["Harbour News"]
    assert found.meta["citation_public_url"] == found.meta["DC.identifier"] == [ENTRY]
    assert found.meta["DC.source"] == ["https://harbour.example/live/storm"]
    assert found.meta["DC.relation.isPartOf"] == ["Storm over the harbour"]
    assert "/entries/10akv0wxyz/cite.ris" in found.links["alternate"]


def test_a_page_with_a_version_in_its_address_describes_what_it_shows(client, entry):
    found = head(client.get("/entries/10akv0wxyz/bridge/?version=7"))
    assert found.data["articleBody"] == "Engineers are on their way."


@pytest.mark.parametrize(
    "path", ["/", "/entries/?q=bridge", "/people/", "/search/help/", "/changes/"]
)
def test_other_pages_have_a_title_a_description_and_the_site_s_picture(client, entry, index, path):
    found = head(client.get(path))
    title = found.title.removesuffix(" – As It Happened")
    assert found.meta["og:title"] == [title]
    assert found.meta["og:url"] == [f"{SITE}{path}"]
    assert found.meta["og:description"] == found.meta["description"] != [""]
    assert found.meta["og:type"] == ["website"]
    assert found.meta["og:image"] == [f"{SITE}/static/share.png"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/people/ada-marsh/", "What news live pages say about Ada Marsh, entry by entry."),
        ("/topics/flooding/", "Water where it should not be."),
        ("/sources/harbour-news/", "The live pages of Harbour News, entry by entry."),
        ("/days/2022/03/24/", "What news live pages reported on 24 March 2022, entry by entry."),
    ],
)
def test_a_page_is_described_by_what_it_is_about(client, entry, index, path, words):
    Topic.objects.update(description="Water where it should not be.")
    assert head(client.get(path)).meta["og:description"] == [words]


def test_an_address_that_is_too_long_to_pass_on_is_shared_without_its_parameters(client):
    found = head(client.get("/search/help/", {"q": "storm " * 100}))
    assert found.meta["og:url"] == [f"{SITE}/search/help/"]


def test_a_search_that_is_shared_does_no_harm(client, entry, index):
    found = head(client.get("/entries/", {"q": HOSTILE}))
    assert len(found.scripts) == 0
    assert "<script>" in found.meta["og:title"][0]


def test_hostile_text_ends_no_attribute(client):
    hostile_entry()
    for found in (entry_head(client), head(client.get("/liveblogs/x/x/"))):
        assert found.meta["og:title"][0].startswith('"><script>')
        assert "\u202e" not in found.meta["og:title"][0]


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("en", "en_GB"),
        ("en-US", "en_US"),
        ("uk", "uk_UA"),
        ("pt-br", "pt_BR"),
        ("eo", ""),
        ("", ""),
    ],
)
def test_open_graph_has_a_language_only_with_its_territory(language, locale):
    assert locale_of(language) == locale


def test_the_bars_round_the_page_have_the_colour_of_its_paper(client, liveblog):
    sheet = (Path(settings.BASE_DIR) / "static" / "site.css").read_text(encoding="utf-8")
    paper = re.search(r"--paper: light-dark\((#\w+), (#\w+)\)", sheet)
    assert liveblog_head(client).meta["theme-color"] == list(paper.groups())


def test_browsers_and_telephones_find_their_icons(client, liveblog):
    links = liveblog_head(client).links
    assert links["icon"] == ["/static/favicon.ico", "/static/favicon.svg"]
    assert links["apple-touch-icon"] == ["/static/apple-touch-icon.png"]
