"""What pages say of entries and live pages in the words of schema.org."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from entries import linked_data
from tests.factories import appear, make_capture, make_entry, make_source, paragraph, say, utc

from .heads import (
    ENTRY,
    HOSTILE,
    LIVEBLOG,
    SITE,
    entry_head,
    head,
    hostile_entry,
    liveblog_head,
)
from .liveblogs.test_whole_coverage import coverage_of, days

pytestmark = pytest.mark.django_db
DAY, MINUTE = r"\d{4}-\d\d-\d\d", r"T\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d"

# The names that schema.org has for what is said of each type, as far as they are used.
THING = {"@type", "@id", "@context", "name", "url", "description", "sameAs", "mainEntityOfPage"}
CREATIVE_WORK = THING | {
    *("headline", "datePublished", "dateModified", "author", "publisher", "inLanguage"),
    *("isPartOf", "isBasedOn", "archivedAt", "about", "keywords", "abstract", "sdPublisher"),
}
BLOG_POSTING = CREATIVE_WORK | {"articleBody"}
PROPERTIES = {
    "BlogPosting": BLOG_POSTING,
    "LiveBlogPosting": BLOG_POSTING | {"coverageStartTime", "coverageEndTime", "liveBlogUpdate"},
    "CollectionPage": CREATIVE_WORK | {"hasPart"},
    "WebPage": CREATIVE_WORK | {"relatedLink"},
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
    **dict.fromkeys(("Person", "Organization", "Place"), THING),
}
TIMES = {"datePublished", "dateModified", "coverageStartTime", "coverageEndTime"}


def objects(value: Any) -> list[dict[str, Any]]:
    """Every object in the data, outermost first."""
    if isinstance(value, list):
        return [found for each in value for found in objects(each)]
    if isinstance(value, dict):
        return [value, *(found for each in value.values() for found in objects(each))]
    return []


def test_an_entry_is_a_posting_of_its_publisher(client, entry):
    data = entry_head(client).data
    assert data["@type"] == "BlogPosting"
    assert (data["@id"], data["url"]) == (ENTRY, f"{ENTRY}bridge/")
    assert data["headline"] == "The bridge is closed"
    assert data["articleBody"] == "Engineers are on their way."
    publisher = {"@type": "Organization", "name": "Harbour News", "url": "https://harbour.example/"}
    assert data["publisher"] == publisher
    assert data["inLanguage"] == "en"
    assert (data["isPartOf"]["@id"], data["isPartOf"]["@type"]) == (LIVEBLOG, "LiveBlogPosting")


def test_the_archive_claims_no_more_than_to_keep_and_describe_it(client, entry):
    data = entry_head(client).data
    assert data["isBasedOn"] == "https://harbour.example/live/storm"
    assert data["archivedAt"] == ENTRY
    ours = [name for name, value in data.items() if "As It Happened" in json.dumps(value)]
    assert ours == ["sdPublisher"]


def test_bylines_are_people_or_organisations(client, entry):
    assert [(each["@type"], each["name"]) for each in entry_head(client).data["author"]] == [
        ("Person", "Rae Quill"),
        ("Organization", "Coast Agency"),
        ("Organization", "Harbour News staff"),
    ]


def test_what_an_entry_names_is_told_once_each_with_what_identifies_it(client, entry):
    data = entry_head(client).data
    assert {each["name"]: (each["@type"], each.get("sameAs")) for each in data["about"]} == {
        "Ada Marsh": ("Person", None),
        "Harbour Board": ("Organization", "https://www.wikidata.org/wiki/Q42"),
        "Port Ellen": ("Place", None),
    }
    assert len(data["about"]) == 3
    assert data["about"][0]["url"] == f"{SITE}/people/ada-marsh/"
    assert data["keywords"] == ["Flooding"]


@pytest.mark.parametrize(
    ("published_at", "precision", "said"),
    [
        ("2022-07-24 13:30:15", "second", "2022-07-24T14:30:15+01:00"),
        ("2022-07-24 13:30", "minute", "2022-07-24T14:30+01:00"),
        ("2022-07-24 13:30", "hour", "2022-07-24"),
        ("2022-07-23 23:00", "day", "2022-07-24"),
        (None, "unknown", None),
    ],
)
def test_a_time_stands_as_exactly_as_it_is_known(client, liveblog, published_at, precision, said):
    make_entry("", published_at, key="10akv0wxyz", liveblog=liveblog, time_precision=precision)
    found = entry_head(client)
    assert found.data.get("datePublished") == said
    assert found.meta["article:published_time"] == found.meta["DC.date"] == [said] * bool(said)
    assert found.meta["citation_date"] == ["2022/07/24"] * bool(said)


def test_an_entry_that_was_changed_says_when_that_was_first_seen(client, entry):
    for number, when in enumerate(("2022-03-24 18:00", "2022-03-25 09:00", "2022-03-26 09:00")):
        if number == 1:
            say(entry, "The bridge is open again.")
        appear(entry, make_capture(entry.liveblog, captured_at=utc(when)))
    found = entry_head(client)
    assert found.data["dateModified"] == "2022-03-25T09:00:00+00:00"
    assert found.meta["article:modified_time"] == ["2022-03-25T09:00:00+00:00"]


@pytest.mark.parametrize("later", [None, "2022-03-24 09:00"])
def test_nothing_says_when_it_was_changed_where_captures_do_not_tell(client, entry, later):
    appear(entry, make_capture(entry.liveblog, captured_at=utc("2022-03-24 18:00")))
    say(entry, "The bridge is open again.")
    appear(entry, make_capture(entry.liveblog, captured_at=later and utc(later)))
    assert "dateModified" not in entry_head(client).data


def test_a_live_page_is_a_coverage_of_its_entries(client, liveblog, entry):
    make_entry("It rains", "2022-03-24 17:30", liveblog=liveblog)
    data = liveblog_head(client).data
    assert (data["@type"], data["@id"], data["headline"]) == (
        "LiveBlogPosting",
        LIVEBLOG,
        liveblog.title,
    )
    assert data["description"] == liveblog.standfirst
    assert data["coverageStartTime"] == "2022-03-24T13:30+00:00"
    assert data["coverageEndTime"] == "2022-03-24T17:30+00:00"
    assert data["isBasedOn"] == liveblog.url
    first, second = data["liveBlogUpdate"]
    assert first["@id"] == ENTRY
    assert first["articleBody"] == "Engineers are on their way."
    assert (second["headline"], second["datePublished"]) == ("It rains", "2022-03-24T17:30+00:00")


def test_a_live_page_known_by_days_covers_days(client, liveblog, entry):
    liveblog.entries.update(time_precision="day", published_at=utc("2022-03-24 00:00"))
    midnight = utc("2022-03-24 00:00")
    type(liveblog).objects.update(starts_at=midnight, ends_at=midnight)
    data = liveblog_head(client).data
    assert (data["coverageStartTime"], data["coverageEndTime"]) == ("2022-03-24", "2022-03-24")


def test_a_live_page_that_runs_has_no_end_and_one_without_dates_no_times(client, liveblog):
    type(liveblog).objects.update(ends_at=timezone.now())
    assert {"coverageStartTime", "coverageEndTime"} & set(liveblog_head(client).data) == {
        "coverageStartTime"
    }
    type(liveblog).objects.update(starts_at=None, ends_at=None)
    assert not {"coverageStartTime", "coverageEndTime"} & set(liveblog_head(client).data)


def test_a_long_stream_tells_of_one_page_and_where_the_others_are(client, liveblog):
    for number in range(201):
        make_entry(
            f"Entry {number}",
            utc("2022-03-24 13:30") + dt.timedelta(minutes=number),
            liveblog=liveblog,
        )
    first, second = liveblog_head(client).data, liveblog_head(client, "?page=2").data
    assert len(first["liveBlogUpdate"]) == len(second["liveBlogUpdate"]) == 100
    assert first["mainEntityOfPage"]["relatedLink"] == [f"{LIVEBLOG}?page=2", f"{LIVEBLOG}?page=3"]
    assert second["mainEntityOfPage"]["@id"] == f"{LIVEBLOG}?page=2"
    assert second["mainEntityOfPage"]["relatedLink"] == [LIVEBLOG, f"{LIVEBLOG}?page=3"]


def test_what_came_since_a_moment_is_a_part_of_the_stream_and_no_page_of_it(client, entry):
    make_entry("It rains", "2022-03-24 17:30", liveblog=entry.liveblog)
    data = liveblog_head(client, "?since=2022-03-24T15:00").data
    assert [each["headline"] for each in data["liveBlogUpdate"]] == ["It rains"]
    assert data["mainEntityOfPage"] == {"@type": "WebPage", "@id": LIVEBLOG}


def test_live_pages_read_as_one_are_a_collection_of_them(client):
    first, second = days(2)
    found = head(client.get(coverage_of(second)))
    address = f"{SITE}{coverage_of(first)}"
    assert (found.data["@type"], found.data["@id"]) == ("CollectionPage", address)
    assert [(each["@type"], each["@id"]) for each in found.data["hasPart"]] == [
        ("LiveBlogPosting", f"{SITE}{each.get_absolute_url()}") for each in (first, second)
    ]
    part = found.data["hasPart"][1]
    assert part["headline"] == "Storm over the harbour, day 2"
    assert part["coverageStartTime"] == "2022-03-25T06:00+00:00"
    assert part["coverageEndTime"] == "2022-03-25T18:00+00:00"
    steps = [each["item"] for each in found.every_data[1]["itemListElement"]]
    assert steps == [f"{SITE}/sources/harbour-news/", address]


def test_a_long_post_has_its_first_words_in_the_stream_and_no_body_cut_short(client, liveblog):
    long = " ".join(["word"] * 400)
    make_entry(key="10akv0wxyz", liveblog=liveblog, blocks=[paragraph(long)])
    told = liveblog_head(client).data["liveBlogUpdate"][0]
    assert "articleBody" not in told
    assert told["abstract"].endswith("word…")
    assert entry_head(client).data["articleBody"] == long


def test_the_way_to_an_entry_leads_by_its_source_and_its_live_page(client, entry):
    trail = entry_head(client).every_data[1]
    steps = [(each["position"], each["name"], each["item"]) for each in trail["itemListElement"]]
    assert trail["@type"] == "BreadcrumbList"
    assert steps == [
        (1, "Harbour News", f"{SITE}/sources/harbour-news/"),
        (2, "Storm over the harbour", LIVEBLOG),
        (3, "The bridge is closed", f"{ENTRY}bridge/"),
    ]


def test_all_that_is_said_is_in_the_words_of_schema_org(client, entry):
    say(entry, "The bridge is open again.")
    first, _second = days(2)
    one = head(client.get(coverage_of(first)))
    heads = (entry_head(client), liveblog_head(client), one)
    said = objects([each.every_data for each in heads])
    assert {each["@type"] for each in said} == set(PROPERTIES)
    for each in said:
        assert set(each) <= PROPERTIES[each["@type"]]
        assert all(value not in ("", [], {}, None) for value in each.values())
        for name in TIMES & set(each):
            assert re.fullmatch(f"{DAY}({MINUTE})?", each[name])


def test_hostile_text_stays_text(client):
    hostile_entry()
    for found in (entry_head(client), head(client.get("/liveblogs/x/x/"))):
        assert len(found.scripts) == 2
        assert found.data["headline"] == HOSTILE
        assert found.data["publisher"]["name"] == HOSTILE


@given(st.recursive(st.text(), lambda each: st.lists(each) | st.dictionaries(st.text(), each)))
def test_no_text_ends_the_element_that_holds_the_data(value):
    html = linked_data.script({"name": value})
    inner = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&") & set(inner)
    assert json.loads(inner) == {"name": value}


def test_times_are_of_the_source_s_clock(db):
    source = make_source(timezone="Asia/Kathmandu")
    when = dt.datetime(2022, 3, 24, 22, 30, tzinfo=ZoneInfo("UTC"))
    assert linked_data.moment(when, source, True) == "2022-03-25T04:15+05:45"
    assert linked_data.moment(when, source, False) == "2022-03-25"
