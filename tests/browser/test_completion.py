"""Completion in a real browser: by keyboard alone, announced, and without it too."""

from __future__ import annotations

import pytest

from entries.search.base import NameDocument
from entries.search.tantivy_engine import engine
from tests.search.documents import document

from .chromium import Chromium

pytestmark = pytest.mark.django_db(transaction=True)
LINKS = "document.querySelectorAll('.suggestions a')"
FOCUSED = "document.activeElement"
ANNOUNCED = "[...document.querySelectorAll('[role=status]')].map(e => e.textContent).join(' ')"
SHOWN = """[...document.querySelectorAll('.suggestions')].some(
    each => each.checkVisibility({visibilityProperty: true})
)"""
BOX = "document.querySelector('input[type=search]')"


@pytest.fixture
def browser(started_browser: Chromium, live_server, settings) -> Chromium:
    """A browser on a page with a search box, which has the focus."""
    settings.ROOT_URLCONF = "tests.browser.urls"
    about = {"organisations": [1], "places": [1]}
    with engine().building("test") as draft:
        draft.add_names(
            [
                NameDocument("organisation", 1, "harbour-board", "Harbour Board"),
                NameDocument("place", 1, "new-harbour", "New Harbour"),
            ]
        )
        draft.fill([document("The harbourmaster", **about)])
    started_browser.messages.clear()
    started_browser.go(f"{live_server.url}/box/")
    started_browser.value_of(f"{BOX}.focus()")
    return started_browser


def test_suggestions_appear_as_one_types_and_are_announced(browser):
    browser.type("harb")
    browser.wait_for(f"{LINKS}.length == 3")
    assert browser.value_of(SHOWN)
    assert browser.value_of(ANNOUNCED) == "3 suggestions. Tab leads to them."
    browser.type("ourm")
    browser.wait_for(f"{LINKS}.length == 1")
    assert browser.value_of(ANNOUNCED) == "1 suggestion. Tab leads to it."


def test_tab_leads_through_the_suggestions_and_enter_takes_one(browser):
    browser.type("bridge harb")
    browser.wait_for(f"{LINKS}.length == 3")
    browser.press("Tab")
    browser.press("Tab")
    assert browser.value_of(f"{FOCUSED} === {LINKS}[1]")
    assert browser.value_of(f"getComputedStyle({FOCUSED}).outlineStyle") == "solid"
    wanted = browser.value_of(f"{FOCUSED}.href")
    assert wanted.endswith("/entries/?from=2022&place=new-harbour&q=bridge")
    browser.press("Enter")
    browser.wait_for(f"location.href == {wanted!r}")


def test_suggestions_go_with_the_focus(browser):
    browser.type("harb")
    browser.wait_for(f"{LINKS}.length == 3")
    for _ in range(4):
        assert browser.value_of(SHOWN)
        browser.press("Tab")
    browser.wait_for(f"!{SHOWN}")


def test_a_suggestion_keeps_the_focus_when_the_list_is_renewed(browser):
    browser.type("harb")
    browser.wait_for(f"{LINKS}.length == 3")
    browser.press("Tab")
    browser.value_of(f"window.first = {LINKS}[0]; htmx.trigger({BOX}, 'focus')")
    browser.wait_for(f"{LINKS}[0] !== window.first")
    assert browser.value_of(f"{FOCUSED} === {LINKS}[0]")


def test_nothing_is_shown_where_nothing_fits(browser):
    browser.type("zzzz")
    browser.wait_for(f"{ANNOUNCED} == 'No suggestions.'")
    assert not browser.value_of(SHOWN)


def test_the_browser_finds_nothing_forbidden_on_the_way(browser):
    browser.type("harb")
    browser.wait_for(f"{LINKS}.length == 3")
    assert browser.complaints() == []


def test_the_box_works_without_scripts(browser, live_server):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.go(f"{live_server.url}/box/")
        browser.value_of(f"{BOX}.focus()")
        browser.type("harb")
        browser.press("Enter")
        browser.wait_for("location.pathname == '/entries/'")
        assert browser.value_of("location.search") == "?q=harb&from=2022"
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)
