"""The site's sign, a spine of two entries, at any size; the same that static/favicon.svg shows."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from .colours import ACCENT

WHITE = "#ffffff"
GRID = 32  # the drawing's own units along each side
FINE = 8  # pixels drawn for each that is kept: shapes have no smooth edges else
TOUCH = 180
FAVICON = (16, 32, 48)

# Rectangles and circles of the drawing: left, top, right, bottom.
STROKES = ((8, 6, 10, 26), (15, 8.5, 26, 11.5), (15, 20.5, 23, 23.5))
DOTS = ((6, 7, 12, 13), (6, 19, 12, 25))


def sign(size: int, rounding: float = 6) -> Image.Image:
    """The sign on its ground, whose corners are rounded by so many of the drawing's units."""
    scale = size * FINE / GRID
    large = Image.new("RGBA", (size * FINE, size * FINE))
    pen = ImageDraw.Draw(large)
    ground = (0, 0, size * FINE - 1, size * FINE - 1)
    pen.rounded_rectangle(ground, rounding * scale, fill=ACCENT)
    for stroke in STROKES:
        pen.rectangle(scaled(stroke, scale), fill=WHITE)
    for dot in DOTS:
        pen.ellipse(scaled(dot, scale), fill=WHITE)
    return large.resize((size, size), Image.Resampling.BOX)


def scaled(box: tuple[float, ...], scale: float) -> tuple[float, ...]:
    """A box in pixels; its right and bottom edges are the last ones within."""
    left, top, right, bottom = (edge * scale for edge in box)
    return left, top, right - 1, bottom - 1


def draw_touch_icon() -> bytes:
    """For the home screen of a telephone, which rounds the corners itself."""
    return encoded(sign(TOUCH, rounding=0).convert("RGB"), "PNG")


def draw_favicon() -> bytes:
    """For browsers that ask for /favicon.ico."""
    drawings = [sign(size) for size in FAVICON]
    file = BytesIO()
    sizes = [drawing.size for drawing in drawings]
    drawings[-1].save(file, "ICO", sizes=sizes, append_images=drawings[:-1])
    return file.getvalue()


def encoded(picture: Image.Image, form: str) -> bytes:
    file = BytesIO()
    picture.save(file, form)
    return file.getvalue()
