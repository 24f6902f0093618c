"""The pictures that stand for a page where it is shared, and the site's icons.

They are drawn here and know nothing of the database: a card goes in, the bytes of a PNG come out.
"""

from .card import SITE_CARD, Card, draw
from .colours import HUES
from .icons import draw_favicon, draw_touch_icon

__all__ = ["HUES", "SITE_CARD", "Card", "draw", "draw_favicon", "draw_touch_icon"]
