"""What a dump brings is text, never markup, wherever it is shown."""

from __future__ import annotations

import re

import pytest

from tests.conftest import SearchingClient
from tests.factories import (
    appear,
    make_capture,
    make_dump,
    make_entry,
    make_liveblog,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(index):
    return SearchingClient()


SCRIPT = "<script>alert(1)</script>"
ATTACK = f"\"'>{SCRIPT}<img src=x onerror=alert(1)>{{{{ 7|add:7 }}}}"


@pytest.fixture
def attacked():
    """An entry every text of which is an attack, in a liveblog that is one too."""
    source = make_source(ATTACK, slug="attack", home_page="javascript:alert(1)")
    liveblog = make_liveblog(
        ATTACK,
        source,
        slug="attack",
        standfirst=ATTACK,
        summary=[ATTACK],
        summary_media=[ATTACK],
        url="javascript:alert(1)",
    )
    blocks = [
        *({"type": kind, "text": ATTACK} for kind in ("paragraph", "quote", "heading")),
        {"type": "list", "items": [ATTACK]},
        {"type": "image", "alt": ATTACK, "credit": ATTACK, "caption": ATTACK},
        {"type": "media", "caption": ATTACK},
        {"type": "embed", "provider": ATTACK},
    ]
    entry = make_entry(
        ATTACK,
        liveblog=liveblog,
        blocks=blocks,
        labels=[ATTACK[:60]],
        bylines=[(ATTACK, ATTACK)],
        slug="attack",
        time_text=ATTACK,
    )
    mention(entry, make_person(ATTACK, slug="attack", description=ATTACK))
    mention(entry, make_place(ATTACK, slug="attack", kind="<b>"))
    tag(entry, make_topic(ATTACK, slug="attack", description=ATTACK, terms=[ATTACK]))
    appear(entry, make_capture(liveblog, dump=make_dump(ATTACK), layout=ATTACK[:60]))
    return entry


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/entries/",
        "/entries/?actor=attack&place=attack&topic=attack&source=attack&liveblog=attack/attack",
        "/entries/?q=alert",
        "/entries/values/person/",
        "/entries/values/byline/?q=alert",
        "/liveblogs/",
        "/liveblogs/attack/attack/",
        "/days/2022/03/24/",
        "/people/",
        "/people/attack/",
        "/places/attack/",
        "/topics/attack/",
        "/sources/",
        "/sources/attack/",
        "the entry itself",
    ],
)
def test_no_text_of_a_dump_becomes_markup(client, attacked, path):
    response = client.get(attacked.get_absolute_url() if path.startswith("the") else path)
    html = response.content.decode()
    assert response.status_code == 200
    assert "alert(1)" in html
    assert "<script>" not in html
    assert "<img" not in html
    assert "<b>" not in html
    assert "javascript:" not in html
    assert "{{ 7|add:7 }}" in html


@pytest.mark.parametrize(
    "field", ["q", "actor", "-place", "topic", "source", "byline", "has", "from", "sort"]
)
def test_no_parameter_becomes_markup(client, field):
    response = client.get("/entries/", {field: ATTACK}, follow=True)
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()
    assert "<img" not in response.content.decode()


CONTROLS = "".join(map(chr, (*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))))


@pytest.mark.parametrize("path", ["/entries/", "/people/", "/changes/", "/compare/", "/none/"])
def test_no_parameter_brings_a_control_character_onto_a_page(client, path):
    for name in ("q", "actor", "liveblog", "source", "from", "url"):
        html = client.get(path, {name: f"a{CONTROLS}b"}, follow=True).content.decode()
        assert not set(CONTROLS) & set(html), name


def test_no_line_of_a_dump_brings_a_control_character_onto_a_page(client):
    payload = f"One\nTwo {CONTROLS[1:]} end\n".encode()
    capture = make_capture(payload=payload)
    for path in (f"/captures/{capture.pk}/", f"/captures/{capture.pk}/lines/2/"):
        page = client.get(path)
        html = page.content.decode()
        assert "Two" in html and "end" in html
        assert not set(CONTROLS) & set(html)
    assert client.get(f"/captures/{capture.pk}/payload").getvalue() == payload


def test_no_entry_brings_a_control_character_onto_a_page_that_is_streamed(client):
    text = f"One {CONTROLS[1:]} two"
    entry = make_entry(text, blocks=[{"type": "paragraph", "text": text}], labels=[text])
    page = client.get(f"{entry.liveblog.get_absolute_url()}all/")
    html = page.getvalue().decode()
    assert html.count("two") == 3
    assert not set(CONTROLS) & set(html)


def test_the_words_looked_for_in_a_list_are_text(client):
    assert "<script>" not in client.get("/people/", {"q": ATTACK}).content.decode()


def test_a_paragraph_of_five_thousand_words_is_shown_whole_and_listed_short(client):
    words = " ".join(f"word{number}" for number in range(5000))
    entry = make_entry("Long", blocks=[{"type": "paragraph", "text": words}])
    assert words in client.get(entry.get_absolute_url()).content.decode()
    assert "word60" not in client.get("/entries/").content.decode()


def test_text_that_runs_from_right_to_left_finds_its_own_direction(client):
    text = "انقطعت الكهرباء عن الميناء"
    entry = make_entry(text, blocks=[{"type": "paragraph", "text": text}], slug="")
    for path in (entry.get_absolute_url(), "/entries/", entry.liveblog.get_absolute_url()):
        html = client.get(path).content.decode()
        assert 'dir="auto"' in html
        assert text in html


def test_every_title_says_what_language_it_is_in(client):
    source = make_source("Radio du Port", language="fr")
    liveblog = make_liveblog("Tempête", source)
    entries = [
        make_entry(f"Vent {hour}", f"2022-03-24 {hour}:00", liveblog=liveblog)
        for hour in (10, 11, 12)
    ]
    pages = ["/", "/entries/", "/liveblogs/", liveblog.get_absolute_url()]
    for path in [*pages, entries[1].get_absolute_url()]:
        html = client.get(path).content.decode()
        body = html[html.index("<body") :]
        tags = re.findall(r"((?:<[^>]*>)?<[^>]*>)(?:Tempête|Vent \d+)<", body)
        assert tags and all('lang="fr"' in tag for tag in tags), (path, tags)


def test_a_slug_beyond_ascii_is_shown_and_does_not_redirect_for_ever(client):
    entry = make_entry("Größer", slug="größer")
    assert client.get(entry.get_absolute_url()).status_code == 200
