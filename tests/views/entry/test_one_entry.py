"""The page of one entry, at the address that it keeps."""

from __future__ import annotations

import re

import pytest

from tests.factories import (
    all_words,
    appear,
    full_blocks,
    make_capture,
    make_change,
    make_dump,
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    say,
    tag,
    utc,
)
from tests.views.world import body, links

pytestmark = pytest.mark.django_db


def page_text(client, entry) -> str:
    return body(client.get(entry.get_absolute_url()))


@pytest.mark.parametrize(
    "address",
    [
        "/entries/10akv0wxyz/",
        "/entries/10akv0wxyz/old-slug/",
        "/entries/10akv0wxyz/%C3%BCber-%22%3E%3Cb%3E/",
        "/entries/10AKV0WXYZ/sea-wall-holds/",
        "/entries/IoAKVOWXYZ/sea-wall-holds/",
        "/entries/l0akv-0wxyz/",
    ],
)
def test_a_miswritten_key_or_slug_redirects_for_good(client, address):
    make_entry("Sea wall holds", key="10akv0wxyz")
    response = client.get(address)
    assert response.status_code == 301
    assert response["Location"] == "/entries/10akv0wxyz/sea-wall-holds/"
    assert client.get(response["Location"]).status_code == 200


def test_an_entry_without_slug_has_an_address_of_its_key_alone(client):
    make_entry("…", key="10akv0wxyz", slug="")
    assert client.get("/entries/10akv0wxyz/").status_code == 200
    assert client.get("/entries/10akv0wxyz/any/").status_code == 301


@pytest.mark.parametrize("key", ["10akv0wxyz", "short", "u" * 10, "%00" * 10, "x" * 3000, "1٠" * 5])
def test_an_unknown_key_is_not_found_and_the_page_helps_on(client, key):
    response = client.get(f"/entries/{key}/some-slug/")
    assert response.status_code == 404
    assert "Entries keep their address for good" in body(response)
    assert "/entries/" in links(response)


def test_the_address_is_the_canonical_one(client):
    entry = make_entry("Sea wall holds", key="10akv0wxyz")
    html = client.get(entry.get_absolute_url()).content.decode()
    link = '<link rel="canonical" href="http://testserver/entries/10akv0wxyz/sea-wall-holds/">'
    assert link in html


def test_every_type_of_block_is_shown_as_what_it_is(client):
    blocks = [
        {"type": "paragraph", "text": "Water is rising."},
        {"type": "quote", "text": "We saw it coming."},
        {"type": "list", "items": ["First point", "Second point"]},
        {"type": "heading", "text": "What next?"},
        {"type": "image", "alt": "A wall.", "credit": "R. Quill", "caption": "The wall at noon."},
        {"type": "image", "alt": None, "credit": None, "caption": None},
        {"type": "media", "caption": "Watch: the waves"},
        {"type": "media", "caption": None},
        {"type": "embed", "provider": "mastodon"},
    ]
    html = client.get(make_entry(blocks=blocks).get_absolute_url()).content.decode()
    shown = " ".join(html.split())
    assert '<p dir="auto">Water is rising.</p>' in shown
    assert '<blockquote dir="auto"><p>We saw it coming.</p></blockquote>' in shown
    assert "<li>First point</li> <li>Second point</li>" in shown
    assert 'role="heading" aria-level="2" dir="auto">What next?</p>' in shown
    assert '<span dir="auto">A wall.</span>' in shown
    assert "The wall at noon. <span" in shown
    assert "Picture:</span> R. Quill" in shown
    assert "without a description" in shown
    assert "Watch: the waves" in shown
    assert "without a caption" in shown
    assert "from Mastodon;" in shown
    assert "<img" not in html


def test_nothing_that_a_block_can_hold_stays_hidden(client):
    entry = make_entry(blocks=full_blocks())
    for page in (entry, entry.liveblog):
        text = page_text(client, page)
        for words in all_words(entry.blocks):
            assert words in text


def test_the_archives_own_words_amid_foreign_text_say_that_they_are_english(client):
    blocks = [
        {"type": "image", "alt": None, "credit": "R. Quill", "caption": None},
        {"type": "media", "caption": None},
        {"type": "embed", "provider": "twitter"},
    ]
    liveblog = make_liveblog("Tempête", make_source("Radio du Port", language="fr"))
    entry = make_entry("Vent", liveblog=liveblog, blocks=blocks)
    html = client.get(entry.get_absolute_url()).content.decode()
    for words in (
        "Picture",
        "without a description",
        "Picture:",
        "Video or sound",
        "without a caption",
        "Embedded post",
    ):
        assert re.search(rf'lang="en-GB">(?:<[^>]*>)?{words}', html), words


def test_the_time_is_given_in_the_zone_of_the_source_and_in_utc(client):
    auckland = make_source("Auckland Post", timezone="Pacific/Auckland")
    entry = make_entry("Ferry", "2022-03-23 20:05", liveblog=make_liveblog("Ferry", auckland))
    html = client.get(entry.get_absolute_url()).content.decode()
    assert '<time datetime="2022-03-23T20:05:00+00:00">' in html
    assert "Thursday 24 March 2022, 09:05 NZDT (23 March 20:05 UTC)" in html
    assert "/days/2022/03/24/" in html


def test_summer_time_is_named(client):
    text = page_text(client, make_entry("Hot", "2022-07-01 11:00"))
    assert "Friday 1 July 2022, 12:00 BST (11:00 UTC)" in text


def test_a_zone_without_letters_is_a_distance_from_utc(client):
    dubai = make_source("Dubai Desk", timezone="Asia/Dubai")
    entry = make_entry("Heat", "2022-07-01 11:00", liveblog=make_liveblog("Heat", dubai))
    assert "15:00 UTC+04 (11:00 UTC)" in page_text(client, entry)


def test_a_time_to_the_second_shows_its_seconds(client):
    entry = make_entry("Quake", utc("2022-03-24 13:30:07"), time_precision="second")
    assert "13:30:07 GMT (13:30:07 UTC)" in page_text(client, entry)


def test_a_day_without_time_of_day_says_so(client):
    entry = make_entry("Digest", "2022-03-24 00:00", time_precision="day", time_text="24 March")
    html = client.get(entry.get_absolute_url()).content.decode()
    assert '<time datetime="2022-03-24">Thursday 24 March 2022 (day only)</time>' in html
    assert "00:00" not in html


def test_a_time_known_to_the_hour_is_about_that_hour_and_says_why(client):
    entry = make_entry("Flood", "2022-03-24 14:50", time_precision="hour", time_text="4h ago")
    html = client.get(entry.get_absolute_url()).content.decode()
    assert '<time class="about" datetime="2022-03-24T14:00:00+00:00"' in html
    assert (
        "Thursday 24 March 2022, about 14:00 GMT (14:00 UTC) , counted back from 4h ago on the"
        " page, so exact to the hour at best" in body(client.get(entry.get_absolute_url()))
    )
    for path in ("/days/2022/03/24/", entry.liveblog.get_absolute_url()):
        text = body(client.get(path))
        assert "about 14:00 GMT , counted back from 4h ago" in text
        assert "14:50" not in text


def test_about_an_hour_is_that_of_the_newsrooms_clock(client):
    delhi = make_source("Delhi Desk", timezone="Asia/Kolkata")
    liveblog = make_liveblog("Heat", delhi)
    counted_back = {"time_precision": "hour", "time_text": ""}
    entry = make_entry("Heat", "2022-07-01 11:50", liveblog=liveblog, **counted_back)
    text = page_text(client, entry)
    assert "about 17:00 IST (11:30 UTC) , counted back from an age on the page" in text


def test_an_unknown_time_says_so_and_shows_what_was_printed(client):
    assert "Time not known; printed: 4:30 am" in page_text(
        client, make_entry("Night", None, time_text="4:30 am")
    )


def test_names_and_topics_are_links_each_once(client):
    entry = make_entry(labels=["breaking"], bylines=[("Rae Quill", "Reporter"), ("Lou Ford", "")])
    person, board, place, topic = make_person(), make_organisation(), make_place(), make_topic()
    mention(entry, person, board, person, place)
    tag(entry, topic)
    page = client.get(entry.get_absolute_url())
    for subject in (person, board, place, topic):
        assert links(page).count(subject.get_absolute_url()) == 1
    assert "By Rae Quill, Reporter and Lou Ford" in body(page)
    assert "/entries/?label=breaking" in links(page)


def test_previous_and_next_are_those_of_its_liveblog_by_time(client):
    first = make_entry("First", "2022-03-24 10:00")
    last = make_entry("Last", "2022-03-24 12:00")
    middle = make_entry("Middle", "2022-03-24 11:00")
    make_entry("Elsewhere", "2022-03-24 11:01", liveblog=make_liveblog("Other"))
    assert "Previous First Next Last In its liveblog" in page_text(client, middle)
    assert "Previous" not in page_text(client, first)
    assert "Next" not in page_text(client, last)


def test_every_appearance_tells_where_it_stands(client):
    entry = make_entry()
    early = make_capture(
        dump=make_dump("first.zip"),
        name="2022/live.html",
        captured_at=utc("2022-03-24 18:00"),
        page_number=11,
        url="https://harbour.example/live",
    )
    appear(entry, early, 17, 25)
    late = make_capture(dump=make_dump("second.txt"), url="javascript:alert(1)")
    appear(say(entry, "The bridge is open."), late, 3, 4)
    page = client.get(entry.get_absolute_url())
    assert (
        "Lines 17–25 of 2022/live.html page 11 of the live page Captured 24 March 2022, 18:00 UTC"
        f" Dump first.zip SHA-256 {early.sha256} Layout bbc-text Run {early.run}"
        " Version 1 of 2 Address the page as published" in body(page)
    )
    assert (
        f"Lines 3–4 of second.txt Captured not known when SHA-256 {late.sha256} Layout bbc-text"
        f" Run {late.run} Version 2 of 2" in body(page)
    )
    assert f"/captures/{early.pk}/?entry={entry.key}#line-17" in links(page)
    assert "https://harbour.example/live" in links(page)
    assert "javascript:alert(1)" not in links(page)
    assert 'rel="nofollow noopener"' in page.content.decode()


def test_of_many_captures_the_latest_few_are_told_of(client):
    entry = make_entry()
    captures = [make_capture(dump=make_dump(f"dump-{number}.txt")) for number in range(8)]
    for capture in captures[:5]:
        appear(entry, capture)
    assert "All captures of it" not in page_text(client, entry)
    for capture in captures[5:]:
        appear(entry, capture)
    page = client.get(entry.get_absolute_url())
    assert "All captures of it" in body(page)
    assert "dump-7.txt" in body(page) and "dump-2.txt" not in body(page)


def test_an_entry_can_be_passed_on_without_scripts(client):
    entry = make_entry("Wind & waves?\nBcc: x@example", key="10akv0wxyz", slug="wind-waves")
    page = client.get(entry.get_absolute_url())
    assert (
        '<code id="address">http://testserver/entries/10akv0wxyz/</code>' in page.content.decode()
    )
    (mail,) = (link for link in links(page) if link.startswith("mailto:"))
    assert mail == (
        "mailto:?subject=Wind%20%26%20waves%3F%0ABcc%3A%20x%40example"
        "&body=http%3A%2F%2Ftestserver%2Fentries%2F10akv0wxyz%2F"
    )


def test_buttons_that_need_a_script_are_hidden_without_and_tell_politely_what_they_did(client):
    html = client.get(make_entry().get_absolute_url()).content.decode()
    buttons = re.findall("<button[^>]*data-[^>]*>", html)
    assert len(buttons) == 2 and all(" hidden " in button for button in buttons)
    assert '<span role="status"></span>' in html
    assert "aria-live" not in html


def test_an_entry_leads_to_its_place_in_its_liveblog(client):
    entry = make_entry("Alone", key="10akv0wxyz")
    link = f"{entry.liveblog.get_absolute_url()}with/10akv0wxyz/"
    assert link in links(client.get(entry.get_absolute_url()))
    assert client.get(link)["Location"].endswith("#10akv0wxyz")


def test_versions_are_linked_where_there_are_several(client):
    entry = make_entry()
    appear(entry, make_capture())
    versions = f"/entries/{entry.key}/versions/"
    assert versions not in links(client.get(entry.get_absolute_url()))
    appear(say(entry, "The bridge is open."), make_capture())
    page = client.get(entry.get_absolute_url())
    assert "2 versions" in body(page) and versions in links(page)


def test_an_entry_that_a_later_capture_misses_says_so(client):
    entry = make_entry()
    before = appear(entry, make_capture(captured_at=utc("2022-03-24 18:00")))
    make_change("gone", before, make_capture(captured_at=utc("2022-03-25 09:00")))
    assert "The live page of 25 March 2022, 09:00 UTC does not have it any more" in page_text(
        client, entry
    )


def test_an_entry_on_another_page_of_the_stream_is_not_missed(client):
    entry = make_entry()
    make_change("elsewhere", appear(entry, make_capture()), make_capture())
    assert "any more" not in page_text(client, entry)


def test_a_headline_that_is_the_name_of_another_page_leads_to_the_entry_all_the_same(client):
    entry = make_entry("Versions")
    assert entry.get_absolute_url() == f"/entries/{entry.key}/"
    assert client.get(entry.get_absolute_url()).status_code == 200
    assert "Versions of Versions" in body(client.get(f"/entries/{entry.key}/versions/"))
