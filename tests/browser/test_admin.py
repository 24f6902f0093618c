"""The pages of the admin in a real browser: on a phone nothing has to be scrolled sideways."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from entries.models import Actor, ActorName, Entry, Person, Place, Source
from tests.admin.world import MODELS, first, make_world

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Incomprehensibilities-of-the-Harbourmasters " * 4
# The page, or what can be scrolled in it.
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll("main *")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 40)
    .filter((one) => one === document.documentElement
        || ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
    .map((one) => `${one.tagName} ${one.id} ${one.className} ${one.scrollWidth}`)"""


def log_in(context: BrowserContext, address: str) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("ada"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


@pytest.fixture
def opened(page: Page, live_server) -> Page:
    """A browser of staff, in an archive whose names and titles are long."""
    make_world(2)
    Entry.objects.update(headline=LONG)
    Actor.objects.filter(pk=first(Person).pk).update(name=LONG, description=LONG)
    ActorName.objects.update(context=[LONG[:90]])
    Place.objects.update(kind=LONG[:40])
    Source.objects.update(home_page=f"https://{'harbour' * 12}.example/")
    log_in(page.context, live_server.url)
    return page


def address(model: type[Model], page: str) -> str:
    args = [] if page == "changelist" else [first(model).pk]
    return reverse(f"admin:entries_{model._meta.model_name}_{page}", args=args)


def test_nothing_has_to_be_scrolled_sideways_on_a_phone(opened: Page, live_server, complaints):
    opened.set_viewport_size({"width": 360, "height": 800})
    pages = [address(model, page) for model in MODELS for page in ("changelist", "change")]
    pages += [address(Person, "delete"), address(Person, "history"), reverse("admin:index")]
    pages += [f"{address(Place, 'merge')}?into={Place.objects.last().pk}"]
    wide = {}
    for path in pages:
        opened.goto(live_server.url + path)
        if found := opened.evaluate(TOO_WIDE):
            wide[path] = found
    assert wide == {} and complaints == []


def test_rows_that_are_added_to_an_entry_fit_narrow_and_wide(opened: Page, live_server):
    opened.goto(live_server.url + address(Entry, "change"))
    for name in ("Byline", "Topic", "Mention"):
        opened.get_by_role("button", name=f"Add another {name}").click()
    for width in (360, 1400):
        opened.set_viewport_size({"width": width, "height": 800})
        assert opened.evaluate(TOO_WIDE) == []
