"""Feeds: what a page lists as Atom and JSON Feed, at the page's own address and `feed.atom` or
`feed.json`.

`documents` is a feed as plain data, `items` makes its items of rows, `parts` says which of them
stand in which of its documents, `atom` and `json_feed` write one. `views` makes the feeds, which
are at `addresses`, and `answers` sends them. Undated entries are in none, which is ordered by time.
"""
