"""Entry keys: the same on every installation, for ever."""

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from entries.keys import KEY_LENGTH, entry_key, time_in_key


def test_keys_never_change():
    # Addresses in the world hold these: a change of the rule would break them all.
    when = time_in_key(dt.datetime(2022, 3, 24, 13, 30, tzinfo=dt.UTC), "minute", "13:30")
    assert entry_key("bbc-news", when, "A headline") == "dxmzgdgmyv"
    assert entry_key("bbc-news", "", "A headline") == "p5461k59jv"


def test_one_instant_gives_one_key_in_any_zone():
    plus_two = dt.timezone(dt.timedelta(hours=2))
    here = time_in_key(dt.datetime(2022, 3, 24, 15, 30, tzinfo=plus_two), "minute", "15:30")
    there = time_in_key(dt.datetime(2022, 3, 24, 13, 30, tzinfo=dt.UTC), "minute", "1.30pm")
    assert here == there


def test_day_alone_is_the_day():
    assert time_in_key(dt.datetime(2022, 3, 24, tzinfo=dt.UTC), "day", "x") == "2022-03-24"


def test_case_and_spaces_of_a_headline_do_not_count():
    assert entry_key("s", "t", "The  Ferry sails") == entry_key("s", "t", "the ferry\nSails")


@given(st.text(), st.text(), st.text(), st.text())
def test_keys_are_ten_characters_of_crockfords_alphabet(source, when, title, salt):
    key = entry_key(source, when, title, salt)
    assert re.fullmatch(rf"[0-9a-hjkmnp-tv-z]{{{KEY_LENGTH}}}", key)


@given(st.lists(st.text(min_size=1, max_size=5), min_size=4, max_size=4))
def test_parts_do_not_run_into_each_other(parts):
    a, b, c, d = (part.replace("\x1f", "") or "x" for part in parts)
    assert entry_key(a, b + c, d) != entry_key(a + b, c, d)
