"""The browser of the system, which tests and screenshots share: none is ever fetched."""

from __future__ import annotations

import os
import shutil
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# No lookups at the makers of the browser.
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")


def find_chromium() -> str | None:
    return next(filter(None, map(shutil.which, (*NAMES, MACOS))), None)


def launch_arguments(program: str) -> dict[str, Any]:
    """What Playwright is told to start this browser with."""
    # As root, in a container, the browser's own sandbox cannot be set up.
    extra = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return {"executable_path": program, "args": [*QUIET, *extra]}
