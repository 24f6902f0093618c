"""Made-up live pages as newsrooms set them: text dumps, HTML pages, WARC and WET files."""
