"""People, organisations, places, topics and sources: the list of each kind, and a page for each.

`kinds` says what the kinds are and in what they differ. `lists` makes the lists, whose first
letters `letters` finds; `one_subject` makes the page of one, for which `profiles` gathers what it
tells beside its entries, and `maps` draws where places lie. `most_named` has the most frequent of
each kind for other pages.
"""

from .lists import subject_list
from .one_subject import subject

__all__ = ["subject", "subject_list"]
