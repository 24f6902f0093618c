"""A recogniser that an installation brings along, to suggest more names than the rules do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Protocol

# From, to (code points, the end excluded), and "person", "organisation" or "place".
Span = tuple[int, int, str]
KINDS = frozenset({"person", "organisation", "place"})


class NameRecogniser(Protocol):
    """Finds names in a text. What it finds is suggested to staff, and links nothing."""

    def __call__(self, text: str) -> Iterable[Span]: ...


class RecogniserError(ValueError):
    """The recogniser named in the settings cannot be had. The message says why."""


def installed_recogniser(path: str) -> NameRecogniser:
    """The recogniser that the function at a dotted path makes, such as "ours.names.recogniser".

    The function takes nothing and is called once in each process, so that it may load a model.
    Raises RecogniserError where there is no such function, or it fails.
    """
    module, _, name = path.rpartition(".")
    try:
        make: Callable[[], NameRecogniser] = getattr(import_module(module), name)
        return make()
    except Exception as error:  # whatever it may be: the code is not ours
        raise RecogniserError(f"NAME_RECOGNISER is {path!r}, which gives none: {error}") from error
