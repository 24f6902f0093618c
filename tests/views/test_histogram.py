"""The chart of entries over time: what it draws, where it leads, and that it is a table too."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from entries.search.base import Timeline
from entries.search.coverage import Coverage
from entries.search.periods import UNITS, Period, unit_for
from entries.views.histogram import Histogram, histogram
from tests.views.world import text_of

ALL_TIME = Coverage(lambda: [(dt.datetime.min, dt.datetime.max)])
NO_TIME = Coverage(list)


def found(unit: str, undated: int = 0, clockless: int = 0, **counts: int) -> Timeline:
    """A timeline; names are periods with a "t" before them and "_" for "-"."""
    periods = {Period.parse(name[1:].replace("_", "-")): n for name, n in counts.items()}
    return Timeline(unit, periods, undated, clockless)


def drawn(timeline: Timeline, query: str = "", coverage: Coverage = ALL_TIME) -> Histogram:
    result = histogram(timeline, QueryDict(query), coverage)
    assert result is not None
    return result


def html_of(result: Histogram | None) -> str:
    return render_to_string("entries/_histogram.html", {"histogram": result})


def labels(result: Histogram) -> list[str]:
    return [bar.label for bar in result.bars]


MONTHS = found("month", t2021_12=3, t2022_02=1_312, t2022_03=1)


def test_every_period_of_the_time_has_its_place():
    assert labels(drawn(MONTHS)) == [
        "December 2021: 3 entries",
        "January 2022: no entries",
        "February 2022: 1,312 entries",
        "March 2022: 1 entry",
    ]


def test_silence_differs_from_what_is_not_archived():
    span = dt.datetime(2021, 12, 1), dt.datetime(2022, 1, 9)
    result = drawn(MONTHS, "from=2021-10&to=2022-05", Coverage(lambda: [span]))
    assert [bar.state for bar in result.bars] == [
        *("not archived", "not archived", "full", "empty", "full", "full"),
        *("not archived", "not archived"),
    ]
    assert labels(result)[0] == "October 2021: not archived"


def test_what_has_entries_is_full_whatever_the_captures_say():
    assert [bar.state for bar in drawn(MONTHS, coverage=NO_TIME).bars] == [
        *("full", "not archived", "full", "full")
    ]


def test_coverage_is_not_asked_for_where_every_period_has_entries():
    def refuse():
        raise AssertionError("asked")

    assert len(drawn(found("day", t2022_03_24=1, t2022_03_25=2), "", Coverage(refuse)).bars) == 2


def test_a_bar_narrows_the_search_to_its_period_and_keeps_the_rest():
    result = drawn(MONTHS, "q=storm+%26+rain&actor=nato&page=7&from=2021&-place=oslo&to=2022")
    february = next(bar for bar in result.bars if bar.count == 1_312)
    path, _, query = february.address.partition("?")
    assert path == "/entries/"
    assert QueryDict(query).dict() == {
        "q": "storm & rain",
        "actor": "nato",
        "-place": "oslo",
        "from": "2022-02",
        "to": "2022-02",
    }


def test_several_values_of_one_parameter_are_all_kept():
    (first, *_) = drawn(MONTHS, "actor=nato&actor=ada-marsh").bars
    assert QueryDict(first.address.partition("?")[2]).getlist("actor") == ["nato", "ada-marsh"]


def test_a_period_without_entries_leads_nowhere():
    assert [bool(bar.address) for bar in drawn(MONTHS).bars] == [True, False, True, True]


def test_the_fullest_period_is_as_high_as_the_chart_and_one_entry_is_seen():
    result = drawn(MONTHS)
    heights = [(bar.top, bar.height) for bar in result.bars]
    assert heights[2] == ("0.000%", "100.000%")
    assert heights[1] == ("100.000%", "0.000%")
    assert heights[3] == ("98.000%", "2.000%")
    assert result.highest.name == "February 2022"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", []),
        ("from=2022-02", ["All dates"]),
        ("from=2022&to=2022", ["All dates"]),
        ("from=2022-02&to=2022-02", ["All dates", "2022"]),
        ("from=2022-02&to=2022-03", ["All dates", "2022"]),
        ("from=2021-12-01&to=2022-03", ["All dates"]),
        ("from=2022-03-24&to=2022-03-24", ["All dates", "2022", "March 2022"]),
        (
            "from=2022-03-24T13&to=2022-03-24T13",
            ["All dates", "2022", "March 2022", "24 March 2022"],
        ),
        ("from=2022-01-01&to=2022-12-31", ["All dates"]),
        ("from=0001-01-01&to=9999", ["All dates"]),
    ],
)
def test_the_way_up_leads_through_the_wider_periods(query, names):
    result = drawn(found("month", t2022_03=1), query)
    assert [way.name for way in result.ways_up] == names


def test_the_way_up_keeps_the_rest_of_the_search():
    whole, year = drawn(MONTHS, "q=storm&from=2022-02&to=2022-02&page=2").ways_up
    assert (whole.address, year.address) == (
        "/entries/?q=storm",
        "/entries/?q=storm&from=2022&to=2022",
    )
    assert drawn(MONTHS, "from=2022-02").ways_up[0].address == "/entries/"


def test_a_single_period_is_a_sentence():
    result = drawn(found("hour", **{"t2022_03_24T13": 12}))
    assert (list(result.bars), list(result.ticks)) == ([], [])
    assert result.sentences == ["24 March 2022, 13:00–14:00: 12 entries, all within this hour."]


@pytest.mark.parametrize(
    ("coverage", "sentence"),
    [
        (ALL_TIME, "24 March 2022, 13:00–14:00: no entries."),
        (NO_TIME, "24 March 2022, 13:00–14:00: the archive holds no live page of this time."),
    ],
)
def test_a_single_period_without_entries_says_whether_it_is_archived(coverage, sentence):
    query = "from=2022-03-24T13&to=2022-03-24T13"
    assert drawn(found("year"), query, coverage).sentences == [sentence]


def test_a_time_asked_for_is_drawn_even_where_nothing_is_found():
    result = drawn(found("year"), "from=2022-03-01&to=2022-03-05", NO_TIME)
    assert labels(result)[0] == "1 March 2022: not archived"
    assert (len(result.bars), result.unit, result.highest) == (5, "day", None)


@pytest.mark.parametrize("query", ["", "from=2022", "to=2022", "from=soon&to=later"])
def test_without_entries_and_time_there_is_no_chart(query):
    assert histogram(found("year"), QueryDict(query), ALL_TIME) is None
    assert html_of(None).strip() == ""


def test_a_time_that_ends_before_it_starts_has_no_chart():
    assert histogram(found("year"), QueryDict("from=2022&to=2021"), ALL_TIME) is None


def test_entries_without_a_date_or_a_clock_are_told():
    timeline = found(
        "hour", undated=1, clockless=1_200, **{"t2022_03_24T13": 1, "t2022_03_24T15": 2}
    )
    assert drawn(timeline).sentences == [
        "1,200 entries have a day but no exact time of day.",
        "1 entry has no date.",
    ]


def test_where_no_entry_has_a_date_a_sentence_says_so():
    result = drawn(found("year", undated=3))
    assert (list(result.bars), result.sentences) == ([], ["3 entries have no date."])


def test_what_is_too_early_to_be_drawn_is_counted_and_linked():
    result = drawn(found("year", t1246=2, t1500=1, t2022=9), "sort=oldest")
    assert (len(result.bars), result.earlier) == (300, 3)
    assert result.earlier_address == "/entries/?to=1722&sort=oldest"
    assert "3 earlier entries" in text_of(html_of(result))


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        ("2012", "2022", ["2012", "2014", "2016", "2018", "2020"]),
        ("2019-11", "2021-02", ["Nov 2019", "Jan 2020", "Mar 2020"]),
        ("2022-03-01", "2022-03-31", ["1 Mar", "5 Mar", "9 Mar", "13 Mar"]),
        ("2022-03-24T10", "2022-03-25T09", ["12:00", "15:00", "18:00", "21:00", "25 Mar"]),
        ("2022-03-24T10", "2022-03-24T11", ["10:00", "11:00"]),
    ],
)
def test_labels_under_the_chart_stand_at_round_numbers(first, last, ticks):
    query = f"from={first}&to={last}"
    unit = Period.parse(first).unit
    result = drawn(Timeline(unit, {Period.parse(first): 1}), query)
    assert [tick.text for tick in result.ticks][: len(ticks)] == ticks
    assert [tick.spare for tick in result.ticks][:2] == [False, True]


def test_a_label_that_a_narrow_chart_has_no_room_for_is_spare():
    months = drawn(Timeline("month", {Period.parse("2024-07"): 1}), "from=2024-07&to=2025-03")
    assert [(tick.text, tick.spare) for tick in months.ticks][-1] == ("Mar 2025", True)
    years = drawn(Timeline("year", {Period.parse("2019"): 1}), "from=2019&to=2025")
    assert [(tick.text, tick.spare) for tick in years.ticks][-1] == ("2025", False)


MOMENTS = st.datetimes(dt.datetime(1000, 1, 1), dt.datetime(3000, 1, 1))


@given(MOMENTS, MOMENTS, st.integers(1, 10**9), st.sampled_from(UNITS))
def test_every_entry_is_in_a_bar_or_told_of(one, other, count, unit):
    unit = max(unit, unit_for(min(one, other), max(one, other)), key=lambda u: -UNITS.index(u))
    timeline = Timeline(unit, {Period.of(one, unit): count, Period.of(other, unit): count + 1})
    result = drawn(timeline)
    total = sum(bar.count for bar in result.bars) + result.earlier
    assert len(timeline.counts) == 1 or total == sum(timeline.counts.values())
    assert 0 < len(result.ticks) <= 8 or not result.bars
    assert all(float(bar.top[:-1]) >= 0 for bar in result.bars)


class TestPage:
    """The chart as a page has it."""

    def shown(self, query: str = "q=storm", coverage: Coverage = NO_TIME) -> ET.Element:
        """What the template makes: well-formed, so it reads as XML."""
        html = html_of(drawn(MONTHS, query, coverage))
        return ET.fromstring(html.replace("&nbsp;", " ").strip())

    def test_each_bar_with_entries_is_a_link_with_a_title(self):
        chart = self.shown().find("svg")
        titles = [link.findtext("title") for link in chart.findall("a")]
        assert titles == [
            "December 2021: 3 entries",
            "February 2022: 1,312 entries",
            "March 2022: 1 entry",
        ]
        assert chart.find("a").get("href") == "/entries/?q=storm&from=2021-12&to=2021-12"

    def test_the_whole_column_is_the_link(self):
        column = self.shown().find("svg/a/svg/rect")
        assert (column.get("width"), column.get("height")) == ("100%", "100%")

    def test_what_is_not_archived_is_hatched_and_explained(self):
        page = self.shown()
        hatched = [rect for rect in page.iterfind("svg/g/rect") if rect.get("fill")]
        assert [rect.get("fill") for rect in hatched] == ["url(#not-archived)"]
        assert page.find("svg/defs/pattern").get("id") == "not-archived"
        assert "Hatched is not archived: no live page" in text_of(
            html_of(drawn(MONTHS, "", NO_TIME))
        )

    def test_what_is_silent_is_not_hatched(self):
        html = html_of(drawn(MONTHS))
        assert "<title>January 2022: no entries</title>" in html
        assert "not-archived" not in html and "not archived" not in html

    def test_the_table_says_the_same(self):
        rows = self.shown().findall("details/table/tbody/tr")
        cells = [["".join(cell.itertext()) for cell in row] for row in rows]
        assert cells == [
            ["December 2021", "3"],
            ["January 2022", "not archived"],
            ["February 2022", "1,312"],
            ["March 2022", "1"],
        ]
        links = [link.get("href") for link in self.shown().iterfind("details/table//a")]
        assert links == [link.get("href") for link in self.shown().iterfind("svg/a")]

    def test_nothing_is_styled_or_scripted_inline(self):
        html = html_of(drawn(MONTHS, "q=storm&from=2021", NO_TIME))
        assert not re.search(r"\sstyle=|\son\w+=|<script|<style", html)

    def test_what_a_reader_typed_stays_text(self):
        html = html_of(drawn(MONTHS, "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&from=2022"))
        assert "<script" not in html and "%3Cscript%3E" in html
