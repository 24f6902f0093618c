"""Feeds: what a page lists as Atom and JSON Feed, at the page's own address and `feed.atom` or
`feed.json`.

`documents` is a feed as plain data, `items` makes its items of rows, `atom` and `json_feed` write
it, `views` answers requests. Undated entries are in no feed, which is in the order of time.
"""
