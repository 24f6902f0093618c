"""The real dumps beside the checkout, and what a careful reader takes from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from entries.layouts.base import Page

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def dump(number: str) -> tuple[Page, dict[str, Any]]:
    """A real dump and what is expected of it; skips the test where they are not there."""
    if not (SHARED / "expected" / f"{number}.json").is_file():
        pytest.skip("the real dumps are not beside this checkout")
    (path,) = (SHARED / "dumps").glob(f"{number}_*.txt")
    expected = json.loads((SHARED / "expected" / f"{number}.json").read_text())
    return Page.from_text(path.read_text()), expected


def other_pages(but: str) -> list[Page]:
    """The real dumps but one, and the pages in other layouts."""
    if not SHARED.is_dir():
        pytest.skip("the real dumps are not beside this checkout")
    paths = [*SHARED.glob("dumps/*.txt"), *SHARED.glob("samples/*.txt")]
    texts = [path.read_text() for path in paths if not path.name.startswith(but)]
    return [Page.from_text(text.partition("\n")[2] or text) for text in texts]


def paragraphs(entry: Any) -> list[str]:
    return [block.text for block in entry.blocks if block.type == "paragraph"]


def collapsed(texts: list[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]
