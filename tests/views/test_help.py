"""The page on how to search says what the parser knows, and its examples work."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client

import entries
from entries.importing.gazetteer import load_gazetteer
from entries.importing.imports import import_dumps
from entries.readers.base import Hints
from entries.search.operators import OPERATORS
from entries.views.help import groups
from tests.factories import make_entry
from tests.views.world import body, links

EXAMPLES = [example for operator in OPERATORS for example in operator.examples]


@pytest.fixture
def page(client: Client):
    return client.get("/search/help/")


def test_every_operator_is_in_one_group():
    grouped = [operator for _, _, operators in groups() for operator in operators]
    assert sorted(grouped, key=OPERATORS.index) == list(OPERATORS)


def test_every_operator_is_explained_with_its_form(page):
    html = unescape(page.content.decode())
    assert re.findall(r"<code>(.*?)</code>", html) == [
        operator.form for _, _, operators in groups() for operator in operators
    ]
    assert all(" ".join(operator.meaning.split()) in body(page) for operator in OPERATORS)


def test_every_example_is_a_link_that_searches_for_it(page):
    found = [link.partition("?")[2] for link in links(page) if link.startswith("/entries/?")]
    asked = [QueryDict(query)["q"] for query in found]
    assert sorted(asked) == sorted(EXAMPLES)


@pytest.mark.django_db
@pytest.mark.usefixtures("swept")
def test_every_example_finds_entries_of_the_samples(index, client, few_names):
    load_gazetteer(few_names)
    import_dumps([str(Path(entries.__file__).parent / "samples")], Hints())
    index()
    for example in EXAMPLES:
        found = client.get("/entries/", {"q": example}, follow=True)
        assert found.context["page"].paginator.count, example
        assert not found.context["filters"].left_out, example


def test_every_part_of_the_page_can_be_jumped_to(page):
    html = page.content.decode()
    jumps = [link[1:] for link in links(page) if link.startswith("#") and link != "#content"]
    assert len(jumps) == 5 and all(f'<h2 id="{jump}">' in html for jump in jumps)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/entries/"])
def test_the_big_boxes_lead_to_the_page(index, client, path):
    make_entry()
    assert "/search/help/" in links(client.get(path))


def test_the_page_needs_neither_database_nor_index(page):
    assert page.status_code == 200
