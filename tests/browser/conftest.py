"""The browser that all these tests share; where there is none they are skipped.

The fixtures are those of pytest-playwright, told to drive the Chromium of the system.
"""

from __future__ import annotations

import subprocess
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Page

from .chromium import find_chromium, launch_arguments


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Asked for before anything is started: tests are skipped here."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium is installed")
    driver = subprocess.run([*compute_driver_executable(), "--version"], capture_output=True)
    if driver.returncode:
        pytest.skip(f"Playwright's driver does not start: {driver.stderr.decode().strip()}")
    return {**browser_type_launch_args, **launch_arguments(program)}


@pytest.fixture(scope="session", autouse=True)
def database_beside_the_browser() -> Any:
    """Playwright has an event loop in this thread; the database is still asked from it alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: each test has a server of its own. The plugin's fixture warns of pytest 10."""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Windows are 1000 pixels wide, unless a test is marked to have others."""
    return {**browser_context_args, "viewport": {"width": 1000, "height": 900}}


@pytest.fixture
def complaints() -> list[str]:
    """What the browser finds wrong with the pages, such as what they may not do."""
    return []


@pytest.fixture
def page(page: Page, complaints: list[str]) -> Page:
    """An empty page; what goes wrong in it is among the complaints."""
    page.set_default_timeout(20_000)
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page
