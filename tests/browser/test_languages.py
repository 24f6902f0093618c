"""The site in another language, in a real browser: chosen without scripts, and fitting a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from entries.search.documents import all_entry_documents, all_name_documents
from entries.search.engine import engine
from tests.ukrainian import make_archive, paths

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def addresses(live_server) -> list[str]:
    """The pages of an archive in Ukrainian."""
    archive = make_archive()
    with engine().building("test") as draft:
        draft.fill(all_entry_documents())
        draft.add_names(all_name_documents())
    return [f"{live_server.url}{path}" for path in paths(archive) if "complete" not in path]


@pytest.mark.browser_context_args(locale="uk-UA", viewport={"width": 320, "height": 800})
def test_no_page_in_ukrainian_is_wider_than_a_phone(page: Page, addresses: list[str]):
    wide = {}
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.lang") == "uk"
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[address] = width
    assert wide == {}


@pytest.mark.browser_context_args(locale="en-GB", java_script_enabled=False)
def test_a_language_is_chosen_without_scripts_and_stays(page: Page, live_server):
    page.goto(f"{live_server.url}/entries/?q=запис")
    page.get_by_role("button", name="Українська").click()
    expect(page).to_have_url(f"{live_server.url}/entries/?q=%D0%B7%D0%B0%D0%BF%D0%B8%D1%81")
    expect(page.get_by_role("heading", name="Записи", exact=True)).to_be_visible()
    page.get_by_role("link", name="Трансляції").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Трансляції")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Liveblogs")
