"""A page's form as a browser would send it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

Attributes = list[tuple[str, str | None]]


class FormReader(HTMLParser):
    """Collects in `values` what the page's fields hold."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        found = dict(attrs)
        name = found.get("name") or ""
        if tag == "input" and name and (found.get("type") != "checkbox" or "checked" in found):
            self.values[name] = found.get("value") or ""
        elif tag == "textarea":
            self._textarea = name
            self.values[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in found:
            self.values[self._select] = found.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea] += data.removeprefix("\n")


def form_values(client: Client, path: str) -> dict[str, str]:
    """What a browser would send if nothing were changed; the templates of new rows stay out."""
    reader = FormReader()
    reader.feed(client.get(path).content.decode())
    extra = ("_save", "_addanother", "_continue", "_saveasnew", "csrfmiddlewaretoken", "q")
    return {
        name: value
        for name, value in reader.values.items()
        if name not in extra and "__prefix__" not in name
    }


def send(client: Client, path: str, **changed: Any) -> HttpResponse:
    """Send the page's form with these values changed."""
    return client.post(path, {**form_values(client, path), **changed})


def new_row(client: Client, path: str, prefix: str, *rows: dict[str, Any]) -> dict[str, Any]:
    """The fields of new rows of an inline, and the count that goes with them."""
    total = int(form_values(client, path)[f"{prefix}-TOTAL_FORMS"])
    values: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": total + len(rows)}
    for number, row in enumerate(rows, total):
        values |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return values


def errors_of(response: HttpResponse) -> str:
    """The errors that the page shows, as one text; the form was not saved."""
    assert response.status_code == 200, response.status_code
    return " ".join(str(error) for error in response.context["errors"])
