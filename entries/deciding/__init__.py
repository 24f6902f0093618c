"""What people decide: of links, of suggestions, of what is one and the same, and the log of it.

Knows nothing of the admin, which asks here. Every decision is taken within `recording`, which
names who decides, notes each row that changes, and makes it all one transaction.
"""
