"""Live pages: the list of them, and each as a stream of entries to be read.

`months` makes the list. `streams` knows in which order a stream is read and at which addresses;
`one_liveblog` makes its page, on which `outline` finds the key moments, `tempo` draws how many
entries came when, and `catching_up` reads since when a reader wants them. `minutes` leads to a
time or an entry in it, `whole_stream` shows it on one page. `parts` joins the live pages of one
coverage, `coverages` makes one stream of them, which `whole_coverage` shows.
"""

from .coverages import Coverage
from .minutes import at, with_entry
from .months import liveblog_list
from .one_liveblog import liveblog
from .whole_coverage import coverage
from .whole_stream import whole

__all__ = ["Coverage", "at", "coverage", "liveblog", "liveblog_list", "whole", "with_entry"]
