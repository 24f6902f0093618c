"""Completion in a real browser: by keyboard alone, announced, and without it too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from entries.search.base import NameDocument
from entries.search.engine import engine
from tests.search.documents import document

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def site(live_server, settings) -> str:
    """The address of a page with a search box, beside an index with three things to offer."""
    settings.ROOT_URLCONF = "tests.browser.urls"
    with engine().building("test") as draft:
        draft.add_names(
            [
                NameDocument("organisation", 1, "harbour-board", "Harbour Board"),
                NameDocument("place", 1, "new-harbour", "New Harbour"),
            ]
        )
        draft.fill([document("The harbourmaster", organisations=[1], places=[1])])
    return f"{live_server.url}/box/"


@pytest.fixture
def box(page: Page, site: str) -> Locator:
    page.goto(site)
    page.get_by_role("searchbox").focus()
    return page.get_by_role("searchbox")


@pytest.fixture
def links(page: Page) -> Locator:
    return page.locator(".suggestions a")


def test_suggestions_appear_as_one_types_and_are_announced(page, box, links):
    page.keyboard.type("harb")
    expect(links).to_have_count(3)
    expect(links.first).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("3 suggestions. Tab leads to them.")
    page.keyboard.type("ourm")
    expect(links).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("1 suggestion. Tab leads to it.")


def test_tab_leads_through_the_suggestions_and_enter_takes_one(page, box, links):
    page.keyboard.type("bridge harb")
    expect(links).to_have_count(3)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(links.nth(1)).to_be_focused()
    expect(links.nth(1)).to_have_css("outline-style", "solid")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entries/?q=bridge&from=2022&place=new-harbour")


def test_suggestions_go_with_the_focus(page, box, links):
    page.keyboard.type("harb")
    expect(links).to_have_count(3)
    for _ in range(4):
        expect(links.first).to_be_visible()
        page.keyboard.press("Tab")
    expect(links.first).to_be_hidden()


def test_a_suggestion_keeps_the_focus_when_the_list_is_renewed(page, box, links):
    page.keyboard.type("harb")
    expect(links).to_have_count(3)
    page.keyboard.press("Tab")
    before = links.first.element_handle()
    page.evaluate("htmx.trigger(document.querySelector('input[type=search]'), 'focus')")
    page.wait_for_function("before => !before.isConnected", arg=before)
    expect(links.first).to_be_focused()


def test_nothing_is_shown_where_nothing_fits(page, box, links):
    page.keyboard.type("zzzz")
    expect(page.get_by_role("status")).to_have_text("No suggestions.")
    expect(links).to_have_count(0)


def test_the_browser_finds_nothing_forbidden_on_the_way(page, box, links, complaints):
    page.keyboard.type("harb")
    expect(links).to_have_count(3)
    assert complaints == []


def test_the_box_works_without_scripts(browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(site)
    page.get_by_role("searchbox").fill("harb")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entries/?q=harb&from=2022")
    page.close()
