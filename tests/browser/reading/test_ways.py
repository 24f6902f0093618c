"""The main ways through the archive, each with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.django_db
SUEZ = "/liveblogs/sample-desk-london/ever-given-freed-ships-move-through-suez-canal-again/"
SUEZ_FROM_PARIS = (
    "/liveblogs/sample-desk-paris/live-ever-given-is-freed-from-the-bank-of-the-suez-canal/"
)
NOTRE_DAME = "/liveblogs/sample-desk-paris/live-notre-dame-to-be-rebuilt-after-the-fire/"


def titles(page: Page) -> list[str]:
    return page.locator("article h3").all_inner_texts()


def test_from_the_front_page_by_search_and_facet_to_an_entry_the_next_one_and_its_citation(
    reader: Page, complaints: list[str]
) -> None:
    reader.get_by_label("Search the entries").fill("canal")
    reader.get_by_role("button", name="Search", exact=True).click()
    expect(reader).to_have_url(re.compile(r"/entries/\?q=canal$"))
    total = reader.locator(".total strong").inner_text()
    narrow(reader)
    reader.locator("#facet-source .value", has_text="Sample desk, Paris").click()
    expect(reader.locator(".chips li")).to_have_count(2)
    assert int(reader.locator(".total strong").inner_text()) < int(total)
    reader.get_by_role("link", name="Stern of the Ever Given comes loose").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(
        "Stern of the Ever Given comes loose"
    )
    reader.locator("a[rel=next]").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(
        "Sisi speaks of success, salvors of patience"
    )
    reader.get_by_role("link", name="cite", exact=False).first.click()
    expect(reader.locator(".citation").first).to_contain_text(
        "Sisi speaks of success, salvors of patience"
    )
    assert complaints == []


def narrow(reader: Page) -> None:
    """Open what a list can be narrowed by, where it stands behind a summary."""
    summary = reader.get_by_text("Narrow by source, name, topic, label or year")
    if summary.is_visible():
        summary.click()


def test_a_filter_in_force_goes_with_a_click_on_it(reader: Page) -> None:
    reader.goto("/entries/?q=canal&source=sample-desk-paris")
    reader.locator(".chips a", has_text="Sample desk, Paris").click()
    expect(reader).to_have_url(re.compile(r"/entries/\?q=canal$"))


def test_a_live_page_that_is_over_is_read_from_its_start_and_turns_round(reader: Page) -> None:
    reader.goto(SUEZ)
    assert titles(reader)[0] == "Good afternoon"
    reader.get_by_role("link", name="Newest first").click()
    expect(reader.locator("article h3").first).to_have_text("Convoys are forming at both ends")
    assert titles(reader)[-1] == "Good afternoon"


def test_silence_in_a_live_page_is_told(reader: Page) -> None:
    reader.goto(SUEZ)
    expect(reader.locator(".gap").first).to_contain_text(re.compile(r"\d+ h"))


def test_one_goes_to_a_minute_of_a_live_page(reader: Page) -> None:
    reader.goto(NOTRE_DAME)
    reader.get_by_label("Go to").fill("2019-04-16T12:00")
    reader.get_by_role("button", name="Go", exact=True).click()
    expect(reader.locator("article:target h3")).to_have_text("Prosecutor: nothing points to arson")


def test_from_the_days_to_a_year_a_month_and_a_day(reader: Page) -> None:
    reader.get_by_role("navigation", name="Main").get_by_role("link", name="Days").click()
    reader.get_by_role("link", name="2021", exact=True).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("2021")
    reader.goto("/days/2021/03/")
    reader.locator("a[href='/days/2021/03/29/']").first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("29 March 2021")
    assert "Ever Given is free" in titles(reader)


def test_the_menu_of_a_phone_opens_and_leads_on(reader: Page) -> None:
    reader.set_viewport_size({"width": 360, "height": 700})
    places = reader.get_by_role("navigation", name="Main").get_by_role("link", name="Places")
    expect(places).to_be_hidden()
    reader.get_by_text("Menu").click()
    places.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Places")


def test_two_live_pages_are_set_side_by_side_and_each_minute_has_an_address(reader: Page) -> None:
    reader.goto("/compare/")
    reader.get_by_role("link", name="Ever Given freed", exact=False).click()
    reader.get_by_label("Live: Ever Given is freed", exact=False).check()
    reader.get_by_role("button", name="Set side by side").click()
    expect(reader.get_by_role("columnheader", name="Sample desk, Paris")).to_be_visible()
    expect(reader.get_by_text("10 h 17 min of silence")).to_be_visible()
    minute = reader.get_by_role("rowheader", name="14:08").get_by_role("link")
    minute.click()
    expect(reader.locator(":target")).to_contain_text("14:08")
    reader.get_by_role("link", name="UTC").click()
    expect(reader.get_by_role("rowheader", name="13:08")).to_be_visible()


def test_who_had_it_first_is_told_with_the_lag(reader: Page) -> None:
    reader.goto("/compare/first/?q=free&on=2021-03-29")
    expect(reader.locator("tbody tr").first).to_contain_text("Sample desk, Paris")
    expect(reader.locator("tbody tr").nth(1)).to_contain_text("4 min later")


def test_what_is_not_there_leads_on(reader: Page) -> None:
    reader.goto("/entries/0000000000/ever-given-is-free/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("There is nothing at this address")
    reader.get_by_role("button", name="Search", exact=True).click()
    expect(reader.locator("article h3").first).to_have_text("Ever Given is free")


def test_feeds_are_found_in_the_head_of_a_page(reader: Page) -> None:
    reader.goto("/people/keir-starmer/")
    feeds = reader.locator("link[rel=alternate][type='application/atom+xml']")
    address = feeds.first.get_attribute("href")
    assert address
    answer = reader.request.get(address)
    assert answer.ok and "xml" in answer.headers["content-type"]
    assert "<entry" in answer.text()


def test_search_facets_and_entries_go_by_keyboard(reader: Page) -> None:
    reader.keyboard.press("Tab")
    expect(reader.locator(".skip")).to_be_focused()
    reader.keyboard.press("Enter")
    tab_to(reader, reader.get_by_label("Search the entries"))
    reader.keyboard.type("tide")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile("q=tide"))
    narrow(reader)
    follow(reader, reader.locator("#facet-source .value", has_text="Sample desk, Paris"))
    expect(reader).to_have_url(re.compile("source=sample-desk-paris"))
    wanted = reader.locator("article h3 a").first.inner_text()
    follow(reader, reader.locator("article h3 a").first)
    expect(reader.get_by_role("heading", level=1)).to_have_text(wanted)


def test_what_stands_side_by_side_is_chosen_and_read_by_keyboard(reader: Page) -> None:
    reader.goto(f"/compare/?liveblog={SUEZ[11:-1]}")
    tab_to(reader, reader.get_by_label("Live: Ever Given is freed", exact=False))
    reader.keyboard.press("Space")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile("liveblog=.*liveblog="))
    follow(reader, reader.get_by_role("rowheader", name="14:08").get_by_role("link"))
    expect(reader.locator(":target")).to_contain_text("14:08")
    follow(reader, reader.get_by_role("link", name="Ever Given is free").first)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Ever Given is free")


def follow(page: Page, link: Locator) -> None:
    """Go to the link by the Tab key, see that it shows the focus, and follow it."""
    tab_to(page, link)
    expect(link).to_have_css("outline-style", "solid")
    page.keyboard.press("Enter")


def tab_to(page: Page, wanted: Locator, most: int = 300) -> None:
    """Press the Tab key until this has the focus."""
    for _ in range(most):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{most} times Tab do not lead to {wanted}")
