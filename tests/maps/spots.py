"""A window on the north of Ukraine, and places in it and round it."""

from __future__ import annotations

from hypothesis import strategies as st

from entries.maps.markers import Marker, Spot, markers
from entries.maps.window import window_round

HERE = window_round([(30, 48, 36, 51)], 6)
spots = st.lists(
    st.builds(
        Spot,
        st.text("abcdefgh", min_size=1, max_size=25),
        st.floats(28, 38),
        st.floats(46, 53),
        st.integers(1, 500),
    ),
    max_size=25,
)


def kyiv_and(*others: Spot) -> list[Marker]:
    return markers(HERE, [Spot("Kyiv", 30.5, 50.4, 100), *others])
