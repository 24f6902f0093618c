"""The pages. Those that belong together are folders, each of which says what is where in it.

By themselves stand `home`, `listing` (the list of entries and the values that narrow it, with its
chart from `histogram`), `complete`, `opensearch` and `help` of the search, `changes`, `captures`,
`times` (the reader's own zone), and `original`, which finds what an original address leads to,
however it is `written`. `pictures`, `robots`, `health` and `missing` answer programs, and who
comes for nothing. All share `addresses`, `moments` (written ones), `paging` and `charts`.
"""
