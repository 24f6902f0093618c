"""Layouts of pages whose entries print a time or an age: one engine and a description of each.

To add one, write a `Stamped` (see `description`) into the module of its region, put it into that
module's DESCRIPTIONS, and set two files beside those in tests/layouts/pages: a page in your own
words, NAME-1.txt, and what it gives, NAME-1.json. No test needs to be written.

1. `stamp`: the pattern of the whole line with which an entry starts, out of `pieces`. Its groups
   tell what the line holds: the clock, the date or the age, and `name`, `label`, `rest`. Be lax
   here ("6: 10 p.m." for "6:10 p.m.") and give the strict form as `cue`, which tells the layout.
2. What stands around it: `lead` and `again` are lines that print more of the time right above and
   below; `above` and `below` name the parts in their order; `rest` says what the text on the
   stamp's own line is; `foot` finds the byline that closes an entry.
3. `sure`: 0.9 and more where nobody else prints such a line, 0.6 where several newsrooms do, with
   `hints` for the words that name one of them and `marks` for lines that only its pages have.
   `strays` where clocks begin lines that start no entry, `sorted=False` where entries stand out
   of order. `words`, of which one stands in every stamp, keep the test of other pages cheap.

The engine finds the stamps (`stamps`), keeps those that make up the running order (`order`), gives
the lines above each to the entry below (`parts`), and reads bodies (`entries.layouts.body`), the
page's head (`head`) and what it says of the entries' days (`page_dates`).
"""

from . import american, british, elsewhere, european, inline_headlines, translated

LAYOUTS = (
    *british.LAYOUTS,
    *american.LAYOUTS,
    *european.LAYOUTS,
    *elsewhere.LAYOUTS,
    *inline_headlines.LAYOUTS,
    *translated.LAYOUTS,
)
