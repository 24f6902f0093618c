"""The review queue in a real browser: by keyboard alone, on a phone, and without scripts."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from entries.models import Actor, NameRefusal, Suggestion
from tests.deciding.world import suggest
from tests.factories import make_entry, make_person

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("Al Moor", "Bo Reed", "Cy Holm", "Di Lake")


@pytest.fixture
def queue(live_server) -> str:
    """The address of a queue of four names and Lake, a shared one, in the order of letters."""
    for name in NAMES:
        suggest(make_entry(f"It rains. Mayor {name} speaks."), name)
    suggest(make_entry("Lake speaks"), "Lake", cue="shared")
    make_person("Ed Lake", surname="Lake")
    return live_server.url + reverse("admin:entries_suggestion_review")


def log_in(context: BrowserContext, live_server) -> None:
    client = Client()
    client.force_login(
        User.objects.get_or_create(username="ada", is_staff=True, is_superuser=True)[0]
    )
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


@pytest.fixture
def opened(page: Page, queue: str, live_server) -> Page:
    log_in(page.context, live_server)
    page.goto(queue)
    return page


def box(page: Page, name: str):
    return page.get_by_role("checkbox", name=name, exact=True)


def left() -> list[str]:
    return sorted(Suggestion.objects.values_list("matched", flat=True))


def test_keys_move_through_the_list_and_the_focus_is_seen(opened: Page, complaints) -> None:
    opened.keyboard.press("j")
    expect(box(opened, "Al Moor")).to_be_focused()
    for key, name in [("j", "Bo Reed"), ("ArrowDown", "Cy Holm"), ("k", "Bo Reed")]:
        opened.keyboard.press(key)
        expect(box(opened, name)).to_be_focused()
    expect(box(opened, "Bo Reed")).to_have_css("outline-style", "solid")
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("k")
    expect(box(opened, "Al Moor")).to_be_focused()
    assert complaints == []


def test_ticked_names_are_refused_by_keyboard_and_the_place_is_kept(opened: Page) -> None:
    for key in ("j", "j", "x", "j", "x"):
        opened.keyboard.press(key)
    expect(opened.get_by_text("2 ticked:")).to_be_visible()
    opened.keyboard.press("r")
    expect(opened.get_by_text("Refused for good: 2 names")).to_be_visible()
    assert left() == ["Al Moor", "Di Lake", "Lake"]
    expect(box(opened, "Lake")).to_be_focused()
    opened.keyboard.press("k")
    opened.keyboard.press("r")
    expect(opened.get_by_text("Refused for good: 1 name.")).to_be_visible()
    assert left() == ["Al Moor", "Lake"]


def test_name_is_accepted_without_touching_the_mouse(opened: Page) -> None:
    opened.keyboard.press("j")
    opened.keyboard.press("n")
    expect(opened.get_by_role("heading", name="Accept as new")).to_be_visible()
    expect(opened.get_by_label("Kind")).to_be_focused()
    opened.get_by_label("Description").focus()
    opened.keyboard.type("Mayor of Oban from 2019")
    opened.keyboard.press("Enter")
    expect(opened.get_by_text("Known now: Al Moor. 1 entry is being tagged again.")).to_be_visible()
    assert Actor.objects.get(slug="al-moor").mentions.count() == 1
    expect(box(opened, "Bo Reed")).to_be_focused()


def test_name_becomes_another_name_of_one_that_is_found_as_one_types(opened: Page) -> None:
    opened.keyboard.press("j")
    opened.keyboard.press("a")
    expect(opened.locator(".select2-selection").first).to_be_focused()
    opened.keyboard.press("Enter")
    opened.keyboard.type("Ed")
    expect(opened.get_by_role("option", name="Ed Lake")).to_be_visible()
    opened.keyboard.press("Enter")
    for key in ("Tab", "Tab", "Enter"):
        opened.keyboard.press(key)
    expect(opened.get_by_text("Ed Lake now goes by “Al Moor” too.")).to_be_visible()
    opened.keyboard.press("u")
    expect(opened.get_by_role("heading", name="Ed Lake", exact=True)).to_be_visible()
    for key in ("Tab", "Tab", "Tab", "Space", "Enter"):  # name, context, delete
        opened.keyboard.press(key)
    expect(opened.get_by_text("was changed successfully")).to_be_visible()
    assert left() == sorted([*NAMES, "Lake"])


def test_all_names_shown_are_ticked_and_refused_and_that_is_taken_back(opened: Page) -> None:
    for key in ("j", "X"):
        opened.keyboard.press(key)
    expect(opened.get_by_text("5 ticked:")).to_be_visible()
    opened.keyboard.press("X")
    expect(opened.get_by_text("Ticked:", exact=True)).to_be_visible()
    for key in ("X", "r"):
        opened.keyboard.press(key)
    expect(opened.get_by_text("Refused for good: 5 names")).to_be_visible()
    opened.keyboard.press("u")
    expect(opened.get_by_role("option", name="Let these names be suggested again")).to_be_attached()


def test_shared_name_is_linked(opened: Page) -> None:
    box(opened, "Lake").focus()
    opened.keyboard.press("l")
    expect(opened.get_by_label("Ed Lake")).to_be_focused()
    opened.keyboard.press("Space")
    opened.get_by_role("button", name="Link the ticked ones").click()
    expect(opened.get_by_text("Linked to Ed Lake: 1 entry.")).to_be_visible()


def test_letters_that_are_typed_are_no_keys(opened: Page) -> None:
    opened.get_by_label("Words:").focus()
    opened.keyboard.type("jxrn")
    assert opened.get_by_label("Words:").input_value() == "jxrn"
    opened.locator("main").click()
    for key in ("r", "x", "n", "Control+a"):
        opened.keyboard.press(key)
    assert left() == sorted([*NAMES, "Lake"])
    expect(box(opened, "Al Moor")).not_to_be_checked()


def test_keys_are_shown_and_hidden(opened: Page) -> None:
    shown = opened.get_by_text("refuse for good")
    expect(shown).to_be_hidden()
    opened.keyboard.press("?")
    expect(shown).to_be_visible()
    opened.keyboard.press("?")
    expect(shown).to_be_hidden()


@pytest.mark.parametrize("width", [320, 360, 1400])
def test_nothing_is_wider_than_the_window_and_buttons_can_be_hit(opened: Page, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    for target in opened.locator("#content-main :is(a, button, summary):visible").all():
        assert target.bounding_box()["height"] >= 24, target.inner_html()


def test_the_queue_works_without_scripts(browser, queue: str, live_server) -> None:
    context = browser.new_context(java_script_enabled=False)
    log_in(context, live_server)
    page = context.new_page()
    page.goto(queue)
    box(page, "Al Moor").check()
    box(page, "Cy Holm").check()
    page.get_by_role("group", name="The ticked names").get_by_role("button", name="Refuse").click()
    assert sorted(NameRefusal.objects.values_list("name", flat=True)) == ["Al Moor", "Cy Holm"]
    page.get_by_role("button", name="New… Bo Reed").click()
    page.get_by_role("button", name="Accept").click()
    assert page.get_by_text("Known now: Bo Reed").is_visible()
    page.get_by_role("button", name="Which one… is Lake").click()
    page.get_by_label("Ed Lake").check()
    page.get_by_role("button", name="Link the ticked ones").click()
    page.get_by_role("button", name="Other name of… Di Lake").click()
    page.get_by_label("By its address").fill("ed-lake")
    page.get_by_role("button", name="Accept").click()
    assert page.get_by_text("Ed Lake now goes by “Di Lake” too.").is_visible()
    assert left() == []
    context.close()


def test_decisions_are_taken_back_without_scripts(browser, queue: str, live_server, index) -> None:
    index()
    context = browser.new_context(java_script_enabled=False)
    log_in(context, live_server)
    page = context.new_page()
    page.goto(queue)
    page.get_by_role("button", name="Refuse Al Moor").click()
    page.get_by_role("link", name="Take it back").click()
    page.locator("tbody input[type=checkbox]").check()
    page.locator("select[name=action]").select_option("suggest_again")
    page.get_by_role("button", name="Go").click()
    assert not NameRefusal.objects.exists()
    page.goto(queue)
    page.get_by_role("button", name="New… Bo Reed").click()
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("link", name="Bo Reed", exact=True).click()
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Yes, I’m sure").click()
    page.goto(queue)
    page.get_by_role("button", name="Other name of… Di Lake").click()
    page.get_by_label("By its address").fill(live_server.url + "/people/ed-lake/")
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("link", name="Ed Lake").click()
    page.get_by_label("Delete Di Lake").check()
    page.get_by_role("button", name="Save", exact=True).click()
    context.close()
    assert left() == sorted([*NAMES, "Lake"])
    assert list(Actor.objects.values_list("slug", flat=True)) == ["ed-lake"]
