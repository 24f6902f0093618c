"""`manage.py export_entries`: what the filters of the site find, as lines."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories import make_entry, make_person, mention
from tests.views.machines import content
from tests.views.world import stream

pytestmark = pytest.mark.django_db


def export(*options: str) -> tuple[str, str]:
    """What the command prints, and what it says beside."""
    out, err = io.StringIO(), io.StringIO()
    call_command("export_entries", *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def headlines(*options: str) -> list[str]:
    return [json.loads(line)["headline"] for line in export(*options)[0].splitlines()]


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_it_prints_what_the_site_gives(index, ending):
    stream(5)
    make_entry("Undated", None)
    index()
    out, err = export("--format", ending, "--site", "http://testserver/", "--sort", "oldest")
    assert out == content(Client().get(f"/entries.{ending}?sort=oldest"))
    assert err == ""


def test_filters_are_those_of_the_site(index):
    mention(make_entry("Both", "2022-03-24 10:00"), make_person(), make_person("Lou Ford"))
    mention(make_entry("One", "2022-03-25 10:00"), make_person("Ann Lee"))
    make_entry("Breaking storm", "2023-01-01 10:00", labels=["breaking"])
    index()
    assert headlines() == ["Breaking storm", "One", "Both"]
    assert headlines("--actor", "ada-marsh", "--actor", "Lou Ford") == ["Both"]
    assert headlines("--not-actor", "ada-marsh", "--to", "2022-03") == ["One"]
    assert headlines("--q", "storms", "--label", "breaking") == ["Breaking storm"]
    assert headlines("--from", "2022-03-25", "--sort", "oldest") == ["One", "Breaking storm"]


def test_addresses_are_paths_unless_a_site_is_given(index):
    entry = make_entry()
    index()
    assert json.loads(export()[0])["url"] == f"/entries/{entry.key}/"
    site = export("--site", "https://archive.example/news/")[0]
    assert json.loads(site)["url"] == f"https://archive.example/news/entries/{entry.key}/"


def test_what_is_not_searched_for_is_told_beside(index):
    out, err = export("--q", "storm )")
    assert out == ""
    assert "Not searched for: ): the bracket was never opened" in err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--actor", "nobody"], "--actor: No person or organisation is called “nobody” here."),
        (["--q", "storm place:x"], "--q: No place is called “x” here."),
        (["--not-topic", "x"], "--not-topic: No topic is called “x” here."),
        (["--from", "yesterday"], "--from: Give a year"),
        (["--sort", "best"], "--sort: The order is"),
        (["--site", "archive"], "--site is no web address"),
    ],
)
def test_what_cannot_be_asked_for_ends_with_the_reason(index, options, message):
    with pytest.raises(CommandError, match=message.replace("?", r"\?")):
        export(*options)


def test_without_an_index_it_says_what_to_do(db):
    with pytest.raises(CommandError, match="Give the command “index” first"):
        export()
