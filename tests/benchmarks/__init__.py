"""How quick the archive is with a million made-up entries: `make bench`. No tests."""
