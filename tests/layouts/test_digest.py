"""Digests of articles, in sentences of our own."""

import pytest

from entries.layouts import digest
from entries.layouts.base import LayoutError, Page, PrintedTime
from entries.layouts.blocks import Paragraph

from .shared import collapsed, dump, other_pages, paragraphs

CUT = (
    "The lock keepers of the upper river have voted on Thursday for new hours, which will let "
    "the morning boats pass before the market opens and the fog has ..."
)
WHOLE = "Keepers and crews have agreed on new hours for the locks."
EXTRACT = "The keepers met in the old mill. They voted by hand, and the count took an hour. " * 4
SHORT_EXTRACT = "The fog lifted at noon. Boats moved at once. Nobody was hurt."


def parse(*lines: str):
    page = Page.from_text("\n".join(lines))
    liveblog = digest.parse(page)
    assert liveblog.unclaimed(page) == ()
    return liveblog


def shape(*lines: str) -> str:
    """ "T" for each item, "x" for each extract."""
    return "".join("T" + "x" * len(entry.blocks) for entry in parse(*lines).entries)


def test_a_teaser_is_the_headline_and_its_extract_the_body():
    first, second = parse(CUT, EXTRACT, WHOLE, EXTRACT).entries
    assert first.headline == CUT
    assert first.blocks == (Paragraph(EXTRACT.strip()),)
    assert first.time is None
    assert (first.first_line, first.last_line) == (1, 2)
    assert (second.headline, second.first_line, second.last_line) == (WHOLE, 3, 4)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((CUT, CUT, EXTRACT), "TTx"),
        ((CUT, EXTRACT, WHOLE, CUT, EXTRACT), "TxTTx"),
        ((WHOLE, WHOLE, EXTRACT), "TTx"),
        ((CUT, SHORT_EXTRACT, CUT, EXTRACT), "TxTx"),
        ((CUT, SHORT_EXTRACT, EXTRACT), "TTx"),
        ((WHOLE, EXTRACT[:179], WHOLE), "TxT"),
        ((WHOLE, EXTRACT, SHORT_EXTRACT, EXTRACT), "TxTx"),
        ((WHOLE, EXTRACT, EXTRACT, WHOLE), "TxxT"),
        ((CUT, "", EXTRACT, "", WHOLE), "TxT"),
        ((WHOLE, EXTRACT.strip() + " ...", WHOLE), "TxT"),
        ((WHOLE, EXTRACT, CUT.replace("...", "…"), EXTRACT), "TxTx"),
    ],
)
def test_teasers_and_extracts_are_told_by_their_shape(lines, expected):
    assert shape(*lines) == expected


def test_repeated_items_are_given_each_time():
    assert [entry.headline for entry in parse(CUT, EXTRACT, CUT, EXTRACT).entries] == [CUT, CUT]


@pytest.mark.parametrize(
    ("printed", "year", "month", "day"),
    [
        ("25 March 2022", 2022, 3, 25),
        ("Friday 25 March 2022", 2022, 3, 25),
        ("7 Dec. 2015", 2015, 12, 7),
        ("July 4, 2012", 2012, 7, 4),
    ],
)
def test_a_full_date_in_brackets_dates_its_item(printed, year, month, day):
    first, _ = parse(f"Crews and keepers met on Friday ({printed}).", EXTRACT, WHOLE).entries
    assert first.time == PrintedTime(printed, day=day, month=month, year=year)


@pytest.mark.parametrize(
    "teaser",
    [
        "Crews and keepers met on 25 March 2022.",
        "Crews and keepers met on Friday (25 March).",
        "Crews and keepers met on Friday (31 June 2022).",
        "Crews and keepers met (2022).",
    ],
)
def test_other_dates_date_nothing(teaser):
    assert parse(teaser, EXTRACT, WHOLE).entries[0].time is None


def test_a_date_in_the_extract_dates_nothing():
    assert parse(WHOLE, EXTRACT + "It was Friday (25 March 2022).", WHOLE).entries[0].time is None


def test_a_page_that_opens_with_an_extract_is_refused():
    with pytest.raises(LayoutError, match="no teaser above") as refusal:
        digest.parse(Page.from_text("\n" + EXTRACT + "\n" + WHOLE))
    assert refusal.value.line == 2


@pytest.mark.parametrize("text", ["", CUT, f"{CUT}\n{EXTRACT}"])
def test_fewer_than_two_teasers_are_refused(text):
    with pytest.raises(LayoutError, match="fewer than two"):
        digest.parse(Page.from_text(text))


def fit(*lines: str) -> float:
    return digest.fit(Page.from_text("\n".join(lines))).score


def test_fit_asks_for_pairs_and_for_teasers_that_are_cut_or_dated():
    dated = "Crews and keepers met on Friday (25 March 2022)."
    assert fit(*[CUT, EXTRACT] * 4) == pytest.approx(1.0)
    assert fit(*[dated, EXTRACT, WHOLE, EXTRACT] * 2) >= 0.5
    assert fit(*[CUT] * 5) >= 0.5
    assert fit(*[WHOLE, EXTRACT] * 4) < 0.5
    assert fit(CUT, EXTRACT) == 0.0


def test_prose_and_lists_do_not_fit():
    assert fit(*[EXTRACT] * 8) == 0.0
    assert fit(*[CUT, EXTRACT, "• a point", "4:30 pm: a clock"] * 3) == 0.0
    assert fit(*["    " + CUT, "    " + EXTRACT] * 4) == 0.0
    assert fit(*["March 24, 2020 - 5:29 am", CUT, "Read More"] * 4) == 0.0


def test_no_other_page_fits():
    assert [page for page in other_pages(but="004") if digest.fit(page).score >= 0.5] == []


def test_the_real_dump_reads_as_expected():
    page, expected = dump("004")
    liveblog = digest.parse(page)
    assert digest.fit(page).score > 0.9
    assert liveblog.unclaimed(page) == ()
    assert len(liveblog.entries) == len(expected["entries"])
    for entry, wanted in zip(liveblog.entries, expected["entries"], strict=True):
        assert entry.headline == " ".join(wanted["headline"].split())
        assert paragraphs(entry) == collapsed(wanted["body"])
        time = entry.time
        day = time and f"{time.year}-{time.month:02}-{time.day:02}"
        assert (day, time and time.hour) == (wanted["published_at"], None)
