"""The project's own sample dumps, each beside what a careful reader takes from it."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest

import entries
from entries.parsing import entry_to_json
from tests.captures import parsed_file

SAMPLES = sorted((Path(entries.__file__).parent / "samples").glob("*.txt"))


def recorded(path: Path):
    return [json.loads(line) for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_parses_as_recorded(path):
    parsed = parsed_file(path)
    found = [entry_to_json(entry, time) for entry, time in parsed.entries]
    wanted = recorded(path)
    assert [entry["headline"] for entry in found] == [entry["headline"] for entry in wanted]
    for entry, expected in zip(found, wanted, strict=True):
        assert entry == expected
        assert list(entry) == list(expected), "the keys stand in one order"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_line_of_a_sample_is_accounted_for(path):
    assert parsed_file(path).unclaimed == ()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_layout_of_a_sample_is_found_without_help(path):
    assert path.stem.startswith(parsed_file(path).layout.name)


def test_there_are_three_samples_of_each_layout_a_later_capture_and_one_event_seen_twice():
    layouts = Counter(path.stem.rpartition("-")[0] for path in SAMPLES)
    assert layouts == {"bbc-live": 4, "digest": 3, "france24-liveblog": 4}


def test_two_newsrooms_tell_of_one_event_at_the_same_time():
    """So an archive of the samples alone has something to compare."""
    one, other = (
        [entry["published_at"] for entry in recorded(SAMPLES[0].with_name(f"{stem}.txt"))]
        for stem in ("bbc-live-3", "france24-liveblog-4")
    )
    spans = [sorted(map(dt.datetime.fromisoformat, times)) for times in (one, other)]
    assert max(spans[0][0], spans[1][0]) < min(spans[0][-1], spans[1][-1])


def test_the_samples_cover_the_turns_of_time():
    """Summer time begins and ends, an hour comes twice, and one page has no date at all."""
    times = {path.stem: [entry["published_at"] for entry in recorded(path)] for path in SAMPLES}
    assert {time[-6:] for time in times["bbc-live-3"]} == {"+00:00", "+01:00"}
    assert {time[-6:] for time in times["france24-liveblog-2"]} == {"+01:00", "+02:00"}
    assert "2021-10-31T02:10:00+01:00" in times["france24-liveblog-2"]
    assert "2021-10-31T02:50:00+02:00" in times["france24-liveblog-2"]
    assert len({time[:10] for time in times["france24-liveblog-1"]}) == 3
    assert set(times["france24-liveblog-3"]) == {None}
