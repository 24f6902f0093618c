"""An entry by itself: its page, its citation, and what it said in its captures.

`one_entry` makes the page. On it `linked` sets the names in the text as links, `reasons` tells why
they are there, and `elsewhere` finds what other sources posted at the time. `cite` cites an entry
or one of its versions; `versions` compares them, and `differences` says in words how they differ.
"""

from .cite import cite_file, cite_page
from .one_entry import entry
from .versions import version_list

__all__ = ["cite_file", "cite_page", "entry", "version_list"]
