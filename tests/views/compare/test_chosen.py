"""What is set side by side, as an address or a form has it, and what filters leave of it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import make_entry, make_liveblog, make_person, make_source, mention, utc
from tests.views.world import body, headlines, links

from .world import DAY, TWO, both, gale, rows, storm

pytestmark = pytest.mark.django_db


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


def test_a_field_word_that_names_nothing_offers_the_same_comparison_with_plain_words(client):
    both()
    page = client.get(f"{TWO}&q=bridge+place:nowhere")
    assert "place:nowhere No place is called “nowhere” here." in body(page)
    assert f"{TWO}&q=bridge+nowhere" in links(page)


def test_filters_that_nothing_fits_say_so(client):
    both()
    assert "Nothing in these columns that has an exact time fits the filters." in body(
        client.get(f"{TWO}&q=volcano")
    )


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


def test_without_an_index_filters_cannot_be_applied_and_all_else_works(client, settings, tmp_path):
    both()
    plain = Client()
    settings.INDEX_DIR = tmp_path / "none"
    assert plain.get(TWO).status_code == 200
    response = plain.get(f"{TWO}&q=bridge")
    assert response.status_code == 503
    assert response["Retry-After"]


def test_four_columns_stand_in_the_order_given(client):
    for name in "ABCD":
        blog = make_liveblog(f"Blog {name}", make_source(f"Source {name}"))
        make_entry(f"From {name}", "2022-03-24 13:30", liveblog=blog)
    order = "&".join(f"liveblog=source-{name}/blog-{name}" for name in "cadb")
    page = client.get(f"/compare/?{order}")
    assert headlines(page) == ["From C", "From A", "From D", "From B"]


def test_the_form_offers_names_that_the_columns_have(client):
    ours, theirs = both()
    mention(ours.entries.first(), make_person())
    other = make_entry("Elsewhere", liveblog=make_liveblog("Elsewhere", make_source("Far News")))
    mention(other, make_person("Rae Quill"))
    html = client.get(TWO).content.decode()
    assert '<option value="Ada Marsh">' in html
    assert "Rae Quill" not in html
