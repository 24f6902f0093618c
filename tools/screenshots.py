"""Writes docs/screenshots: how the pages look, of an archive that holds the samples and no more.

`make run` in one terminal, `make screenshots` in another. Each page of `PAGES` is taken wide and
narrow, light and dark, in few colours, so that all of them together stay small.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import find_chromium, launch_arguments

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
LONDON = "sample-desk-london/ever-given-freed-ships-move-through-suez-canal-again"
PARIS = "sample-desk-paris/live-ever-given-is-freed-from-the-bank-of-the-suez-canal"
BOTH = urlencode({"liveblog": [LONDON, PARIS]}, doseq=True)
# The name of a picture, and the page that it is of.
PAGES = {
    "home": "/",
    "search": "/entries/?q=canal",
    "liveblog": f"/liveblogs/{LONDON}/",
    "entry": "/entries/zmrmhtjybv/ever-given-is-free/",
    "compare": f"/compare/?{BOTH}#m2021-03-29T04:33Z",
    "first": "/compare/first/?q=free&on=2021-03-29",
    "person": "/people/keir-starmer/",
    "place": "/places/egypt/",
    "year": "/days/2021/",
    "week": "/days/2021/w13/",
    "day": "/days/2021/03/29/?by=source",
    "nothing-found": "/entries/?q=volcano",
    "not-there": "/entries/0000000000/ever-given-is-free/",
}
NOT_THERE = "not-there"
# Pixels across and down, and what is in the name of the picture.
SIZES = {"wide": (1400, 1050), "narrow": (360, 780)}
COLOURS = 96


def shoot(browser: Browser, site: str, size: str, scheme: str) -> None:
    """Write the pictures of all pages at one size in one scheme, "light" or "dark"."""
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    for name, path in PAGES.items():
        answer = page.goto(f"{site}{path}")
        if answer is None or (answer.status >= 400) != (name == NOT_THERE):
            sys.exit(f"{path} does not answer as it should: does the archive have the samples?")
        picture = Image.open(io.BytesIO(page.screenshot()))
        file = FOLDER / f"{name}-{size}-{scheme}.png"
        picture.convert("RGB").quantize(COLOURS).save(file, optimize=True)
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
