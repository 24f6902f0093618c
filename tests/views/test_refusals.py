"""What is answered to requests that cannot be taken, and what the log says of them."""

from __future__ import annotations

import logging
from io import StringIO

import pytest
from django.http import HttpResponse
from django.test import Client

from archive.middleware import MOST_PARAMETERS
from tests.views.world import body

TOO_MANY = "&".join(["actor=x"] * (MOST_PARAMETERS + 1))
FOR_PEOPLE = ("/entries/", "/days/x/", "/captures/1/payload", "/entries/feed.json", "/healthz")
FOR_PROGRAMS = ("/entries.json", "/people.csv", "/days/2022.jsonl", "/nothing/here.json")


def said(response: HttpResponse) -> str:
    """The error that a program is told, which any script may read."""
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    told = response.json()["error"]
    assert (told["status"], told["reasons"]) == (response.status_code, {})
    assert told["do"]
    return str(told["message"])


@pytest.mark.parametrize("path", FOR_PEOPLE)
@pytest.mark.parametrize("method", ["post", "delete", "options"])
def test_a_page_that_is_only_read_says_so_to_whoever_sends_something(path, method):
    response = getattr(Client(), method)(path)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert "This cannot be done here" in body(response)


@pytest.mark.parametrize("path", FOR_PROGRAMS)
def test_programs_that_send_something_are_told_in_json(path):
    response = Client(enforce_csrf_checks=True).post(path)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert said(response) == "What is here can only be read."


def test_the_words_are_in_the_language_of_the_reader():
    page = Client().post("/entries/", headers={"Accept-Language": "uk"})
    assert '<html lang="uk">' in page.content.decode()
    assert "This cannot be done here" not in page.content.decode()


@pytest.mark.parametrize("path", FOR_PROGRAMS)
def test_programs_that_ask_for_too_much_are_told_in_json(path):
    response = Client().get(f"{path}?{TOO_MANY}")
    assert response.status_code == 400
    assert said(response) == "The address has too many parameters."
    assert said(Client().get(f"{path}?q={'x' * 200_000}")) == "The address is too long."


@pytest.mark.parametrize("path", FOR_PROGRAMS)
def test_programs_that_ask_for_another_site_are_told_in_json(path):
    response = Client().get(path, headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    assert "elsewhere" not in response.content.decode()
    assert said(response) == "The request cannot be taken as it is."


@pytest.mark.parametrize("path", ["/", *FOR_PEOPLE])
def test_people_are_told_on_a_page(path):
    for response in (
        Client().get(f"{path}?{TOO_MANY}"),
        Client().get(path, headers={"Host": "elsewhere.example"}),
    ):
        assert response.status_code == 400
        assert "This address cannot be read" in body(response)


@pytest.mark.parametrize("path", ["/entries/", "/entries.json"])
@pytest.mark.parametrize("host", ["elsewhere.example", "two\nlines", "a b", ""])
def test_what_is_refused_is_one_line_of_the_log(monkeypatch, path, host):
    [console] = [each for each in logging.getLogger().handlers if each.formatter and
                 type(each) is logging.StreamHandler]  # fmt: skip
    monkeypatch.setattr(console, "stream", log := StringIO())
    for asked, headers in ((path, {"Host": host}), (f"{path}?{TOO_MANY}", {})):
        log.truncate(log.seek(0))
        assert Client().get(asked, headers=headers).status_code == 400
        assert log.getvalue().count("\n") == 1
        assert "ERROR django.security." in log.getvalue()
