"""From an entry to its versions and its source and back, as a person would click."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from entries.models import Entry
from tests.factories import appear, make_capture, make_change, make_dump, make_entry, say, utc

pytestmark = pytest.mark.django_db(transaction=True)
WIDTH = "document.documentElement.scrollWidth"
LONG = "W" * 300


@pytest.fixture(autouse=True)
def entry() -> Entry:
    """An entry with two versions, far down in two captures, the names of which are long."""
    entry = make_entry("The bridge is closed", labels=["breaking"])
    menu = "\n".join(f"Menu {number}" for number in range(1, 700))
    page = f"{menu}\nThe bridge is closed\nEngineers are on their way.\n{LONG * 20}"
    first = make_capture(
        text=page, dump=make_dump(f"{LONG}.txt"), captured_at=utc("2022-03-24 18:00")
    )
    before = appear(entry, first, 700, 701)
    second = make_capture(
        text=page, dump=make_dump("second.txt"), captured_at=utc("2022-03-25 09:00")
    )
    after = appear(say(entry, "Two engineers are there.", LONG), second, 700, 701)
    make_change("edited", before, after)
    return entry


@pytest.fixture
def address(live_server, entry) -> str:
    return f"{live_server.url}{entry.get_absolute_url()}"


@pytest.fixture
def addresses(live_server, address, entry) -> list[str]:
    capture = entry.appearances.first().capture
    paths = [
        f"/entries/{entry.key}/versions/",
        f"/captures/{capture.pk}/?entry={entry.key}",
        f"/captures/{capture.pk}/lines/702/",
        "/changes/",
        "/changes/?source=nobody",
    ]
    return [address, *(live_server.url + path for path in paths)]


def test_an_entry_leads_to_its_versions_and_what_differs(page: Page, address: str, complaints):
    page.goto(address)
    page.get_by_role("link", name="2 versions").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The bridge is closed")
    expect(page.locator(".difference ins").first).to_contain_text("Two engineers")
    page.get_by_label("Compare").select_option("version 2")
    page.get_by_label("with").select_option("version 1")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/versions/?from=2&to=1")
    expect(page.locator(".difference del").first).to_contain_text("Two engineers")
    page.get_by_role("link", name="Back to the entry").click()
    page.wait_for_url(address)
    assert complaints == []


def test_an_entry_leads_to_its_lines_and_they_lead_back(page: Page, address: str, complaints):
    page.goto(address)
    page.get_by_role("link", name="700–701 of second.txt").click()
    page.wait_for_url(re.compile(r"/captures/\d+/\?entry=\w+#line-700$"))
    expect(page.locator("#line-700")).to_be_in_viewport()
    expect(page.locator("#line-700")).to_contain_text("The bridge is closed")
    expect(page.locator("tr.own[id]")).to_have_count(2)
    page.get_by_role("row", name="This entry").get_by_role("link").click()
    page.wait_for_url(address)
    assert complaints == []


def test_a_change_leads_to_both_versions_and_both_captures(page: Page, live_server, complaints):
    page.goto(live_server.url)
    page.get_by_role("navigation").get_by_role("link", name="Changes").click()
    page.get_by_role("link", name="Compare the versions").click()
    page.wait_for_url("**/versions/?from=1&to=2")
    page.go_back()
    page.get_by_role("link", name="second.txt").click()
    page.wait_for_url("**/captures/*/?entry=*")
    expect(page.locator("tr.own[id]")).to_have_count(2)
    assert complaints == []


def test_a_line_can_be_gone_to(page: Page, live_server, entry):
    capture = entry.appearances.first().capture
    page.goto(f"{live_server.url}/captures/{capture.pk}/")
    page.get_by_label("Go to line").fill("650")
    page.get_by_label("Go to line").press("Enter")
    page.wait_for_url("**/?line=501#line-650")
    expect(page.locator("#line-650")).to_be_in_viewport()


def test_nothing_is_wider_than_a_phone(page: Page, addresses: list[str]):
    page.set_viewport_size({"width": 360, "height": 800})
    for address in addresses:
        page.goto(address)
        assert page.evaluate(WIDTH) == 360, address


def test_links_and_buttons_that_stand_alone_are_big_enough_to_hit(page: Page, addresses):
    for address in addresses:
        page.goto(address)
        standing = page.locator("main button, main td a, main li a, main dd a")
        for target in standing.filter(visible=True).all():
            assert target.bounding_box()["height"] >= 24, (address, target.inner_html())


def test_what_differs_can_be_told_without_colours(page: Page, addresses: list[str]):
    page.goto(addresses[1])
    lines = "each => getComputedStyle(each).textDecorationLine"
    assert page.locator(".difference del").first.evaluate(lines) == "line-through"
    assert page.locator(".difference ins").first.evaluate(lines) == "underline"


def test_versions_are_compared_without_scripts(browser, address):
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    page.get_by_role("link", name="2 versions").click()
    page.get_by_label("Compare").select_option("version 2")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/versions/?from=2&to=2")
    expect(page.get_by_text("This is one and the same version.")).to_be_visible()
    page.close()
