"""The browser that all these tests share; where there is none they are skipped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .chromium import Chromium, find_chromium


@pytest.fixture(scope="session")
def started_browser(tmp_path_factory) -> Iterator[Chromium]:
    pytest.importorskip("websocket", reason="the package websocket-client is not installed")
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium is installed")
    browser = Chromium(program, tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()
