"""What two texts, and two versions of an entry, have in common and where they differ.

Pure Python: knows nothing of Django, captures or pages.
"""
