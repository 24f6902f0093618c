"""Pages of other formats than text, from file to rows."""

import gzip
import json
import zipfile

import pytest

from entries.importing.imports import import_dumps
from entries.models import Capture, Entry, Source
from entries.readers.base import Hints
from tests.importing.pages import FERRY

pytestmark = pytest.mark.django_db

UPDATES = [
    {
        "@type": "BlogPosting",
        "headline": f"Ferry number {number}",
        "url": f"https://lake.example/live#p{number}",
        "datePublished": f"2019-06-04T10:{number:02}:00+02:00",
        "articleBody": "<p>It left the pier.</p><p>The sea was calm.</p>",
    }
    for number in (3, 2, 1)
]
POSTING = {
    "@type": "LiveBlogPosting",
    "headline": "Ferry live",
    "url": "https://lake.example/live",
    "publisher": {"name": "Radio du Lac"},
    "inLanguage": "fr",
    "liveBlogUpdate": UPDATES,
}
PAGE = f"""<html lang="fr-CH"><head>
<script type="application/ld+json">{json.dumps(POSTING)}</script>
</head><body><h1>Ferry live</h1><p>Loading</p></body></html>"""


def warc(*pages: str) -> bytes:
    return b"".join(
        gzip.compress(
            b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\n"
            b"WARC-Target-URI: https://lake.example/live\r\nWARC-Date: 2019-06-04T09:00:00Z\r\n"
            + f"Content-Length: {len(page.encode())}\r\n\r\n{page}\r\n\r\n".encode()
        )
        for page in pages
    )


def test_posting_of_a_page_becomes_entries_of_its_publisher(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    report = import_dumps([str(path)], Hints())
    assert report.created == 3
    source = Source.objects.get()
    assert (source.name, source.language) == ("Radio du Lac", "fr-CH")
    capture = Capture.objects.get()
    assert (capture.layout, capture.liveblog.title) == ("liveblogposting", "Ferry live")
    assert capture.liveblog.url == "https://lake.example/live"
    entry = Entry.objects.latest("published_at")
    assert entry.headline == "Ferry number 3"
    assert entry.published_at.isoformat() == "2019-06-04T08:03:00+00:00"


def test_crawl_and_archive_of_the_same_page_add_no_entry(tmp_path):
    (tmp_path / "crawl.warc.gz").write_bytes(warc("<p>No live page</p>", PAGE))
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("live/page.html", PAGE)
        archive.writestr("live/page.png", "x")
    first = import_dumps([str(tmp_path / "crawl.warc.gz")], Hints())
    second = import_dumps([str(tmp_path / "pages.zip")], Hints())
    assert (first.created, second.created, Entry.objects.count()) == (3, 0, 3)
    crawled, packed = Capture.objects.order_by("pk")
    assert crawled.captured_at and crawled.captured_at.isoformat() == "2019-06-04T09:00:00+00:00"
    assert (crawled.position, packed.position) == (1, 0)
    assert crawled.payload == packed.payload == PAGE.encode()


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"@id": "https://lake.example/" + "\U0002a000" * 980}, id="overlong id"),
        pytest.param({"author": [f"Ann Moreno {n}" for n in range(40_000)]}, id="40,000 authors"),
    ],
)
def test_posting_that_says_too_much_of_a_post_is_taken_in(tmp_path, told):
    page = tmp_path / "page.json"
    page.write_text(json.dumps({**POSTING, "liveBlogUpdate": [{**UPDATES[0], **told}]}))
    report = import_dumps([str(page)], Hints())
    assert (report.created, report.refused) == (1, 0)


def test_page_of_an_impossible_number_is_taken_in_without_it(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(FERRY.replace("page 1", "page 99999999999"))
    import_dumps([str(page)], Hints())
    assert Capture.objects.get().page_number is None
