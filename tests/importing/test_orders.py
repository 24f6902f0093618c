"""An archive is what its captures say, in whatever order and runs they came, and some went."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from entries.importing.batch import capture_keys
from entries.importing.undoing import undo_import
from entries.models import Entry, ImportRun
from tests.importing.histories import (
    History,
    Post,
    histories,
    import_runs,
    said,
    write_captures,
    write_side_file,
)
from tests.importing.pages import FERRY, counts, import_text
from tests.importing.test_undoing import archive

pytestmark = pytest.mark.django_db
# Each example brings an archive of its own, of a dozen small pages at the most.
# Histories are short, and making a failing one shorter takes minutes.
several = settings(
    max_examples=15,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
FORMS = st.sampled_from(["text", "posting"])


@contextmanager
def own_archive() -> Iterator[None]:
    """An archive that is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@st.composite
def runs_of(draw: st.DrawFn, history: History) -> list[list[int]]:
    """The captures in any order, in one run or several; some come twice."""
    numbers = draw(st.permutations(range(len(history))))
    again = draw(st.lists(st.sampled_from(range(len(history))), max_size=2))
    runs: list[list[int]] = [[]]
    for number in [*numbers, *again]:
        if draw(st.booleans()) or number in runs[-1]:
            runs.append([])
        runs[-1].append(number)
    return [run for run in runs if run]


def chosen(paths: list[Path], runs: list[list[int]]) -> list[list[Path]]:
    return [[paths[number] for number in run] for run in runs]


def last_run() -> int:
    return ImportRun.objects.filter(kind="import").latest("pk").pk


@several
@given(data=st.data(), history=histories(), form=FORMS)
def test_order_and_runs_of_captures_do_not_matter(tmp_path, data, history, form):
    """Keys and addresses may differ: the first capture that is imported gives them, and nobody
    knows then what others will say. So may an entry's place on its page and the numbers of
    versions, which are in the order of import."""
    paths = write_captures(tmp_path, history, form)
    with own_archive():
        import_runs([[path] for path in paths])
        expected = said()
    with own_archive():
        import_runs(chosen(paths, data.draw(runs_of(history))))
        assert said() == expected


@several
@given(data=st.data(), history=histories(), form=FORMS)
def test_run_taken_back_leaves_the_archive_as_it_was(tmp_path, data, history, form):
    paths = write_captures(tmp_path, history, form)
    *before, last = chosen(paths, data.draw(runs_of(history)))
    with own_archive():
        import_runs(before)
        expected = archive()
        import_runs([last])
        undo_import(last_run())
        assert archive() == expected


@several
@given(data=st.data(), history=histories(), form=FORMS)
def test_run_taken_back_among_others_leaves_what_they_brought(tmp_path, data, history, form):
    paths = write_captures(tmp_path, history, form)
    numbers = data.draw(st.permutations(range(len(history))))
    first, second = numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]
    with own_archive():
        import_runs(chosen(paths, [second]))
        expected = said()
    with own_archive():
        import_runs(chosen(paths, [first]))
        run = last_run()
        import_runs(chosen(paths, [second]))
        undo_import(run)
        assert said() == expected


@several
@given(data=st.data(), history=histories(), form=FORMS)
def test_captures_read_anew_under_another_time_and_taken_back_are_as_they_were(
    tmp_path, data, history, form
):
    paths = write_captures(tmp_path, history, form)
    moved = data.draw(st.lists(st.sampled_from(paths), min_size=1, unique=True))
    with own_archive():
        import_runs([[path] for path in paths])
        expected = archive()
        for path in moved:
            hour, day = data.draw(st.integers(0, 23)), data.draw(st.integers(3, 4))
            write_side_file(path, hour, day)
        import_runs([moved])
        undo_import(last_run())
        assert archive() == expected


@several
@given(data=st.data(), history=histories())
def test_time_of_a_capture_that_is_given_later_counts_as_if_given_at_once(tmp_path, data, history):
    paths = write_captures(tmp_path, history, "posting")
    hours = data.draw(st.permutations(range(len(paths))))
    with own_archive():
        import_runs([paths])
        for path, hour in zip(paths, hours, strict=True):
            write_side_file(path, hour)
        import_runs([[path] for path in data.draw(st.permutations(paths))])
        moved = said()
    with own_archive():
        import_runs([paths])
        assert said() == moved


def test_first_of_the_exact_times_stands_wherever_it_is_among_the_captures(tmp_path):
    clocks = ["day alone", "right", "late", "late", "day alone", "late"]
    history = [[Post(0, 7, "The harbour opens", clock=clock)] for clock in clocks]
    for number, path in enumerate(write_captures(tmp_path, history, "posting")):
        import_runs([[path]])
        entry = Entry.objects.get()
        assert entry.has_clock == (number > 0)
        assert entry.published_at.hour == (10 if number else 0)


def test_place_of_an_entry_is_that_in_the_capture_that_was_begun_first(tmp_path):
    begun = next(capture_keys)  # by a run that is at work beside the other
    import_text(tmp_path, one=FERRY)
    entry = Entry.objects.get(headline="")
    assert entry.ordinal == 3
    capture_keys.fetched.append(begun)
    assert counts(import_text(tmp_path, two=FERRY[FERRY.index("  3. Post") :])) == (0, 1, 0)
    entry.refresh_from_db()
    assert entry.ordinal == 1
    import_text(tmp_path, three=FERRY.replace("page 1", "page 2"))
    entry.refresh_from_db()
    assert entry.ordinal == 1
