"""Pages in our own words in the layouts of many newsrooms, each beside what it gives.

A layout's page is NAME-1.txt, or NAME-1.html as a browser saves it, with NAME-1.json beside it:
what `manage.py parse` prints, as one list. What a person would have to give stands in NAME-1.toml.
Under `refused` are pages that are no live pages.
"""

import json
from pathlib import Path

import pytest

from entries.layouts.base import LayoutError, Page
from entries.layouts.registry import LAYOUTS
from entries.parsing import entry_to_json
from tests.captures import capture_in, parsed_file

FOLDER = Path(__file__).parent / "pages"
PAGES = sorted([*FOLDER.glob("*.txt"), *FOLDER.glob("*.html")])
REFUSED = sorted((FOLDER / "refused").glob("*.*"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_parses_as_recorded(path):
    found = [entry_to_json(entry, time) for entry, time in parsed_file(path).entries]
    wanted = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert [entry["headline"] for entry in found] == [entry["headline"] for entry in wanted]
    for entry, expected in zip(found, wanted, strict=True):
        assert entry == expected


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_line_of_a_page_is_accounted_for(path):
    assert parsed_file(path).unclaimed == ()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_other_layout_fits_a_page_as_well(path):
    raw = capture_in(path)
    page = Page.from_text(raw.text, marks=raw.marks)
    fits = {layout.name: layout.fit(page).score for layout in LAYOUTS}
    own = fits.pop(path.stem.rpartition("-")[0])
    assert own > max(fits.values())


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_page_that_is_no_live_page_is_refused(path):
    with pytest.raises(LayoutError, match="fits no layout"):
        parsed_file(path)
