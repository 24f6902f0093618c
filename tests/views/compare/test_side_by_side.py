"""Liveblogs, or sources on a day, side by side on one clock."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.models import Entry, Liveblog
from tests.conftest import SearchingClient
from tests.factories import (
    make_entry,
    make_liveblog,
    make_person,
    make_source,
    mention,
    new_entry,
    utc,
)
from tests.views.world import body, headlines, links

pytestmark = pytest.mark.django_db

TWO = "/compare/?liveblog=harbour-news/storm&liveblog=coast-news/gale"
DAY = "/compare/?source=harbour-news&source=coast-news&on=2022-03-24"


@pytest.fixture
def client(index):
    return SearchingClient()


def storm() -> Liveblog:
    """A liveblog in London."""
    return make_liveblog("Storm", make_source())


def gale() -> Liveblog:
    """One in Paris, an hour ahead."""
    return make_liveblog("Gale", make_source("Coast News", timezone="Europe/Paris"))


def both() -> tuple[Liveblog, Liveblog]:
    """Both, with entries of the same afternoon: the bridge at 13:30, the pier at 13:34 UTC."""
    ours, theirs = storm(), gale()
    make_entry("Bridge closed", "2022-03-24 13:30", liveblog=ours)
    make_entry("Pier closed", "2022-03-24 13:34", liveblog=theirs)
    make_entry("Bridge open", "2022-03-24 15:44", liveblog=ours)
    return ours, theirs


def rows(page: HttpResponse) -> list[str]:
    """What each row of the table says, its cells apart."""
    table = re.search(r"(?s)<tbody>(.*?)</tbody>", page.content.decode())
    found = re.findall(r"(?s)<tr[^>]*>(.*?)</tr>", table[1]) if table else []
    cells = [re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row) for row in found]
    return [" | ".join(text_of(cell) for cell in row).strip() for row in cells]


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def test_each_minute_with_an_entry_is_a_row_and_each_liveblog_a_column(client):
    both()
    found = [row for row in rows(client.get(TWO)) if "closed" in row]
    assert found[0].startswith("13:30 | Harbour News Bridge closed")
    assert found[0].endswith("|")
    assert found[1].startswith("13:34 | silent | Coast News Pier closed")


def test_a_real_table_names_its_columns_and_rows(client):
    both()
    html = client.get(TWO).content.decode()
    assert re.findall(r'(?s)<th scope="col"[^>]*>\s*([\w ]+?)\s*<', html) == [
        "Time",
        "Harbour News",
        "Coast News",
    ]
    assert html.count('<th scope="row">') == 3


def test_silence_is_said_and_cells_tell_it_from_a_page_that_did_not_run(client):
    both()
    page = client.get(TWO)
    assert "2 h 10 min of silence" in rows(page)
    states = re.findall(r'<td class="(\w+) hue', page.content.decode())
    assert states == ["spoke", "away", "silent", "spoke", "spoke", "away"]


def test_times_are_those_of_the_first_sources_clock_which_is_named(client):
    both()
    turned = "/compare/?liveblog=coast-news/gale&liveblog=harbour-news/storm"
    assert rows(client.get(turned))[1].startswith("14:30 | ")
    assert "All times are those of Europe/Paris." in body(client.get(turned))
    assert "14:34 CET on its own clock" in body(client.get(TWO))
    assert "on its own clock" not in rows(client.get(TWO))[1]


def test_a_link_sets_the_clock_to_the_zone_of_another_source_or_to_utc(client):
    both()
    ways = [link for link in links(client.get(TWO)) if "zone=" in link]
    assert ways == [f"{TWO}&zone=Europe/Paris", f"{TWO}&zone=UTC"]
    assert rows(client.get(ways[0]))[1].startswith("14:30 | ")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "Asia/Tokyo", "\0"])
def test_a_zone_that_no_source_has_leaves_the_clock_of_the_first(client, zone):
    both()
    response = client.get(TWO, {**parameters(TWO), "zone": zone})
    assert response["Location"] == TWO


def parameters(address: str) -> dict[str, list[str]]:
    from django.http import QueryDict

    return dict(QueryDict(address.partition("?")[2]).lists())


def test_a_day_begins_with_its_name_and_is_that_of_the_clock(client):
    ours, theirs = both()
    make_entry("Night", "2022-03-24 23:30", liveblog=theirs)
    assert [row for row in rows(client.get(TWO)) if "2022" in row] == ["Thursday 24 March 2022"]
    paris = client.get(f"{TWO}&zone=Europe/Paris")
    assert [row for row in rows(paris) if "2022" in row] == [
        "Thursday 24 March 2022",
        "Friday 25 March 2022",
    ]


def test_each_minute_has_an_address_that_leads_to_its_row(client):
    both()
    page = client.get(TWO)
    assert f"{TWO}&at=2022-03-24T13:34#m2022-03-24T13:34Z" in links(page)
    assert 'id="m2022-03-24T13:34Z"' in page.content.decode()
    asked = client.get(f"{TWO}&at=2022-03-24T13:34").content.decode()
    assert '<tr id="m2022-03-24T13:34Z" class="asked-for">' in asked


def many(liveblog: Liveblog, count: int, every: int = 1) -> None:
    start = utc("2022-03-24 06:00")
    Entry.objects.bulk_create(
        new_entry(
            f"Entry {number}", start + dt.timedelta(minutes=every * number), liveblog=liveblog
        )
        for number in range(count)
    )


def test_the_address_of_a_minute_opens_the_page_that_holds_it(client):
    many(storm(), 150)
    many(gale(), 90, every=2)
    page = client.get(f"{TWO}&at=2022-03-24T08:20")
    assert 'id="m2022-03-24T08:20Z" class="asked-for"' in page.content.decode()
    assert "Page 2 of 2." in body(page)
    assert "To 24 March, 08:20, which this address leads to" in body(page)
    assert f"{TWO}" in links(page)  # the way back to the first page
    assert "06:00 07:40" in body(page)  # pages go by the minutes that they begin with


def test_a_minute_with_nothing_in_it_leads_to_the_next_that_has(client):
    both()
    page = client.get(f"{TWO}&at=2022-03-24T13:31")
    assert 'id="m2022-03-24T13:34Z" class="asked-for"' in page.content.decode()
    assert client.get(f"{TWO}&at=2030-01-01T00:00").content.count(b"asked-for") == 1


def test_the_form_leads_to_a_minutes_own_address(client):
    both()
    response = client.get(f"{TWO}&go=2022-03-24T13:31")
    assert response["Location"] == f"{TWO}&at=2022-03-24T13:34#m2022-03-24T13:34Z"


@pytest.mark.parametrize(
    "time", ["25:99", "now", "2022-02-30T10:00", "0001-01-01T00:00", "9999-12-31T23:59", "\0", "é"]
)
def test_what_is_no_minute_is_told_or_leads_to_an_end(client, time):
    both()
    for name in ("at", "go"):
        response = client.get(TWO, {**parameters(TWO), name: time})
        assert response.status_code in (200, 302)
    assert client.get(f"{TWO}&at=25:99").context["comparison"].error.startswith("“25:99” is no")
    assert "“25:99” is no minute." in body(client.get(f"{TWO}&go=25:99"))


def test_where_the_clock_is_turned_back_minutes_are_told_apart(client):
    ours, theirs = storm(), gale()
    for time in ("00:30", "01:30"):
        make_entry(f"At {time} UTC", f"2022-10-30 {time}", liveblog=ours)
    make_entry("Evening", "2022-10-30 18:00", liveblog=theirs)
    page = client.get(TWO)
    found = rows(page)
    assert found[1].startswith("01:30 BST | ")
    assert found[2:4] == ["1 h of silence", "The clock was changed: from here on it shows GMT"]
    assert found[4].startswith("01:30 GMT | ")
    addresses = [link for link in links(page) if "at=2022-10-30T0" in link]
    assert addresses == [
        f"{TWO}&at=2022-10-30T00:30Z#m2022-10-30T00:30Z",
        f"{TWO}&at=2022-10-30T01:30Z#m2022-10-30T01:30Z",
    ]
    assert b'id="m2022-10-30T01:30Z" class="asked-for"' in client.get(addresses[1]).content


def test_where_the_clock_is_put_forward_the_hour_that_is_left_out_is_no_silence(client):
    ours, theirs = storm(), gale()
    for time in ("00:45", "01:15"):
        make_entry(f"At {time} UTC", f"2022-03-27 {time}", liveblog=ours)
    make_entry("Evening", "2022-03-27 01:20", liveblog=theirs)
    found = rows(client.get(TWO))
    assert [row.split(" | ")[0] for row in found] == [
        "Sunday 27 March 2022",
        "00:45",
        "The clock was changed: from here on it shows BST",
        "02:15",
        "02:20",
    ]


def test_sources_on_a_day_stand_side_by_side_each_by_its_own_calendar(client):
    both()
    make_entry("Late in Paris", "2022-03-23 23:10", liveblog=gale())
    make_entry("Late in London", "2022-03-23 23:10", liveblog=storm())
    page = client.get(DAY)
    assert headlines(page) == ["Late in Paris", "Bridge closed", "Pier closed", "Bridge open"]
    assert "The day is each source’s own, by its own calendar." in body(page)
    assert '<a href="/days/2022/03/24/">Thursday 24 March 2022</a>' in page.content.decode()


@pytest.mark.parametrize("way", ["from=2022-03-24&to=2022-03-24", "q=on:2022-03-24"])
def test_a_day_given_otherwise_leads_to_the_one_address(client, way):
    both()
    response = client.get(f"/compare/?source=coast-news&source=harbour-news&{way}")
    assert response["Location"] == "/compare/?source=coast-news&source=harbour-news&on=2022-03-24"


def test_names_lead_to_the_address_with_slugs(client):
    both()
    response = client.get("/compare/?liveblog=Storm&liveblog=Gale&q=&actor=&sort=oldest&x=1")
    assert response["Location"] == TWO


def test_filters_narrow_every_column_and_can_be_removed(client):
    ours, theirs = both()
    mention(ours.entries.get(headline="Bridge open"), make_person())
    page = client.get(f"{TWO}&actor=ada-marsh")
    assert headlines(page) == ["Bridge open"]
    assert "Remove filter: about Ada Marsh" in body(page)
    assert TWO in links(page)
    words = client.get(f"{TWO}&q=pier")
    assert headlines(words) == ["Pier closed"]
    assert "<mark>Pier</mark> closed" in words.content.decode()
    assert headlines(client.get(f"{TWO}&on=2022-03-25")) == []


def test_a_silence_under_filters_says_that_nothing_fits(client):
    both()
    make_entry("Bridge watched", "2022-03-24 14:00", liveblog=storm())
    page = client.get(f"{TWO}&q=bridge+-watched")
    assert "2 h 14 min with nothing that fits" in rows(page)
    assert "Hatched: nothing that fits." in body(page)


def test_a_filter_that_names_nothing_is_told_of_at_its_field(client):
    both()
    page = client.get(f"{TWO}&actor=nobody")
    assert "No person or organisation is called “nobody” here." in body(page)
    assert "Nothing is compared until the marked field is mended." in body(page)
    assert page.content.decode().count('value="nobody"') == 1


def test_filters_that_nothing_fits_say_so(client):
    both()
    assert "Nothing in these columns that has an exact time fits the filters." in body(
        client.get(f"{TWO}&q=volcano")
    )


def test_entries_without_a_minute_stand_apart_with_the_reason(client):
    ours, theirs = both()
    hour = {"time_precision": "hour", "time_text": "4h ago"}
    make_entry("About one", "2022-03-24 13:00", liveblog=theirs, **hour)
    make_entry("Some time", "2022-03-24 00:00", liveblog=ours, time_precision="day")
    for number in range(7):
        make_entry(f"Undated {number}", None, liveblog=theirs)
    page = client.get(TWO)
    text = body(page)
    assert not any("About one" in row or "Some time" in row for row in rows(page))
    apart = text[text.index("Without an exact time") :]
    assert "Some time 24 Mar 2022 day only" in apart
    assert "About one" in apart
    assert "3 more are not listed here. All of them" in apart


def test_columns_without_any_minute_say_that_nothing_can_stand_beside_another(client):
    make_entry("Undated", None, liveblog=storm())
    make_entry("Undated too", None, liveblog=gale())
    page = client.get(TWO)
    assert "None of these entries has an exact time" in body(page)
    assert "Undated too" in body(page)


def test_liveblogs_that_never_met_say_so(client):
    make_entry("Then", "2022-03-24 13:30", liveblog=storm())
    make_entry("Now", "2022-03-25 13:30", liveblog=gale())
    assert "These did not run at the same time" in body(client.get(TWO))
    make_entry("Then too", "2022-03-24 13:00", liveblog=gale())
    assert "These did not run at the same time" not in body(client.get(TWO))


def test_one_liveblog_offers_those_that_ran_at_the_same_time(client):
    span = {"starts_at": utc("2022-03-24 10:00"), "ends_at": utc("2022-03-24 12:00")}
    make_liveblog("Storm", make_source(), **span)
    make_liveblog("Gale", make_source("Coast News"), **span)
    later = {"starts_at": utc("2022-03-25 10:00"), "ends_at": utc("2022-03-25 12:00")}
    make_liveblog("Calm", make_source("Coast News"), **later)
    html = client.get("/compare/?liveblog=storm").content.decode()
    assert re.findall(r'name="liveblog" value="([^"]+)"( checked)?', html) == [
        ("harbour-news/storm", " checked"),
        ("coast-news/gale", ""),
    ]


def test_a_day_offers_its_sources(client):
    both()
    make_entry("Elsewhere", "2022-04-24 10:00", liveblog=make_liveblog(source=make_source("Far")))
    html = client.get("/compare/?on=2022-03-24&source=harbour-news").content.decode()
    assert re.findall(r'name="source" value="([^"]+)"( checked)?', html)[:2] == [
        ("harbour-news", " checked"),
        ("coast-news", ""),
    ]
    assert '<input type="hidden" name="on" value="2022-03-24">' in html
    assert "far" not in html


@pytest.mark.parametrize(("sources", "ticked"), [(1, 0), (2, 2), (4, 4), (5, 0)])
def test_a_day_ticks_all_its_sources_where_they_fit_side_by_side(client, sources, ticked):
    for number in range(sources):
        desk = make_source(f"Desk {number}")
        make_entry("Bridge closed", "2022-03-24 13:30", liveblog=make_liveblog("Storm", desk))
    html = client.get("/compare/?on=2022-03-24").content.decode()
    assert len(re.findall(r'type="checkbox" name="source" value="[^"]+"', html)) == sources
    assert html.count(" checked>") == ticked


def test_a_day_to_choose_from_leads_to_who_was_first_on_it(client):
    both()
    assert "/compare/first/?on=2022-03-24" in links(client.get("/compare/?on=2022-03-24"))
    assert "/compare/first/" in links(client.get("/compare/"))


def test_nothing_chosen_offers_liveblogs_that_ran_beside_those_of_other_sources(client):
    for source, title, start, end in (
        ("Harbour News", "Morning", "08:00", "12:00"),
        ("Harbour News", "Morning too", "09:00", "10:00"),
        ("Coast News", "Noon", "12:00", "14:00"),
        ("Coast News", "Evening", "18:00", "20:00"),
    ):
        times = {"starts_at": utc(f"2022-03-24 {start}"), "ends_at": utc(f"2022-03-24 {end}")}
        make_liveblog(title, make_source(source), **times)
    make_liveblog("Undated")
    ways = [link for link in links(client.get("/compare/")) if "liveblog=" in link]
    assert ways == [
        "/compare/?liveblog=coast-news/noon",
        "/compare/?liveblog=harbour-news/morning",
    ]
    assert client.get(ways[0]).status_code == 200


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("liveblog=nothing", "No liveblog has the address or title “nothing” here."),
        ("source=nobody&on=2022-03-24", "No source is called “nobody” here."),
        ("on=yesterday", "“yesterday” is no day. Give one as numbers, such as 2022-03-24."),
        ("on=2022-02-30", "“2022-02-30” is no day."),
        ("on=2022", "“2022” is no day."),
        ("on=1871-03-18", "The archive has no entry of 18 March 1871."),
        (
            "&".join(f"source=s{number}" for number in range(5)),
            "At most four can stand side by side; you chose 5. Leave one out.",
        ),
        (
            "&".join(f"liveblog=s{number}" for number in range(30)),
            "At most four can stand side by side; you chose 30. Leave some out.",
        ),
    ],
)
def test_what_cannot_be_compared_is_told_clearly(client, query, message):
    page = client.get(f"/compare/?{query}")
    assert page.status_code == 200
    assert message in body(page)


def test_sources_without_a_day_ask_for_one_and_keep_the_sources(client):
    both()
    html = client.get("/compare/?source=harbour-news&source=coast-news").content.decode()
    assert html.count('<input type="hidden" name="source"') == 2
    assert '<input type="date" name="on"' in html


def test_text_from_dumps_and_readers_is_escaped(client):
    ours, theirs = both()
    Liveblog.objects.filter(pk=ours.pk).update(title="<script>alert(1)</script>")
    make_entry("<img src=x onerror=alert(2)>", "2022-03-24 13:31", liveblog=theirs)
    for address in (TWO, f"{TWO}&q=<b>", f"{TWO}&at=<b>", "/compare/?liveblog=<b>&on=<b>"):
        html = client.get(address, follow=True).content.decode()
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "<b>" not in html


def test_without_an_index_filters_cannot_be_applied_and_all_else_works(client, settings, tmp_path):
    both()
    plain = Client()
    settings.INDEX_DIR = tmp_path / "none"
    assert plain.get(TWO).status_code == 200
    response = plain.get(f"{TWO}&q=bridge")
    assert response.status_code == 503
    assert response["Retry-After"]


def queries(address: str) -> int:
    client = Client()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_comparison_takes_the_same_few_queries_whatever_its_size(client, index):
    both()
    make_entry("Undated", None, liveblog=storm())
    mention(Entry.objects.first(), make_person())
    index()
    filtered = f"{TWO}&actor=ada-marsh"
    few = queries(TWO), queries(DAY), queries(filtered)
    many(storm(), 150)
    many(gale(), 120)
    for number in range(20):
        span = {"starts_at": utc("2022-03-24 06:00"), "ends_at": utc("2022-03-24 16:00")}
        make_liveblog(f"Other {number}", make_source(f"Source {number}"), **span)
        make_entry("Undated", None, liveblog=gale())
        entry = make_entry("Of the day", liveblog=make_liveblog(f"Other {number}"))
        mention(entry, make_person(f"Guest {number}"))
    index()
    assert (queries(TWO), queries(DAY), queries(filtered)) == few
    assert max(few) <= 9


def test_four_columns_stand_in_the_order_given(client):
    for name in "ABCD":
        blog = make_liveblog(f"Blog {name}", make_source(f"Source {name}"))
        make_entry(f"From {name}", "2022-03-24 13:30", liveblog=blog)
    order = "&".join(f"liveblog=source-{name}/blog-{name}" for name in "cadb")
    page = client.get(f"/compare/?{order}")
    assert headlines(page) == ["From C", "From A", "From D", "From B"]


def test_the_zone_that_the_reader_has_chosen_is_offered_too(client):
    both()
    client.cookies["zone"] = "Asia/Kolkata"
    page = client.get(TWO)
    assert [link for link in links(page) if "zone=" in link] == [
        f"{TWO}&zone=Europe/Paris",
        f"{TWO}&zone=Asia/Kolkata",
        f"{TWO}&zone=UTC",
    ]
    assert rows(client.get(f"{TWO}&zone=Asia/Kolkata"))[1].startswith("19:00 | ")


def test_the_form_offers_names_that_the_columns_have(client):
    ours, theirs = both()
    mention(ours.entries.first(), make_person())
    other = make_entry("Elsewhere", liveblog=make_liveblog("Elsewhere", make_source("Far News")))
    mention(other, make_person("Rae Quill"))
    html = client.get(TWO).content.decode()
    assert '<option value="Ada Marsh">' in html
    assert "Rae Quill" not in html
