"""Made-up histories of a live page: what it said at each capture, in two forms of page."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from django.db.models import Prefetch
from hypothesis import strategies as st

from entries.importing.imports import import_dumps
from entries.models import Appearance, Capture, Change, Entry, Liveblog
from entries.readers.base import Hints

URL = "https://news.example.org/live/harbour"
CLOCKS = {
    "right": "2019-03-04T10:{:02}:00Z",
    "late": "2019-03-04T11:{:02}:00Z",
    "day alone": "2019-03-04",
}
WORDS = ("pier", "crane", "anchor", "tide", "lantern", "gale", "hull", "rudder", "cargo", "mast")


@dataclass(frozen=True)
class Post:
    """A post as some capture has it. `edit` numbers its wordings; the first one is 0.

    `clock` is what a page with addresses prints of its time.
    """

    number: int
    minute: int
    headline: str
    edit: int = 0
    clock: str = "right"

    @property
    def text(self) -> str:
        own = [f"{word}{self.number}" for word in WORDS]
        own[self.number % len(own)] = f"edited{self.edit}" if self.edit else "written"
        return f"{' '.join(own).capitalize()}."


History = list[list[Post]]
STANDS = Prefetch("appearances", Appearance.objects.select_related("capture", "version"))


@st.composite
def histories(draw: st.DrawFn, most: int = 5) -> History:
    """The posts of each capture of a page, the earliest capture first.

    Posts come, are reworded a word at a time, change their headline at their minute, and go.
    """
    posts: list[Post] = []
    captures = []
    for _ in range(draw(st.integers(2, most))):
        for number in range(len(posts), len(posts) + draw(st.integers(0 if posts else 1, 2))):
            minute = draw(st.integers(number // 2, number))  # some share theirs with another
            posts.insert(0, Post(number, minute, f"Headline of {number}"))
        posts = [draw(st.sampled_from(versions_of(post))) for post in posts]
        shown = [post for post in posts if draw(st.integers(0, 5))]
        captures.append(shown or posts[:1])
    return captures


def versions_of(post: Post) -> list[Post]:
    """A post as it is, and as it may be next."""
    other = f"Another headline of {post.number}"
    clocks = [replace(post, clock=clock) for clock in CLOCKS if clock != post.clock]
    return [post, replace(post, edit=post.edit + 1), replace(post, headline=other), *clocks]


def text_page(posts: list[Post]) -> str:
    """A page that tells posts by their minute and words alone, and leaves out its day."""
    items = (
        f"  {place}. {post.headline}published at 10:{post.minute:02} GMT\n\n    {post.text}\n\n"
        for place, post in enumerate(posts, 1)
    )
    return f"LIVE stream page 1\n\n{''.join(items)}"


def posting(posts: list[Post]) -> str:
    """A page whose posts have addresses, and may so change their time; some give a day alone."""
    updates = [
        {
            "@type": "BlogPosting",
            "@id": f"{URL}#post-{post.number}",
            "headline": post.headline,
            "articleBody": post.text,
            "datePublished": CLOCKS[post.clock].format(post.minute),
        }
        for post in posts
    ]
    page = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "url": URL}
    return json.dumps({**page, "headline": "The harbour", "liveBlogUpdate": updates}, indent=1)


FORMS = {"text": (text_page, ".txt"), "posting": (posting, ".json")}


def write_captures(folder: Path, history: History, form: str) -> list[Path]:
    """A dump of each capture, with the hour of its capture beside it."""
    write, suffix = FORMS[form]
    folder.mkdir(exist_ok=True)
    paths = []
    for hour, posts in enumerate(history, 10):
        path = folder / f"capture{hour}{suffix}"
        # No two captures are the same file, even where they say the same.
        path.write_text(write(posts) + "\n" * hour, encoding="utf-8")
        write_side_file(path, hour)
        paths.append(path)
    return paths


def write_side_file(path: Path, hour: int, day: int = 4) -> None:
    """What a dump does not say itself: the hour of its capture, and the day of its posts."""
    side = f'url = "{URL}"\ncaptured_at = 2019-03-05T{hour:02}:00:00Z\ndate = 2019-03-{day:02}\n'
    path.with_suffix(".toml").write_text(side, encoding="utf-8")


def import_runs(runs: list[list[Path]]) -> None:
    """Import the dumps of each run in one go, in their order."""
    for paths in runs:
        report = import_dumps([str(path) for path in paths], Hints(source="Harbour Radio"))
        assert report.refused == 0


def said() -> dict[str, Counter[str]]:
    """All that the archive says but keys, and numbers that say what came first."""
    return {
        "liveblogs": Counter(map(str, Liveblog.objects.values_list("url", "starts_at", "ends_at"))),
        "captures": Counter(
            map(str, Capture.objects.values_list("sha256", "captured_at", "starts_at", "ends_at"))
        ),
        "entries": Counter(map(entry_said, Entry.objects.prefetch_related("versions", STANDS))),
        "changes": Counter(
            map(change_said, Change.objects.select_related("version", "before", "after"))
        ),
    }


def entry_said(entry: Entry) -> str:
    time = (entry.published_at, entry.time_precision, entry.time_text, entry.day)
    versions = sorted(version.content_hash for version in entry.versions.all())
    stands = map(stand_said, entry.appearances.all())
    shown = (entry.headline, entry.text, entry.content_hash, str(entry.blocks))
    return repr((shown, time, versions, sorted(stands)))


def stand_said(one: Appearance) -> str:
    where = (one.capture.sha256, one.ordinal, one.first_line, one.last_line)
    time = (one.captured_at, one.published_at, one.time_precision, one.time_text)
    return repr((where, time, one.version.content_hash, one.anchor))


def change_said(change: Change) -> str:
    captures = change.before.sha256, change.after.sha256, change.noticed_at
    version = change.version and change.version.content_hash
    return repr((change.kind, change.is_trivial, captures, version, change.day))
