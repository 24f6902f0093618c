"""The map in a real browser: at any width, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)
BOXES = "all => all.map(each => each.getBoundingClientRect().toJSON())"
LETTERS = "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"


@pytest.fixture(autouse=True)
def site(page: Page, live_server, settings) -> None:
    settings.ROOT_URLCONF = "tests.browser.urls"
    page.goto(f"{live_server.url}/map/")


@pytest.mark.parametrize("width", [320, 360, 1000, 1900])
def test_the_map_fits_any_width_and_its_names_stay_legible_and_inside(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    (frame,) = page.locator(".globe").evaluate_all(BOXES)
    assert frame["width"] / frame["height"] == pytest.approx(16 / 9, abs=0.02)
    assert min(page.locator(".globe text").evaluate_all(LETTERS)) >= 11
    names = page.locator(".globe text:visible").evaluate_all(BOXES)
    assert len(names) > 4
    for name in names:
        assert frame["left"] <= name["left"] and name["right"] <= frame["right"]
        assert frame["top"] <= name["top"] and name["bottom"] <= frame["bottom"]


@pytest.mark.parametrize("width", [360, 1000])
def test_places_stand_where_the_outlines_have_them_at_any_width(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    (land,) = page.locator(".own").evaluate_all(BOXES)
    (kyiv, *_) = page.locator(".mark").evaluate_all(BOXES)
    across = (kyiv["left"] + kyiv["width"] / 2 - land["left"]) / land["width"]
    down = (kyiv["top"] + kyiv["height"] / 2 - land["top"]) / land["height"]
    assert across == pytest.approx((30.52 - 22.13) / (40.13 - 22.13), abs=0.01)
    assert down == pytest.approx((52.35 - 50.45) / (52.35 - 44.39), abs=0.01)


def test_a_circle_leads_to_its_place_from_24_pixels_round(page):
    small = page.locator(".globe a").nth(2)
    assert small.locator(".mark").bounding_box()["width"] < 12
    reach = small.locator(".reach").bounding_box()
    assert min(reach["width"], reach["height"]) >= 24
    page.mouse.click(reach["x"] + 4, reach["y"] + reach["height"] / 2)
    page.wait_for_url("**/places/sievierodonetsk/")


def test_the_keyboard_reaches_each_circle_and_shows_which(page):
    circles = page.locator(".globe a")
    expect(circles).to_have_count(3)
    circles.first.focus()
    page.keyboard.press("Tab")
    expect(circles.nth(1)).to_be_focused()
    rim = "each => getComputedStyle(each).strokeWidth"
    widths = [circles.nth(n).locator(".mark").evaluate(rim) for n in range(3)]
    assert widths == ["1.5px", "3px", "1.5px"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/brovary/")


def test_the_same_places_are_a_table(page):
    page.get_by_text("The map as a table").click()
    rows = page.locator(".map tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("50.45° N, 30.52° E")


def test_the_browser_finds_nothing_forbidden_in_the_map(page, complaints):
    assert complaints == []
    assert page.locator(".globe path").count() >= 3
