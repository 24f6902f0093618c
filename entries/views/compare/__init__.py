"""Two to four liveblogs, or sources on a day, side by side; and who had something first.

`asked` reads what an address asks for, `narrowing` makes the form that asks it, and `clock` is the
one clock by which all is told. `side_by_side` is the page of a comparison: `choosing` finds what
there is to choose from, `comparison` works out what is compared, and `grid` sets it in columns.
`had_it_first` is the other page: `lags` orders the first entries of the sources as far as their
clocks allow, `evidence` shows the words that tell.
"""

from .had_it_first import first
from .side_by_side import compare

__all__ = ["compare", "first"]
