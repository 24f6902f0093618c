"""The colours of the site in light, as its stylesheet has them."""

PAPER = "#fbf9f4"
INK = "#1d1b18"
SOFT = "#5c574f"
LINE = "#d9d3c7"
ACCENT = "#8c1c13"
# By the number in the stylesheet's classes; each is far from the one before.
HUES = (
    *("#963633", "#026b58", "#7e3d82", "#596101", "#3656a3", "#8b4500"),
    *("#016770", "#90355e", "#1c6d26", "#61489b", "#735601", "#00638a"),
)
