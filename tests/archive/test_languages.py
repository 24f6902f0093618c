"""Each reader gets pages in their own language, machines always the same."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

ENGLISH, UKRAINIAN = '<html lang="en-GB">', '<html lang="uk">'
BROWSER = {"HTTP_ACCEPT_LANGUAGE": "uk-UA,uk;q=0.9,en;q=0.5"}

pytestmark = pytest.mark.django_db


def page(client: Client, path: str = "/liveblogs/", **headers: str) -> str:
    return client.get(path, **headers).content.decode()


def choose(client: Client, language: str, back: str = "/liveblogs/"):
    return client.post(reverse("set_language"), {"language": language, "next": back})


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ENGLISH),
        ("en", ENGLISH),
        ("en-US,en;q=0.8,uk;q=0.2", ENGLISH),
        ("uk", UKRAINIAN),
        ("uk-UA,uk;q=0.9,en;q=0.5", UKRAINIAN),
        ("pl,uk;q=0.7,en;q=0.3", UKRAINIAN),
        ("ja,de;q=0.8", ENGLISH),
        ("*", ENGLISH),
    ],
)
def test_a_browser_asks_for_a_language(client, asked, shown):
    assert shown in page(client, HTTP_ACCEPT_LANGUAGE=asked)


@pytest.mark.parametrize(
    "asked",
    ["uk;q=x", ";;;,,,", "uk" * 5_000, "uk," * 5_000, "../../etc/passwd", "\u0443\u043a", "uk\x00"],
)
def test_a_hostile_wish_gets_a_page(client, asked):
    response = client.get("/liveblogs/", HTTP_ACCEPT_LANGUAGE=asked)
    assert response.status_code == 200
    assert response.headers["Content-Language"] in ("en-gb", "uk")


SENT = st.text(st.characters(max_codepoint=255))  # a server decodes headers as ISO 8859-1


class TestAnyWish(TestCase):
    @given(SENT, SENT)
    def test_any_header_and_any_cookie_get_a_page(self, header, cookie):
        sent = {"HTTP_ACCEPT_LANGUAGE": header, "HTTP_COOKIE": f"django_language={cookie}"}
        assert self.client.get("/robots.txt", **sent).status_code == 200
        response = self.client.get("/search/help/", **sent)
        assert response.headers["Content-Language"] in ("en-gb", "uk")


def test_what_a_reader_chose_goes_before_what_the_browser_asks_for(client):
    choose(client, "en-gb")
    assert ENGLISH in page(client, **BROWSER)
    choose(client, "uk")
    assert UKRAINIAN in page(client)


def test_the_choice_leads_back_to_the_page(client):
    response = choose(client, "uk", "/entries/?q=bridge&sort=newest")
    assert (response.status_code, response.headers["Location"]) == (
        302,
        "/entries/?q=bridge&sort=newest",
    )


@pytest.mark.parametrize(
    "back",
    [
        "https://example.com/",
        "//example.com/",
        "/\\example.com",
        "javascript:alert(1)",
        "",
        "http:///x",
    ],
)
def test_the_choice_leads_to_no_other_site(client, back):
    assert choose(client, "uk", back).headers["Location"] == "/"


def test_a_language_that_is_not_there_is_not_chosen(client):
    for language in ("xx", "", "../uk", "uk" * 1_000):
        choose(client, language)
        assert ENGLISH in page(client)


def test_the_choice_is_kept_in_one_cookie_that_scripts_cannot_read(client):
    (cookie,) = choose(client, "uk").cookies.values()
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 31_536_000)


def test_every_page_offers_the_languages_by_their_own_names(client):
    for path in ("/", "/liveblogs/", "/nothing-is-here/"):
        shown = page(client, path)
        assert f'name="next" value="{path}"' in shown
        assert 'lang="en-gb" aria-current="true">English</button>' in shown
        assert 'lang="uk">Українська</button>' in shown


def test_the_way_back_is_escaped(client):
    assert '"><script' not in page(client, '/liveblogs/?x="><script>')


def test_a_page_does_not_repeat_an_address_that_is_too_long_to_lead_back_to(client):
    here = f"/liveblogs/?q={'x' * 3_000}"
    assert 'name="next" value=""' in page(client, here)
    assert choose(client, "uk", here).headers["Location"] == "/"


def test_the_choice_leads_back_by_the_word_of_the_browser(client):
    for address, back in (("http://testserver/days/", None), ("https://example.com/", "/")):
        response = client.post(
            reverse("set_language"), {"language": "uk", "next": ""}, HTTP_REFERER=address
        )
        assert response.headers["Location"] == (back or address)


def test_to_offer_languages_sets_no_cookie(client):
    assert not client.get("/liveblogs/").cookies


def test_caches_tell_the_languages_of_a_page_apart(client):
    response = client.get("/liveblogs/", **BROWSER)
    told = {part.strip().lower() for part in response.headers["Vary"].split(",")}
    assert {"accept-language", "cookie"} <= told
    assert response.headers["Content-Language"] == "uk"


@pytest.mark.parametrize("path", ["/robots.txt", "/opensearch.xml", "/healthz"])
def test_what_machines_read_is_the_same_in_every_language(client, path):
    plain = client.get(path)
    choose(client, "uk")
    other = client.get(path, **BROWSER)
    assert other.content == plain.content
    assert "accept-language" not in other.headers.get("Vary", "").lower()


def test_one_answer_leaves_no_language_to_the_next(client):
    page(client, **BROWSER)
    assert ENGLISH in page(client)
    page(client, **BROWSER)
    assert b"one entry" not in client.get("/robots.txt").content
    assert ENGLISH in client.get("/entries/?" + "q=a&" * 1_001).content.decode()


def test_the_admin_follows(admin_client):
    assert 'lang="uk"' in page(admin_client, "/admin/", **BROWSER)
