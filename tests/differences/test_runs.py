"""What two sequences have in common, and what finding it may cost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entries.differences.runs import Effort, Run, longest_rise, matching

few = st.lists(st.sampled_from("abcde"), max_size=40)
many = st.lists(st.integers(0, 200), max_size=60)


def common(old: str, new: str) -> str:
    runs = matching(old, new, Effort())
    return "|".join(old[run.old : run.old + run.length] for run in runs)


def test_equal_sequences_are_one_run():
    assert matching("abcab", "abcab", Effort()) == [Run(0, 0, 5)]


def test_nothing_in_common_is_no_run():
    assert matching("abc", "xyz", Effort()) == matching("", "xyz", Effort()) == []


def test_what_was_put_in_taken_out_or_replaced_divides_the_runs():
    assert common("abcdef", "abXcdef") == "ab|cdef"
    assert common("abcdef", "abdef") == "ab|def"
    assert common("abcdef", "abXYef") == "ab|ef"


def test_what_comes_once_on_either_side_goes_before_what_comes_often():
    assert common("aaaK", "Kaaa") == "K"


@given(st.one_of(st.tuples(few, few), st.tuples(many, many)))
def test_runs_are_equal_in_order_and_apart(pair):
    old, new = pair
    end = new_end = -1
    for start, new_start, length in matching(old, new, Effort()):
        assert length > 0
        assert start > end or new_start > new_end
        assert start >= end and new_start >= new_end
        assert old[start : start + length] == new[new_start : new_start + length]
        end, new_end = start + length, new_start + length


@given(few)
def test_a_sequence_with_some_items_taken_out_is_found_whole(items):
    fewer = [item for at, item in enumerate(items) if at % 7]
    runs = matching(list(range(len(items))), [at for at in range(len(items)) if at % 7], Effort())
    assert sum(run.length for run in runs) == len(fewer)


@given(st.lists(st.integers(0, 50), unique=True, max_size=12))
def test_the_longest_rise_is_as_long_as_there_is(values):
    best = [1] * len(values)
    for at, value in enumerate(values):
        best[at] = 1 + max([best[i] for i in range(at) if values[i] < value], default=0)
    rise = longest_rise(list(enumerate(values)))
    assert len(rise) == max(best, default=0)
    assert rise == sorted(rise) and [b for _, b in rise] == sorted(b for _, b in rise)


def test_what_would_cost_too_much_is_not_looked_for_and_that_is_said():
    effort = Effort(left=1000)
    assert matching("ab" * 400, "ba" * 400, effort) == []
    assert effort.exceeded
    assert not effort.affords(1001)
    assert matching("x" * 500, "x" * 500, effort) == [Run(0, 0, 500)]
