"""What an entry's page does by a script: copy and share its address; and the choice of a zone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from entries.models import Entry
from tests.factories import make_entry, make_liveblog

pytestmark = pytest.mark.django_db(transaction=True)
# What the browser of this machine has or lacks is told apart from what the page does with it.
TAKES = """
window.taken = [];
const take = (kind) => async (what) => { window.taken.push([kind, what]); };
Object.defineProperty(navigator, "clipboard", {value: %s, configurable: true});
Object.defineProperty(navigator, "share", {value: %s, configurable: true});
"""
REFUSES = '{writeText: async () => { throw new Error("no"); }}'


@pytest.fixture
def entry() -> Entry:
    liveblog = make_liveblog(url="https://harbour.example/live/storm")
    return make_entry("Sea wall holds", key="10akv0wxyz", liveblog=liveblog)


@pytest.fixture
def address(live_server, entry: Entry) -> str:
    return f"{live_server.url}/entries/10akv0wxyz/"


def open_with(page: Page, address: str, clipboard: str, share: str = "undefined") -> None:
    page.add_init_script(TAKES % (clipboard, share))
    page.goto(address)


def test_the_address_is_copied_and_a_polite_word_says_so(page, address, complaints):
    open_with(page, address, '{writeText: take("copied")}')
    status = page.locator(".share [role=status]")
    expect(status).to_have_text("")
    page.get_by_role("button", name="Copy link").click()
    expect(status).to_have_text("Copied")
    assert page.evaluate("window.taken") == [["copied", address]]
    assert status.locator("time").count() == 0
    assert complaints == []


@pytest.mark.parametrize("clipboard", ["undefined", REFUSES])
def test_without_the_clipboard_the_address_is_selected_and_copied_as_of_old(
    page, address, clipboard
):
    open_with(page, address, clipboard)
    page.evaluate("document.addEventListener('copy', () => taken.push(String(getSelection())))")
    page.get_by_role("button", name="Copy link").press("Enter")
    expect(page.locator(".share [role=status]")).to_have_text("Copied")
    assert page.evaluate("window.taken") == [address]


def test_one_click_on_the_address_selects_it(page, address):
    page.goto(address)
    page.locator("#address").click()
    assert page.evaluate("String(getSelection()).trim()") == address


def test_the_citation_is_copied_whole(page, address):
    open_with(page, f"{address}cite/", '{writeText: take("copied")}')
    page.get_by_role("button", name="Copy the citation").click()
    expect(page.locator(".share [role=status]")).to_have_text("Copied")
    ((_, copied),) = page.evaluate("window.taken")
    assert copied.startswith("“Sea wall holds”, ") and copied.endswith(f"{address}.")


def test_sharing_is_offered_where_the_browser_has_it(page, address):
    open_with(page, address, "undefined", 'take("shared")')
    page.get_by_role("button", name="Share", exact=True).click()
    assert page.evaluate("window.taken") == [
        ["shared", {"title": "Sea wall holds", "url": address}]
    ]


def test_sharing_is_not_offered_where_the_browser_lacks_it(page, address):
    open_with(page, address, "undefined")
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.get_by_role("button", name="Share", exact=True)).to_be_hidden()


def test_without_scripts_no_button_shows_that_does_nothing(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#address")).to_have_text(address)
    expect(page.locator(".share button").first).to_be_hidden()
    expect(page.get_by_role("link", name="Send by e-mail")).to_be_visible()
    context.close()


@pytest.mark.browser_context_args(timezone_id="Asia/Calcutta")
def test_the_zone_of_the_browser_is_proposed_and_one_comes_back_with_it(page, address, complaints):
    page.goto(address)
    expect(page.locator(".own-time")).to_have_count(0)
    page.get_by_role("link", name="Your own time").click()
    expect(page.get_by_label("Where you are")).to_have_value("Asia/Kolkata")
    page.get_by_role("button", name="Show times so").click()
    page.wait_for_url("**/sea-wall-holds/")
    expect(page.locator(".when .own-time")).to_have_text("19:00 your time")
    page.goto(f"{address}../../times/")
    expect(page.get_by_label("Where you are")).to_have_value("Asia/Kolkata")
    page.get_by_label("Where you are").select_option("")
    page.get_by_role("button", name="Show times so").click()
    page.goto(address)
    expect(page.locator(".when")).to_contain_text("13:30 GMT")
    expect(page.locator(".own-time")).to_have_count(0)
    assert complaints == []


def test_a_zone_can_be_chosen_without_scripts(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Your own time").click()
    expect(page.get_by_label("Where you are")).to_have_value("")
    page.get_by_label("Where you are").select_option("Europe/Kyiv")
    page.get_by_role("button", name="Show times so").click()
    expect(page.locator(".when .own-time")).to_have_text("15:30 your time")
    context.close()
