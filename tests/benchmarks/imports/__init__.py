"""How quick an import is, from file to searchable, and what memory it takes."""
