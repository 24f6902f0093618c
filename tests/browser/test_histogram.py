"""The chart in a real browser: at any width, by mouse and by keyboard."""

from __future__ import annotations

import pytest

from .chromium import Chromium

pytestmark = pytest.mark.django_db(transaction=True)
LINKS = "document.querySelectorAll('.chart a')"
BOXES = "[...document.querySelectorAll('{}')].map(each => each.getBoundingClientRect())"


@pytest.fixture
def browser(started_browser: Chromium, live_server, settings) -> Chromium:
    settings.ROOT_URLCONF = "tests.browser.urls"
    started_browser.messages.clear()
    started_browser.be_wide(1000)
    started_browser.go(f"{live_server.url}/chart/")
    return started_browser


@pytest.mark.parametrize("width", [360, 1000, 10_000])
def test_the_chart_fits_any_width_and_its_labels_stay_legible(browser, width):
    browser.be_wide(width)
    assert browser.value_of("document.documentElement.scrollWidth") == width
    heights = browser.value_of(f"{BOXES.format('.axis text')}.map(box => box.height)")
    assert all(12 <= height <= 20 for height in heights if height)
    edges = browser.value_of(f"{BOXES.format('.axis text')}.map(box => [box.left, box.right])")
    shown = [edge for edge in edges if edge[0] != edge[1]]
    assert len(shown) >= 3
    assert all(one[1] < other[0] for one, other in zip(shown, shown[1:], strict=False))


def test_the_whole_column_leads_to_its_period(browser):
    box = browser.value_of(f"{LINKS}[0].querySelector('.column').getBoundingClientRect().toJSON()")
    bar = browser.value_of(f"{LINKS}[0].querySelector('.bar').getBoundingClientRect().height")
    assert bar < 5 < 24 < box["height"]
    browser.click(box["x"] + box["width"] / 2, box["y"] + 3)
    browser.wait_for("location.search == '?from=2020-01&to=2020-01'")


def test_the_keyboard_reaches_each_bar_and_can_pass_them_by(browser):
    browser.value_of("document.querySelector('.skip-chart').focus()")
    browser.press("Tab")
    assert browser.value_of(f"document.activeElement === {LINKS}[0]")
    browser.press("Tab")
    assert browser.value_of(f"document.activeElement === {LINKS}[1]")
    browser.press("Enter")
    browser.wait_for("location.search == '?from=2020-04&to=2020-04'")


def test_the_chart_can_be_skipped(browser):
    browser.value_of("document.querySelector('.skip-chart').focus()")
    browser.press("Enter")
    browser.wait_for("document.activeElement.id == 'after-histogram'")
    browser.press("Tab")
    assert browser.value_of("document.activeElement.tagName") == "SUMMARY"


def test_the_browser_finds_nothing_forbidden_in_the_chart(browser):
    assert browser.complaints() == []
    hatched = "[...document.querySelectorAll('.chart rect[fill]')].length"
    assert browser.value_of(hatched) > 0
