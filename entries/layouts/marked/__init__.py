"""Pages whose markup tells where their entries start: by `<time datetime>`, or by headings.

`times` finds the lines with an entry's time, `heads` what stands around them, `checks` what makes
a page none of live entries, `layout` puts the entries together. Text dumps bear no marks, so no
such page fits.
"""

from .layout import LAYOUT

__all__ = ["LAYOUT"]
