"""How programs read the archive in tests."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import urlsplit

from django.http.response import HttpResponseBase
from django.test import Client


def get(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    """What a twin answers, with this status."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    data: dict[str, Any] = json.loads(response.content)
    return data


def refusal(client: Client, address: str) -> dict[str, list[str]]:
    """The reasons for which a twin refuses what it was asked for."""
    reasons: dict[str, list[str]] = get(client, address, 400)["error"]["reasons"]
    return reasons


def everything(client: Client, address: str) -> list[dict[str, Any]]:
    """All items of a list, part by part."""
    items, total = [], None
    while address:
        data = get(client, address)
        assert total in (None, data["total"])
        total = data["total"]
        items += data["items"]
        address = within(data["next"]) if data["next"] else ""
    assert len(items) == total
    return items


def within(address: str) -> str:
    """An address without the host."""
    parts = urlsplit(address)
    assert parts.netloc == "testserver"
    return f"{parts.path}?{parts.query}"


def content(response: HttpResponseBase) -> str:
    assert response.status_code == 200
    return b"".join(response).decode()


def json_lines(client: Client, address: str) -> list[dict[str, Any]]:
    """The rows of an export in JSON Lines, as many as it says it has."""
    response = client.get(address)
    rows = [json.loads(line) for line in content(response).splitlines()]
    assert response["X-Total-Count"] == str(len(rows))
    return rows


def table(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of an export in CSV, as many as it says it has."""
    response = client.get(address)
    text = content(response)
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:], newline="")))
    assert response["X-Total-Count"] == str(len(rows))
    return rows
