"""The citation of an entry: its page, and the files for reference managers."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.citing import FORMATS
from entries.models import ActorName
from tests.factories import (
    appear,
    make_capture,
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    say,
    utc,
)
from tests.views.world import body, links

pytestmark = pytest.mark.django_db
SCRIPT = "</p><script>alert(1)</script>"


@pytest.fixture
def entry():
    """An entry with two versions, of which the second was captured twice."""
    liveblog = make_liveblog(url="https://harbour.example/live/storm")
    bylines = [("Rae Quill", "Reporter"), ("Harbour News", ""), ("Reuters", "")]
    entry = make_entry("Sea wall holds", key="10akv0wxyz", liveblog=liveblog, bylines=bylines)
    appear(entry, make_capture(liveblog, captured_at=utc("2022-03-24 18:00")))
    say(entry, "It held all night.")
    for when in ("2022-03-26 09:00", "2022-03-25 09:00"):
        appear(entry, make_capture(liveblog, captured_at=utc(when)))
    return entry


def cite_file(client, ending: str):
    return client.get(f"/entries/10akv0wxyz/cite.{ending}")


def test_the_page_has_the_words_and_links_to_every_format(client, entry):
    page = client.get("/entries/10akv0wxyz/cite/")
    assert (
        "Rae Quill and Reuters, “Sea wall holds”, Storm over the harbour, Harbour News,"
        " 24 March 2022, 13:30 GMT."
        " https://harbour.example/live/storm – Archived by As It Happened:"
        " http://testserver/entries/10akv0wxyz/ (version 2, captured 26 March 2022, 09:00 UTC)."
        in body(page)
    )
    files = {f"/entries/10akv0wxyz/cite.{ending}" for ending in FORMATS}
    assert {*files, entry.get_absolute_url()} <= set(links(page))


def test_the_entry_s_page_links_to_its_citation(client, entry):
    assert "/entries/10akv0wxyz/cite/" in links(client.get(entry.get_absolute_url()))


def test_the_words_are_in_the_language_of_the_reader(client, entry):
    page = client.get("/entries/10akv0wxyz/cite/", HTTP_ACCEPT_LANGUAGE="uk")
    assert (
        "Rae Quill і Reuters, «Sea wall holds», Storm over the harbour, Harbour News,"
        " 24 березня 2022, 13:30 GMT."
        " https://harbour.example/live/storm – Архівовано в As It Happened:"
        " http://testserver/entries/10akv0wxyz/"
        " (версія 2, збережено 26 березня 2022, 09:00 UTC)."
    ) in body(page)


def test_an_undated_entry_is_cited_in_the_language_of_the_reader(client):
    make_entry("Sea wall holds", None, key="10akv0wxyz", time_text="at dawn")
    page = client.get("/entries/10akv0wxyz/cite/", HTTP_ACCEPT_LANGUAGE="uk")
    assert "без дати (на сторінці: «at dawn»). Архівовано в As It Happened:" in body(page)


def test_files_are_the_same_in_every_language(client, entry):
    for ending in FORMATS:
        address = f"/entries/10akv0wxyz/cite.{ending}"
        other = client.get(address, HTTP_ACCEPT_LANGUAGE="uk")
        assert other.content == client.get(address).content
        assert "captured 26 March 2022, 09:00 UTC" in other.content.decode()


@pytest.mark.parametrize(
    ("ending", "media_type", "start"),
    [
        ("json", "application/vnd.citationstyles.csl+json", "[\n"),
        ("ris", "application/x-research-info-systems", "TY  - BLOG\r\n"),
        ("bib", "application/x-bibtex", "@misc{entry-10akv0wxyz,\n"),
    ],
)
def test_each_format_has_its_media_type_and_a_name_to_be_kept_by(
    client, entry, ending, media_type, start
):
    response = cite_file(client, ending)
    assert response["Content-Type"] == f"{media_type}; charset=utf-8"
    assert response["Content-Disposition"] == f'inline; filename="entry-10akv0wxyz.{ending}"'
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content.decode().startswith(start)
    assert "Sea wall holds" in response.content.decode()


def test_known_organisations_are_no_authors_by_any_of_their_names(client, entry):
    wire = make_organisation("Reuters News Wire")
    assert len(authors(client)) == 2
    ActorName.objects.create(actor=wire, name="Reuters")
    assert authors(client) == ["Rae Quill"]


@pytest.mark.parametrize("byline", ["REUTERS", "the Reuters", "The  reuters", "THE REUTERS"])
def test_an_organisation_is_known_however_its_byline_is_written(client, byline):
    make_organisation("Reuters")
    make_person("The Rae Reuters")
    bylines = [(byline, ""), ("Rae Quill", ""), ("The Rae Reuters", "")]
    make_entry(key="10akv0wxyz", bylines=bylines)
    assert authors(client) == ["Rae Quill", "The Rae Reuters"]


CAPTURES = [("", "2", "2022-03-26", "09:00"), ("?version=1", "1", "2022-03-24", "18:00")]


@pytest.mark.parametrize(("query", "version", "day", "clock"), CAPTURES)
def test_every_format_has_both_addresses_the_capture_and_the_version(
    client, entry, query, version, day, clock
):
    original = "https://harbour.example/live/storm"
    own = "http://testserver/entries/10akv0wxyz/"
    own += f"versions/#version-{version}" if query else ""
    said = f"version {version}, captured {int(day[-2:])} March 2022, {clock} UTC"
    text = body(client.get(f"/entries/10akv0wxyz/cite/{query}"))
    assert f"{original} – Archived by As It Happened: {own} ({said})." in text

    (item,) = json.loads(cite_file(client, f"json{query}").content)
    assert (item["URL"], item["archive_location"]) == (original, own)
    assert item["version"] == version and said in item["note"]
    assert item["accessed"] == {"date-parts": [[int(part) for part in day.split("-")]]}

    ris = cite_file(client, f"ris{query}").content.decode()
    for line in (f"UR  - {original}", f"UR  - {own}", f"ET  - Version {version}"):
        assert f"\r\n{line}\r\n" in ris
    assert f"\r\nY2  - {day.replace('-', '/')}/{clock} UTC\r\n" in ris

    bibtex = cite_file(client, f"bib{query}").content.decode()
    assert f"url = {{{original}}}" in bibtex and own.replace("#", r"\#") in bibtex
    assert f"urldate = {{{day}}}" in bibtex and f"version = {{{version}}}" in bibtex
    assert said in bibtex


def test_an_earlier_version_is_cited_with_its_own_headline_and_bylines(client):
    entry = make_entry("First words", key="10akv0wxyz", bylines=[("Rae Quill", "")])
    appear(entry, make_capture(captured_at=utc("2022-03-24 18:00")))
    entry.bylines.all().delete()
    appear(say(entry, headline="Later words"), make_capture())
    page = client.get("/entries/10akv0wxyz/cite/")
    assert "“Later words”, Storm" in body(page) and "?version=1" in links(page)
    page = client.get("/entries/10akv0wxyz/cite/?version=1")
    assert "Rae Quill, “First words”, Storm" in body(page)
    assert "This is the citation of version 1." in body(page)
    assert {"/entries/10akv0wxyz/cite.ris?version=1", "?version=2"} <= set(links(page))
    file = cite_file(client, "ris?version=1")
    assert "TI  - First words\r\n" in file.content.decode()
    name = "entry-10akv0wxyz-version-1.ris"
    assert file["Content-Disposition"] == f'inline; filename="{name}"'


@pytest.mark.parametrize("version", ["", "0", "3", "-1", "x", "1" * 99, "١", "%00"])
def test_no_other_version_can_be_cited(client, entry, version):
    for path in ("cite/", "cite.json"):
        assert client.get(f"/entries/10akv0wxyz/{path}?version={version}").status_code == 404


def test_a_version_that_no_capture_has_any_more_is_not_cited(client, entry):
    entry.appearances.filter(version__number=1).delete()
    assert client.get("/entries/10akv0wxyz/cite/?version=1").status_code == 404
    assert "?version=1" not in links(client.get("/entries/10akv0wxyz/cite/"))


def authors(client) -> list[str]:
    return [name["literal"] for name in json.loads(cite_file(client, "json").content)[0]["author"]]


def test_an_entry_that_no_capture_is_recorded_of_can_be_cited(client):
    entry = make_entry("Sea wall holds", None)
    text = body(client.get(f"/entries/{entry.key}/cite/"))
    assert "Harbour News, undated. Archived by As It Happened: http://testserver" in text
    assert "version" not in text


@pytest.mark.parametrize("path", ["cite/", "cite.json", "cite.ris", "cite.bib"])
def test_a_miswritten_key_leads_to_the_right_one_for_good(client, entry, path):
    for asked in (path, f"{path}?version=2"):
        response = client.get(f"/entries/IOAKV-0wxyz/{asked}")
        assert response.status_code == 301
        assert response["Location"] == f"/entries/10akv0wxyz/{asked}"


@pytest.mark.parametrize("path", ["10akv0wxyz/cite.doc", "10akv0wxyy/cite/", "%00/cite.ris"])
def test_no_such_format_or_entry_is_not_found(client, entry, path):
    assert client.get(f"/entries/{path}").status_code == 404


def test_an_entry_whose_slug_is_the_name_of_the_page_keeps_its_own(client):
    entry = make_entry("Cite", slug="cite")
    assert entry.get_absolute_url() == f"/entries/{entry.key}/"
    assert "In words, to copy" not in body(client.get(entry.get_absolute_url()))


def test_hostile_words_stay_words(client):
    liveblog = make_liveblog(SCRIPT, slug="x", url="javascript:alert(1)")
    entry = make_entry(SCRIPT, liveblog=liveblog, bylines=[(SCRIPT, SCRIPT)], slug="x")
    html = client.get(f"/entries/{entry.key}/cite/").content.decode()
    assert "alert(1)" in html
    assert "<script>" not in html
    assert "javascript:" not in html


@pytest.mark.parametrize(
    ("path", "number"), [("cite/", 5), ("cite.bib", 4), ("cite/?version=1", 6)]
)
def test_a_citation_takes_few_queries_however_often_the_entry_was_captured(
    client, entry, path, number
):
    for _ in range(5):
        appear(entry, make_capture(entry.liveblog))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/entries/10akv0wxyz/{path}").status_code == 200
    assert len(captured) == number
    assert not any('"payload"' in query["sql"] for query in captured)
