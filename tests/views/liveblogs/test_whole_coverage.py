"""Several live pages of one coverage, told and read as one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from entries.models import Entry, Liveblog
from entries.views.liveblogs.parts import parts_of, subject_of
from tests.conftest import SearchingClient
from tests.factories import make_entry, make_liveblog, make_source, new_entry, utc
from tests.views.world import body, headlines, links, queries

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
START = utc("2022-03-24 06:00")


def part(title: str, starts_at: dt.datetime, hours: int = 12, count: int = 3, **values) -> Liveblog:
    """A live page of so many entries, the first and last of them so many hours apart."""
    ends_at = starts_at + hours * HOUR
    liveblog = make_liveblog(title, starts_at=starts_at, ends_at=ends_at, **values)
    step = (ends_at - starts_at) / max(count - 1, 1)
    Entry.objects.bulk_create(
        new_entry(f"{liveblog.slug} {number}", starts_at + number * step, liveblog=liveblog)
        for number in range(count)
    )
    return liveblog


def days(number_of: int, title: str = "Storm over the harbour, day {}", **values) -> list[Liveblog]:
    """Live pages of days that follow one another."""
    return [
        part(title.format(number), START + 24 * (number - 1) * HOUR, **values)
        for number in range(1, number_of + 1)
    ]


def coverage_of(liveblog: Liveblog) -> str:
    return f"{liveblog.get_absolute_url()}coverage/"


def test_each_part_says_which_it_is_and_leads_to_the_others_and_to_the_whole(client):
    first, second, third = days(3)
    page = client.get(second.get_absolute_url())
    assert "Part 2 of 3" in body(page)
    for address in (*(each.get_absolute_url() for each in (first, third)), coverage_of(second)):
        assert address in links(page)
    assert "they come from one source, their titles begin alike once dates" in body(page)
    assert "Part before" not in body(client.get(first.get_absolute_url()))
    assert "Next part" not in body(client.get(third.get_absolute_url()))


def test_the_coverage_reads_part_after_part_with_dividers(client):
    first, second = days(2, count=2)
    page = client.get(coverage_of(second))
    assert headlines(page) == [
        *("storm-over-the-harbour-day-1 0", "storm-over-the-harbour-day-1 1"),
        *("storm-over-the-harbour-day-2 0", "storm-over-the-harbour-day-2 1"),
    ]
    text = body(page)
    assert "Harbour News · 24 – 25 March 2022" in text
    assert "4 entries of 2 live pages, read as one" in text
    assert "Part 1 of 2 Storm over the harbour, day 1 Thursday 24 March 2022 06:00 GMT" in text
    assert (
        "Part 2 of 2 Storm over the harbour, day 2 12 h without entries Friday 25 March 2022"
        in text
    )
    assert "they come from one source" in text
    newest = client.get(f"{coverage_of(first)}?order=newest")
    assert headlines(newest)[0] == "storm-over-the-harbour-day-2 1"
    assert headlines(newest)[-1] == "storm-over-the-harbour-day-1 0"


def test_a_coverage_runs_while_any_part_of_it_does(client):
    now = timezone.now()
    first = part("Storm at sea, page 1", now - 20 * HOUR, hours=20)
    second = part("Storm at sea, page 2", now - 12 * HOUR, hours=2)
    page = client.get(coverage_of(first))
    assert "Still running" in body(page) and "Over since" not in body(page)
    assert headlines(page)[0] == f"{second.slug} 2"


def test_parts_that_overlap_are_not_mixed_up(client):
    part("Storm at sea, page 1", START, hours=4, count=3)
    second = part("Storm at sea, page 2", START + HOUR, hours=4, count=3)
    found = [title.rpartition(" ")[0] for title in headlines(client.get(coverage_of(second)))]
    assert found == ["storm-at-sea-page-1"] * 3 + ["storm-at-sea-page-2"] * 3


def test_undated_entries_stay_with_their_part(client):
    first, second = days(2, count=2)
    make_entry("Undated", None, liveblog=first)
    assert headlines(client.get(coverage_of(second)))[2] == "Undated"
    newest = client.get(f"{coverage_of(second)}?order=newest")
    assert headlines(newest)[-1] == "Undated"


def test_a_part_that_has_lost_its_entries_is_told_with_none(client):
    first, second = days(2)
    second.entries.all().delete()
    text = body(client.get(coverage_of(first)))
    assert "3 entries of 2 live pages" in text and "25 March 2022 · 0 entries" in text


def test_a_long_coverage_has_pages_and_its_parts_lead_to_where_they_begin(client):
    first, *_others = days(3, count=90)
    page = client.get(f"{coverage_of(first)}?page=2")
    assert headlines(page)[0] == "storm-over-the-harbour-day-2 10"
    assert "Part 2 of 3 Storm over the harbour, day 2" in body(page)
    ways = [link for link in links(page) if "#part-" in link]
    address = coverage_of(first)
    assert ways == [
        f"{address}#part-1",
        f"{address}#part-2",
        f"{address}?page=2#part-3",
    ]
    for way in ways:
        assert f'id="{way.partition("#")[2]}"' in client.get(way).content.decode()
    newest = [link for link in links(client.get(f"{address}?order=newest")) if "#part-" in link]
    assert newest[1:] == [
        f"{address}?order=newest#part-2",
        f"{address}?order=newest&page=2#part-1",
    ]


def test_the_outline_is_of_all_parts_and_leads_to_each_moment_in_the_coverage(client):
    first, second = days(2, count=70)
    for liveblog in (first, second):
        make_entry("Wall breached", liveblog.ends_at, liveblog=liveblog, labels=["breaking"])
    page = client.get(coverage_of(first))
    assert "Key moments, as the newsroom marked them" in body(page)
    keys = [entry.key for entry in Entry.objects.filter(headline="Wall breached").order_by("pk")]
    here, there = f"#{keys[0]}", f"{coverage_of(first)}with/{keys[1]}/"
    assert [link for link in links(page) if link.endswith((here, "/with/" + keys[1] + "/"))] == [
        *(here, there)
    ]
    response = client.get(there)
    assert response["Location"] == f"{coverage_of(first)}?page=2#{keys[1]}"
    assert f'id="{keys[1]}"' in client.get(response["Location"]).content.decode()
    newest = client.get(f"{there}?order=newest")
    assert newest["Location"] == f"{coverage_of(first)}?order=newest#{keys[1]}"


@pytest.mark.usefixtures("index")
def test_all_its_entries_can_be_searched():
    client = SearchingClient()
    first, _second = days(2)
    (way,) = [
        link for link in links(client.get(coverage_of(first))) if link.startswith("/entries/?live")
    ]
    assert client.get(way).context["results"].total == 6


def test_an_entry_of_another_coverage_is_in_none(client):
    first, _second = days(2)
    other = make_entry("Elsewhere", liveblog=make_liveblog("Calm"))
    for key in (other.key, "none", "\x00"):
        assert client.get(f"{coverage_of(first)}with/{key}/").status_code == 404


def test_a_minute_and_a_bar_of_the_tempo_lead_into_the_coverage(client):
    first, second = days(2, count=70)
    minute = second.starts_at.strftime("%Y-%m-%dT%H:%M")
    page = client.get(coverage_of(second))
    assert "Tempo" in body(page)
    bars = [link for link in links(page) if link.startswith(f"{coverage_of(second)}at/")]
    assert f"{coverage_of(second)}at/{minute}/" in bars
    start = second.entries.oldest_first().first()
    for way in (f"at/{minute}/", f"at/?time={minute}"):
        response = client.get(f"{coverage_of(second)}{way}")
        assert response["Location"] == f"{coverage_of(second)}#{start.key}"
    assert client.get(f"{coverage_of(second)}at/never/").status_code == 404


def test_the_first_part_has_the_address_of_the_coverage(client):
    first, second = days(2)
    page = client.get(coverage_of(second)).content.decode()
    assert f'<link rel="canonical" href="http://testserver{coverage_of(first)}">' in page


def test_while_the_last_part_runs_the_newest_comes_first(client):
    now = timezone.now().replace(microsecond=0)
    part("Storm at sea, day 1", now - 30 * HOUR, hours=6, count=2)
    second = part("Storm at sea, day 2", now - 3 * HOUR, hours=2, count=2)
    assert headlines(client.get(coverage_of(second)))[0] == "storm-at-sea-day-2 1"
    oldest = client.get(f"{coverage_of(second)}?order=oldest")
    assert headlines(oldest)[0] == "storm-at-sea-day-1 0"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Storm over the harbour, day 1", "Storm over the harbour, day 28"),
        ("Storm over the harbour – 24 March 2022", "Storm over the harbour – 25 March"),
        ("March 24, 2022 harbour storm news", "March 25, 2022 Harbour storm news"),
        ("Storm: day 1", "Storm: day 2"),
        ("Live: storm in the north", "Storm in the north – as it happened"),
        ("War in Ukraine: talks begin", "War in Ukraine: talks are over"),
        ("Thursday’s storm updates", "Friday’s storm updates"),
        ("Der Sturm im Norden, 24. März", "Der Sturm im Norden, 25. März"),
        ("Ураган на півночі, 24 березня", "Ураган на півночі, 25 березня"),
        ("Harbour election | page 1", "Harbour election | page 2"),
    ],
)
def test_titles_are_alike_once_dates_and_numbers_are_left_out(one, other):
    first, second = part(one, START), part(other, START + 24 * HOUR, slug="other")
    assert parts_of(first).liveblogs == parts_of(second).liveblogs == [first, second]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Storm over the harbour", "Storm over the hills"),
        ("Live: storm in the north", "Live: election in the south"),
        ("Covid: schools close down", "Covid: shops open again"),
        ("Harbour News, 24 March 2022", "Harbour News, 25 March 2022"),
        ("24 March 2022", "25 March 2022"),
        ("Live updates, day 1", "Live updates, day 2"),
        ("%", "_"),
    ],
)
def test_titles_that_say_too_little_join_nothing(one, other):
    first = part(one, START)
    part(other, START + 24 * HOUR, slug="other")
    assert parts_of(first) is None


def test_a_pause_of_more_than_a_day_and_a_half_ends_a_coverage():
    first = part("Storm at sea, 1", START, hours=12)
    second = part("Storm at sea, 2", START + 48 * HOUR, hours=12)
    part("Storm at sea, 3", START + 97 * HOUR, hours=12)
    assert parts_of(first).liveblogs == [first, second]


def test_a_long_part_goes_on_until_its_end():
    long = part("Storm at sea, 1", START, hours=100)
    short = part("Storm at sea, 2", START + HOUR, hours=1)
    last = part("Storm at sea, 3", START + 120 * HOUR, hours=1)
    assert parts_of(last).liveblogs == [long, short, last]


def test_other_sources_and_pages_without_dates_are_no_parts():
    first = part("Storm at sea, day 1", START)
    part("Storm at sea, day 2", START + 24 * HOUR, source=make_source("Coast News"))
    undated = make_liveblog("Storm at sea, day 3")
    assert parts_of(first) is None
    assert parts_of(undated) is None


def test_a_page_that_stands_alone_is_its_own_coverage(client):
    alone = part("Storm at sea", START)
    response = client.get(coverage_of(alone))
    assert (response.status_code, response["Location"]) == (302, alone.get_absolute_url())
    assert client.get("/liveblogs/harbour-news/none/coverage/").status_code == 404
    entry = alone.entries.first()
    response = client.get(f"{coverage_of(alone)}with/{entry.key}/")
    assert response["Location"] == f"{alone.get_absolute_url()}#{entry.key}"
    assert "Part 1" not in body(client.get(alone.get_absolute_url()))


@pytest.mark.parametrize("title", ["'; DROP TABLE x; --", "<b>x</b> y", "((((", "％ ＿", "x" * 500])
def test_hostile_titles_harm_nothing(client, title):
    first, second = (
        part(title, START + number * 24 * HOUR, slug=f"hostile-{number}") for number in (0, 1)
    )
    for address in (first.get_absolute_url(), coverage_of(second)):
        response = client.get(address)
        assert response.status_code in (200, 302)
        assert b"<b>x" not in response.content


@pytest.mark.parametrize("query", ["?order=up", "?page=none", "?page=99999", "?order=\x00"])
def test_what_is_no_order_or_page_is_the_usual_one(client, query):
    first, _second = days(2)
    assert client.get(f"{coverage_of(first)}{query}").status_code == 200


def test_the_subject_of_a_title_is_its_words_without_letter_case():
    liveblog = make_liveblog("LIVE: War in Ukraine, day 28 – talks begin")
    assert subject_of(liveblog) == {"war": "War", "in": "in", "ukraine": "Ukraine"}


def test_a_coverage_takes_the_same_queries_whatever_its_length(client):
    first, _second = days(2)
    few = queries(client, first.get_absolute_url()), queries(client, coverage_of(first))
    days(9)
    assert queries(client, first.get_absolute_url()) == few[0]
    assert queries(client, coverage_of(first)) == few[1] <= 10
