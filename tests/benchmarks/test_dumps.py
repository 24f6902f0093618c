"""The made-up dumps of the benchmark are read as they were meant, in each of their layouts."""

import datetime as dt
import random
from collections import Counter

import pytest

from entries.layouts.blocks import text_of
from entries.parsing import parse_capture
from entries.readers.base import Hints
from tests.captures import capture_of, parsed_file

from .conftest import ENTRIES
from .dumps.archive import TEXTS, read_manifest, write_archive
from .dumps.prose import Prose
from .dumps.streams import FEWEST_POSTS, Desk

PAGES = 12
UNKNOWN = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def prose():
    return Prose(1)


def shots(prose, kind):
    desk = Desk(prose, random.Random(1))
    for number in range(PAGES):
        yield from desk.shots(desk.stream(f"{kind.name}-{number}", kind.newsroom, 100))


@pytest.mark.parametrize("kind", TEXTS, ids=lambda kind: kind.name)
def test_a_page_reads_as_it_was_written(prose, kind):
    for shot in shots(prose, kind):
        hints = Hints(url=shot.stream.url, captured_at=shot.captured_at)
        parsed = parse_capture(capture_of(kind.typeset(shot).encode(), shot.name), hints)
        found, written = list(parsed.entries), shot.posts
        if found[0][1].instant and found[0][1].instant < (found[-1][1].instant or UNKNOWN):
            written = written[::-1]
        assert len(found) == len(written)
        for (entry, time), post in zip(found, written, strict=True):
            assert not list(faults(kind, entry, time, post))


def faults(kind, entry, time, post):
    """What of an entry was read otherwise than it was written."""
    said = squeezed(text_of(None, entry.blocks))
    for paragraph in post.paragraphs:
        if squeezed(paragraph) not in said:
            yield f"lost: {paragraph}"
    if kind.headed and (entry.headline or "").rstrip(".") != post.headline:
        yield f"headline {entry.headline!r} instead of {post.headline!r}"
    if post.byline and [byline.name for byline in entry.bylines] != [post.byline[0]]:
        yield f"bylines {entry.bylines} instead of {post.byline}"
    if kind.within is None and time.precision not in ("unknown", "day"):
        yield f"time {time} out of nowhere"
    if kind.within is not None and not near(time.instant, post.at, kind.within):
        yield f"time {time} instead of {post.at}"


def near(instant, wanted, within):
    return instant is not None and abs(instant - wanted) <= within


def squeezed(text):
    return "".join(text.split())


def test_the_same_seed_writes_the_same_archive(archive, tmp_path):
    folder, manifest = archive
    assert write_archive(tmp_path, ENTRIES) == manifest == read_manifest(folder)
    for file in folder.rglob("*.txt"):
        assert file.read_bytes() == (tmp_path / file.relative_to(folder)).read_bytes()


def test_the_archive_has_the_entries_that_were_asked_for(archive):
    _, manifest = archive
    written = sum(count.entries for count in manifest.values())
    assert abs(written - ENTRIES) < FEWEST_POSTS * len(manifest)


def test_the_manifest_counts_what_the_files_hold(archive):
    folder, manifest = archive
    for kind in TEXTS:
        pages = [parsed_file(file) for file in folder.rglob(f"{kind.name}-*.txt")]
        entries = [(page.hints.url, e) for page in pages for e, _ in page.entries]
        heads = {(url, text_of(e.headline, e.blocks)[:60]) for url, e in entries}
        versions = {(url, e.headline, e.blocks) for url, e in entries}
        count = manifest[kind.name]
        assert (len(pages), len(entries)) == (count.captures, count.appearances)
        assert (len(heads), len(versions)) == (count.entries, count.versions)


def test_some_posts_come_twice_and_some_are_edited(prose):
    desk = Desk(prose, random.Random(2))
    streams = [desk.stream(f"s-{n}", TEXTS[0].newsroom, 200) for n in range(40)]
    seen = Counter(len(list(desk.shots(stream))) for stream in streams)
    assert seen[1] > seen[2] > 0
    twice = [s for stream in streams if len(s := list(desk.shots(stream))) > 1]
    assert any(shots[0].posts[-1] in shots[1].posts for shots in twice)
