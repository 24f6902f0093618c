"""The calendar in a real browser: on a phone, by keyboard, and its weeks as columns."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from entries.models import Entry
from tests.factories import make_entry, make_liveblog, make_source, new_entry
from tests.views.world import entries_on

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/days/",
    "/days/2022/",
    "/days/2022/w12/",
    "/days/2022/03/",
    "/days/2022/03/24/",
    "/days/2022/03/24/?by=source",
    "/on/03-24/",
    "/days/2022/02/30/",
]
# What is wider within than it is itself, but for what nobody sees.
OVERFULL = """[...document.querySelectorAll("main td, main th, main li, main h1, main h2")]
    .filter(part => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1)
    .map(part => part.outerHTML)"""

SMALL = """[...document.querySelectorAll("main a")]
    .filter(link => {
        const box = link.getBoundingClientRect();
        return box.height < 24 || box.width < 24;
    })
    .map(link => link.outerHTML)"""


@pytest.fixture(autouse=True)
def site(live_server) -> str:
    """The address of an archive with long words, and with a day in two years."""
    entries_on("2021-03-24", "2022-03-22", "2022-03-27", "2022-11-05")
    liveblog = make_liveblog("W" * 120, make_source("N" * 90, slug="long"), slug="wide")
    make_entry("H" * 200, "2022-03-24 08:00", liveblog=liveblog, labels=["breaking"])
    make_entry("Rain", "2022-03-24 14:00")
    return live_server.url


def test_nothing_is_wider_than_a_small_phone(page: Page, site: str):
    rain = make_liveblog("Rain")
    Entry.objects.bulk_create(new_entry("", "2022-03-24 14:00", liveblog=rain) for _ in range(1000))
    page.set_viewport_size({"width": 320, "height": 800})
    for path in PAGES:
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
        assert page.evaluate(OVERFULL) == []


def test_links_are_big_enough_to_hit_on_a_phone(page: Page, site: str):
    page.set_viewport_size({"width": 360, "height": 800})
    for path in PAGES:
        page.goto(site + path)
        assert page.evaluate(SMALL) == [], path


def test_a_week_is_seven_columns_on_a_desk_and_a_list_on_a_phone(page: Page, site: str):
    page.set_viewport_size({"width": 1300, "height": 900})
    page.goto(f"{site}/days/2022/w12/")
    days = page.locator(".week > li")
    expect(days).to_have_count(7)
    assert places(days, "x", "y") == (7, 1)
    page.set_viewport_size({"width": 360, "height": 900})
    assert places(days, "x", "y") == (1, 7)


def places(parts, *sides: str) -> tuple[int, ...]:
    """How many different places the parts have along each side."""
    boxes = [part.bounding_box() for part in parts.all()]
    return tuple(len({round(box[side]) for box in boxes}) for side in sides)


def test_the_keyboard_leads_from_a_year_to_a_day_and_on(page: Page, site: str, complaints):
    page.goto(f"{site}/days/2022/")
    follow(page, "24 March: 2 entries")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thursday 24 March 2022")
    follow(page, "Grouped by source")
    expect(page.get_by_role("heading", level=2, name="Harbour News")).to_be_visible()
    follow(page, "As one timeline")
    follow(page, "Week 12 of 2022")
    expect(page.get_by_role("heading", level=1)).to_have_text("Week 12 of 2022")
    follow(page, "March 2022")
    expect(page.get_by_role("table", name="Entries on each day of March 2022")).to_be_visible()
    assert complaints == []


def follow(page: Page, name: str) -> None:
    """Go from one link to the next until that of this name, and follow it."""
    link = page.locator("main").get_by_role("link", name=name, exact=True).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    expect(link).to_be_focused()
    assert link.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_load_state()
