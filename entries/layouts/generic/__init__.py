"""The layout of last resort: live pages of newsrooms that no other layout knows.

`shapes` are the forms of clocks with which such entries may start, `checks` what a page must have
to be no programme, conversation or article.
"""

from .layout import LAYOUT

__all__ = ["LAYOUT"]
