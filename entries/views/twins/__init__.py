"""The twins of pages: the same for programs, as JSON and, of lists, as CSV and JSON Lines.

`addresses` has a twin for each page that has one, and `taken` the parameters that each takes.
`machine` makes the answers, errors too. Lists are made in `lists`, `days` and `compare`, which
say what stands in them; `listings` reads their rows, `cursors` says where a part goes on, and
`of_lists` sends them, in parts or whole. `of_one` has the twins of pages that show one thing.
`api` is the page that tells people of all this.
"""

from .addresses import urlpatterns
from .api import api_page

__all__ = ["api_page", "urlpatterns"]
