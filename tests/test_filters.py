"""What the parameters of a list of entries mean, and what is said of bad ones."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from entries import search
from entries.filters import EntryFilter, facets_of
from entries.filters.facets import TITLES
from entries.filters.parameters import NAMES, PARAMETERS
from entries.models import ActorName, Entry
from entries.search.base import FACETS, FIELDS
from tests.factories import (
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    paragraph,
    tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(index):
    """The headlines that a query string finds; the query must have no errors."""

    def find(query: str) -> list[str]:
        index()
        filters = EntryFilter(QueryDict(query))
        assert not filters.errors
        return [hit.entry.headline for hit in search.search(filters.query).hits]

    return find


def errors(query: str) -> dict[str, list[str]]:
    """The errors of a query string, of which there must be some."""
    filters = EntryFilter(QueryDict(query))
    assert filters.errors
    return dict(filters.errors)


def canonical(query: str) -> str:
    return EntryFilter(QueryDict(query)).canonical.urlencode()


def left_out(query: str) -> list[tuple[str, str]]:
    return [(part.text, part.reason) for part in EntryFilter(QueryDict(query)).left_out]


def test_there_is_a_parameter_for_every_field_and_a_title_for_every_facet():
    assert tuple(NAMES) == FIELDS
    assert tuple(TITLES) == FACETS
    assert {f"-{field}" for field in FIELDS} < set(PARAMETERS)


def test_no_parameters_give_every_entry_newest_first_and_undated_last(found):
    make_entry("Undated", None)
    make_entry("Older", "2022-03-24 10:00")
    make_entry("Newer", "2022-03-24 11:00")
    assert found("") == ["Newer", "Older", "Undated"]
    assert found("sort=newest") == ["Newer", "Older", "Undated"]
    assert found("sort=oldest") == ["Older", "Newer", "Undated"]


def test_with_words_the_best_match_comes_first_unless_asked_otherwise(found):
    make_entry("Storm storm storm", "2022-03-24 10:00")
    make_entry("Quiet", "2022-03-24 11:00", blocks=[paragraph("After the storm, a calm day.")])
    assert found("q=storm") == ["Storm storm storm", "Quiet"]
    assert found("q=storm&sort=newest") == ["Quiet", "Storm storm storm"]
    assert found("q=-gale&sort=relevance") == ["Quiet", "Storm storm storm"]


def test_both_bounds_of_the_time_are_included(found):
    for day in (23, 24, 25, 26):
        make_entry(f"On {day}", f"2022-03-{day} 12:00")
    assert found("from=2022-03-24&to=2022-03-25") == ["On 25", "On 24"]
    assert found("from=2022-03-26") == ["On 26"]
    assert found("to=2022-03-23") == ["On 23"]
    assert found("from=2022-03&to=2022") == ["On 26", "On 25", "On 24", "On 23"]
    assert found("from=2022-03-24T12&to=2022-03-24T12") == ["On 24"]
    assert found("from=2022-03-24T13&to=2022-03-24T14") == []


def test_days_are_those_of_the_source(found):
    auckland = make_source("Auckland Post", timezone="Pacific/Auckland")
    make_entry("Morning there", "2022-03-23 20:00", liveblog=make_liveblog("Ferry", auckland))
    make_entry("Evening here", "2022-03-23 20:00")
    assert found("from=2022-03-24&to=2022-03-24") == ["Morning there"]
    assert found("from=2022-03-23&to=2022-03-23") == ["Evening here"]


def test_several_actors_places_and_topics_must_all_be_there(found):
    person, board, place, topic = make_person(), make_organisation(), make_place(), make_topic()
    both = make_entry("Both")
    mention(both, person, board, place)
    tag(both, topic)
    mention(make_entry("One"), person)
    assert set(found("actor=ada-marsh")) == {"Both", "One"}
    assert found("actor=ada-marsh&actor=harbour-board") == ["Both"]
    assert found("actor=ada-marsh&place=port-ellen&topic=flooding") == ["Both"]


def test_an_entry_that_names_someone_twice_is_found_once(found):
    person, entry = make_person(), make_entry("Twice")
    mention(entry, person, person)
    assert found("actor=ada-marsh") == ["Twice"]


def test_labels_and_kinds_of_block_must_all_be_there(found):
    blocks = [
        {"type": "quote", "text": "No.", "attribution": None},
        {"type": "list", "items": ["One."]},
    ]
    make_entry("Both", labels=["breaking", "analysis"], blocks=blocks)
    make_entry("One", labels=["breaking"], blocks=blocks[:1])
    assert set(found("label=breaking&has=quote")) == {"Both", "One"}
    assert found("label=Breaking&label=analysis") == ["Both"]
    assert found("has=quote&has=list") == ["Both"]


def test_of_sources_liveblogs_and_years_any_one_will_do(found):
    a, b, c = (make_liveblog("Day", make_source(name)) for name in ("A News", "B News", "C News"))
    for year, liveblog in enumerate((a, b, c), 2020):
        make_entry(liveblog.source.name, f"{year}-05-05 12:00", liveblog=liveblog)
    assert set(found("source=a-news&source=c-news")) == {"A News", "C News"}
    assert set(found("liveblog=a-news/day&liveblog=b-news/day")) == {"A News", "B News"}
    assert set(found("year=2020&year=2021")) == {"A News", "B News"}


def test_a_byline_is_a_whole_name_or_words_of_one(found):
    make_entry("Hers", bylines=[("Rae Quill", "Reporter")])
    make_entry("His", bylines=[("Ray Quilter", "")])
    assert found("byline=Rae+Quill") == ["Hers"]
    assert found("byline=quilter") == ["His"]


@pytest.mark.parametrize(
    ("query", "others"),
    [
        ("-actor=ada-marsh", ["Other"]),
        ("-place=port-ellen&-label=breaking", ["Other"]),
        ("-topic=flooding", ["Other"]),
        ("-source=harbour-news", ["Other"]),
        ("-liveblog=harbour-news/storm-over-the-harbour", ["Other"]),
        ("-byline=Rae+Quill", ["Other"]),
        ("-has=quote", ["Other"]),
        ("-year=2022", ["Other"]),
        ("actor=ada-marsh&-year=2022", []),
    ],
)
def test_a_minus_before_a_parameter_excludes_its_values(found, query, others):
    quote = {"type": "quote", "text": "No.", "attribution": None}
    entry = make_entry("First", labels=["breaking"], bylines=[("Rae Quill", "")], blocks=[quote])
    mention(entry, make_person(), make_place())
    tag(entry, make_topic())
    make_entry("Other", "2021-01-01 12:00", liveblog=make_liveblog("Calm", make_source("Lake FM")))
    assert found(query) == others


def test_undated_entries_stand_together_by_liveblog_as_on_their_page(found):
    one, two = make_liveblog("One"), make_liveblog("Two")
    for liveblog in (one, two):
        make_entry(f"Foot of {liveblog.slug}", None, liveblog=liveblog, ordinal=2)
        make_entry(f"Top of {liveblog.slug}", None, liveblog=liveblog, ordinal=1)
    assert found("") == ["Top of one", "Foot of one", "Top of two", "Foot of two"]
    assert found("sort=oldest") == ["Foot of one", "Top of one", "Foot of two", "Top of two"]


@pytest.mark.parametrize(
    "value", ["jose-munoz", "José Muñoz", "JOSE MUNOZ", " José Muñoz ", "el jefe", "El Jéfe"]
)
def test_a_name_may_be_given_as_slug_name_or_alias_however_it_is_spelt(found, value):
    person = make_person("José Muñoz")
    ActorName.objects.create(actor=person, name="El Jefe")
    mention(make_entry("His"), person)
    query = QueryDict(mutable=True)
    query["actor"] = value
    assert found(query.urlencode()) == ["His"]
    assert canonical(query.urlencode()) == "actor=jose-munoz"


def test_without_an_index_names_are_still_known_but_aliases_are_not(index_dir):
    person = make_person("José Muñoz")
    ActorName.objects.create(actor=person, name="El Jefe")
    assert canonical("actor=José+Muñoz") == "actor=jose-munoz"
    assert "actor" in errors("actor=el+jefe")


def test_a_name_that_several_things_share_is_asked_back(index):
    make_place("Newport", slug="newport-wales")
    make_place("Newport", slug="newport-rhode-island")
    for slug in ("ada-marsh", "bo-marsh"):
        ActorName.objects.create(actor=make_person(slug, slug=slug), name="Marsh")
    index()
    assert errors("place=Newport") == {
        "place": ["“Newport” could be any of these: newport-rhode-island, newport-wales. Give one."]
    }
    assert errors("actor=marsh") == {
        "actor": ["“marsh” could be any of these: ada-marsh, bo-marsh. Give one."]
    }


@pytest.mark.parametrize("value", ["harbour-news/storm", "Storm!", "storm", "STORM!"])
def test_a_liveblog_goes_by_its_address_the_end_of_it_or_its_title(index, value):
    make_liveblog("Storm!", slug="storm")
    index()
    assert canonical(f"liveblog={value}") == "liveblog=harbour-news%2Fstorm"


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("actor=nobody", "actor", "No person or organisation is called “nobody” here."),
        ("-actor=nobody", "-actor", "No person or organisation is called “nobody” here."),
        ("place=nowhere", "place", "No place is called “nowhere” here."),
        ("topic=nothing", "topic", "No topic is called “nothing” here."),
        ("source=none", "source", "No source is called “none” here."),
        ("liveblog=none", "liveblog", "No liveblog has the address or title “none” here."),
        ("label=none", "label", "No entry carries the label “none”."),
        ("has=hat", "has", "An entry may have quote, image, video, list or embed, but not “hat”."),
        ("year=22", "year", "Give the year in four digits, such as 2022."),
        ("sort=sideways", "sort", "The order is “relevance”, “newest” or “oldest”."),
        (
            "from=2022-03-25&to=2022-03-24",
            "to",
            "This lies before the start of the time asked for.",
        ),
        ("from=2022-03-25&from=2022-03-26", "from", "Give one value here, not several."),
        *(
            (
                query,
                query.partition("=")[0],
                "Give a year, month or day as numbers, such as 2022, 2022-03 or 2022-03-24.",
            )
            for query in ("from=24.3.2022", "to=2022-02-30", "to=2022-13")
        ),
    ],
)
def test_bad_input_is_an_error_of_its_field(query, field, message):
    make_entry()
    assert errors(query) == {field: [message]}


def test_one_unknown_name_among_known_ones_is_an_error():
    mention(make_entry(), make_person())
    assert "actor" in errors("actor=ada-marsh&actor=nobody")


@pytest.mark.parametrize(
    "field", ["actor", "place", "topic", "source", "liveblog", "label", "year"]
)
@pytest.mark.parametrize("value", ["%00", "a%00b", "%F0%9F%8C%8A", "x" * 5000, "'%22%3C%5C", "{0}"])
def test_hostile_values_are_unknown_names(index, field, value):
    make_entry()
    assert field in errors(f"{field}={value}")


@pytest.mark.parametrize("field", ["from", "to", "sort"])
@pytest.mark.parametrize("value", ["%00", "0000-00-00", "99999-01-01", "x" * 5000])
def test_hostile_times_and_orders_are_errors(field, value):
    assert field in errors(f"{field}={value}")


def test_a_long_list_of_values_is_an_error():
    query = "&".join(f"actor=someone-{number}" for number in range(500))
    assert errors(query) == {"actor": ["Choose at most 10 here."]}


def test_blank_parameters_ask_for_nothing(found):
    make_entry("Any")
    query = "q=+&from=&to=&actor=&actor=%20&label=&sort=&page="
    assert found(query) == ["Any"]
    assert canonical(query) == ""


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("q=sanctions+actor:harbour-board", "q=sanctions&actor=harbour-board"),
        ("q=actor:%22Harbour+Board%22", "actor=harbour-board"),
        ("q=-actor:harbour-board+ferry&page=3", "q=ferry&-actor=harbour-board&page=3"),
        ("q=actor:harbour-board&actor=ada-marsh", "actor=ada-marsh&actor=harbour-board"),
        ("q=is:breaking+has:quote+by:%22Rae+Quill%22", "label=breaking&byline=Rae+Quill&has=quote"),
        ("q=in:harbour-news/storm-over-the-harbour+source:harbour-news",
         "source=harbour-news&liveblog=harbour-news%2Fstorm-over-the-harbour"),
        ("q=on:2022-03-24", "from=2022-03-24&to=2022-03-24"),
        ("q=storm+before:2022-03", "q=storm&to=2022-02"),
        ("q=after:2021&from=2021-06&to=2022-03", "from=2022&to=2022-03"),
        ("q=(gale+OR+storm)+place:port-ellen", "q=gale+OR+storm&place=port-ellen"),
    ],
)  # fmt: skip
def test_field_words_move_out_of_the_box_into_their_parameters(index, typed, address):
    entry = make_entry(labels=["breaking"])
    mention(entry, make_person(), make_organisation(), make_place())
    assert canonical(typed) == address
    assert canonical(address) == address


def test_an_address_has_its_parameters_in_one_order_without_defaults():
    mention(make_entry(), make_person(), make_place())
    assert canonical("place=Port+Ellen&sort=newest&x=1&actor=ada-marsh&page=1") == (
        "actor=ada-marsh&place=port-ellen"
    )
    assert canonical("sort=relevance&q=storm") == "q=storm"
    assert canonical("sort=newest&q=storm") == "q=storm&sort=newest"


def test_a_field_word_that_names_nothing_stays_in_the_box_and_out_of_the_search(found):
    make_entry("Storm")
    make_place()
    query = "q=storm+actor:nobody"
    assert found(query) == ["Storm"]
    assert canonical(query) == query.replace(":", "%3A")
    reason = "No person or organisation is called “nobody” here."
    assert left_out(query) == [("actor:nobody", reason)]
    assert canonical(f"{query}+place:port-ellen") == "q=storm+actor%3Anobody&place=port-ellen"


def test_field_words_in_groups_stay_words_and_filter(found):
    person, place = make_person(), make_place()
    mention(make_entry("Hers"), person)
    mention(make_entry("There"), place)
    make_entry("Neither")
    query = "q=actor:ada-marsh+OR+place:port-ellen"
    assert set(found(query)) == {"Hers", "There"}
    assert canonical(query) == query.replace(":", "%3A")
    assert found("q=hers+(actor:ada-marsh+OR+place:nowhere)") == ["Hers"]
    assert found("q=actor:ada-marsh+OR+(hers+-place:port-ellen)") == ["Hers"]


def test_what_was_left_out_is_said_though_a_field_word_could_move(found):
    mention(make_entry("Storm"), make_person())
    query = "q=storm+)+actor:ada-marsh"
    assert left_out(query) == [(")", "the bracket was never opened, so it is ignored")]
    assert found(query) == ["Storm"]
    words = EntryFilter(QueryDict(query)).words
    assert words.otherwise == "storm actor:ada-marsh"


def test_words_typed_as_they_are_understood_are_not_said_again():
    assert EntryFilter(QueryDict("q=sea++wall")).words.otherwise == ""
    assert EntryFilter(QueryDict("q=“sea+wall”")).words.otherwise == '"sea wall"'


SAMPLES = st.sampled_from(
    [*'()"-*~:+| \0<>&?', "OR", "NOT", "actor:", "on:2022", "storm", "ada-marsh", "“", "before:1"]
)


@given(
    st.dictionaries(
        st.sampled_from(PARAMETERS),
        st.lists(SAMPLES, max_size=8).map("".join) | st.text(max_size=9),
    )
)
def test_the_canonical_address_of_an_address_is_its_own(parameters):
    query = QueryDict(mutable=True)
    query.update(parameters)
    once = canonical(query.urlencode())
    assert canonical(once) == once


def test_each_chip_leads_to_the_list_without_it():
    mention(make_entry(labels=["breaking"]), make_person(), make_place())
    query = "actor=ada-marsh&-place=Port+Ellen&page=4&from=2022-03-24&q=storm&sort=oldest"
    chips = EntryFilter(QueryDict(query)).chips
    assert [(chip.kind, chip.excludes, chip.name, chip.address) for chip in chips] == [
        ("words", False, "storm",
         "/entries/?from=2022-03-24&actor=ada-marsh&-place=port-ellen&sort=oldest"),
        ("from", False, "24 March 2022",
         "/entries/?q=storm&actor=ada-marsh&-place=port-ellen&sort=oldest"),
        ("about", False, "Ada Marsh",
         "/entries/?q=storm&from=2022-03-24&-place=port-ellen&sort=oldest"),
        ("place", True, "Port Ellen",
         "/entries/?q=storm&from=2022-03-24&actor=ada-marsh&sort=oldest"),
    ]  # fmt: skip


def test_a_search_without_the_filter_of_a_chip_is_that_of_its_address():
    entry = make_entry(labels=["breaking"])
    mention(entry, make_person(), make_place())
    query = "q=storm&from=2022&to=2023&actor=ada-marsh&-place=port-ellen&label=breaking&year=2022"
    filters = EntryFilter(QueryDict(query))
    for chip in filters.chips:
        there = EntryFilter(QueryDict(chip.address.partition("?")[2]))
        assert filters.query_without(chip) == there.query


def listed(query: str) -> tuple[EntryFilter, dict[str, list[tuple[str, int]]]]:
    """The filters, and the names and counts of each facet."""
    filters = EntryFilter(QueryDict(query))
    facets = facets_of(filters, search.search(filters.query).facets)
    return filters, {facet.key: [(v.name, v.count) for v in facet.values] for facet in facets}


def test_facets_are_counted_among_the_entries_found(index):
    person, board, place, topic = make_person(), make_organisation(), make_place(), make_topic()
    for number in range(3):
        entry = make_entry(
            f"Entry {number}",
            f"2022-03-2{number} 12:00",
            labels=["breaking"],
            bylines=[("Rae Quill", "")],
        )
        mention(entry, person, place, place)
        tag(entry, topic)
    mention(entry, board)
    make_entry("Elsewhere", liveblog=make_liveblog("Calm", make_source("Lake FM")))
    index()
    _, counts = listed("from=2022-03-21&actor=ada-marsh&page=2")
    assert counts == {
        "source": [("Harbour News", 2)],
        "organisation": [("Harbour Board", 1)],
        "place": [("Port Ellen", 2)],
        "topic": [("Flooding", 2)],
        "label": [("breaking", 2)],
        "byline": [("Rae Quill", 2)],
        "year": [("2022", 2)],
    }


def test_the_count_of_a_value_is_what_its_link_gives(index):
    people = [make_person(f"Person {number}") for number in range(3)]
    sources = [make_liveblog("Day", make_source(name)) for name in ("A News", "B News", "C News")]
    for number in range(12):
        entry = make_entry(
            f"Entry {number}",
            f"20{20 + number % 2}-03-24 12:00",
            liveblog=sources[number % 3],
            labels=["breaking"] if number % 4 else [],
            bylines=[("Rae Quill", "")] if number % 5 else [],
        )
        mention(entry, *people[: number % 4])
    index()
    for query in (
        "",
        "source=a-news",
        "-source=a-news&year=2020",
        "actor=person-0&-actor=person-2",
    ):
        filters = EntryFilter(QueryDict(query))
        found = search.search(filters.query)
        for facet in facets_of(filters, found.facets):
            for value in facet.values:
                assert total(value.only) == value.count, (query, facet.key, value)
                if value.exclude:
                    assert total(value.exclude) == found.total - value.count


def total(address: str) -> int:
    filters = EntryFilter(QueryDict(address.partition("?")[2]))
    assert filters.here == address
    assert not filters.errors
    return search.search(filters.query).total


def test_another_source_takes_the_place_of_the_one_chosen_or_joins_it(index):
    for name in ("A News", "B News"):
        make_entry(liveblog=make_liveblog("Day", make_source(name)))
    index()
    filters = EntryFilter(QueryDict("source=a-news"))
    facets = facets_of(filters, search.search(filters.query).facets)
    (other,) = facets[0].values
    assert (other.name, other.count, other.exclude) == ("B News", 1, "")
    assert other.only == "/entries/?source=b-news"
    assert other.either == "/entries/?source=a-news&source=b-news"


def test_the_names_asked_for_and_the_facets_take_one_query_each(index, django_assert_num_queries):
    entry = make_entry(labels=["breaking"])
    mention(entry, make_person(), make_place())
    tag(entry, make_topic())
    index()
    query = "actor=ada-marsh&place=port-ellen&topic=flooding&label=breaking&source=harbour-news"
    query += "&liveblog=harbour-news/storm-over-the-harbour&q=x+OR+actor:ada-marsh+OR+is:breaking"
    with django_assert_num_queries(1):
        filters = EntryFilter(QueryDict(query))
        assert not filters.errors
    counts = search.search(EntryFilter(QueryDict()).query).facets
    with django_assert_num_queries(1):
        facets_of(filters, counts)


def test_neighbours_in_a_liveblog_are_one_row_from_oldest_to_undated():
    late = make_entry("Late", "2022-03-24 12:00")
    upper = make_entry("Upper", "2022-03-24 11:00", ordinal=2)
    lower = make_entry("Lower", "2022-03-24 11:00", ordinal=3)
    undated_top = make_entry("Undated top", None, ordinal=1)
    undated_foot = make_entry("Undated foot", None, ordinal=9)
    make_entry("Elsewhere", "2022-03-24 11:30", liveblog=make_liveblog("Other"))
    row = [lower, upper, late, undated_foot, undated_top]
    assert list(Entry.objects.filter(liveblog=late.liveblog).oldest_first()) == row
    assert [entry.later() for entry in row] == [*row[1:], None]
    assert [entry.earlier() for entry in row] == [None, *row[:-1]]


def test_days_and_months_are_counted_and_the_nearest_ones_found():
    for day in ("2022-02-28", "2022-03-24", "2022-03-24", "2022-04-01"):
        make_entry(day, f"{day} 12:00")
    make_entry("Undated", None)
    march = dt.date(2022, 3, 1)
    assert list(Entry.objects.days_of_month(march)) == [
        {"day": dt.date(2022, 3, 24), "entry_count": 2}
    ]
    assert [month["entry_count"] for month in Entry.objects.months()] == [1, 2, 1]
    assert Entry.objects.nearest_days(dt.date(2022, 3, 24), dt.date(2022, 3, 24)) == {
        "before": dt.date(2022, 2, 28),
        "after": dt.date(2022, 4, 1),
    }
    assert list(Entry.objects.days_of_month(dt.date(9999, 12, 1))) == []
