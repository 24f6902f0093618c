"""How seldom Python looks for garbage in an import, and how what is free goes back."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# New objects after which Python looks which of them are garbage.
COLLECTED = 50_000
# Only the GNU C library has it; musl's, macOS's and Windows's have no such function.
TRIMS = sys.platform == "linux" and hasattr(ctypes.CDLL(None), "malloc_trim")


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Have Python look more seldom for objects that hold each other and nobody else holds.

    A batch is some hundred thousand objects, hardly any of them in such rings: to look at them
    all, and at everything that was there before, took a tenth of a run.
    """
    before = gc.get_threshold()
    if before[0] == COLLECTED:  # for another import in this process, which puts it back
        yield
        return
    gc.freeze()
    gc.set_threshold(COLLECTED, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def never_collecting() -> Iterator[None]:
    """Have Python look for no garbage while much is made that stays: it would look at all of it
    again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def give_back() -> None:
    """Give memory that is free back to the system.

    The C library of most Linux systems keeps it for each thread by itself, and an import of a
    million entries held hundreds of megabytes so. Elsewhere this does nothing.
    """
    if TRIMS:
        ctypes.CDLL(None).malloc_trim(0)
