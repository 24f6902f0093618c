"""HTML's elements, by what they do to the text of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping

Attributes = Mapping[str, str]


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What is in them is no text of the page.
DROPPED = names(
    "script style noscript template svg math iframe object embed canvas audio video map select"
    " datalist textarea noframes noembed"
)
# Menus, search boxes and the page's own foot: no part of what a page reports.
MENUS = names("nav")
MENU_ROLES = names("navigation search contentinfo dialog alertdialog")
# Those whose foot is their own, not the page's.
SECTIONS = names("article li section blockquote figure main")

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# A blank line above and below.
APART = frozenset(HEADINGS) | names(
    "p ul ol dl blockquote figure table pre hr article section form fieldset details main header"
    " footer aside address"
)
# Lines of their own.
LINES = names(
    "div li dt dd tr caption figcaption center summary legend body html tbody thead tfoot hgroup"
    " menu dir title search"
)
# Inline elements that often stand beside each other with no blank between, parted by their style.
PARTED = names("span a time label button cite output")
# What opens one of these in a list's item shows that it is no short point of a list.
LARGE = frozenset(HEADINGS) | names("article section header figure table time")

INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
LONGEST_STYLE = 2000


def is_hidden(tag: str, attributes: Attributes) -> bool:
    """Whether an element never shows what is in it."""
    if tag in DROPPED or tag in MENUS or (tag == "dialog" and "open" not in attributes):
        return True
    if not attributes:
        return False
    if attributes.get("role", "") in MENU_ROLES:
        return True
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    style = attributes.get("style", "")
    return bool(style) and bool(INVISIBLE.search(style[:LONGEST_STYLE]))
