"""Addresses of days that no calendar has."""

from __future__ import annotations

import pytest

from tests.views.world import body, entries_on, links

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/days/2022/02/30/", ["/days/2022/02/", "/days/2022/"]),
        ("/days/2022/13/01/", ["/days/2022/"]),
        ("/days/2022/00/", ["/days/2022/"]),
        ("/days/2022/3/4/", ["/days/2022/03/04/", "/days/2022/03/", "/days/2022/"]),
        ("/days/2022-03-04/", ["/days/2022/03/04/", "/days/2022/03/", "/days/2022/"]),
        ("/days/2021/w53/", ["/days/2021/"]),
        ("/days/2022/w00/", ["/days/2022/"]),
        ("/days/2022/w7/", ["/days/2022/"]),
        ("/days/0000/01/", []),
        ("/days/0000/", []),
        ("/days/0000/w01/", []),
        ("/days/22022/03/", []),
        ("/days/x/", []),
        (f"/days/{'9' * 5000}/", []),
        ("/days/2022/03/24/5/", ["/days/2022/03/24/", "/days/2022/03/", "/days/2022/"]),
        ("/on/02-30/", ["/on/02-29/"]),
        ("/on/04-31/", ["/on/04-30/"]),
        ("/on/10-00/", ["/on/10-01/"]),
        ("/on/3-4/", ["/on/03-04/"]),
        ("/on/13-01/", []),
        ("/on/00-10/", []),
        ("/on/0324/", []),
        ("/on/x-y/", []),
        ("/on/03-²/", []),
        (f"/on/03-{'9' * 5000}/", []),
    ],
)
def test_a_day_that_no_calendar_has_is_not_found_but_leads_on(client, path, meant):
    entries_on("2019-06-01", "2024-02-29")
    page = client.get(path)
    assert page.status_code == 404
    assert "The calendar has no such day" in body(page)
    ways = [link for link in links(page)[1:] if link.startswith(("/days/", "/on/"))]
    assert [way for way in ways if way != "/days/"] == [
        *meant,
        "/days/2019/06/01/",
        "/days/2024/02/29/",
    ]


def test_an_archive_without_dates_says_nothing_of_its_ends(client):
    page = client.get("/days/2022/02/30/")
    assert page.status_code == 404
    assert "The first day of the archive" not in body(page)


def test_an_address_without_its_last_slash_leads_to_the_page(client):
    for path in ("/days", "/days/2022", "/days/2022/w12", "/days/2022/03/24", "/on/03-24"):
        page = client.get(path)
        assert (page.status_code, page["Location"]) == (301, f"{path}/")


def test_what_is_no_day_cannot_be_posted_to(client):
    assert client.post("/days/2022/02/30/").status_code == 405
    assert client.post("/days/x/").status_code == 405
