"""Pages of who and what entries name, and names in their text, in a real browser."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from entries.models import Mention
from entries.search.documents import all_entry_documents, all_name_documents
from entries.search.engine import engine
from tests.factories import (
    make_entry,
    make_liveblog,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    paragraph,
    tag,
)

pytestmark = pytest.mark.django_db(transaction=True)
HEADINGS = "all => all.map(each => Number(each.ariaLevel || each.tagName[1]))"
NAMELESS = """all => all.filter(each => !(each.textContent.trim() || each.ariaLabel)).length"""


@dataclass(frozen=True)
class Site:
    """Where the archive is, and its pages by what they show."""

    url: str
    pages: dict[str, str]


@pytest.fixture(autouse=True)
def site(live_server) -> Site:
    """Entries of two sources that name a person, a topic, and places in one another."""
    land = make_place("Westland", kind="country", latitude=50.4, longitude=30.5)
    city = make_place("W" * 60, slug="city", kind="city", within=land)
    person = make_person("Ada Marsh", description="d" * 200, surname="Marsh")
    topic = make_topic("Flooding", terms=["flood*", "x" * 80, "pumps | 0.5"])
    for number, name in enumerate(["Harbour News", "N" * 70]):
        liveblog = make_liveblog(f"Storm {number}", make_source(name, slug=f"source-{number}"))
        entry = make_entry(
            f"Entry {number}",
            f"2022-0{number + 3}-24 13:30",
            liveblog=liveblog,
            blocks=[paragraph("Ada Marsh spoke of floods. Later Marsh left.")],
        )
        mention(entry, city, make_person(f"Guest {number}"))
        named(entry, person, "Ada Marsh", Mention.Method.NAME)
        named(entry, person, "Marsh", Mention.Method.ENTRY, last=True)
        tag(entry, topic)
    with engine().building("test") as draft:
        draft.fill(all_entry_documents())
        draft.add_names(all_name_documents())
    pages = {
        "entry": entry.get_absolute_url(),
        "person": "/people/ada-marsh/",
        "place": "/places/westland/",
        "part": "/places/city/",
        "topic": "/topics/flooding/",
        "source": "/sources/source-1/",
        "people": "/people/",
        "places": "/places/",
    }
    return Site(live_server.url, pages)


def named(entry, person, words, method, last=False):
    start = entry.text.rindex(words) if last else entry.text.index(words)
    end = start + len(words)
    Mention.objects.create(
        entry=entry, actor=person, start=start, end=end, matched=words, method=method
    )


PAGES = ("entry", "person", "place", "part", "topic", "source", "people", "places")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 1400])
def test_nothing_overflows_and_headings_and_links_are_in_order(page, site, complaints, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.url + site.pages[name])
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    levels = page.locator("h1, h2, h3, h4, [role=heading]").evaluate_all(HEADINGS)
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert page.locator("a[href]").evaluate_all(NAMELESS) == 0
    assert complaints == []


def test_names_in_the_text_look_like_text_and_show_that_they_are_links(page: Page, site: Site):
    page.goto(site.url + site.pages["entry"])
    link = page.locator(".text a.named").first
    style = "each => [getComputedStyle(each).color, getComputedStyle(each).textDecorationStyle]"
    around = page.locator(".text p").first.evaluate("each => getComputedStyle(each).color")
    assert link.evaluate(style) == [around, "dotted"]
    page.locator(".when a").last.focus()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    colour, line = link.evaluate(style)
    assert colour != around and line == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/ada-marsh/")


def test_why_a_name_is_there_opens_by_keyboard_and_without_scripts(browser: Browser, site: Site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(site.url + site.pages["entry"])
    why, reason = page.get_by_text("Why these?"), page.get_by_text("a surname; the entry has")
    expect(reason).to_be_hidden()
    why.focus()
    page.keyboard.press("Enter")
    expect(reason).to_be_visible()
    assert {"Ada Marsh", "Marsh"} <= set(page.locator(".why mark").all_inner_texts())
    page.close()


def test_what_else_is_named_stands_beside_the_chart_on_a_desk_and_before_the_entries_on_a_phone(
    page: Page, site: Site
):
    box = "each => each.getBoundingClientRect().toJSON()"
    for width in (1400, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site.url + site.pages["person"])
        chart, beside, entries = (
            page.locator(name).first.evaluate(box)
            for name in (".overview", ".side-column", "#entries")
        )
        if width == 1400:
            assert beside["left"] > chart["right"] and beside["top"] == chart["top"]
            assert chart["bottom"] <= entries["top"]
        else:
            assert chart["bottom"] <= beside["top"] and beside["bottom"] <= entries["top"]


def test_the_entries_of_a_person_are_filtered_without_scripts(browser, site):
    phone = {"width": 360, "height": 800}
    page = browser.new_page(java_script_enabled=False, viewport=phone)
    page.goto(site.url + site.pages["person"])
    page.get_by_text("Filter these entries").click()
    page.get_by_text("Dates, names and order").click()
    page.get_by_label("From", exact=True).fill("2022-04-01")
    page.get_by_role("button", name="Show entries").click()
    page.wait_for_url("**/entries/?from=2022-04-01&actor=ada-marsh")
    expect(page.locator("article h3")).to_have_text("Entry 1")
    page.close()
