"""The browser that all these tests share; where there is none they are skipped.

Playwright drives the Chromium of the system: it is not left to fetch one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# No lookups at the makers of the browser.
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")


def find_chromium() -> str | None:
    return next(filter(None, map(shutil.which, (*NAMES, MACOS))), None)


@pytest.fixture(scope="session")
def started_browser() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium is installed")
    driver = subprocess.run([*compute_driver_executable(), "--version"], capture_output=True)
    if driver.returncode:
        pytest.skip(f"Playwright's driver does not start: {driver.stderr.decode().strip()}")
    # As root, in a container, the browser's own sandbox cannot be set up.
    extra = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright has an event loop in this thread; the database is still asked from it alone.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIET, *extra])
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser finds wrong with the pages, such as what they may not do."""
    return []


@pytest.fixture
def page(started_browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """An empty page in a window of its own, 1000 pixels wide."""
    page = started_browser.new_page(viewport={"width": 1000, "height": 900})
    page.set_default_timeout(20_000)
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
