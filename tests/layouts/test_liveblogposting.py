"""The layout of a LiveBlogPosting: what its updates give as entries."""

import json
from typing import Any

import pytest

from entries.layouts.base import Byline, LayoutError, Page, ParsedLiveblog
from entries.layouts.blocks import BulletList, Heading, Paragraph
from entries.layouts.liveblogposting import LAYOUT
from entries.readers.posting import posting_text


def text_of(*updates: dict[str, Any], **head: Any) -> str:
    return posting_text([{"@type": "LiveBlogPosting", "liveBlogUpdate": list(updates), **head}])


def parse(*updates: dict[str, Any], **head: Any) -> ParsedLiveblog:
    return LAYOUT.parse(Page.from_text(text_of(*updates, **head)))


def entry_of(**update: Any):
    (entry,) = parse(update, headline="Ferry live", publisher={"name": "Lake News"}).entries
    return entry


FIRST = {
    "headline": "Ferry sails",
    "url": "https://l.example/live#p2",
    "datePublished": "2019-06-04T10:02:11+01:00",
    "dateModified": "2019-06-04T11:30:00+01:00",
    "author": [{"name": "Ada Moreno", "jobTitle": "Lake correspondent"}, {"name": "Bo Lind"}],
    "keywords": ["Breaking"],
    "articleBody": "<p>It left.</p><ul><li>One</li><li>Two</li></ul>",
}
SECOND = {"articleBody": "Boarding begins.", "datePublished": "2019-06-04T09:40"}


def test_update_is_an_entry_with_all_that_it_says():
    liveblog = parse(FIRST, SECOND, headline="Ferry live", description="The lake in June")
    first, second = liveblog.entries
    assert (liveblog.title, liveblog.standfirst) == ("Ferry live", "The lake in June")
    assert first.headline == "Ferry sails"
    assert first.blocks == (Paragraph("It left."), BulletList(("One", "Two")))
    assert first.bylines == (Byline("Ada Moreno", "Lake correspondent"), Byline("Bo Lind"))
    assert (first.labels, first.anchor) == (("breaking",), "https://l.example/live#p2")
    assert first.time and (first.time.hour, first.time.minute, first.time.second) == (10, 2, 11)
    assert first.time.zone == "+01:00" and first.time.text == "2019-06-04T10:02:11+01:00"
    assert (second.headline, second.labels, second.bylines, second.anchor) == (None, (), (), "")
    assert second.time and second.time.zone is None


def test_lines_of_an_entry_are_those_of_its_update():
    text = text_of(FIRST, SECOND)
    page = Page.from_text(text)
    liveblog = LAYOUT.parse(page)
    for entry, update in zip(liveblog.entries, json.loads(text)["liveBlogUpdate"], strict=True):
        lines = text.split("\n")[entry.first_line - 1 : entry.last_line]
        assert json.loads("\n".join(lines).rstrip(",")) == update
    assert liveblog.unclaimed(page) == ()
    claims = {page.lines[number - 1].text: what for number, what in liveblog.claims.items()}
    assert claims['"headline": "Ferry sails",'] == "headline"
    assert claims['"text": "It left."'] == "body"
    assert claims['"name": "Bo Lind"'] == "byline"


@pytest.mark.parametrize(
    ("headline", "body", "kept"),
    [
        ("It left at …", "It left at ten, and the sea was calm.", None),
        ("It left at ten...", "It left at ten, and the sea was calm.", None),
        ("It left at ten and the sea was calm", "It left at ten and the sea was calm too.", None),
        ("It left at ten.", "It left at ten.", None),
        ("Ferry LIVE", "It left.", None),
        ("Ferry sails", "Ferry sails at ten.", "Ferry sails"),
        ("Will it sail?…", "It left.", "Will it sail?…"),
        ("Ferry sails", "", "Ferry sails"),
    ],
)  # fmt: skip
def test_headline_that_the_emitter_made_up_is_none(headline, body, kept):
    entry = entry_of(headline=headline, articleBody=body)
    assert entry.headline == kept
    assert entry.blocks == ((Paragraph(body),) if body else ())


def test_headline_that_opens_the_body_too_is_not_said_twice():
    entry = entry_of(headline="Ferry sails", articleBody="<h2>Ferry sails</h2><p>It left.</p>")
    assert (entry.headline, entry.blocks) == ("Ferry sails", (Paragraph("It left."),))
    entry = entry_of(headline="Ferry sails", articleBody="Ferry sails\n\nIt left.")
    assert (entry.headline, entry.blocks) == ("Ferry sails", (Paragraph("It left."),))
    entry = entry_of(headline="Other", articleBody="<h2>Ferry sails</h2><p>It left.</p>")
    assert entry.blocks == (Heading("Ferry sails"), Paragraph("It left."))


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ada Moreno and Bo Lind", ["Ada Moreno", "Bo Lind"]),
        ("By Ada Moreno", ["Ada Moreno"]),
        ("Ada Moreno | Bo Lind", ["Ada Moreno", "Bo Lind"]),
        ("Ada Moreno, Bo Lind & Cy Marr", ["Ada Moreno", "Bo Lind", "Cy Marr"]),
        ("Staff", ["Staff"]),
        ("Lake news", []),
        ({"@type": "Organization", "name": "Lake News"}, []),
        ({"@type": "Organization", "name": "Agency"}, ["Agency"]),
    ],
)
def test_authors_are_bylines_and_the_outlet_is_none(author, names):
    entry = entry_of(articleBody="It left.", author=author)
    assert [byline.name for byline in entry.bylines] == names


def test_role_may_stand_behind_the_name():
    entry = entry_of(articleBody="It left.", author="Ada Moreno, Lake correspondent")
    assert entry.bylines == (Byline("Ada Moreno", "Lake correspondent"),)


def test_author_of_the_page_is_not_handed_down():
    liveblog = parse(SECOND, author={"name": "Ada Moreno"})
    assert liveblog.entries[0].bylines == ()


def test_outlet_that_signs_every_update_is_no_byline():
    post = {"articleBody": "It left.", "author": {"@type": "NewsMediaOrganization", "name": "LN"}}
    assert {entry.bylines for entry in parse(post, post | SECOND, dict(post)).entries} == {()}


def test_keywords_are_labels_where_they_are_few_short_and_the_updates_own():
    many = ["ferry", "lake", "boat", "sea", "pier"]
    long = "the ferry on the lake in the month of June"
    assert entry_of(articleBody="x.", keywords="Breaking, Travel").labels == ("breaking", "travel")
    assert entry_of(articleBody="x.", keywords=many).labels == ()
    assert entry_of(articleBody="x.", keywords=[long]).labels == ()
    assert entry_of(articleBody="x.", articleSection="Analysis").labels == ("analysis",)
    tagged = [{"articleBody": f"{n}.", "keywords": ["Lake", str(n)]} for n in range(3)]
    assert [entry.labels for entry in parse(*tagged).entries] == [("0",), ("1",), ("2",)]
    (entry,) = parse({"articleBody": "x.", "keywords": ["Lake"]}, keywords=["lake"]).entries
    assert entry.labels == ()


def test_time_of_the_change_never_stands_in_for_that_of_the_post():
    entry = entry_of(articleBody="It left.", dateModified="2019-06-04T11:30:00Z")
    assert entry.time is None


def test_coverage_start_that_moves_with_the_newest_post_dates_nothing():
    liveblog = parse(SECOND, coverageStartTime="2019-06-04T10:02:00Z", datePublished="2019-06-04")
    assert (liveblog.header_times, liveblog.updated) == ((), None)


def test_updates_that_all_come_at_midnight_have_a_day_and_no_clock():
    days = [{"articleBody": f"{n}.", "datePublished": "2025-03-06T00:00:00+00:00"} for n in "ab"]
    time = parse(*days).entries[0].time
    assert time and (time.day, time.hour, time.text) == (6, None, "2025-03-06")
    time = parse(*days, FIRST).entries[0].time
    assert time and time.hour == 0


def test_empty_updates_are_no_entries_and_hand_nothing_on():
    empty = {"datePublished": "2019-06-04T12:00:00Z", "articleBody": {"@type": "Text"}}
    entries = parse(FIRST, empty, SECOND).entries
    assert [entry.time and entry.time.hour for entry in entries] == [10, 9]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain text\n\nof a page",
        '{\n "@type": "NewsArticle"\n}',
        '{\n "@type": "LiveBlogPosting",\n "liveBlogUpdate": [\n  {\n   "headline": "x\n  }\n ]\n}',
        '{\n "@type": "LiveBlogPosting",\n "liveBlogUpdate": [\n  {\n   "url": "x"\n  }\n ]\n}',
    ],
)
def test_other_text_is_refused_with_a_reason(text):
    with pytest.raises(LayoutError) as caught:
        LAYOUT.parse(Page.from_text(text))
    assert caught.value.reason


def test_fit_is_certain_or_none():
    assert LAYOUT.fit(Page.from_text(text_of(FIRST))).score == 1.0
    assert LAYOUT.fit(Page.from_text("{\n  1: 2\n}")).score == 0.0
