"""The list of entries: filters, chips, pages."""

from __future__ import annotations

import pytest
from django.test import Client

from entries.locks import Lock, holding
from entries.models import Entry
from tests.conftest import SearchingClient
from tests.factories import (
    fresh_key,
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    mention,
    paragraph,
)
from tests.views.world import body, headlines, links, stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(index):
    return SearchingClient()


def test_the_list_shows_each_entry_with_time_source_labels_and_bylines(client):
    make_entry("Sea wall holds", labels=["breaking"], bylines=[("Rae Quill", "Reporter")])
    page = client.get("/entries/")
    assert headlines(page) == ["Sea wall holds"]
    assert "Thursday 24 March 2022 13:30 GMT Sea wall holds Engineers are on their way." in body(
        page
    )
    assert "Breaking Harbour News · Storm over the harbour · Rae Quill" in body(page)
    assert "1 entry" in body(page)


def test_the_liveblog_of_an_entry_is_named_unless_its_title_repeats_the_source(client):
    make_entry("Sea wall holds")
    told = make_entry("Gates shut", liveblog=make_liveblog("Harbour News, 24 March 2022"))
    page = client.get("/entries/")
    assert "Harbour News · Storm over the harbour" in body(page)
    assert "Harbour News, 24 March" not in body(page)
    assert told.liveblog.get_absolute_url() in links(page)


def test_an_entry_without_headline_shows_its_words_once(client):
    words = " ".join(f"word{number}" for number in range(1, 21))
    make_entry("", blocks=[{"type": "paragraph", "text": words}])
    text = body(client.get("/entries/"))
    assert "word11 word12… …word13 word14" in text
    assert text.count("word5 ") == 1


def test_text_without_spaces_is_cut_as_well(client):
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 2000)))
    make_entry("", blocks=[{"type": "paragraph", "text": text}])
    shown = body(client.get("/entries/"))
    assert f" {text[:120]}… …{text[120:570]}… " in shown
    make_entry("Headline", blocks=[{"type": "paragraph", "text": text}])
    assert f"Headline {text[:450]}… " in body(client.get("/entries/"))


def test_an_ellipsis_takes_the_place_of_the_sign_before_it(client):
    words = " ".join(f"word{number}" for number in range(1, 13))
    make_entry(
        "", blocks=[{"type": "paragraph", "text": f"{words}. {'Then more ' * 22}end. Last."}]
    )
    text = body(client.get("/entries/"))
    assert "word12… …Then more" in text
    assert "more end…" in text


def test_captions_stay_out_of_what_the_list_says_of_an_entry(client):
    blocks = [
        {"type": "image", "alt": "A wall.", "credit": None, "caption": "The wall at noon."},
        {"type": "paragraph", "text": "It holds."},
        {"type": "list", "items": ["So far.", "More later."]},
    ]
    make_entry("Sea wall", blocks=blocks)
    text = body(client.get("/entries/"))
    assert "Sea wall It holds. So far. More later." in text
    assert "noon" not in text


def test_an_undated_entry_shows_the_time_that_was_printed(client):
    make_entry("Night", None, time_text="4:30 am")
    assert "Without a date 4:30 am as printed Night" in body(client.get("/entries/"))


def test_no_heading_stands_over_nothing_to_narrow_by(client):
    mention(make_entry(), make_person())
    assert "Narrow by" in body(client.get("/entries/"))
    assert "Narrow by" not in body(client.get("/entries/?from=2030-01-01"))


def test_pages_of_twenty_keep_the_filters(client):
    stream(41)
    page = client.get("/entries/?actor=ada-marsh&sort=oldest&page=2")
    assert headlines(page)[0] == "Entry 20"
    assert len(headlines(page)) == 20
    assert "41 entries, page 2 of 3" in body(page)
    for number in ("", "&page=2", "&page=3"):
        assert f"?actor=ada-marsh&sort=oldest{number}" in links(page)


def test_any_page_of_many_can_be_gone_to(client):
    stream(1)
    assert "Go to page" not in body(client.get("/entries/"))
    Entry.objects.bulk_create([copied(Entry.objects.get()) for _ in range(220)])
    html = client.get("/entries/?actor=ada-marsh&sort=oldest").content.decode()
    assert "Go to page" not in html
    html = client.get("/entries/?sort=oldest&page=3").content.decode()
    assert "Go to page" in html
    assert '<input type="hidden" name="sort" value="oldest">' in html
    assert '<input type="hidden" name="page"' not in html
    assert "page 12 of 12" in body(client.get("/entries/?page=99"))


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "99", "9" * 6000, "%00", "1e9"])
def test_no_page_number_breaks_the_list(client, number):
    stream(21)
    page = client.get(f"/entries/?page={number}", follow=True)
    assert page.status_code == 200
    assert headlines(page)


def test_each_filter_in_force_is_a_chip_that_leads_to_the_list_without_it(client):
    mention(make_entry(), make_person(), make_place())
    page = client.get("/entries/?actor=ada-marsh&place=port-ellen")
    assert "Remove filter: about Ada Marsh ×" in body(page)
    assert "/entries/?place=port-ellen" in links(page)
    assert "/entries/?actor=ada-marsh" in links(page)


@pytest.mark.parametrize(
    ("query", "way"),
    [
        ("q=bridge&from=2022-03-24&to=2022-03-24", "?on=2022-03-24&q=bridge"),
        ("q=bridge on:2022-03-24&sort=oldest", "?on=2022-03-24&q=bridge"),
        ("q=bridge&from=2022-03-24&to=2022-03-25", None),
        ("q=bridge&from=2022-03&to=2022-03", None),
        ("from=2022-03-24&to=2022-03-24", None),
        ("q=nothing&from=2022-03-24&to=2022-03-24", None),
    ],
)
def test_what_is_found_on_one_day_leads_to_who_had_it_first(client, query, way):
    make_entry("Bridge closed", "2022-03-24 13:30")
    page = client.get(f"/entries/?{query}", follow=True)
    ways = [link for link in links(page) if link.startswith("/compare/first/")]
    assert ways == ([f"/compare/first/{way}"] if way else [])


def test_an_excluded_value_is_a_chip_that_says_so(client):
    make_person()
    assert "Remove filter: not about Ada Marsh ×" in body(client.get("/entries/?-actor=ada-marsh"))


def copied(entry: Entry) -> Entry:
    entry.pk, entry.key = None, fresh_key()
    return entry


def test_the_form_keeps_what_is_chosen_and_offers_the_rest(client):
    mention(make_entry(), make_person(), make_organisation())
    html = client.get("/entries/?from=2022-03-24&actor=ada-marsh").content.decode()
    assert '<input type="hidden" name="actor" value="ada-marsh">' in html
    assert 'type="date" name="from" id="id_from" value="2022-03-24"' in html
    assert '<option value="Harbour Board"></option>' in html
    assert '<option value="Ada Marsh"></option>' not in html


def test_the_form_shows_a_month_or_an_hour_as_text(client):
    html = client.get("/entries/?from=2022-03&to=2022-04-01T13").content.decode()
    assert 'type="text" name="from" id="id_from" value="2022-03"' in html
    assert 'type="text" name="to" id="id_to" value="2022-04-01T13"' in html


def test_the_form_passes_on_what_it_has_no_field_for(client):
    make_entry()
    make_person()
    query = "-actor=ada-marsh&liveblog=harbour-news%2Fstorm-over-the-harbour&year=2022"
    html = client.get(f"/entries/?{query}").content.decode()
    for name, value in (
        ("liveblog", "harbour-news/storm-over-the-harbour"),
        ("-actor", "ada-marsh"),
        ("year", "2022"),
    ):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html


def test_best_match_is_an_order_where_there_are_words(client):
    make_entry("Storm")
    assert '<option value="" selected>Newest first</option>' in selected(client, "/entries/")
    html = selected(client, "/entries/?q=storm")
    assert '<option value="" selected>Best match first</option>' in html
    assert '<option value="newest">Newest first</option>' in html
    html = selected(client, "/entries/?q=storm&sort=newest")
    assert '<option value="newest" selected>Newest first</option>' in html


def selected(client, path: str) -> str:
    return client.get(path).content.decode()


def test_what_the_list_can_be_narrowed_by_keeps_the_filters_in_force(client):
    mention(make_entry(), make_person(), make_organisation())
    page = client.get("/entries/?actor=ada-marsh")
    assert "/entries/?actor=ada-marsh&actor=harbour-board" in links(page)


def test_words_are_marked_in_headlines_and_the_best_passage(client):
    make_entry("Floods", blocks=[paragraph("<b>The river flooded the quay.")])
    html = client.get("/entries/?q=flood").content.decode()
    assert ">Floods</mark>" in html.replace("<mark>", ">")
    assert "&lt;b&gt;The river <mark>flooded</mark> the quay." in html


def test_in_the_order_of_relevance_each_entry_shows_its_date(client):
    make_entry("Storm")
    make_entry("Storm undated", None, time_text="noon")
    text = body(client.get("/entries/?q=storm"))
    assert "24 Mar 2022 13:30 GMT Storm" in text
    assert "noon as printed Storm undated" in text
    assert "Thursday 24 March 2022" not in text
    assert "Thursday 24 March 2022" in body(client.get("/entries/?q=storm&sort=oldest"))


def test_field_words_in_the_box_become_filters_in_the_address(client):
    mention(make_entry("Storm"), make_person())
    page = client.get("/entries/", {"q": 'storm actor:"Ada Marsh"'})
    assert (page.status_code, page["Location"]) == (302, "/entries/?q=storm&actor=ada-marsh")


@pytest.mark.parametrize(
    "typed",
    ['"', "((((", ")" * 500, "OR OR OR", "- - -", "\0\x07\u202e", "x" * 10_000, "a " * 5000,
     '"' * 9999, "actor:", "before:9999 after:0001", "مرفأ -العاصفة", "~5 * ~", "on:2022-13-45"],
)  # fmt: skip
def test_no_words_break_the_list(client, typed):
    make_entry("Storm")
    page = client.get("/entries/", {"q": typed}, follow=True)
    assert page.status_code == 200


@pytest.mark.parametrize("words", ["مرفأ " * 2000, "\N{PARTY POPPER}x" * 5000])
def test_words_too_long_for_a_redirect_are_answered_where_they_are(client, words):
    mention(make_entry("Storm"), make_person())
    page = client.get("/entries/", {"q": f"actor:ada-marsh {words}", "page": "x"})
    assert page.status_code == 200
    assert "Only the first 50 words and 1,000 characters are read" in body(page)
    assert len(page.content) < 300_000


def test_the_links_of_a_page_with_many_words_hold_those_that_were_read(client):
    make_entry("storm " * 50, blocks=[paragraph("storm " * 50)])
    page = client.get("/entries/", {"q": "storm OR " + "gale OR " * 900 + "end"})
    assert headlines(page)
    assert "Harbour News 1" in body(page)
    assert len(page.content) < 100_000
    facet = next(link for link in links(page) if "source=harbour-news" in link)
    assert headlines(client.get(facet)) == headlines(page)


def test_a_facet_can_be_added_or_excluded(client):
    mention(make_entry(), make_person(), make_organisation())
    page = client.get("/entries/?q=bridge")
    assert "/entries/?q=bridge&actor=harbour-board" in links(page)
    html = page.content.decode()
    assert 'href="/entries/?q=bridge&amp;-actor=ada-marsh" aria-label="Not Ada Marsh">not<' in html


def test_while_there_is_no_index_the_list_says_so_and_the_rest_works():
    stream(2)
    client = Client()
    with holding(Lock.REBUILDING):  # as the process does that makes the index
        page = client.get("/entries/?q=storm")
        subject = client.get("/people/ada-marsh/")
        assert client.get("/entries/values/person/")["Location"] == "/entries/"
    assert (page.status_code, page["Retry-After"]) == (503, "10")
    assert "Search is being prepared." in body(page)
    assert 'value="storm"' in page.content.decode()
    assert "/entries/?q=storm" in links(page)  # to try again
    for way in ("/days/", "/liveblogs/", "/people/"):
        assert way in links(page)
        assert client.get(way).status_code == 200
    assert subject.status_code == 200
    assert "Search is being prepared." in body(subject)
    assert headlines(subject) == []


def test_an_empty_archive_says_how_to_load_dumps(client):
    text = body(client.get("/entries/"))
    assert "make run DUMPS=path/to/dumps" in text
    assert "manage.py import_dumps path/to/dumps" in text


def test_blank_fields_of_the_form_leave_the_address(client):
    mention(make_entry(), make_person())
    page = client.get("/entries/?from=&to=&actor=ada-marsh&actor=&place=&sort=oldest")
    assert page.status_code == 302
    assert page["Location"] == "/entries/?actor=ada-marsh&sort=oldest"
    assert client.get("/entries/?from=&to=")["Location"] == "/entries/"


def test_more_parameters_than_the_server_takes_are_a_bad_request(client):
    query = "&".join(f"actor=someone-{number}" for number in range(3000))
    page = client.get(f"/entries/?{query}")
    assert page.status_code == 400
    assert "This address cannot be read" in body(page)


def test_nothing_can_be_posted_to_the_list(client):
    assert client.post("/entries/").status_code == 405
