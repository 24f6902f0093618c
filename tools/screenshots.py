"""Writes docs/screenshots: how the pages look, of an archive that runs with the samples alone.

`make run` in one terminal, `make screenshots` in another. Pictures are those of the pages in
`PAGES`, wide and narrow, light and dark.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import find_chromium, launch_arguments

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
LIVEBLOG = "/liveblogs/sample-desk-london/ever-given-freed-ships-move-through-suez-canal-again/"
# The name of a picture, and the page that it is of.
PAGES = {
    "home": "/",
    "search": "/entries/?q=canal",
    "liveblog": LIVEBLOG,
    "person": "/people/keir-starmer/",
    "place": "/places/suez-canal/",
    "year": "/days/2021/",
    "missing": "/entries/0000000000/ships-move-again/",
}
# Pixels across and down, and what is in the name of the picture.
SIZES = {"wide": (1400, 1050), "narrow": (360, 780)}


def shoot(browser: Browser, site: str, size: str, scheme: str) -> None:
    """Write the pictures of all pages at one size in one scheme, "light" or "dark"."""
    width, height = SIZES[size]
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    for name, path in PAGES.items():
        answer = page.goto(f"{site}{path}")
        if answer is None or (answer.status >= 400) != (name == "missing"):
            sys.exit(f"{path} does not answer as it should: does the archive have the samples?")
        page.screenshot(path=FOLDER / f"{name}-{size}-{scheme}.png")
    page.close()


def main(site: str) -> None:
    program = find_chromium()
    if program is None:
        sys.exit("No Chromium is installed to take pictures with.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments(program))
        for size in SIZES:
            for scheme in ("light", "dark"):
                shoot(browser, site, size, scheme)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
