"""Live pages that are read as one, in a real browser: wide and on a phone, and without scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from entries.models import Entry
from tests.factories import make_liveblog, make_source, new_entry, utc

from .reading.test_pages import WCAG

pytestmark = pytest.mark.django_db(transaction=True)
START = utc("2022-03-24 06:00")
TITLES = ("the wall holds", "the bridge over the northern quay is closed to lorries", "a calm")
COVERAGE = "/liveblogs/harbour-news/day-1/coverage/"


@pytest.fixture(autouse=True)
def site(live_server) -> str:
    """The address of an archive with three days of a storm, forty entries a day."""
    for number, title in enumerate(TITLES):
        start = START + dt.timedelta(days=number)
        liveblog = make_liveblog(
            f"Storm over the harbour, day {number + 1}: {title}",
            make_source(language="en"),
            slug=f"day-{number + 1}",
            starts_at=start,
            ends_at=start + dt.timedelta(minutes=39 * 8),
        )
        Entry.objects.bulk_create(
            new_entry(
                f"Day {number + 1}, post {at}",
                start + dt.timedelta(minutes=8 * at),
                liveblog=liveblog,
                labels=["key event"] if at % 12 == 5 else [],
            )
            for at in range(40)
        )
    return live_server.url


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site, java_script_enabled=request.param, viewport={"width": 360, "height": 800}
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (360, "dark")])
def test_axe_finds_nothing_wrong(browser: Browser, site: str, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"{site}{COVERAGE}?page=2")
    found = Axe().run(page, options=WCAG).response["violations"]
    page.close()
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("width", [320, 360, 1400])
def test_nothing_overflows(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for query in ("", "?order=newest&page=2"):
        page.goto(f"{site}{COVERAGE}{query}")
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_wide_screen_parts_and_key_moments_stand_beside_the_stream(
    page: Page, site: str
) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(f"{site}{COVERAGE}")
    stream, parts = box(page.locator("article").first), box(page.locator(".outline nav").first)
    moments = page.locator(".outline nav").nth(1)
    assert parts["x"] >= stream["x"] + stream["width"]
    assert box(moments)["y"] >= parts["y"] + parts["height"]
    page.locator("article").nth(40).scroll_into_view_if_needed()
    expect(moments).to_be_in_viewport()
    expect(page.locator(".outline nav").first).not_to_be_in_viewport()


def box(part: Locator) -> dict[str, float]:
    found = part.bounding_box()
    assert found
    return {**found}


def test_a_reader_jumps_to_a_part_a_moment_and_a_minute_and_stays_in_the_coverage(
    reader: Page,
) -> None:
    reader.goto(COVERAGE)
    reader.locator("summary", has_text="Parts").click()
    reader.get_by_role("link", name="day 3: a calm").first.click()
    expect(reader.locator(":target")).to_contain_text("Part 3 of 3")
    reader.locator("summary", has_text="Key moments").click()
    reader.locator(".outline").get_by_role("link", name="Day 1, post 17").click()
    expect(reader.locator("article:target h3")).to_have_text("Day 1, post 17")
    reader.get_by_label("Go to").fill("2022-03-25T10:00")
    reader.get_by_role("button", name="Go", exact=True).click()
    expect(reader.locator("article:target h3")).to_have_text("Day 2, post 30")
    reader.get_by_role("link", name="Newest first").click()
    expect(reader.locator("article h3").first).to_have_text("Day 3, post 39")
    expect(reader).to_have_url(f"{reader.url.partition('/live')[0]}{COVERAGE}?order=newest")


def test_each_part_leads_to_the_whole_and_that_to_its_feed(reader: Page) -> None:
    reader.goto("/liveblogs/harbour-news/day-2/")
    reader.get_by_role("link", name="Read all parts as one").click()
    expect(reader.locator(".total")).to_contain_text("120 entries of 3 live pages, read as one")
    feed = reader.locator("link[rel=alternate][type='application/atom+xml']")
    answer = reader.request.get(feed.first.get_attribute("href") or "")
    assert answer.ok and "Day 3, post 39" in answer.text()
