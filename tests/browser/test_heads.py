"""The data in the head of pages in a real browser, which runs none of it and refuses none of it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page

from tests.factories import make_entry

pytestmark = pytest.mark.django_db(transaction=True)
ENTRY = "/entries/10akv0wxyz/"
SIZE = "each => [each.naturalWidth, each.naturalHeight]"
HOSTILE = "</script><script>document.title = 'caught'</script><!--<script>"


@pytest.mark.parametrize(
    "address", ["/entries/10akv0wxyz/", "/liveblogs/harbour-news/storm-over-the-harbour/"]
)
def test_a_browser_leaves_linked_data_alone(page: Page, live_server, complaints, address):
    make_entry(HOSTILE, key="10akv0wxyz", slug="x")
    page.goto(live_server.url + address)
    data = page.locator("script[type='application/ld+json']").all_text_contents()
    assert HOSTILE in json.dumps([json.loads(each) for each in data])
    assert page.title() != "caught"
    assert complaints == []


def test_a_browser_shows_the_picture_that_is_named(page: Page, live_server):
    make_entry(key="10akv0wxyz", slug="x")
    page.goto(f"{live_server.url}{ENTRY}")
    page.goto(page.locator("meta[property='og:image']").get_attribute("content"))
    assert page.locator("img").evaluate(SIZE) == [1200, 630]
