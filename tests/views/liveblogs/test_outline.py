"""The key moments beside a live page's stream."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from html import unescape

import pytest

from entries.models import Entry
from entries.views.liveblogs.outline import MOST_MOMENTS, standing_out
from tests.factories import make_entry, make_liveblog, make_source, new_entry, utc
from tests.views.world import body, links, queries

pytestmark = pytest.mark.django_db

ADDRESS = "/liveblogs/harbour-news/storm-over-the-harbour/"
NOON = utc("2022-03-24 12:00")
PLAIN = ("", ())


def write(*marks: tuple[str, Iterable[str]], minutes: Iterable[int] = range(0, 9999, 5)):
    """Entries so many minutes after noon, each of a headline and labels."""
    liveblog = make_liveblog(starts_at=NOON, ends_at=NOON)
    return Entry.objects.bulk_create(
        new_entry(headline, NOON + dt.timedelta(minutes=at), liveblog=liveblog, labels=labels)
        for (headline, labels), at in zip(marks, minutes, strict=False)
    )


def moments(response) -> list[tuple[str, str]]:
    """Where each key moment leads, and its words."""
    html = re.search(
        r'(?s)<nav aria-labelledby="outline-title"[^>]*>(.*?)</nav>', response.content.decode()
    )
    row = r'(?s)<a href="([^"]*)"><span class="when">.*?<span dir="auto" lang="en">(.*?)</span>'
    return [(unescape(way), unescape(words)) for way, words in re.findall(row, html[1])]


def title(response) -> str:
    found = re.search(r'<h2 id="outline-title">(.*?)</h2>', response.content.decode())
    return found[1] if found else ""


def test_what_the_newsroom_marked_comes_first(client):
    entries = write(
        ("One", ["key event"]), *[PLAIN] * 4, ("Two", ["breaking"]), ("Three", []), PLAIN
    )
    page = client.get(ADDRESS)
    assert title(page) == "Key moments, as the newsroom marked them"
    assert moments(page) == [(f"#{entries[0].key}", "One"), (f"#{entries[5].key}", "Two")]
    assert "key event 12:00 GMT One breaking 12:25 GMT Two" in body(page)


def test_a_label_that_most_entries_bear_marks_none_of_them(client):
    write(*[(f"Headline {number}", ["live"]) for number in range(5)], *[PLAIN] * 4)
    page = client.get(ADDRESS)
    assert title(page) == "Key moments: the headlines"
    assert [words for _, words in moments(page)] == [f"Headline {number}" for number in range(5)]


def test_without_labels_and_headlines_the_busiest_minutes_are_told(client):
    entries = write(*[PLAIN] * 9, minutes=[0, 7, 7, 30, 40, 55, 55, 55, 58])
    page = client.get(ADDRESS)
    assert title(page) == "Key moments: the busiest minutes"
    # Of one minute the entry that stood lowest on the page is the first.
    assert [way for way, _ in moments(page)] == [f"#{entries[at].key}" for at in (2, 7)]
    assert "2 entries 12:07 GMT Engineers are on their way. 3 entries 12:55" in body(page)


def test_nothing_is_made_key_where_nothing_stands_out(client):
    write(*[PLAIN] * 9)
    assert title(client.get(ADDRESS)) == ""


def test_seven_entries_need_no_outline(client):
    write(*[("Headline", [])] * 7)
    assert title(client.get(ADDRESS)) == ""
    make_entry("Eighth", "2022-03-24 14:00")
    assert title(client.get(ADDRESS)) == "Key moments: the headlines"


def test_moments_are_those_of_the_whole_stream_and_lead_to_their_pages(client):
    marks = [(f"Number {at}", ["breaking"] if at in (3, 150) else []) for at in range(205)]
    entries = write(*marks, minutes=range(205))
    assert [way for way, _ in moments(client.get(ADDRESS))] == [
        f"#{entries[3].key}",
        f"{ADDRESS}with/{entries[150].key}/",
    ]
    newest = moments(client.get(f"{ADDRESS}?order=newest"))
    assert [way for way, _ in newest] == [
        f"#{entries[150].key}",
        f"{ADDRESS}with/{entries[3].key}/?order=newest",
    ]
    led = client.get(newest[1][0])["Location"]
    assert led == f"{ADDRESS}?order=newest&page=3#{entries[3].key}"


def test_twelve_are_shown_and_the_others_folded(client):
    write(*[(f"Headline {number}", []) for number in range(14)], *[PLAIN] * 6)
    page = client.get(ADDRESS)
    html = page.content.decode()
    assert len(moments(page)) == 14
    assert html.index("Headline 11</span>") < html.index("<summary>2 more</summary>")
    assert html.index("<summary>2 more</summary>") < html.index("Headline 12</span>")


def test_headlines_without_number_mark_nothing(client):
    count = MOST_MOMENTS + 1
    write(*[(f"Headline {at}", []) for at in range(count)], minutes=[0, 0, 7, 7, *range(9, 9999)])
    assert title(client.get(ADDRESS)) == "Key moments: the busiest minutes"


def test_labels_of_weight_go_before_rarer_ones_where_not_all_fit():
    counts = [
        (["analysis"], 90, 0),
        (["key event", "video"], 120, 0),
        (["video"], 70, 0),
        ([], 900, 0),
    ]
    assert standing_out(counts) == ["key event"]
    assert standing_out([*counts[1:], (["quote"], 2, 0)]) == ["key event", "quote"]


def test_over_several_days_a_moment_says_its_day(client):
    write(*[(f"Headline {number}", []) for number in range(10)], minutes=range(0, 9999, 120))
    assert "24 Mar 2022 12:00 GMT Headline 0 24 Mar 2022 14:00 GMT" in body(client.get(ADDRESS))


def test_moments_of_several_days_say_their_day_where_no_time_of_it_is_known(client):
    Entry.objects.bulk_create(
        new_entry(f"Post {number}", f"2022-03-0{number} 00:00", time_precision="day")
        for number in range(1, 10)
    )
    said = body(client.get(f"{ADDRESS}?order=oldest"))
    assert "8 Mar 2022 day only Post 8" in said and "9 Mar 2022 day only Post 9" in said


def test_an_undated_page_has_an_outline_in_its_own_order(client):
    Entry.objects.bulk_create(
        new_entry(f"Post {number}", None, ordinal=number) for number in range(1, 10)
    )
    assert [words for _, words in moments(client.get(ADDRESS))][:2] == ["Post 1", "Post 2"]


def test_a_busy_minute_that_the_clock_shows_twice_is_told_once(client):
    start = utc("2022-10-30 00:30")
    liveblog = make_liveblog(starts_at=start, ends_at=start)
    times = [start + dt.timedelta(minutes=at) for at in (0, 60, 60, 5, 5, 70, 80, 90)]
    Entry.objects.bulk_create(new_entry("", time, liveblog=liveblog) for time in times)
    page = client.get(ADDRESS)
    assert "3 entries 01:30 BST Engineers are on their way. 2 entries 01:35 BST" in body(page)
    assert len(moments(page)) == 2


def test_what_a_dump_brought_is_shown_as_text(client):
    attack = "<script>alert(1)</script>"
    write((attack, [attack]), (attack, [attack]), *[PLAIN] * 8)
    html = client.get(ADDRESS).content.decode()
    assert attack not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;</span>") == 4


def test_two_queries_find_the_moments_of_any_stream(client):
    write(*[(f"Headline {number}", []) for number in range(9)])
    few = queries(client, ADDRESS)
    write(*[("Another", ["breaking"])] * 150)
    assert queries(client, ADDRESS) == few


def test_a_page_of_another_source_has_its_own_moments(client):
    write(*[("Ours", [])] * 9)
    other = make_liveblog(source=make_source("Coast News"), starts_at=NOON, ends_at=NOON)
    make_entry("Theirs", NOON, liveblog=other)
    assert not [link for link in links(client.get(other.get_absolute_url())) if "with" in link]
    assert title(client.get(other.get_absolute_url())) == ""
