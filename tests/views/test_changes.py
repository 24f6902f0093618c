"""Changes between captures: what is listed, what is left out, and what it says of each."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.models import Change, Entry
from entries.views.changes import CHANGES_A_PAGE
from tests.factories import (
    appear,
    make_capture,
    make_change,
    make_dump,
    make_entry,
    make_liveblog,
    make_source,
    say,
    utc,
)
from tests.views.world import body, headlines, links

pytestmark = pytest.mark.django_db
EDITED = "The bridge is closed until six in the evening."


def captured(when: str, name: str = "harbour.txt", liveblog=None):
    return make_capture(liveblog, dump=make_dump(name), captured_at=utc(when))


def edit(headline: str, *, when: str = "2022-03-25 09:00", to: str = EDITED, **values) -> Change:
    """An entry of the day before that says something else in a later capture."""
    entry = make_entry(headline, **{"published_at": "2022-03-24 13:30", **values})
    before = appear(entry, captured("2022-03-24 18:00", "before.txt", entry.liveblog))
    after = appear(say(entry, to), captured(when, "after.txt", entry.liveblog))
    return make_change("edited", before, after)


def miss(headline: str, kind: str = "gone", *, when: str = "2022-03-25 09:00", **values) -> Change:
    entry = make_entry(headline, **values)
    before = appear(entry, captured("2022-03-24 18:00", "before.txt", entry.liveblog))
    return make_change(kind, before, captured(when, "after.txt", entry.liveblog))


def trivially_edit(headline: str) -> Change:
    change = edit(headline, to="Engineers are on their way!")
    Change.objects.filter(pk=change.pk).update(is_trivial=True)
    return change


def listed(client, query: str = "") -> list[str]:
    response = client.get(f"/changes/{query}")
    assert response.status_code == 200, response.get("Location")
    return headlines(response)


def test_edits_and_missing_entries_are_listed_the_latest_noticed_first(client):
    edit("Bridge", when="2022-03-25 09:00")
    miss("Ferry", when="2022-03-26 09:00")
    edit("School", when="2022-03-24 20:00")
    assert listed(client) == ["Ferry", "Bridge", "School"]
    assert "3 changes" in body(client.get("/changes/"))


def test_an_edit_tells_what_of_when_and_between_which_captures(client):
    change = edit("Bridge", labels=["breaking"])
    page = client.get("/changes/")
    text = body(page)
    assert (
        "Bridge Edited Harbour News · Storm over the harbour · entry of 24 Mar 2022 13:30 GMT"
        in text
    )
    assert (
        "Bridge ¶ breaking ¶ [removed: Engineers are on their way ] [added: The bridge is closed"
        " until six in the evening ] ." in text
    )
    assert (
        "Noticed on 25 March 2022, 09:00 UTC : in after.txt after before.txt of 24 March 2022,"
        " 18:00 UTC · Compare the versions" in text
    )
    key = change.entry.key
    assert {
        change.entry.get_absolute_url(),
        "/sources/harbour-news/",
        "/liveblogs/harbour-news/storm-over-the-harbour/",
        f"/entries/{key}/versions/?from=1&to=2",
        f"/captures/{change.before_id}/?entry={key}",
        f"/captures/{change.after_id}/?entry={key}",
    } <= set(links(page))


def test_an_edit_of_an_entry_without_a_time_says_so(client):
    change = edit("Bridge")
    Entry.objects.filter(pk=change.entry_id).update(
        published_at=None, day=None, time_precision="unknown", time_text=""
    )
    assert "Storm over the harbour · when it was posted is not known" in body(
        client.get("/changes/")
    )


def test_a_missing_entry_is_told_apart_from_one_on_another_page(client):
    miss("Ferry")
    miss("Harbour", "elsewhere")
    assert listed(client) == ["Ferry"]
    text = body(client.get("/changes/"))
    assert "No longer there Harbour News" in text
    assert "1 entry that only moved to another page of the stream is left out. Show it" in text
    assert "/changes/?kind=elsewhere" in links(client.get("/changes/"))
    assert listed(client, "?kind=elsewhere") == ["Harbour"]
    other = body(client.get("/changes/?kind=elsewhere"))
    assert "On another page of the stream Harbour News" in other
    assert "left out" not in other


def test_trivial_edits_are_counted_and_listed_when_asked_for(client):
    edit("Bridge")
    for name in ("Comma", "Dash"):
        trivially_edit(name)
    assert listed(client) == ["Bridge"]
    page = client.get("/changes/")
    assert "2 edits of white space or punctuation alone are left out. Show them" in body(page)
    assert "/changes/?trivial=1" in links(page)
    assert sorted(listed(client, "?trivial=1")) == ["Bridge", "Comma", "Dash"]
    shown = client.get("/changes/?trivial=1")
    assert "Edited in white space or punctuation alone Harbour News" in body(shown)
    assert '<del class="trivial">' in shown.content.decode()
    assert "left out" not in body(shown)
    assert "checked" in shown.content.decode()


def test_kinds_can_be_asked_for(client):
    edit("Bridge")
    miss("Ferry")
    trivially_edit("Comma")
    assert listed(client, "?kind=edited") == ["Bridge"]
    assert listed(client, "?kind=gone") == ["Ferry"]
    assert "white space or punctuation alone" not in body(client.get("/changes/?kind=gone"))


def test_changes_of_one_source_or_liveblog_can_be_asked_for(client):
    coast = make_liveblog("Flood", make_source("Coast News"))
    edit("Bridge")
    edit("Dyke", liveblog=coast)
    assert listed(client, "?source=coast-news") == ["Dyke"]
    assert listed(client, "?liveblog=coast-news%2Fflood") == ["Dyke"]
    assert listed(client, "?source=harbour-news&liveblog=coast-news%2Fflood") == []
    page = client.get("/changes/?liveblog=coast-news%2Fflood&kind=edited")
    assert "Remove filter: liveblog Flood" in body(page)
    assert "/changes/?kind=edited" in links(page)
    assert '<input type="hidden" name="liveblog" value="coast-news/flood">' in page.content.decode()


def test_only_sources_with_entries_are_offered(client):
    make_source("Silent Post")
    edit("Bridge")
    text = body(client.get("/changes/"))
    assert "Harbour News" in text and "Silent Post" not in text


def test_changes_to_entries_of_a_day_month_or_year_can_be_asked_for(client):
    edit("March", published_at="2022-03-24 13:30")
    edit("Last of March", published_at="2022-03-31 13:30")
    edit("April", published_at="2022-04-01 13:30")
    edit("Undated", published_at=None)
    assert listed(client, "?day=2022-03-24") == ["March"]
    assert sorted(listed(client, "?day=2022-03")) == ["Last of March", "March"]
    assert len(listed(client, "?day=2022")) == 3
    assert len(listed(client)) == 4


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("?trivial=on", "?trivial=1"),
        ("?kind=&source=&day=&page=", ""),
        ("?page=1", ""),
        ("?page=x", ""),
        ("?kind=gone&source=harbour-news", "?source=harbour-news&kind=gone"),
        ("?day=2022-3-4", "?day=2022-03-04"),
        ("?source=+harbour-news+", "?source=harbour-news"),
        ("?utm_source=mail&page=2", "?page=2"),
        ("?page=" + "9" * 30, "?page=999999999"),
        ("?kind=gone&kind=edited", "?kind=edited"),
    ],
)
def test_a_list_has_one_address(client, query, there):
    edit("Bridge")
    response = client.get(f"/changes/{query}")
    assert response["Location"] == f"/changes/{there}"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?source=nobody", "No source that has entries is called this here."),
        ("?liveblog=nothing", "No liveblog has this address here."),
        ("?liveblog=%00", "Null characters are not allowed."),
        ("?kind=lost", "The kind is “edited”, “gone” or “elsewhere”."),
        ("?day=2022-13", "Give a day, month or year as numbers"),
        ("?day=2022-03-24T13", "Give a day, month or year as numbers"),
        ("?day=0000", "Give a day, month or year as numbers"),
        ("?source=%22%3E%3Cscript%3E", "No source that has entries is called this here."),
    ],
)
def test_what_cannot_be_asked_for_is_an_error_of_its_field(client, query, said):
    edit("Bridge")
    response = client.get(f"/changes/{query}", follow=True)
    assert response.status_code == 200
    assert said in body(response)
    assert "No list is shown until the marked field is mended." in body(response)
    assert headlines(response) == []
    assert "<script>" not in response.content.decode()


def test_an_archive_without_changes_says_when_there_will_be_some(client):
    text = body(client.get("/changes/"))
    assert "No change has been noticed yet." in text
    assert "in two captures or more" in text


def test_a_filter_that_nothing_fits_says_so_and_what_is_left_out(client):
    trivially_edit("Comma")
    text = body(client.get("/changes/?kind=edited"))
    assert "No change fits this. Show them all" in text
    assert "1 edit of white space or punctuation alone is left out. Show it" in text


def test_long_lists_come_in_pages_and_a_page_too_far_is_the_last(client):
    entry = make_entry("Bridge")
    before = appear(entry, captured("2022-03-24 18:00"))
    for number in range(CHANGES_A_PAGE + 1):
        when = utc("2022-03-25 00:00") + dt.timedelta(minutes=number)
        make_change("gone", before, make_capture(captured_at=when))
    assert len(listed(client)) == CHANGES_A_PAGE
    page = client.get("/changes/")
    assert f"{CHANGES_A_PAGE + 1} changes, page 1 of 2" in body(page)
    assert "?page=2" in links(page)
    assert len(listed(client, "?page=2")) == len(listed(client, "?page=77")) == 1


def test_an_entry_that_was_imported_and_not_captured_says_so(client):
    entry = make_entry("Bridge")
    make_change("gone", appear(entry, make_capture()), make_capture())
    assert "Noticed when imported on" in body(client.get("/changes/"))


def test_an_edit_whose_former_version_is_not_known_is_listed_all_the_same(client):
    change = edit("Bridge")
    change.entry.appearances.filter(capture=change.before_id).delete()
    page = client.get("/changes/")
    assert headlines(page) == ["Bridge"]
    assert f"/entries/{change.entry.key}/versions/" in links(page)


def test_the_source_and_the_liveblog_say_how_many_changes_were_noticed(client):
    edit("Bridge")
    miss("Ferry")
    miss("Harbour", "elsewhere")
    trivially_edit("Comma")
    for path, query in (
        ("/sources/harbour-news/", "?source=harbour-news"),
        (
            "/liveblogs/harbour-news/storm-over-the-harbour/",
            "?liveblog=harbour-news%2Fstorm-over-the-harbour",
        ),
    ):
        page = client.get(path)
        assert "2 changes noticed between captures" in body(page)
        assert f"/changes/{query}" in links(page)
        assert len(listed(client, query)) == 2


def test_a_liveblog_without_changes_says_nothing_of_them(client):
    make_entry("Bridge")
    assert "noticed" not in body(client.get("/liveblogs/harbour-news/storm-over-the-harbour/"))


def test_changes_are_in_the_navigation(client):
    html = client.get("/changes/").content.decode()
    assert '<a href="/changes/" aria-current="page">Changes</a>' in html


def test_a_list_takes_few_queries_however_long_it_is(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/changes/?source=harbour-news&trivial=1")
        assert not any('"payload"' in query["sql"] for query in found)
        return len(found)

    edit("Bridge")
    miss("Ferry")
    few = queries()
    for number in range(6):
        edit(f"Bridge {number}")
        miss(f"Ferry {number}", liveblog=make_liveblog(f"Storm {number}"))
    assert queries() == few <= 8


ATTACK = "<script>alert(1)</script><img src=x>\u202e\x1b{{ 7|add:7 }}"


def test_hostile_text_stays_text(client):
    source = make_source(ATTACK, slug="evil")
    liveblog = make_liveblog(ATTACK, source, slug="evil")
    change = edit(ATTACK, to=f"{ATTACK} and more", liveblog=liveblog, slug="evil")
    change.before.dump.name = change.after.dump.name = ATTACK
    change.before.dump.save(), change.after.dump.save()
    html = client.get("/changes/").content.decode()
    assert html.count("&lt;script&gt;alert(1)") > 5
    assert "<script>" not in html and "<img" not in html
    assert "⟨U+202E⟩⟨U+001B⟩" in html and "{{ 7|add:7 }}" in html


def test_words_of_a_million_letters_make_a_small_answer(client):
    for number in range(3):
        edit(f"Bridge {number}", to="x" * 10**6 + "y" * number)
    page = client.get("/changes/")
    assert len(headlines(page)) == 3
    assert len(page.content) < 100_000
    assert not re.search("x{400}", page.content.decode())
