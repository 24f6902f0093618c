"""Maps as shapes to draw: outlines of land and borders, a window on them, markers and labels.

Pure Python: knows nothing of Django, pages or places' names. Degrees are WGS 84, north and east
positive. The outlines are Natural Earth's (public domain), laid beside this by tools/outlines.py;
nothing is fetched from anywhere.
"""
