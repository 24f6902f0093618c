"""The pictures in static/ are what the archive draws today."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from entries.pictures import HUES, colours, icons
from tools.pictures import STATIC, pictures

FEW = (30, 16)


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("name", pictures())
def test_a_picture_is_as_it_would_be_drawn_today(name):
    """Seen from afar: machines without FriBidi set letters a little further apart."""
    kept, new = opened((STATIC / name).read_bytes()), opened(pictures()[name])
    assert kept.size == new.size
    small = [each.convert("RGBA").resize(FEW, Image.Resampling.BOX) for each in (kept, new)]
    most = max(high for _, high in ImageChops.difference(*small).getextrema())
    assert most < 40


def test_the_icon_for_browsers_comes_in_three_sizes():
    assert opened((STATIC / "favicon.ico").read_bytes()).info["sizes"] == {
        (side, side) for side in icons.FAVICON
    }


def test_the_colours_are_those_of_the_style_sheet():
    sheet = (STATIC / "site.css").read_text(encoding="utf-8")
    sources = dict(re.findall(r"\.hue-(\d+) \{ --source: light-dark\((#\w{6})", sheet))
    assert sources == {str(number): hue for number, hue in enumerate(HUES)}
    tokens = dict(re.findall(r"--(\w+): light-dark\((#\w{6})", sheet))
    for name in ("paper", "ink", "soft", "line", "accent"):
        assert tokens[name] == getattr(colours, name.upper())
