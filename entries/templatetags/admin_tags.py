"""How the lists of the admin show their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def labelled(row: Sequence[SafeString], headers: Sequence[dict[str, Any]]) -> Iterator[SafeString]:
    """The cells of a row as Django made them, each with its column's name as `data-column`.

    Rows and headers are those that the list's template is given.
    """
    for cell, header in zip(row, headers, strict=False):
        tag, rest = cell.split(" ", 1)
        name = "" if "action-checkbox" in (header.get("class_attrib") or "") else header["text"]
        told = format_html(' data-column="{}" ', str(name).capitalize()) if name else " "
        # Both parts are of a cell that is escaped already.
        yield mark_safe(f"{tag}{told}{rest}")
