"""A captured page: its text with line numbers, where it comes from, and its bytes."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.models import ImportRun
from entries.views.captures import LINE_LENGTH, LINES_SHOWN, PIECE_LENGTH, Window
from tests.factories import (
    appear,
    make_capture,
    make_dump,
    make_entry,
    make_liveblog,
    make_source,
    read,
    utc,
)
from tests.views.world import body, links

pytestmark = pytest.mark.django_db

TEXT = "Menu\n\n13:30 The bridge is closed\nEngineers are on their way.\n\n13:20 Ferries\nFooter"
ROW = re.compile(
    r'(?s)<tr id="line-(\d+)"( class="own")?><th scope="row">\1</th><td[^>]*>(.*?)</td>'
)


def source_of(client, capture, query: str = ""):
    return client.get(f"/captures/{capture.pk}/{query}")


def lines_in(page) -> dict[int, str]:
    """The lines that a page shows, by number."""
    return {int(number): text for number, _, text in ROW.findall(page.content.decode())}


def marked_lines(page) -> list[int]:
    return [int(number) for number, own, _ in ROW.findall(page.content.decode()) if own]


@pytest.fixture
def bridge():
    return make_entry("The bridge is closed")


@pytest.fixture
def capture(bridge):
    """A page with two entries, the second of which stands on one line."""
    found = make_capture(text=TEXT)
    appear(bridge, found, 3, 4)
    appear(make_entry("Ferries"), found, 6, 6)
    return found


def test_the_text_stands_there_line_by_line_as_it_was_captured(client, capture):
    assert lines_in(source_of(client, capture)) == {
        1: "Menu",
        2: "",
        3: "13:30 The bridge is closed",
        4: "Engineers are on their way.",
        5: "",
        6: "13:20 Ferries",
        7: "Footer",
    }
    assert "7 lines" in body(source_of(client, capture))


def test_the_lines_of_the_entry_asked_for_are_marked_and_said_to_be_its_own(
    client, capture, bridge
):
    page = source_of(client, capture, f"?entry={bridge.key}")
    assert marked_lines(page) == [3, 4]
    assert "Marked below: lines 3–4 , which became The bridge is closed" in body(page)
    assert "This entry, lines 3–4: The bridge is closed 3 13:30 The bridge is closed" in body(page)
    assert "Engineers are on their way. End of this entry’s lines." in body(page)
    assert marked_lines(source_of(client, capture)) == []


def test_every_entry_is_linked_where_it_starts(client, capture, bridge):
    page = source_of(client, capture)
    assert "Entry: The bridge is closed 3 13:30" in body(page)
    assert "Entry: Ferries 6 13:20 Ferries" in body(page)
    assert bridge.get_absolute_url() in links(page)


def test_an_entry_that_stands_there_twice_is_marked_in_both_places(client, capture, bridge):
    appear(bridge, capture, 7, 7)
    page = source_of(client, capture, f"?entry={bridge.key}")
    assert marked_lines(page) == [3, 4, 7]
    assert f"?entry={bridge.key}&line=7" in links(page)


@pytest.mark.parametrize("key", ["0000000000", "no-key", "%00", "%22%3E%3Cb%3E"])
def test_an_entry_that_does_not_stand_there_is_said_not_to(client, capture, key):
    page = source_of(client, capture, f"?entry={key}")
    assert "does not stand in this capture" in body(page)
    assert marked_lines(page) == []


def test_the_head_tells_all_that_is_known(client, bridge):
    dump = make_dump("crawl.warc.gz", size=2048, sha256="d" * 64)
    capture = make_capture(
        text=TEXT,
        dump=dump,
        name="2022/live.html",
        position=4,
        page_number=3,
        captured_at=utc("2022-03-24 18:00"),
        url="https://harbour.example/live?page=3",
        media_type="text/html",
        unclaimed_lines=1,
    )
    appear(bridge, capture, 3, 4)
    read(capture, why="12 lines with a clock")
    page = source_of(client, capture)
    text = body(page)
    for words in (
        "Captured page · Harbour News · Storm over the harbour 2022/live.html",
        "Captured 24 March 2022, 18:00 UTC",
        "Dump crawl.warc.gz, 2.0 KB",
        "Page in the dump 2022/live.html, number 5; page 3 of the live page",
        f"Bytes {len(TEXT.encode())}, text/html, read as utf-8",
        "Layout bbc-text Why this layout 12 lines with a clock",
        "Outcome Imported: 1 entry, 1 line that belongs to no entry and no known furniture",
        f"Brought by {capture.run}",
        f"SHA-256 of its bytes {capture.sha256}",
        f"SHA-256 of the dump {'d' * 64}",
    ):
        assert words in text
    assert "https://harbour.example/live?page=3" in links(page)
    assert f"/captures/{capture.pk}/payload" in links(page)


def test_a_page_of_a_crawl_is_headed_by_its_title_and_not_by_its_address(client, bridge):
    capture = make_capture(text=TEXT, name="https://harbour.example/live/1")
    appear(bridge, capture, 3, 4)
    page = source_of(client, capture)
    assert "Captured page · Harbour News Storm over the harbour What is known" in body(page)
    assert bridge.liveblog.get_absolute_url() in links(page)


def test_what_is_not_known_is_said_not_to_be(client):
    text = body(source_of(client, make_capture(url="javascript:alert(1)")))
    assert "Address not known Captured not known when" in text
    assert "Page in the dump number 1 Bytes" in text
    assert "last read" not in text


def test_a_page_read_again_tells_of_the_last_reading(client, capture):
    read(capture, why="An old reason")
    again = ImportRun.objects.create(kind="reparse", state="finished")
    read(capture, run=again, why="A better reason")
    text = body(source_of(client, capture))
    assert "Why this layout A better reason" in text
    assert f"Brought by {capture.run} · last read by Reparse {again.pk}" in text


def test_staff_are_led_to_the_admin_and_readers_are_not(client, capture):
    run = f"/admin/entries/importrun/{capture.run_id}/change/"
    assert not [link for link in links(source_of(client, capture)) if "/admin/" in link]
    clerk = User.objects.create_user("clerk", is_staff=True)
    client.force_login(clerk)
    assert run not in links(source_of(client, capture))
    clerk.user_permissions.add(Permission.objects.get(codename="view_importrun"))
    clerk.user_permissions.add(Permission.objects.get(codename="view_capture"))
    assert run in links(source_of(client, capture))
    assert f"/admin/entries/capture/{capture.pk}/change/" in links(source_of(client, capture))


def test_a_refused_page_shows_with_its_reason(client):
    refused = make_capture(text=TEXT, outcome="refused", reason="No line starts an entry.")
    read(refused, outcome="refused", line=3)
    page = source_of(client, refused)
    assert "This page was refused , and no entry comes from it." in body(page)
    assert "No line starts an entry. Line 3" in body(page)
    assert "Outcome Refused Brought by" in body(page)
    assert lines_in(page)[1] == "Menu"


@pytest.mark.parametrize("encoding", ["", "no-such", "base64"])
def test_bytes_that_are_no_text_can_be_downloaded(client, encoding):
    refused = make_capture(outcome="refused", reason="No text.", encoding=encoding)
    refused.source = refused.liveblog = None
    refused.save()
    page = source_of(client, refused)
    assert "no text that can be shown" in body(page)
    assert lines_in(page) == {}
    assert client.get(f"/captures/{refused.pk}/payload").content == b"A page."
    assert client.get(f"/captures/{refused.pk}/lines/1/").status_code == 404


def test_a_long_page_is_shown_in_parts_with_the_way_to_others(client):
    total = 2 * LINES_SHOWN + 100
    capture = make_capture(text="\n".join(f"Row {number}" for number in range(1, total + 1)))
    first = source_of(client, capture)
    assert list(lines_in(first)) == list(range(1, LINES_SHOWN + 1))
    assert f"Lines 1–{LINES_SHOWN} of {total:,} Next Last" in body(first)
    path = f"/captures/{capture.pk}/?line="
    assert f"{path}{LINES_SHOWN + 1}" in links(first)
    assert f"{path}{2 * LINES_SHOWN + 1}" in links(first)
    last = source_of(client, capture, f"?line={2 * LINES_SHOWN + 1}")
    assert list(lines_in(last))[-1] == total
    assert "First Previous" in body(last) and "Next" not in body(last)


@pytest.mark.parametrize(
    ("asked", "start", "there"),
    [("7", 1, 7), ("502", 501, 502), ("999999", 501, 600), ("9" * 30, 501, 600)],
)
def test_a_line_asked_for_leads_to_its_place(client, asked, start, there):
    capture = make_capture(text="\n".join("x" * 600))
    response = source_of(client, capture, f"?line={asked}")
    assert response["Location"] == f"/captures/{capture.pk}/?line={start}#line-{there}"


@pytest.mark.parametrize("asked", ["", "0", "x", "-3", "1.5", "٣", "%00"])
def test_a_line_that_is_no_number_is_the_first(client, capture, asked):
    assert 1 in lines_in(source_of(client, capture, f"?line={asked}"))


def test_a_page_opens_at_its_entry_and_keeps_it_on_the_way(client, bridge):
    capture = make_capture(text="\n".join("x" * 1200))
    appear(bridge, capture, 995, 1010)
    page = source_of(client, capture, f"?entry={bridge.key}")
    assert list(lines_in(page))[0] == LINES_SHOWN + 1
    assert marked_lines(page) == list(range(995, 1001))
    assert "End of this entry" not in body(page)
    following = f"/captures/{capture.pk}/?entry={bridge.key}&line=1001"
    assert following in links(page)
    assert marked_lines(client.get(following)) == list(range(1001, 1011))
    asked = client.get(f"/captures/{capture.pk}/?entry={bridge.key}&line=3")
    assert asked["Location"] == f"/captures/{capture.pk}/?entry={bridge.key}&line=1#line-3"


@pytest.mark.parametrize(
    ("line", "total", "shown"),
    [(1, 1, (1, 1)), (500, 500, (1, 500)), (501, 501, (501, 501)), (-5, 20, (1, 20))],
)
def test_windows_lie_side_by_side(line, total, shown):
    window = Window.around(line, total)
    assert (window.first, window.last) == shown


def test_a_long_line_is_cut_and_stands_whole_on_a_page_of_its_own(client):
    words = "".join(f"w{number} " for number in range(30_000))
    capture = make_capture(text=f"Short\n{words}\nShort")
    page = source_of(client, capture)
    cut = lines_in(page)[2]
    assert words[:LINE_LENGTH] in cut and words[: LINE_LENGTH + 9] not in cut
    assert f"{len(words) - LINE_LENGTH:,} more characters" in body(page)
    whole = f"/captures/{capture.pk}/lines/2/"
    assert whole in links(page)
    parts = [client.get(f"{whole}?page={n}") for n in range(1, len(words) // PIECE_LENGTH + 2)]
    shown = re.compile(r'(?s)<p class="long-line"[^>]*>(.*?)</p>')
    texts = [shown.search(part.content.decode())[1] for part in parts]
    assert "".join(texts) == words
    assert f"{len(words):,} characters, part 1 of {len(parts)}" in body(parts[0])
    assert f"/captures/{capture.pk}/?line=1#line-2" in links(parts[0])


def test_a_huge_page_makes_a_small_answer(client):
    """Ten megabytes, a hundred thousand lines, and one of a million characters."""
    rows = [f"{number} {'wind ' * 18}" for number in range(100_000)]
    rows[3] = "x" * 10**6
    capture = make_capture(text="\n".join(rows))
    for query in ("", "?line=99501"):
        assert len(source_of(client, capture, query).content) < 200_000
    assert len(client.get(f"/captures/{capture.pk}/lines/4/").content) < 50_000


def test_the_queries_of_a_page_do_not_grow_with_its_entries(client):
    capture = make_capture(text="\n".join("x" * 40))
    counts = []
    for number in range(1, 21, 10):
        for line in range(number, number + 10):
            appear(make_entry(f"Entry {line}", liveblog=capture.liveblog), capture, line, line)
        with CaptureQueriesContext(connection) as queries:
            source_of(client, capture)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4


def test_the_bytes_are_delivered_verbatim_and_not_to_be_opened(client):
    odd = bytes(range(256)) + b"<script>alert(1)</script>"
    capture = make_capture(payload=odd, media_type="text/html", dump=make_dump("live.html"))
    response = client.get(f"/captures/{capture.pk}/payload")
    assert response.content == odd
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == f'attachment; filename="live-{capture.pk}.html"'


@pytest.mark.parametrize(
    ("dump", "name", "media_type", "saved"),
    [
        ("../../etc/passwd", "", "text/plain", "passwd-{}.txt"),
        ('a"\r\nSet-Cookie: x.txt', "", "text/plain", "a-set-cookie-x-{}.txt"),
        ("crawl.warc.gz", "2022/März/live.exe", "text/html", "live-{}.html"),
        ("…", "", "image/svg+xml", "capture-{}.bin"),
        ("n" * 300, "", "application/json", "n" * 80 + "-{}.json"),
    ],
)
def test_bytes_are_saved_under_a_harmless_name(client, dump, name, media_type, saved):
    capture = make_capture(dump=make_dump(dump), name=name, media_type=media_type)
    disposition = client.get(f"/captures/{capture.pk}/payload")["Content-Disposition"]
    assert disposition == f'attachment; filename="{saved.format(capture.pk)}"'


def test_what_could_not_be_seen_or_would_turn_the_text_round_is_written_out(client):
    dump = make_dump("evil\u202etxt.exe")
    text = "a\x00b\x1b[31m\u202egnp\u2066\u200b\ufeffé\u0301 ‌क\u200dष\tend\x85"
    page = source_of(client, make_capture(text=text, dump=dump))
    assert lines_in(page)[1] == (
        "a⟨U+0000⟩b⟨U+001B⟩[31m⟨U+202E⟩gnp⟨U+2066⟩⟨U+200B⟩⟨U+FEFF⟩é\u0301 ‌क\u200dष\tend⟨U+0085⟩"
    )
    assert "evil⟨U+202E⟩txt.exe" in body(page)


def test_of_a_page_in_html_the_text_is_shown_as_its_layout_read_it(client):
    html = "<!doctype html><title>Storm</title><script>evil()</script><h2>Ferries</h2><p>All off."
    capture = make_capture(text=html, media_type="text/html")
    page = source_of(client, capture)
    texts = list(lines_in(page).values())
    assert "Ferries" in texts and "All off." in texts
    assert "evil()" not in page.content.decode()
    assert "without the markup" in body(page)
    assert client.get(f"/captures/{capture.pk}/payload").content == html.encode()


def test_of_a_page_with_a_posting_its_data_are_shown_where_these_were_read(client):
    update = {"@type": "BlogPosting", "headline": "Ferries off", "articleBody": "All of them."}
    posting = {"@type": "LiveBlogPosting", "headline": "Storm", "liveBlogUpdate": [update]}
    text = json.dumps({"@context": "https://schema.org", **posting})
    values = {"text": text, "media_type": "application/json"}
    page = source_of(client, make_capture(**values, layout="liveblogposting"))
    assert "Ferries off" in " ".join(lines_in(page).values())
    assert len(lines_in(page)) > 1
    assert "the data on its updates (LiveBlogPosting)" in body(page)
    assert len(lines_in(source_of(client, make_capture(**values)))) == 1


def test_a_refused_page_that_gives_no_text_shows_what_it_has(client):
    html = "<!doctype html>\n<script>fill()</script>"
    refused = make_capture(text=html, media_type="text/html", outcome="refused", reason="No text.")
    assert lines_in(source_of(client, refused))[2] == "&lt;script&gt;fill()&lt;/script&gt;"


def test_lines_say_their_language_and_find_their_direction(client):
    liveblog = make_liveblog("Tempête", make_source("Radio du Port", language="fr"))
    html = source_of(client, make_capture(liveblog, "Vent")).content.decode()
    assert '<table class="source-lines" lang="fr">' in html
    assert '<td dir="auto">Vent</td>' in html


@pytest.mark.parametrize("path", ["", "payload", "lines/1/"])
def test_an_unknown_capture_is_not_found(client, path):
    for number in ("0", "77", "9" * 40):
        assert client.get(f"/captures/{number}/{path}").status_code == 404


def test_a_line_beyond_the_last_is_not_found(client, capture):
    assert client.get(f"/captures/{capture.pk}/lines/7/").status_code == 200
    for number in (0, 8, 10**30):
        assert client.get(f"/captures/{capture.pk}/lines/{number}/").status_code == 404


def test_an_empty_page_has_one_empty_line(client):
    capture = make_capture(text="")
    assert lines_in(source_of(client, capture)) == {1: ""}
    assert "0 characters" in body(client.get(f"/captures/{capture.pk}/lines/1/"))


def test_nothing_can_be_written_there(client, capture):
    for path in ("", "payload", "lines/1/"):
        assert client.post(f"/captures/{capture.pk}/{path}").status_code == 405
