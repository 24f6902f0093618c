"""The index: its query language, its engine, and how it is kept in step with the database."""
