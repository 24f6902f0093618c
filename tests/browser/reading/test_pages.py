"""Every kind of page: for everyone, at any width, light and dark, from this host alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

from entries.models import Capture, Entry

from .test_ways import SUEZ, SUEZ_FROM_PARIS

pytestmark = pytest.mark.django_db
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MOST_BYTES = 120_000  # of the first page, as it travels
MOST_SCRIPT_BYTES = 10_000  # of our own scripts, as they lie in the folder

PAGES = {
    "front page": "/",
    "entries": "/entries/",
    "search": "/entries/?q=canal",
    "search for nothing": "/entries/?q=zzz",
    "mistaken filter": "/entries/?actor=nobody&from=never",
    "mistaken field word": "/entries/?q=canal+actor%3Astramer",
    "values of a facet": "/entries/values/person/",
    "help": "/search/help/",
    "liveblogs": "/liveblogs/",
    "liveblog": SUEZ,
    "liveblog, newest first": f"{SUEZ}?order=newest",
    "liveblog on one page": f"{SUEZ}all/",
    "liveblog since": f"{SUEZ}?since=2021-03-28T20:00",
    "days": "/days/",
    "year": "/days/2021/",
    "month": "/days/2021/03/",
    "week": "/days/2021/w13/",
    "day": "/days/2021/03/29/",
    "day by source": "/days/2021/03/29/?by=source",
    "on this day": "/on/03-29/",
    "nothing to compare": "/compare/",
    "side by side": f"/compare/?liveblog={SUEZ[11:-1]}&liveblog={SUEZ_FROM_PARIS[11:-1]}",
    "who had it first": "/compare/first/?q=free&on=2021-03-29",
    "for programs": "/api/",
    "people": "/people/",
    "person": "/people/keir-starmer/",
    "organisations": "/organisations/",
    "organisation": "/organisations/labour-party/",
    "places": "/places/",
    "place": "/places/egypt/",
    "topics": "/topics/",
    "topic": "/topics/elections/",
    "sources": "/sources/",
    "source": "/sources/sample-desk-london/",
    "changes": "/changes/",
    "times": "/times/",
    "original address": "/?url=https://example.org/nowhere",
    "nothing there": "/none/",
}
NOTHING_THERE = {"original address", "nothing there"}
OF_AN_ENTRY = ("", "versions/", "cite/")


@pytest.fixture(scope="package")
def paths(archive: object) -> dict[str, str]:
    """The address of each kind of page, without the site's."""
    entry = Entry.objects.get(headline="Ever Given is free", source__slug="sample-desk-paris")
    own = {f"entry {rest}".strip(" /"): f"/entries/{entry.key}/{rest}" for rest in OF_AN_ENTRY}
    own["entry "] = own.pop("entry")
    capture = Capture.objects.earliest("pk")
    own |= {"capture": f"/captures/{capture.pk}/", "line": f"/captures/{capture.pk}/lines/1/"}
    return {**PAGES, **own}


KINDS = (*PAGES, "entry ", "entry versions", "entry cite", "capture", "line")


@pytest.fixture(params=[(1400, "light"), (360, "dark")], ids=["wide and light", "narrow and dark"])
def opened(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    width, scheme = request.param
    page = browser.new_page(
        base_url=site, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    yield page
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_wrong_and_nothing_overflows(
    opened: Page, paths: dict[str, str], kind: str
) -> None:
    answer = opened.goto(paths[kind])
    assert answer and answer.status == (404 if kind in NOTHING_THERE else 200)
    width = opened.viewport_size["width"] if opened.viewport_size else 0
    assert opened.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(opened, options=WCAG)
    told = [
        f"{each['id']}: {each['help']}: {[node['html'][:120] for node in each['nodes'][:4]]}"
        for each in found.response["violations"]
    ]
    assert told == []


@pytest.mark.parametrize("width", [320, 1920])
def test_nothing_overflows_on_the_smallest_and_the_largest_screens(
    browser: Browser, site: str, paths: dict[str, str], width: int
) -> None:
    page = browser.new_page(base_url=site, viewport={"width": width, "height": 900})
    assert too_wide(page, paths) == []
    page.close()


def test_nothing_overflows_on_a_phone_where_text_is_twice_its_size(
    launch_browser: Callable[..., Browser],
    browser_type_launch_args: dict[str, Any],
    site: str,
    paths: dict[str, str],
) -> None:
    twice = "--blink-settings=defaultFontSize=32"
    browser = launch_browser(args=[*browser_type_launch_args["args"], twice])
    page = browser.new_page(base_url=site, viewport={"width": 360, "height": 900})
    assert too_wide(page, paths) == []
    assert page.evaluate("getComputedStyle(document.body).fontSize") >= "32px"
    browser.close()


def too_wide(page: Page, paths: dict[str, str]) -> list[str]:
    """The kinds of page that are wider than the window, or not as wide."""
    assert page.viewport_size
    wide = []
    for kind in KINDS:
        page.goto(paths[kind])
        if page.evaluate("document.documentElement.scrollWidth") != page.viewport_size["width"]:
            wide.append(kind)
    return wide


def test_no_page_asks_another_host_or_does_what_it_may_not(
    page: Page, site: str, paths: dict[str, str], complaints: list[str]
) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    for kind in KINDS:
        page.goto(site + paths[kind])
    assert asked == {urlsplit(site).netloc}
    assert [each for each in complaints if "404" not in each] == []


def test_the_first_page_is_light(page: Page, site: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(site, wait_until="networkidle")
    sizes = {each.url: each.request.sizes()["responseBodySize"] for each in answers}
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_our_own_scripts_are_few(page: Page, site: str, paths: dict[str, str]) -> None:
    sizes: dict[str, int] = {}

    def note(answer: Response) -> None:
        if answer.request.resource_type == "script" and "htmx" not in answer.url:
            sizes[answer.url] = len(answer.body())

    page.on("response", note)
    for kind in KINDS:
        page.goto(site + paths[kind])
    assert sum(sizes.values()) <= MOST_SCRIPT_BYTES, sizes


def test_times_do_not_stand_where_screen_readers_announce_changes(
    page: Page, site: str, paths: dict[str, str]
) -> None:
    for kind in KINDS:
        page.goto(site + paths[kind])
        assert page.locator("[aria-live] time, [role=status] time, [role=alert] time").count() == 0
