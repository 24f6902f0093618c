"""The sitemap: every page that lasts is in it once, in files of the size that is allowed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from entries import sitemaps
from entries.models import Entry
from entries.search.keeping import drain
from tests.factories import make_capture, make_entry, make_liveblog, make_person, make_source
from tests.views.test_robots import allowed
from tests.views.world import stream

pytestmark = pytest.mark.django_db
SPACE = {"s": sitemaps.SPACE}


def read(client, address: str, root: str) -> list[tuple[str, str | None]]:
    """The addresses of a file as paths, each with when it last changed."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    content = b"".join(response.streaming_content) if response.streaming else response.content
    tree = etree.fromstring(content)
    assert tree.tag == f"{{{sitemaps.SPACE}}}{root}"
    rows = [(one.findtext("s:loc", None, SPACE), one.findtext("s:lastmod", None, SPACE))
            for one in tree]  # fmt: skip
    assert all(address.startswith("http://testserver/") for address, _ in rows)
    return [(urlsplit(address).path, changed) for address, changed in rows]


@pytest.fixture(autouse=True)
def nothing_kept():
    """The index is kept for an hour."""
    cache.clear()
    yield
    cache.clear()


def files(client) -> list[str]:
    cache.clear()
    return [path for path, _ in read(client, "/sitemap.xml", "sitemapindex")]


def every_address(client) -> Iterator[str]:
    for file in files(client):
        found = [path for path, _ in read(client, file, "urlset")]
        assert len(found) <= sitemaps.MOST + 32
        yield from found


def test_a_month_has_its_entries_with_their_last_change_after_its_days(client):
    entry = make_entry("Sea wall holds", "2022-03-24 13:30", key="10akv0wxyz")
    make_entry("In April", "2022-04-01 13:30")
    assert read(client, "/sitemap-2022-03.xml", "urlset") == [
        ("/days/2022/03/", None),
        ("/days/2022/03/24/", None),
        ("/entries/10akv0wxyz/sea-wall-holds/", entry.updated_at.isoformat(timespec="seconds")),
    ]


@pytest.mark.usefixtures("index")
def test_the_index_has_every_file_and_these_every_page_once(client):
    entries = stream(3) + [make_entry("Undated", None), make_entry("Early", "0999-12-31 10:00")]
    drain()
    make_person("Never named")
    names = files(client)
    assert {"/sitemap-0999-12.xml", "/sitemap-2022-03.xml", "/sitemap-undated.xml"} <= set(names)
    found = list(every_address(client))
    assert len(found) == len(set(found))
    wanted = [each.get_absolute_url() for each in (*entries, entries[0].liveblog)]
    wanted += ["/", "/entries/", "/people/", "/people/ada-marsh/", "/sources/harbour-news/"]
    wanted += ["/places/port-ellen/", "/topics/flooding/", "/organisations/harbour-board/"]
    assert set(wanted) <= set(found)
    assert "/people/never-named/" not in found
    assert {"/days/0999/", "/days/2022/", "/days/2022/w12/", "/on/03-24/"} <= set(found)
    assert {"/compare/", "/search/help/", "/api/"} <= set(found)
    rules = client.get("/robots.txt").content.decode()
    for path in found:
        response = client.get(path)
        assert (response.status_code, response.get("X-Robots-Tag")) == (200, None), path
        assert allowed(rules, path)


def test_a_file_of_the_index_last_changed_when_an_entry_in_it_did(client):
    first, last = (make_entry(f"Post {hour}", f"2022-03-24 {hour}:00") for hour in (10, 11))
    Entry.objects.filter(pk=last.pk).update(updated_at=first.updated_at + dt.timedelta(hours=2))
    make_entry("In April", "2022-04-01 13:30")
    last.refresh_from_db()
    changes = dict(read(client, "/sitemap.xml", "sitemapindex"))
    assert changes["/sitemap-2022-03.xml"] == last.updated_at.isoformat(timespec="seconds")
    assert changes["/sitemap-liveblogs.xml"] is None


def test_the_index_is_put_together_once_in_an_hour(client, django_assert_num_queries):
    before = read(client, "/sitemap.xml", "sitemapindex")
    make_entry()
    with django_assert_num_queries(0):
        assert read(client, "/sitemap.xml", "sitemapindex") == before
    assert "/sitemap-2022-03.xml" in files(client)


@pytest.mark.parametrize("slug", ["", "cite", "versions", "sea-wall"])
def test_an_entry_is_at_the_address_that_its_page_redirects_to(client, slug):
    entry = make_entry(slug=slug)
    assert read(client, "/sitemap-2022-03.xml", "urlset")[-1][0] == entry.get_absolute_url()


def test_a_liveblog_last_changed_when_its_last_capture_came_in(client):
    liveblog = make_liveblog()
    make_liveblog("Calm")
    make_capture(liveblog)
    last = make_capture(liveblog).created_at
    assert read(client, "/sitemap-liveblogs.xml", "urlset") == [
        (liveblog.get_absolute_url(), last.isoformat(timespec="seconds")),
        ("/liveblogs/harbour-news/calm/", None),
    ]


def test_what_does_not_fit_in_a_file_goes_on_in_others(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 4)
    stream(10)
    stream(4, make_liveblog("Storm goes on", make_source("Coast News")), first=300)
    keys = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    months = [name for name in files(client) if "-2022-" in name]
    assert months == [
        "/sitemap-2022-03.xml",
        *(f"/sitemap-2022-03-{keys[at]}.xml" for at in (4, 8, 12)),
    ]
    found = [
        path for path in every_address(client) if path.startswith("/entries/") and len(path) > 9
    ]
    assert len(found) == len(set(found)) == 14
    people = [name for name in files(client) if "people" in name]
    assert len(people) == 4


def test_new_entries_leave_full_files_as_they_are(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 4)
    stream(9)
    names = files(client)
    before = [read(client, name, "urlset") for name in names if "2022-03" in name]
    make_entry("Late", "2022-03-24 00:00")
    after = [read(client, name, "urlset") for name in files(client) if "2022-03" in name]
    assert before[:2] == after[:2]
    assert len(before[2]) + 1 == len(after[2])


@pytest.mark.parametrize(
    "path",
    [
        "2022-13",
        "0000-01",
        "2022",
        "x",
        "people-",
        "people-x",
        "2022-03-1234567890123456789",
        "a.b",
    ],
)
def test_a_file_that_there_is_not_is_not_found(client, path):
    assert client.get(f"/sitemap-{path}.xml").status_code == 404


def test_an_empty_archive_has_a_sitemap_without_entries(client):
    assert "/" in every_address(client)
    assert read(client, "/sitemap-2022-03-7.xml", "urlset") == []


def test_files_may_be_kept_for_an_hour_and_ask_as_little_for_many_rows_as_for_few(client):
    def queries() -> list[int]:
        cache.clear()
        counts = []
        for path in ("/sitemap.xml", "/sitemap-2022-03.xml", "/sitemap-liveblogs.xml"):
            with CaptureQueriesContext(connection) as captured:
                response = client.get(path)
                assert b"http://testserver/" in response.getvalue()
            assert "max-age=3600" in response["Cache-Control"]
            counts.append(len(captured))
        return counts

    stream(2)
    few = queries()
    stream(20, make_liveblog("Storm goes on"), first=5)
    assert queries() == few


def test_the_time_of_a_change_has_its_zone():
    moment = dt.datetime(2022, 3, 24, 13, 30, 1, 5, tzinfo=dt.UTC)
    assert sitemaps.element("url", "http://a.example/?a=1&b=<2>", moment) == (
        "<url><loc>http://a.example/?a=1&amp;b=&lt;2&gt;</loc>"
        "<lastmod>2022-03-24T13:30:01+00:00</lastmod></url>\n"
    )
