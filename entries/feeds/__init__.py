"""Feeds: what a page lists as Atom and JSON Feed, at the page's own address and `feed.atom` or
`feed.json`.

`documents` is a feed as plain data, `items` makes its items of rows, `parts` says which of them
stand in which of its documents, `atom` and `json_feed` write one. `channels` makes the documents of
searches and rows, `answers` sends them. The feeds are in `views`, those of live pages in `streams`
and those of the calendar in `calendar`; `addresses` says where they are. Undated entries are in no
feed, which is ordered by time.
"""
