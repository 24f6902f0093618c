"""The reader's own time: chosen on a page, remembered in a cookie, shown beside the newsroom's."""

from __future__ import annotations

import re
from zoneinfo import available_timezones

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.zones import COOKIE, REGIONS, RESPELT, renamed, zones
from tests.factories import make_entry, make_liveblog, make_source, utc
from tests.views.world import body, stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_kyiv(client):
    client.cookies[COOKIE] = "Europe/Kyiv"
    return client


def choose(client, zone: str, next: str = "", **headers):
    return client.post("/times/", {"zone": zone, "next": next}, **headers)


def chosen(page) -> list[str]:
    return re.findall(r'<option value="([^"]*)" selected', page.content.decode())


def test_the_page_offers_the_zones_by_region_and_utc(client):
    page = client.get("/times/")
    html = page.content.decode()
    assert '<optgroup label="Europe">' in html and '<optgroup label="Indian Ocean">' in html
    assert '<option value="America/Argentina/San_Juan">Argentina – San Juan<' in html
    assert '<option value="Asia/Kolkata" data-before="Asia/Calcutta">Kolkata<' in html
    assert '<option value="UTC">' in html
    assert html.count("<option") > 400
    assert chosen(page) == [] and "data-own-zone" in html
    assert "no-store" in page["Cache-Control"]


def test_a_choice_is_remembered_and_leads_back(client):
    response = choose(client, "Europe/Kyiv", "/entries/?q=storm")
    assert (response.status_code, response["Location"]) == (302, "/entries/?q=storm")
    cookie = response.cookies[COOKIE]
    assert cookie.value == "Europe/Kyiv"
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/", "Lax", True)
    assert cookie["max-age"] == 365 * 24 * 3600
    page = client.get("/times/")
    assert chosen(page) == ["Europe/Kyiv"]
    assert re.search(r"Now chosen: Europe/Kyiv, where it is \d\d:\d\d\.", body(page))
    assert "data-own-zone" not in page.content.decode()


def test_each_zone_is_offered_once_by_its_current_name(client):
    offered = re.findall(r'<option value="([^"]*)"', client.get("/times/").content.decode())
    assert len(offered) == len(set(offered))
    assert {"Africa/Asmara", "Europe/Kyiv", "Asia/Kolkata"} <= set(offered)
    assert {"Africa/Asmera", "Europe/Kiev", "Asia/Calcutta"}.isdisjoint(offered)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Africa/Asmera", "Africa/Asmara"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_an_old_name_of_a_zone_is_kept_as_the_current_one(client, old, new):
    assert choose(client, old).cookies[COOKIE].value == new
    client.cookies[COOKIE] = old
    assert chosen(client.get("/times/")) == [new]


def test_every_zone_that_there_is_can_be_chosen():
    places = {name for name in available_timezones() if name.startswith(REGIONS)}
    assert set(zones()) == {"UTC", *places}
    assert set(RESPELT) <= set(renamed())


def test_a_choice_can_be_taken_back(in_kyiv):
    response = choose(in_kyiv, "")
    assert response.cookies[COOKIE]["max-age"] == 0
    assert chosen(in_kyiv.get("/times/")) == []


@pytest.mark.parametrize(
    "zone", ["Mars/Base", "../../etc/passwd", "Europe/Kyiv\r\nX: y", "x" * 9000]
)
def test_no_other_zone_can_be_chosen(client, zone):
    response = choose(client, zone, "/days/")
    assert response.status_code == 400
    assert "There is no such zone." in body(response)
    assert COOKIE not in response.cookies
    assert '<input type="hidden" name="next" value="/days/">' in response.content.decode()


def test_the_page_one_came_from_is_the_one_to_go_back_to(client):
    html = client.get("/times/", headers={"Referer": "http://testserver/days/"}).content.decode()
    assert '<input type="hidden" name="next" value="http://testserver/days/">' in html


@pytest.mark.parametrize(
    "next",
    [
        *("", "https://evil.example/", "//evil.example/", r"\\evil.example", "javascript:alert(1)"),
        *(
            "http://testserver@evil.example/",
            "/\t/evil.example/",
            "/times/",
            "http://testserver/times/",
        ),
    ],
)
def test_one_is_led_to_no_other_site_and_not_round_in_a_circle(client, next):
    assert choose(client, "UTC", next)["Location"] == "/"
    html = client.get("/times/", headers={"Referer": next}).content.decode()
    assert '<input type="hidden" name="next" value="/">' in html


def test_another_site_cannot_choose(client):
    strict = type(client)(enforce_csrf_checks=True)
    assert choose(strict, "Europe/Kyiv").status_code == 403


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2022-03-24 13:30", "13:30 GMT (13:30 UTC) · 15:30 your time"),
        ("2022-03-24 23:30", "23:30 GMT (23:30 UTC) · 25 March, 01:30 your time"),
        ("2022-07-01 11:00", "12:00 BST (11:00 UTC) · 14:00 your time"),
    ],
)
def test_an_entry_tells_the_readers_time_and_its_day_where_that_is_another(in_kyiv, when, words):
    assert words in body(in_kyiv.get(make_entry(published_at=when).get_absolute_url()))


def test_streams_and_lists_tell_it_too(in_kyiv, index):
    entry = make_entry(published_at="2022-03-24 23:30")
    index()
    for path in (entry.liveblog.get_absolute_url(), "/entries/", "/days/2022/03/24/"):
        assert "23:30 GMT 25 March, 01:30 your time" in body(in_kyiv.get(path))


def test_seconds_and_hours_are_as_exact_as_the_entrys(in_kyiv):
    second = make_entry(published_at=utc("2022-03-24 13:30:07"), time_precision="second")
    assert "15:30:07 your time" in body(in_kyiv.get(second.get_absolute_url()))
    hour = make_entry(published_at="2022-03-24 14:50", time_precision="hour")
    text = body(in_kyiv.get(hour.get_absolute_url()))
    assert "about 14:00 GMT (14:00 UTC) · 16:00 your time" in text


@pytest.mark.parametrize("zone", ["Europe/London", "UTC"])
def test_a_clock_that_shows_the_same_is_not_told_twice(client, zone):
    client.cookies[COOKIE] = zone
    assert "your time" not in body(client.get(make_entry().get_absolute_url()))


def test_a_day_alone_and_an_unknown_time_stay_as_they_are(in_kyiv):
    for values in ({"published_at": None}, {"time_precision": "day"}):
        assert "your time" not in body(in_kyiv.get(make_entry(**values).get_absolute_url()))


@pytest.mark.parametrize(
    "cookie",
    ["", "Mars/Base", "localtime", "../../../etc/passwd", "<script>", "x" * 3000, "Europe", "\0"],
)
def test_a_cookie_that_is_no_zone_changes_nothing(client, cookie):
    entry = make_entry()
    plain = body(client.get(entry.get_absolute_url()))
    client.cookies[COOKIE] = cookie
    assert body(client.get(entry.get_absolute_url())) == plain


@pytest.mark.parametrize("when", ["0001-01-01 00:30", "9999-12-31 23:30"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_at_the_ends_of_the_calendar_the_newsrooms_time_is_enough(client, zone, when):
    client.cookies[COOKIE] = zone
    source = make_source("Old News", timezone="UTC")
    entry = make_entry(published_at=utc(when), liveblog=make_liveblog("Old", source))
    assert client.get(entry.get_absolute_url()).status_code == 200


def test_every_zone_on_offer_can_tell_the_time(client):
    entry = make_entry()
    for name, zone in zones().items():
        assert zone.key == renamed().get(name, name)
        assert entry.published_at.astimezone(zone).utcoffset() is not None


def test_caches_keep_a_page_for_each_choice(client):
    entry = make_entry()
    for path in (entry.get_absolute_url(), entry.liveblog.get_absolute_url(), "/entries/", "/"):
        assert "Cookie" in client.get(path)["Vary"]


def test_the_readers_time_asks_nothing_more_of_the_database(client):
    stream(20)
    address = "/liveblogs/harbour-news/storm-over-the-harbour/"
    with CaptureQueriesContext(connection) as without:
        client.get(address)
    client.cookies[COOKIE] = "Asia/Kolkata"
    with CaptureQueriesContext(connection) as with_zone:
        assert "your time" in body(client.get(address))
    assert len(with_zone) == len(without)


def test_every_page_links_to_the_choice(client):
    assert 'href="/times/" rel="nofollow"' in client.get("/").content.decode()
