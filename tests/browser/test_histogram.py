"""The chart in a real browser: at any width, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.django_db(transaction=True)
BOXES = "all => all.map(each => each.getBoundingClientRect().toJSON())"


@pytest.fixture(autouse=True)
def chart(page: Page, live_server, settings) -> None:
    settings.ROOT_URLCONF = "tests.browser.urls"
    page.goto(f"{live_server.url}/chart/")


@pytest.fixture
def bars(page: Page) -> Locator:
    return page.locator(".chart a")


@pytest.mark.parametrize("width", [360, 1000, 10_000])
def test_the_chart_fits_any_width_and_its_labels_stay_legible(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    labels = page.locator(".axis text").evaluate_all(BOXES)
    shown = [label for label in labels if label["width"]]
    assert all(12 <= label["height"] <= 20 for label in shown)
    assert len(shown) >= 3
    assert all(one["right"] < other["left"] for one, other in zip(shown, shown[1:], strict=False))


def test_the_whole_column_leads_to_its_period(page, bars):
    column = bars.first.locator(".column").bounding_box()
    assert bars.first.locator(".bar").bounding_box()["height"] < 5 < 24 < column["height"]
    page.mouse.click(column["x"] + column["width"] / 2, column["y"] + 3)
    page.wait_for_url("**/entries/?from=2020-01&to=2020-01")


def test_the_keyboard_reaches_each_bar_and_can_pass_them_by(page, bars):
    page.locator(".skip-chart").focus()
    for bar in (bars.nth(0), bars.nth(1)):
        page.keyboard.press("Tab")
        expect(bar).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/entries/?from=2020-04&to=2020-04")


def test_the_chart_can_be_skipped(page):
    page.locator(".skip-chart").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#after-histogram")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".as-table summary")).to_be_focused()


def test_the_browser_finds_nothing_forbidden_in_the_chart(page, complaints):
    assert complaints == []
    assert page.locator(".chart rect[fill]").count() > 0
