"""What the score of a sample page counts as right, as cut off and as wrong."""

import pytest

from .scoring import Sample, score

PAGE = """\
  1. The ferry stays in portpublished at 10:40 Greenwich Mean Time 4 March

    Ada Moreno

    The wind is too strong for the small ferry, the harbour says, and it will stay.

    Read the full story here.

  2. Eels, and no netspublished at 10:02 Greenwich Mean Time 4 March

    The market opened at six without nets and closed at seven without eels.
"""
FERRY = {
    "headline": "The ferry stays in port",
    "published_at": None,
    "time_of_day": "10:40",
    "byline": "Ada Moreno",
    "labels": [],
    "body_starts": "The wind is too strong for the small ferry, the harbour says",
    "body_ends": "for the small ferry, the harbour says, and it will stay.",
}
EELS = {
    "headline": "Eels, and no nets",
    "published_at": None,
    "time_of_day": "10:02",
    "byline": None,
    "labels": [],
    "body_starts": "The market opened at six without nets and closed at seven wi",
    "body_ends": "opened at six without nets and closed at seven without eels.",
}


def scored(*entries, cut=False):
    page = {"entries": list(entries), "tail_entry_cut": cut}
    return score(Sample("made-2022-1", "https://example.org/", PAGE.encode(), page))


def test_a_page_read_as_noted_is_all_right():
    result = scored(FERRY, EELS)
    assert result.share() == 1.0, result.faults
    assert result.total.total() == 14


def test_a_last_entry_that_is_cut_off_is_not_scored():
    assert scored(FERRY, cut=True).share() == 1.0


def test_an_entry_that_nobody_wanted_is_a_fault():
    assert scored(FERRY).right["found"] == 1
    assert scored(FERRY).total["found"] == 2


def test_an_entry_that_is_missing_counts_against_each_field():
    ghost = {**EELS, "headline": "Ghost", "time_of_day": "09:00", "body_starts": "Nobody came"}
    result = scored(FERRY, EELS, ghost)
    assert result.right == dict.fromkeys(result.total, 2)
    assert set(result.total.values()) == {3}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("headline", {"headline": None}),
        ("time", {"time_of_day": "10:41"}),
        ("time", {"published_at": "2022-03-04T10:40:00+00:00"}),
        ("time", {"date": "2022-03-04"}),
        ("time", {"date": "--03-05"}),
        ("byline", {"byline": "Ada Moreno and Bo Lind"}),
        ("labels", {"labels": ["Breaking"]}),
        ("body start", {"body_starts": "The wind is too strong for the large ferry"}),
        ("body end", {"body_ends": "and it will sail."}),
    ],
)
def test_each_field_is_compared(field, wrong):
    result = scored({**FERRY, **wrong}, EELS)
    assert [fault.split(": ")[1] for fault in result.faults] == [field]


def test_a_day_without_its_year_is_compared_under_the_year_of_the_page():
    assert scored({**FERRY, "date": "--03-04"}, EELS).share() == 1.0


def test_a_page_that_is_refused_scores_nothing():
    page = {"entries": [FERRY], "tail_entry_cut": False}
    result = score(Sample("made-2022-1", "https://example.org/", b"Nothing but prose.", page))
    assert result.share() == 0.0
    assert result.faults[0].startswith("refused: ")
