"""Writes the pictures in static/ that the archive draws itself: `python -m tools.pictures`.

They are the one that stands for the pages without a picture of their own, and the icons for
browsers and telephones that take no SVG. They have to be written anew when the way in which
entries/pictures draws changes; a test tells.
"""

from __future__ import annotations

from pathlib import Path

from entries.pictures import SITE_CARD, draw, draw_favicon, draw_touch_icon

STATIC = Path(__file__).resolve().parent.parent / "static"


def pictures() -> dict[str, bytes]:
    """The files by their names."""
    return {
        "share.png": draw(SITE_CARD),
        "apple-touch-icon.png": draw_touch_icon(),
        "favicon.ico": draw_favicon(),
    }


if __name__ == "__main__":
    for name, content in pictures().items():
        (STATIC / name).write_bytes(content)
