"""The JSON twins of lists: what they give, how they go on, what they refuse."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from entries.models import Actor, Entry, FormerSlug
from tests.factories import (
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    mention,
    utc,
)
from tests.views.machines import everything, get, refusal, within
from tests.views.world import stream

pytestmark = pytest.mark.django_db
STREAM = "/liveblogs/harbour-news/storm-over-the-harbour"


def keys(items) -> list[str]:
    return [item["key"] for item in items]


def in_order(entries) -> list[str]:
    return list(entries.values_list("key", flat=True))


def test_a_list_has_its_page_its_total_and_its_rows(client):
    entry = make_entry("Ferry sails")
    data = get(client, "/entries.json")
    assert data["page"] == "http://testserver/entries/"
    assert (data["total"], data["next"], data["sort"]) == (1, None, "newest")
    (item,) = data["items"]
    assert (item["key"], item["headline"]) == (entry.key, "Ferry sails")
    assert item["url"] == f"http://testserver/entries/{entry.key}/"


def test_a_list_goes_on_to_its_end_and_has_every_row_once(client, short_parts):
    stream(8)
    for number in range(4):
        make_entry(f"Undated {number}", None)
    assert keys(everything(client, "/entries.json")) == in_order(Entry.objects.newest_first())
    oldest = everything(client, "/entries.json?sort=oldest")
    assert keys(oldest) == in_order(Entry.objects.oldest_first())


@pytest.mark.parametrize(
    "query",
    [
        "q=entry",
        "q=entry&sort=newest",
        "actor=ada-marsh&label=breaking",
        "q=entry&-actor=guest-3&-liveblog=harbour-news%2Fstorm-goes-on",
        "from=2022-03-24T07&to=2022-03-24T10",
        "source=harbour-news&-label=breaking",
    ],
)
def test_the_twin_has_as_many_rows_as_the_page_says(client, short_parts, query):
    stream(11)
    stream(4, make_liveblog("Storm goes on"), first=20)
    make_entry("Undated entry", None)
    page = client.get(f"/entries/?{query}")
    items = everything(client, f"/entries.json?{query}")
    assert len(items) == page.context["results"].total > 0
    shown = [hit.entry.key for hit in page.context["results"].hits]
    assert keys(items)[: len(shown)] == shown


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_what_comes_and_goes_meanwhile_neither_repeats_nor_hides_another(client, short_parts, sort):
    entries = [make_entry(f"Entry {n}", f"2022-03-24 10:{n:02}") for n in range(12)]
    gone = entries[5:7]
    stay = {entry.key for entry in entries} - {entry.key for entry in gone}
    seen, address = [], f"/entries.json?sort={sort}"
    while address:
        data = get(client, address)
        seen += keys(data["items"])
        address = data["next"] and within(data["next"])
        make_entry("Another", "2022-03-24 05:00")
        make_entry("Another", "2022-03-25 05:00")
        if gone:
            gone.pop().delete()
    assert len(seen) == len(set(seen))
    assert stay <= set(seen)


def test_parameters_in_next_have_the_form_that_the_page_has(client, short_parts):
    stream(4)
    data = get(client, "/entries.json?sort=newest&q=+actor:ada-marsh+")
    assert data["page"] == "http://testserver/entries/?actor=ada-marsh"
    assert data["next"].startswith("http://testserver/entries.json?actor=ada-marsh&cursor=")


@pytest.mark.parametrize("address", ["/entries", "/people/ada-marsh"])
def test_the_first_part_says_what_the_page_shows_beside_the_entries(client, short_parts, address):
    stream(5)
    mention(make_entry("A day", time_precision="day"), Actor.objects.get(slug="ada-marsh"))
    make_entry("Undated", None)
    mention(make_entry("Undated too", None), Actor.objects.get(slug="ada-marsh"))
    data = get(client, f"{address}.json")
    context = client.get(f"{address}/").context
    timeline = context["results"].timeline
    assert data["timeline"]["undated"] == timeline.undated > 0
    counts = {each["period"]: each["entry_count"] for each in data["timeline"]["periods"]}
    assert counts == {str(period): count for period, count in timeline.counts.items()}
    assert data["timeline"]["clockless"] == timeline.clockless == 1
    assert sum(counts.values()) + timeline.undated + 1 == data["total"]
    topic = {each["name"]: each["entry_count"] for each in data["facets"]["topic"]}
    assert topic["Flooding"] == 5
    rest = get(client, within(data["next"]))
    assert "facets" not in rest and "timeline" not in rest


def test_what_is_not_searched_for_is_told(client):
    data = get(client, "/entries.json?q=storm+)")
    assert data["left_out"] == [
        {"text": ")", "reason": "the bracket was never opened, so it is ignored"}
    ]


@pytest.mark.parametrize(
    ("address", "name", "reason"),
    [
        ("/entries.json?from=yesterday", "from", "Give a year, month or day"),
        ("/entries.json?actor=nobody", "actor", "called “nobody” here"),
        ("/entries.json?q=storm+actor:nobody", "q", "called “nobody” here"),
        ("/entries.json?-actor=nobody", "-actor", "called “nobody” here"),
        ("/entries.json?sort=best", "sort", "“relevance”, “newest” or “oldest”"),
        ("/entries.json?actr=x", "actr", "There is no such parameter here. Known are: q, from,"),
        ("/entries.json?page=2", "page", "go on by the address in “next”"),
        ("/people.json?sort=age", "sort", "either “name” or “entries”"),
        ("/people.json?within=x", "within", "Known are: q, sort, letter."),
        ("/places.json?within=nowhere", "within", "No place has this address"),
        ("/changes.json?kind=big", "kind", "The kind is"),
        ("/days.json?year=2022", "year", "takes none"),
        ("/days/2022/03/24.json?by=name", "by", "by=source"),
        (f"{STREAM}.json?order=best", "order", "“oldest” or “newest”"),
        ("/entries/values/topic.json?from=x", "from", "Give a year"),
        ("/index.json?utm=x", "utm", "no such parameter"),
        (f"{STREAM}.json?since=never", "since", "no time that can be looked for"),
        (f"{STREAM}/coverage.json?since=14:32", "since", "Known are: order."),
        (f"{STREAM}/coverage.json?order=best", "order", "“oldest” or “newest”"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_reason(client, address, name, reason):
    stream(1)
    (told,) = refusal(client, address)[name]
    assert reason in told


def test_a_cursor_belongs_to_the_list_that_gave_it(client, short_parts):
    stream(4)
    cursor = get(client, "/entries.json")["next"].partition("cursor=")[2]
    assert len(get(client, f"/entries.json?cursor={cursor}")["items"]) == 1
    for other in ("/entries.json?sort=oldest&", "/people.json?", "/entries.json?q=entry&"):
        assert "cursor" in refusal(client, f"{other}cursor={cursor}")
    assert get(client, "/entries.json?cursor=")["items"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
@example("WzFd:x")
@example("\0")
@example(":")
@example("é:é")
def test_no_cursor_that_was_made_up_is_answered(cursor):
    assert "cursor" in refusal_of(cursor)


def refusal_of(cursor: str) -> dict[str, list[str]]:
    response = Client().get("/days.json", {"cursor": cursor})
    assert response.status_code == 400
    reasons: dict[str, list[str]] = response.json()["error"]["reasons"]
    return reasons


def test_a_cursor_that_was_changed_anywhere_is_refused(client, short_parts):
    stream(4)
    address = within(get(client, "/entries.json")["next"])
    start = address.index("cursor=") + len("cursor=")
    for place in range(start, len(address), 5):
        sign = "A" if address[place] != "A" else "B"
        changed = address[:place] + sign + address[place + 1 :]
        assert "cursor" in refusal(client, changed)


def test_an_order_that_lost_its_place_is_told_to_start_again(client, short_parts):
    for number in range(5):
        make_entry(f"Entry {number}")
    address = within(get(client, "/entries.json?q=entry")["next"])
    assert get(client, address)["items"]
    first = keys(get(client, "/entries.json?q=entry")["items"])
    Entry.objects.filter(key__in=first).delete()
    assert refusal(client, address)["cursor"][0].startswith("The list has changed")


def test_a_liveblog_gives_all_its_entries_in_the_order_asked_for(client, short_parts):
    stream(7)
    make_entry("Undated", None)
    make_entry("Elsewhere", liveblog=make_liveblog("Another"))
    entries = make_liveblog().entries
    assert keys(everything(client, f"{STREAM}.json")) == in_order(entries.oldest_first())
    newest = everything(client, f"{STREAM}.json?order=newest")
    assert keys(newest) == in_order(entries.newest_first())
    liveblog = get(client, f"{STREAM}.json")["liveblog"]
    assert (liveblog["address"], liveblog["entry_count"]) == (STREAM[11:], 8)


def test_a_liveblog_without_dates_goes_as_its_page_has_it(client, short_parts):
    for number in range(8):
        make_entry(f"Undated {number}", None)
    expected = in_order(make_liveblog().entries.newest_first())
    assert keys(everything(client, f"{STREAM}.json")) == expected


def test_a_day_gives_its_entries_by_time_and_by_source(client, short_parts):
    stream(5)
    coast = make_liveblog("Coast", make_source("Coast News"))
    stream(5, coast, first=20)
    Entry.objects.filter(liveblog=coast).update(published_at=utc("2022-03-24 06:20"))
    by_time = everything(client, "/days/2022/03/24.json")
    assert keys(by_time) == in_order(Entry.objects.oldest_first())
    by_source = everything(client, "/days/2022/03/24.json?by=source")
    assert keys(by_source) == in_order(Entry.objects.grouped_by_source())
    assert keys(by_time) != keys(by_source)


def test_a_person_gives_the_entries_that_name_them(client, short_parts):
    stream(5)
    make_entry("Nobody is named")
    items = everything(client, "/people/ada-marsh.json")
    assert [item["headline"] for item in items] == [f"Entry {n}" for n in (4, 3, 2, 1, 0)]
    person = get(client, "/people/ada-marsh.json")["person"]
    assert (person["name"], person["kind"]) == ("Ada Marsh", "person")


@pytest.mark.parametrize(
    "address",
    [
        "/people.json",
        "/people.json?sort=entries",
        "/people.json?q=guest",
        "/people.json?letter=G",
        "/places.json",
        "/topics.json",
        "/organisations.json",
        "/sources.json",
    ],
)
def test_names_come_in_the_order_of_their_page_with_as_many_entries(client, short_parts, address):
    stream(5)
    mention(make_entry("Two"), make_person("Élan Grey", surname="Grey"), make_place("élan"))
    make_person("Not Named")
    page = client.get(address.replace(".json", "/")).context["page"]
    items = everything(client, address)
    assert [(item["name"], item["entry_count"]) for item in items] == [
        (each.name, each.entry_count) for each in page
    ]


def test_liveblogs_come_in_the_order_of_their_page(client, short_parts):
    for number in range(5):
        ends = utc(f"2022-03-2{number} 10:00")
        make_liveblog(f"Storm {number}", starts_at=ends, ends_at=ends)
    make_liveblog("Without dates")
    make_liveblog("Without dates too")
    page = client.get("/liveblogs/").context["page"]
    items = everything(client, "/liveblogs.json")
    assert [item["title"] for item in items] == [each.title for each in page]
    assert items[0]["ends_at"] == "2022-03-24T10:00:00+00:00"


def test_the_calendar_gives_months_and_days_with_their_entries(client):
    for when in ("2021-03-24 10:00", "2022-03-24 10:00", "2022-03-24 11:00", "2022-03-25 10:00"):
        make_entry("Entry", when)
    make_entry("Undated", None)

    def counts(address: str, name: str) -> list[tuple[str, int]]:
        return [(item[name], item["entry_count"]) for item in everything(client, address)]

    assert counts("/days.json", "month") == [("2022-03", 3), ("2021-03", 1)]
    assert counts("/days/2022.json", "day") == [("2022-03-24", 2), ("2022-03-25", 1)]
    assert counts("/days/2022/03.json", "day") == [("2022-03-24", 2), ("2022-03-25", 1)]
    assert counts("/days/2022/w12.json", "day") == [("2022-03-24", 2), ("2022-03-25", 1)]
    assert counts("/on/03-24.json", "day") == [("2022-03-24", 2), ("2021-03-24", 1)]
    assert counts("/days/2023/01.json", "day") == []


def test_values_of_a_facet_have_the_counts_of_their_page(client):
    stream(3)
    items = everything(client, "/entries/values/person.json?label=breaking&name=a")
    assert items == [{"name": "Ada Marsh", "entry_count": 3}]
    data = get(client, "/entries/values/person.json?label=breaking&name=a")
    assert data["page"] == "http://testserver/entries/values/person/?label=breaking&name=a"


@pytest.mark.parametrize(
    "address",
    [
        "/people/nobody.json",
        "/entries/values/colour.json",
        "/liveblogs/harbour-news/nothing.json",
        "/days/2022/13.json",
        "/days/2022/02/30.json",
        "/days/2022/w60.json",
        "/on/02-30.json",
        "/captures/1.json",
        f"/captures/{10**40}.json",
        "/nothing/here.jsonl",
        "/entries/0000000000.json",
    ],
)
def test_what_is_not_there_is_told_in_json(client, address):
    error = get(client, address, 404)["error"]
    assert error["status"] == 404
    assert error["message"].endswith(".")
    assert "query" not in error["message"]  # Django's own words are about its database
    assert "/index.json" in error["do"]


def test_every_answer_may_be_read_by_scripts_of_other_sites_and_by_no_web_index(client):
    for address in ("/entries.json", "/entries.json?page=1", "/people/nobody.json", "/days.csv"):
        response = client.get(address)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies


def test_the_answer_names_its_page(client):
    stream(1)
    link = client.get("/entries.json?sort=oldest&q=entry")["Link"]
    assert link == '<http://testserver/entries/?q=entry&sort=oldest>; rel="canonical"'
    assert "Link" not in client.get(f"/entries.json?q={'storm+' * 1000}")


def test_an_unchanged_answer_is_not_sent_again(client):
    stream(1)
    first = client.get("/entries.json")
    again = client.get("/entries.json", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    make_entry("Another")
    later = client.get("/entries.json", headers={"If-None-Match": first["ETag"]})
    assert later.status_code == 200


def test_without_an_index_it_is_told_when_to_ask_again(db):
    client = Client()
    response = client.get("/entries.json")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "Ask again" in response.json()["error"]["do"]


def test_a_list_can_only_be_read(client):
    assert client.post("/entries.json").status_code == 405


def test_a_merged_name_leads_to_the_twin_of_what_has_it_now(client):
    board = make_organisation()
    FormerSlug.objects.create(kind="actor", slug="old", object_id=board.pk)
    for ending in ("json", "csv", "jsonl"):
        response = client.get(f"/people/old.{ending}")
        assert response.status_code == 301
        assert response.url == f"/organisations/harbour-board.{ending}"
