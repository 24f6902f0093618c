"""The sample pages in many layouts, which lie outside the project: how much of them is read."""

import pytest

from .scoring import FIELDS, SAMPLES, all_scores, summed

ALL_RIGHT = 0.98
EACH_RIGHT = 0.90


@pytest.fixture(scope="module")
def scores():
    if not SAMPLES.is_dir():
        pytest.skip("the sample pages do not lie beside this checkout")
    return all_scores()


def test_no_sample_is_read_worse_than_nine_tenths(scores):
    poor = [each.faults for each in scores if each.share() < EACH_RIGHT]
    assert poor == []


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_right_in_nearly_all_samples(scores, field):
    faults = [fault for each in scores for fault in each.faults if f": {field}: " in fault]
    assert summed(scores).share(field) >= ALL_RIGHT, faults


def test_there_are_samples_and_each_has_entries(scores):
    assert scores
    assert all(each.total["found"] for each in scores)
