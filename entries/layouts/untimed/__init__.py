"""Live pages whose entries print no time, or print it as a named field.

Nothing but the shape of the lines parts such entries, so a layout here is a small description
(see `description`): the cue that tells the page, how an entry starts (see `starts`), and what may
stand at an entry's foot. `engine` makes a Layout of it. To add one, add a description to
`newsrooms`, and a page with its expected JSON to tests/layouts/pages. Give a cue the `words` of
which one stands in each of its lines (see `cues`): they keep the test of other pages cheap.
"""

from ..base import Layout
from . import (
    aljazeera,
    bbc_hhmm,
    bbc_older,
    bulleted,
    day_lines,
    day_plus,
    foot_dates,
    guardian,
    named_feet,
    named_fields,
    newsrooms,
    scribble,
)

LAYOUTS: tuple[Layout, ...] = (
    *named_fields.LAYOUTS,
    *bbc_older.LAYOUTS,
    *bbc_hhmm.LAYOUTS,
    day_plus.LAYOUT,
    foot_dates.LAYOUT,
    scribble.LAYOUT,
    guardian.LAYOUT,
    aljazeera.LAYOUT,
    *newsrooms.LAYOUTS,
    named_feet.LAYOUT,
    bulleted.LAYOUT,
    day_lines.LAYOUT,
)
