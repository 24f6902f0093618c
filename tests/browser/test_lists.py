"""Lists of entries in a real browser: at the width of a phone, and what scripts make quicker."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from entries.search.documents import all_entry_documents, all_name_documents
from entries.search.engine import engine
from tests.factories import make_entry, make_person, make_place, mention

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def site(live_server) -> str:
    """The address of the list of an archive whose entries have a dozen places."""
    places = [make_place(f"Street {number:02}") for number in range(12)]
    entry = make_entry("W" * 200, labels=["breaking"], bylines=[("N" * 90, "")])
    mention(entry, make_person("A" * 120), *places)
    with engine().building("test") as draft:
        draft.fill(all_entry_documents())
        draft.add_names(all_name_documents())
    return f"{live_server.url}/entries/"


@pytest.mark.parametrize("query", ["", "?q=" + "x" * 300, "?actor=nobody", "?q=engineers+)+("])
def test_nothing_is_wider_than_a_phone(page: Page, site: str, query: str):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site + query)
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_filters_and_facets_are_behind_a_summary_on_a_phone_and_open_on_a_desk(page, site):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site)
    field, value = (
        page.get_by_label("Byline", exact=True),
        page.get_by_role("link", name="Street 00"),
    )
    expect(field).to_be_hidden()
    expect(value.first).to_be_hidden()
    page.get_by_role("link", name="Narrow by").click()
    expect(value.first).to_be_visible()
    page.get_by_text("Dates, names and order").click()
    expect(field).to_be_visible()
    page.set_viewport_size({"width": 1200, "height": 800})
    page.goto(site)
    expect(field).to_be_visible()
    expect(value.first).to_be_visible()


def test_links_and_buttons_are_big_enough_to_hit(page, site):
    page.goto(site)
    for target in page.locator("main a:visible, main button:visible, summary:visible").all():
        assert target.bounding_box()["height"] >= 24, target.inner_html()


def be_settled(page: Page) -> None:
    """Wait until htmx is done with what it put into the page: before that, a key may be lost."""
    marks = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
    expect(page.locator(marks)).to_have_count(0)


def test_all_values_of_a_facet_show_up_in_its_place(page, site, complaints):
    page.set_viewport_size({"width": 1200, "height": 800})
    page.goto(site)
    facet = page.locator("#facet-place")
    expect(facet.locator("li")).to_have_count(10)
    facet.get_by_role("link", name="Show more places").click()
    expect(facet.locator("li")).to_have_count(12)
    be_settled(page)
    facet.get_by_label("Name contains").fill("11")
    facet.get_by_label("Name contains").press("Enter")
    expect(facet.locator("li")).to_have_count(1)
    be_settled(page)
    assert page.url == site
    facet.get_by_role("link", name="Show fewer").click()
    expect(facet.locator("li")).to_have_count(10)
    be_settled(page)
    more = facet.get_by_role("link", name="Show more places")
    expect(more).to_be_focused()
    expect(more).to_be_in_viewport()
    facet.get_by_role("link", name="Not Street 03").click()
    page.wait_for_url("**/entries/?-place=street-03")
    assert complaints == []
