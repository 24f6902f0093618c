"""Every field that programs are given is described, and what is described is given."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import resolve

from entries import citing
from entries.feeds import addresses, answers
from entries.feeds.parts import ITEMS_A_PAGE
from entries.filters.parameters import PARAMETERS
from entries.layouts.blocks import FIELD_NAMES
from entries.models import Entry, Liveblog, Mention
from entries.records import ENTRY_COLUMNS
from entries.views.twins.taken import TAKES
from tests.conftest import SearchingClient
from tests.factories import appear, make_capture, make_change, make_liveblog, make_source, say
from tests.views.machines import get, table
from tests.views.world import START, stream

pytestmark = pytest.mark.django_db
TEXT = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
NAMES = re.compile(r"^\| (`.*?) \|", re.MULTILINE)
STREAM = "/liveblogs/harbour-news/storm-over-the-harbour"


def section(title: str) -> str:
    """What stands under a heading, up to the next one of its own rank or above."""
    marks, rest = re.search(
        rf"^(#+) {re.escape(title)}\n(.*)", TEXT, re.DOTALL | re.MULTILINE
    ).groups()
    return re.split(rf"^#{{1,{len(marks)}}} ", rest, flags=re.MULTILINE)[0]


def documented(title: str, number: int = 0) -> list[str]:
    """The fields of one table of a section: its first, unless another is asked for."""
    found = re.findall(r"^\| field .*\n\|[-|]+\n((?:\|.*\n)+)", section(title), re.MULTILINE)
    return [re.findall("`(.*?)`", names)[0] for names in NAMES.findall(found[number])]


@pytest.fixture
def client(index):
    return SearchingClient()


@pytest.fixture
def key(index) -> str:
    """The key of an entry that has everything, with two versions."""
    entry = stream(2)[1]
    before = entry.appearances.get()
    make_change("edited", before, appear(say(entry, "Said otherwise."), make_capture()))
    return entry.key


def fields(data: dict[str, Any]) -> list[str]:
    return list(data)


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("An entry", "/entries.json"),
        ("An entry", f"{STREAM}.json"),
        ("An entry", f"{STREAM}/coverage.json"),
        ("An entry", "/days/2022/03/24.json"),
        ("A liveblog", "/liveblogs.json"),
        ("A name", "/people.json"),
        ("A name", "/sources.json"),
        ("A month", "/days.json"),
        ("A day", "/days/2022/03.json"),
        ("A day", "/on/03-24.json"),
        ("A value", "/entries/values/topic.json"),
        ("A change", "/changes.json"),
    ],
)
def test_the_rows_of_lists_have_the_fields_that_are_described(client, key, title, address):
    for item in get(client, address)["items"]:
        assert fields(item) == documented(title)


@pytest.mark.parametrize(
    ("title", "address", "name"),
    [
        ("A liveblog", f"{STREAM}.json", "liveblog"),
        ("A person or an organisation", "/people/ada-marsh.json", "person"),
        ("A person or an organisation", "/organisations/harbour-board.json", "organisation"),
        ("A place", "/places/port-ellen.json", "place"),
        ("A topic", "/topics/flooding.json", "topic"),
        ("A source", "/sources/harbour-news.json", "source"),
    ],
)
def test_what_a_list_belongs_to_has_the_fields_that_are_described(
    client, key, title, address, name
):
    data = get(client, address)
    assert fields(data[name]) == documented(title)
    assert set(documented("Lists")) <= set(data)


def test_an_entry_has_the_fields_that_are_described(client, key):
    data = get(client, f"/entries/{key}.json")
    assert fields(data) == ["page", *documented("An entry"), *documented("An entry", 1)]
    assert fields(data["mentions"][0]) == documented("A mention")


def test_versions_captures_and_the_archive_have_the_fields_that_are_described(client, key):
    versions = get(client, f"/entries/{key}/versions.json")["items"]
    assert fields(versions[1]) == documented("A version")
    (stand,) = versions[1]["captures"]
    line = next(row for row in section("A version").splitlines() if row.startswith("| `captures`"))
    assert fields(stand) == re.findall("`(.*?)`", line)[1:]
    capture = get(client, f"/captures/{stand['capture']}.json")
    assert fields(capture) == ["page", *documented("A capture")]
    line = get(client, f"/captures/{stand['capture']}/lines/1.json")
    assert fields(line) == ["page", *documented("A line of a capture")]
    Liveblog.objects.update(url="https://harbour.example/live")
    original = get(client, "/index.json?url=https://harbour.example/live")
    assert fields(original) == ["page", *documented("What has an original address")]
    assert fields(get(client, "/index.json")) == documented("The archive")


def test_what_stands_side_by_side_has_the_fields_that_are_described(client, key):
    stream(2, make_liveblog("Gale", make_source("Coast News")), first=10)
    address = "/compare.json?source=harbour-news&source=coast-news&on=2022-03-24"
    data = get(client, address)
    assert [fields(column) for column in data["columns"]] == [documented("A column")] * 2
    assert fields(data["items"][0]) == documented("An entry")
    (first, *_) = get(client, "/compare/first.json?q=entry&on=2022-03-24")["items"]
    assert fields(first) == [*documented("An entry"), *documented("A first")]


def test_a_list_says_what_is_described_of_lists(client, key):
    data = get(client, "/entries.json")
    described = re.findall("`(.*?)`", section("Lists").split("Some lists say more")[1])
    assert set(data) == {*documented("Lists"), "sort", "left_out", "facets", "timeline"}
    assert {"sort", "left_out", "facets", "timeline"} <= set(described)
    assert {*data["facets"], *data["facets"]["topic"][0], *data["timeline"]} <= set(described)
    assert set(data["timeline"]["periods"][0]) <= set(described)


def test_the_columns_of_a_table_are_described(client, key):
    told = section("An entry").split("In CSV an entry has these columns:")[1].split("The CSV")[0]
    assert re.findall("`(.*?)`", told) == list(ENTRY_COLUMNS)
    assert list(table(client, "/entries.csv")[0]) == list(ENTRY_COLUMNS)
    for title, address in (("A liveblog", "/liveblogs"), ("A change", "/changes")):
        assert list(table(client, f"{address}.csv")[0]) == documented(title)


def test_the_formats_of_citations_are_described(client, key):
    rows = re.findall(r"^\| `(/.*?)` \| .* \| `(.*?)` \|$", section("Citations"), re.MULTILINE)
    formats = citing.FORMATS.items()
    assert rows == [(f"/entries/<key>/cite.{end}", form.media_type) for end, form in formats]
    for address, media_type in rows:
        response = client.get(address.replace("<key>", key), {"version": "2"})
        assert response.headers["Content-Type"] == f"{media_type}; charset=utf-8"


def test_the_addresses_of_feeds_are_described(client, key):
    make_liveblog("Storm over the harbour, day 2", starts_at=START, ends_at=START)
    told = section("Feeds")
    described = re.findall(r"^\| .*? \| `(/.*?)feed\.atom`", told, re.MULTILINE)
    pages = [
        page.replace("<source>/<slug>", STREAM.removeprefix("/liveblogs/")).replace(
            "<slug>", "ada-marsh"
        )
        for page in described
    ]
    for page in pages:
        for form, answer in answers.FORMATS.items():
            response = client.get(f"{page}feed.{form}")
            assert response.headers["Content-Type"].startswith(answer.media_type), page
    found = {resolve(f"{page}feed.atom").url_name for page in pages}
    others = {f"{name}_feed" for name in ("organisation", "place", "topic", "source")}
    assert found | others == {each.name for each in addresses.urlpatterns}
    assert f"its newest entries, {ITEMS_A_PAGE} to {2 * ITEMS_A_PAGE - 1}" in told


def test_every_parameter_is_described():
    filters = section("Filters of entries")
    for name in PARAMETERS:
        if name != "page" and not name.startswith("-"):
            assert f"`{name}`" in filters, name
    addresses = section("Addresses").split("### ")[0]
    for names in TAKES.values():
        for name in set(names) - set(PARAMETERS):
            assert f"`{name}`" in addresses, name


def test_every_type_of_block_and_its_fields_are_described():
    rows = re.findall(r"^\| (`.*?) \| (`.*) \|$", section("An entry"), re.MULTILINE)
    described = {kind: set(re.findall("`(.*?)`", told)) for kinds, told in rows
                 for kind in re.findall("`(.*?)`", kinds)}  # fmt: skip
    for kind, names in FIELD_NAMES.items():
        assert set(names) <= described[kind], kind


def test_every_choice_is_described():
    entry, mention = section("An entry"), section("A mention")
    assert all(f"`{value}`" in entry for value in Entry.Precision.values)
    assert all(f"`{value}`" in mention for value in Mention.Method.values)


def test_an_error_has_the_fields_that_are_described(client):
    error = get(client, "/entries.json?actor=x", 400)["error"]
    example = section("Errors").split("\n\n")[1]
    assert all(f'"{name}":' in example for name in error)
    assert set(re.findall(r'"(\w+)": [{["\d]', example)) == {"error", "actor", *error}
