"""Every response forbids what the site does not need."""

import re

import pytest
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpResponse

from archive.middleware import (
    POLICY,
    content_security_policy,
    few_parameters,
    no_control_characters,
)


def test_admin_keeps_to_the_policy(admin_client):
    """No page of Django's admin needs scripts or styles of its own in the page."""
    for path in (
        "/admin/",
        "/admin/auth/user/",
        "/admin/auth/user/add/",
        "/admin/password_change/",
    ):
        response = admin_client.get(path)
        page = response.content.decode()
        assert response.headers["Content-Security-Policy"] == POLICY
        assert not re.search(r"<style|style=|\son\w+=|javascript:", page)
        for script in re.findall(r"<script[^>]*>", page):
            assert " src=" in script or 'type="application/json"' in script


def test_policy_lets_nothing_inline_and_no_other_host_in():
    assert "default-src 'self'" in POLICY
    assert not re.search(r"unsafe|nonce|http|\*", POLICY)


@pytest.mark.parametrize(("debug", "status", "sent"), [(0, 500, 1), (1, 500, 0), (1, 200, 1)])
def test_only_the_error_page_for_developers_goes_without(settings, rf, debug, status, sent):
    settings.DEBUG = bool(debug)
    view = content_security_policy(lambda request: HttpResponse(status=status))
    assert ("Content-Security-Policy" in view(rf.get("/")).headers) is bool(sent)


def test_an_address_has_250_parameters_at_most(rf):
    view = few_parameters(lambda request: HttpResponse())
    query = "&".join("actor=ada" for _ in range(250))
    assert view(rf.get(f"/?{query}")).status_code == 200
    with pytest.raises(TooManyFieldsSent):
        view(rf.get(f"/?{query}&actor=bo"))


def test_the_box_takes_ten_thousand_emoji_but_an_address_is_not_endless(rf):
    view = few_parameters(lambda request: HttpResponse())
    box = "%F0%9F%98%80" * 10_000
    assert view(rf.get(f"/?q={box}&source=bbc-news")).status_code == 200
    with pytest.raises(RequestDataTooBig):
        view(rf.get(f"/?q={box}&byline={'a' * 50_000}"))


def test_a_form_may_have_more_fields_than_an_address(rf):
    view = few_parameters(lambda request: HttpResponse(len(request.POST.getlist("name"))))
    sent = view(rf.post("/", {"name": ["Ada"] * 2_000}))
    assert sent.content == b"2000"


CONTROLS = [chr(code) for code in (*range(9), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0xA0))]


@pytest.mark.parametrize("control", CONTROLS)
def test_no_page_holds_a_character_that_html_forbids(rf, control):
    view = no_control_characters(lambda request: HttpResponse(f"Київ{control} “é”\t\r\n\u00a0ÿ"))
    assert view(rf.get("/")).content.decode() == "Київ\ufffd “é”\t\r\n\u00a0ÿ"


def test_a_form_feed_is_white_space(rf):
    view = no_control_characters(lambda request: HttpResponse("a\fb"))
    assert view(rf.get("/")).content == b"a b"


def test_what_is_no_page_stays_as_it_is(rf):
    payload = b"a\x01\x92\xc2\x92"
    view = no_control_characters(lambda request: HttpResponse(payload, content_type="text/plain"))
    assert view(rf.get("/")).content == payload
