"""The list of entries: filters, chips, pages."""

from __future__ import annotations

import pytest

from entries.views.paging import ENTRIES_A_PAGE
from tests.factories import make_entry, make_organisation, make_person, make_place, mention
from tests.views.world import body, headlines, links, stream

pytestmark = pytest.mark.django_db


def test_the_list_shows_each_entry_with_time_source_labels_and_bylines(client):
    make_entry("Sea wall holds", labels=["breaking"], bylines=[("Rae Quill", "Reporter")])
    page = client.get("/entries/")
    assert headlines(page) == ["Sea wall holds"]
    assert "Thursday 24 March 2022 13:30 GMT Sea wall holds Engineers are on their way." in body(
        page
    )
    assert "Breaking Harbour News · Rae Quill" in body(page)
    assert "1 entry" in body(page)


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


@pytest.mark.parametrize("query", ["?actor=ada-marsh", "?from=2030-01-01"])
def test_no_heading_stands_over_nothing_to_narrow_by(client, query):
    mention(make_entry(), make_person())
    assert "Narrow by" in body(client.get("/entries/"))
    assert "Narrow by" not in body(client.get(f"/entries/{query}"))


def test_pages_of_twenty_keep_the_filters(client):
    stream(ENTRIES_A_PAGE * 2 + 1)
    page = client.get("/entries/?actor=ada-marsh&sort=oldest&page=2")
    assert headlines(page)[0] == "Entry 20"
    assert len(headlines(page)) == 20
    assert "41 entries, page 2 of 3" in body(page)
    for number in (1, 2, 3):
        assert f"?actor=ada-marsh&sort=oldest&page={number}" in links(page)


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
    assert "?place=port-ellen" in links(page)
    assert "?actor=ada-marsh" in links(page)


def test_the_form_keeps_what_is_chosen_and_offers_the_rest(client):
    mention(make_entry(), make_person(), make_organisation())
    html = client.get("/entries/?actor=ada-marsh&from=2022-03-24").content.decode()
    assert '<input type="hidden" name="actor" value="ada-marsh">' in html
    assert 'name="from" id="id_from" value="2022-03-24"' in html
    assert '<option value="Harbour Board"></option>' in html
    assert '<option value="Ada Marsh"></option>' not in html


def test_what_the_list_can_be_narrowed_by_keeps_the_filters_in_force(client):
    mention(make_entry(), make_person(), make_organisation())
    page = client.get("/entries/?actor=ada-marsh")
    assert "/entries/?actor=ada-marsh&actor=harbour-board" in links(page)


def test_a_wrong_value_is_shown_beside_its_field_and_no_list_with_it(client):
    make_entry("Sea wall holds")
    page = client.get("/entries/?actor=nobody")
    assert page.status_code == 200
    assert "No person or organisation is called “nobody” here." in body(page)
    assert 'name="actor" value="nobody" aria-invalid="true"' in page.content.decode()
    assert headlines(page) == []


def test_an_unknown_liveblog_is_shown_though_the_form_has_no_field_for_it(client):
    page = client.get("/entries/?liveblog=nowhere/none")
    assert "No liveblog has the address “nowhere/none” here." in body(page)


def test_filters_that_no_entry_fits_say_what_to_loosen(client):
    mention(make_entry(), make_person())
    make_place()
    page = client.get("/entries/?actor=ada-marsh&place=port-ellen")
    assert "No entry fits all of these filters at once. Take one away above" in body(page)


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
